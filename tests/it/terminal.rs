//! With somebody at a real (pseudo-)terminal: the editor opens, tables fit,
//! colours appear where they are wanted, long answers go through a pager, and
//! Ctrl-C leaves what was typed.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::{Desk, Talk};
use crate::support::files;
use std::fs;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// With the log of examples/.
fn with_examples(columns: u16) -> Desk {
    let mut desk = Desk::new();
    desk.columns = columns;
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/logs")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let text = fs::read(&file).unwrap();
        desk.sandbox.put(&format!("work/logs/2026/{name}"), text);
    }
    desk
}

fn with_editor(script: &str) -> Desk {
    let desk = Desk::new();
    let editor = desk.sandbox.script("editor", script);
    desk.set("HIRELOG_EDITOR", editor)
}

/// Runs hirelog to its end: what appeared, and the exit code.
fn run(desk: &Desk, arguments: &str) -> (String, i32) {
    finish(desk.hirelog(arguments))
}

fn finish(mut talk: Talk) -> (String, i32) {
    let code = talk.end();
    let shown = String::from_utf8(talk.bytes()).unwrap();
    let shown = shown.replace("\r\n", "\n");
    (shown.clone(), code.expect(&shown))
}

/// Without colours.
fn plain(shown: &str) -> String {
    let mut parts = shown.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
}

#[test]
fn new_opens_the_editor() {
    let terminal = with_editor("sed -i 's/^outcome = .*/outcome = \"rejected\"/' \"$1\"");
    let (shown, code) = run(&terminal, "new --editor");
    assert_eq!(code, 0, "{shown}");
    let path = shown.lines().next().unwrap();
    assert!(
        terminal
            .sandbox
            .read(format!("work/{path}"))
            .contains("outcome = \"rejected\"\n")
    );
    assert!(
        shown.contains("saved ") && shown.contains("hirelog edit "),
        "{shown}"
    );
    assert_eq!(terminal.sandbox.drafts().len(), 0);
    let (shown, code) = run(&terminal, "new --outcome withdrew");
    assert_eq!(
        (code, terminal.sandbox.logged().len()),
        (0, 2),
        "nothing to ask: {shown}"
    );
}

#[test]
fn edit_opens_the_editor_with_the_file() {
    let terminal = with_editor("sed -i 's/^team = .*/team = \"data\"/' \"$1\"");
    run(&terminal, "new --outcome rejected");
    let (shown, code) = run(&terminal, "edit @latest --editor");
    assert_eq!(code, 0, "{shown}");
    assert!(
        fs::read_to_string(&terminal.sandbox.logged()[0])
            .unwrap()
            .contains("team = \"data\"")
    );
}

#[test]
fn nobody_is_asked_who_does_not_want_to_be() {
    for (terminal, arguments) in [
        (Desk::new(), "--no-input new"),
        (Desk::new(), "new --no-input"),
        (Desk::new().set("CI", "true"), "new"),
        (Desk::new(), "new < /dev/null"),
    ] {
        let editor = terminal.sandbox.script("editor", "touch opened");
        let terminal = terminal.set("HIRELOG_EDITOR", editor);
        let (shown, code) = run(&terminal, arguments);
        assert_eq!(code, 2, "{arguments}: {shown}");
        assert!(
            shown.contains("--outcome is missing"),
            "{arguments}: {shown}"
        );
        assert!(
            !terminal.sandbox.path("work/opened").exists(),
            "{arguments}"
        );
    }
}

#[test]
fn no_line_of_a_table_is_wider_than_the_terminal() {
    for columns in [200, 80, 50, 30, 20] {
        let terminal = with_examples(columns).set("HIRELOG_PAGER", "");
        let entries = terminal.sandbox.logged().len();
        for arguments in ["list", "list since:30d", "patterns"] {
            if columns < 30 && arguments == "patterns" {
                continue; // its headings do not fit
            }
            let (shown, code) = run(&terminal, arguments);
            let shown = plain(&shown);
            assert_eq!(code, 0, "{arguments} at {columns}: {shown}");
            let wide = shown
                .lines()
                .find(|line| line.width() > usize::from(columns));
            assert_eq!(wide, None, "{arguments} at {columns}:\n{shown}");
        }
        let shown = plain(&run(&terminal, "list").0);
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(
            lines.len(),
            entries + 2,
            "a heading, a rule and one line each:\n{shown}"
        );
        let id = lines[0].find("id").unwrap();
        for line in &lines[2..] {
            let word: String = line
                .chars()
                .skip(id)
                .take_while(|character| *character != ' ')
                .collect();
            assert_eq!(word.len(), 5, "the id stands in its column:\n{shown}");
            assert!(
                terminal
                    .sandbox
                    .logged()
                    .iter()
                    .any(|path| path.to_string_lossy().contains(&format!("-{word}.toml"))),
                "{shown}"
            );
        }
    }
}

#[test]
fn wide_and_hostile_words_keep_the_table_in_order() {
    let mut terminal = Desk::new();
    terminal.columns = 60;
    for (number, role) in [
        "平台工程师平台工程师",
        "👩\u{200d}🚀 e\u{301}toile",
        "\\u001b[2J\\u202egnp",
        "\\t\\n\\r\\u0007",
        "עברית",
        "a\u{200b}b",
    ]
    .iter()
    .enumerate()
    {
        let text = format!(
            "schema = 1\ndate = 2026-11-20\noutcome = \"rejected\"\nrole = \"{role}\"\n[manager]\ndropped = [\"feedback-late\"]\n"
        );
        terminal.sandbox.put(
            &format!("work/logs/2026-11-20-k7f3{}.toml", number + 2),
            text,
        );
    }
    let (shown, code) = run(&terminal, "list");
    assert_eq!((code, shown.lines().count()), (0, 6 + 2), "{shown}");
    let shown = plain(&shown);
    assert!(shown.lines().all(|line| line.width() <= 60 && line.chars().all(|character| !character.is_control())), "{shown}");
    let ends: Vec<_> = shown
        .lines()
        .skip(2)
        .map(|line| line[..line.find("feedb").unwrap()].width())
        .collect();
    assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?}\n{shown}");
}

#[test]
fn colour_appears_on_a_terminal_and_where_it_is_asked_for() {
    for (setting, arguments, coloured) in [
        (None, "list", true),
        (Some(("NO_COLOR", "1")), "list", false),
        (Some(("NO_COLOR", "")), "list", true),
        (Some(("CLICOLOR", "0")), "list", false),
        (Some(("TERM", "dumb")), "list", false),
        (None, "list --color never", false),
        (Some(("NO_COLOR", "1")), "list --color always", true),
        (None, "list | cat", false),
        (Some(("CLICOLOR_FORCE", "1")), "list | cat", true),
        (None, "list --color always | cat", true),
        (None, "list --format json", false),
        (None, "show nothing", true),
        (None, "show nothing 2>&1 | cat", false),
        (Some(("NO_COLOR", "1")), "show nothing", false),
    ] {
        let mut terminal = with_examples(80).set("HIRELOG_PAGER", "");
        if let Some((name, value)) = setting {
            terminal = terminal.set(name, value);
        }
        let (shown, _) = finish(terminal.start(&format!("\"$hirelog\" {arguments}")));
        assert_eq!(
            shown.contains('\u{1b}'),
            coloured,
            "{setting:?} {arguments}: {shown}"
        );
    }
    let terminal = with_examples(80).set("HIRELOG_PAGER", "");
    let without = run(&terminal, "list --color never").0;
    assert_eq!(
        plain(&run(&terminal, "list").0),
        without,
        "words before colour"
    );
    terminal
        .sandbox
        .put("config/hirelog/config.toml", "color = \"never\"\n");
    assert_eq!(run(&terminal, "list").0, without);
}

#[test]
fn a_long_list_goes_through_the_pager_and_a_short_one_does_not() {
    let mut terminal = with_examples(80);
    let pager = terminal
        .sandbox
        .script("my pager", "cat > \"${1:-paged}\"; echo PAGED");
    terminal = terminal.set("HIRELOG_PAGER", format!("'{pager}'"));
    let paged = terminal.sandbox.path("work/paged");
    terminal.rows = 200;
    let (whole, _) = run(&terminal, "list");
    assert!(!paged.exists() && !whole.contains("PAGED"), "{whole}");
    terminal.rows = 10;
    assert_eq!(run(&terminal, "list"), ("PAGED\n".to_owned(), 0));
    assert_eq!(terminal.sandbox.read("work/paged"), whole);
    for (line, used) in [
        ("\"$hirelog\" list | cat", false),
        ("\"$hirelog\" list since:1d", false),
        ("HIRELOG_PAGER= \"$hirelog\" list", false),
        ("HIRELOG_PAGER=cat \"$hirelog\" list", false),
        ("HIRELOG_PAGER=no-such-pager \"$hirelog\" list", false),
        ("HIRELOG_PAGER=\"'open\" \"$hirelog\" list", false),
        (
            "HIRELOG_PAGER=\"$HIRELOG_PAGER 'other file'\" \"$hirelog\" list",
            true,
        ),
        ("PAGER=false \"$hirelog\" list", true),
        ("\"$hirelog\" list < /dev/null", false),
    ] {
        let (shown, code) = finish(terminal.start(line));
        assert_eq!(
            (shown.contains("PAGED"), code),
            (used, 0),
            "{line}: {shown}"
        );
        assert!(
            used || shown.contains("2026-") || line.contains("1d"),
            "printed plainly: {shown}"
        );
    }
    assert!(terminal.sandbox.path("work/other file").exists());
}

#[test]
fn a_page_of_the_manual_is_shown_and_not_printed() {
    let terminal = Desk::new();
    let reader = "#!/bin/sh\ncat > /dev/null; echo SHOWN\n";
    for name in ["work/bin/man", "work/bin/mandoc"] {
        terminal.sandbox.put(name, reader);
    }
    for (line, is_shown) in [
        (
            "chmod +x bin/*; PATH=\"$PWD/bin:$PATH\" \"$hirelog\" man edit",
            true,
        ),
        ("PATH=\"$PWD/bin:$PATH\" \"$hirelog\" man edit | cat", false),
        ("PATH=/nowhere \"$hirelog\" man edit", false),
    ] {
        let (shown, code) = finish(terminal.start(line));
        let seen = (shown.contains("SHOWN"), shown.contains(".TH"), code);
        assert_eq!(seen, (is_shown, !is_shown, 0), "{line}: {shown}");
    }
}

#[test]
fn a_pager_that_is_left_early_or_fails_is_no_error() {
    let mut terminal = with_examples(80);
    terminal.rows = 10;
    for pager in ["head -1", "true", "sh -c 'exit 3'"] {
        let (shown, code) =
            finish(terminal.start(&format!("HIRELOG_PAGER=\"{pager}\" \"$hirelog\" list")));
        assert_eq!(code, 0, "{pager}: {shown}");
        assert!(!shown.contains("error"), "{pager}: {shown}");
    }
}

#[test]
fn control_c_while_the_editor_is_open_leaves_the_draft() {
    let terminal = with_editor(
        "sed -i 's/^outcome = .*/outcome = \"rejected\"/' \"$1\"; echo READY; sleep 60",
    );
    let mut session = terminal.start("exec \"$hirelog\" new --editor");
    session.see("READY").keys("\u{3}");
    let (shown, code) = finish(session);
    assert_eq!(code, 130, "{shown}");
    let drafts = terminal.sandbox.drafts();
    assert_eq!(drafts.len(), 1);
    assert!(
        fs::read_to_string(&drafts[0])
            .unwrap()
            .contains("outcome = \"rejected\"")
    );
    let said: String = shown.split_whitespace().collect();
    assert!(said.contains(drafts[0].to_str().unwrap()), "{shown}");
    assert_eq!(terminal.sandbox.logged().len(), 0);
}

#[test]
fn an_editor_that_takes_control_c_for_itself_goes_on() {
    let script = "trap 'sed -i \"s/^outcome = .*/outcome = \\\"rejected\\\"/\" \"$1\"; exit 0' INT; echo READY; while :; do sleep 0.01; done";
    let terminal = with_editor(script);
    let mut session = terminal.start("exec \"$hirelog\" new --editor");
    session.see("READY").keys("\u{3}");
    let (shown, code) = finish(session);
    assert_eq!((code, terminal.sandbox.logged().len()), (0, 1), "{shown}");
    assert_eq!(terminal.sandbox.drafts().len(), 0);
}
