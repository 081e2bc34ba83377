//! Writing in the person's editor: what was typed is saved or kept, never lost,
//! and a file that somebody else changed meanwhile is not overwritten. The
//! editors are shell scripts; nobody is at the keyboard.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox};
use hirelog::tested::{Party, decode};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// Types an outcome into the template.
const FILL_IN: &str = r#"sed -i 's/^outcome = .*/outcome = "rejected"/' "$1""#;

struct Desk {
    sandbox: Sandbox,
}

impl Desk {
    fn new() -> Self {
        Self {
            sandbox: Sandbox::with_log(),
        }
    }

    /// Runs a command line with an editor that does this to the file in `$1`.
    fn with_editor(&self, script: &str, arguments: &[&str]) -> Ran {
        let editor = self.sandbox.script("editor", script);
        self.with_editor_called(&editor, arguments)
    }

    fn with_editor_called(&self, editor: &str, arguments: &[&str]) -> Ran {
        let mut command = self.sandbox.command(HIRELOG);
        self.sandbox
            .run(command.args(arguments).env("HIRELOG_EDITOR", editor))
    }

    /// A post-mortem to edit; its path.
    fn post_mortem(&self) -> String {
        self.sandbox
            .hirelog(["new", "--outcome", "rejected", "--role", "Data Analyst"])
            .ok()
    }

    fn saved(&self, path: &str) -> String {
        self.sandbox.read(format!("work/{path}"))
    }

    /// The one draft there is, which only its owner may read, and which is named.
    #[track_caller]
    fn kept(&self, said: &str) -> PathBuf {
        let drafts = self.sandbox.drafts();
        assert_eq!(drafts.len(), 1, "{said}");
        let path = drafts[0].clone();
        assert!(said.contains(&path.display().to_string()), "{said}");
        assert!(path.extension().is_some_and(|ending| ending == "toml"));
        let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&path.parent().unwrap().to_owned()), 0o700);
        path
    }

    #[track_caller]
    fn nothing_is_kept(&self) {
        assert_eq!(self.sandbox.drafts(), [""; 0].map(PathBuf::from));
    }
}

#[test]
fn a_template_that_is_filled_in_is_saved_without_the_guidance() {
    let desk = Desk::new();
    let ran = desk.with_editor(
        &format!("cp \"$1\" shown; {FILL_IN}"),
        &["new", "--editor", "--as", "recruiter"],
    );
    let path = ran.stdout.trim_end().to_owned();
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let blank =
        include_str!("../../templates/post-mortem.toml").replace("2026-01-01", "2026-11-20");
    let (head, sections) = blank.split_once("[recruiter]").unwrap();
    let expected = head.replace("outcome = \"\"", "outcome = \"rejected\"")
        + "[recruiter]"
        + &sections.replace("by = \"\"", "by = \"recruiter\"");
    assert_eq!(desk.saved(&path), expected);
    let shown = desk.sandbox.read("work/shown");
    assert!(
        shown.starts_with(head)
            && shown.contains("offer-declined")
            && shown.contains("feedback-late")
    );
    assert!(
        shown.lines().all(|line| line.chars().count() <= 100),
        "{shown}"
    );
    desk.nothing_is_kept();
}

#[test]
fn closing_without_a_change_cancels() {
    let desk = Desk::new();
    let path = desk.post_mortem();
    let before = desk.sandbox.listing();
    for script in [
        "true",
        "touch \"$1\"",
        "cat \"$1\" > copy; mv copy \"$1\"",
        "echo '# more below the line' >> \"$1\"",
    ] {
        for arguments in [&["new", "--editor"][..], &["edit", &path, "--editor"]] {
            let ran = desk.with_editor(script, arguments);
            // At once, as nobody closes a window; who takes their time is no error.
            assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
            assert!(ran.stderr.contains("with nothing changed"), "{ran:?}");
            desk.nothing_is_kept();
        }
    }
    assert_eq!(desk.sandbox.logged().len(), 1);
    assert_eq!(
        before[&desk.sandbox.path("work").join(&path)],
        desk.sandbox.listing()[&desk.sandbox.path("work").join(&path)]
    );
}

#[test]
fn an_editor_that_fails_keeps_what_was_typed_and_says_how_to_go_on() {
    let desk = Desk::new();
    let said = desk
        .with_editor(&format!("{FILL_IN}; exit 1"), &["new", "--editor"])
        .failed(2);
    let draft = desk.kept(&said);
    assert!(
        fs::read_to_string(draft)
            .unwrap()
            .contains("outcome = \"rejected\"")
    );
    assert_eq!(desk.sandbox.logged().len(), 0);
    // What it says to type goes on where the person was.
    let command = said
        .split("go on with: hirelog ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let arguments: Vec<_> = command.split_whitespace().collect();
    let path = desk
        .with_editor("sed -i 's/^team = .*/team = \"data\"/' \"$1\"", &arguments)
        .ok();
    let saved = decode(&desk.saved(&path)).post_mortem.unwrap();
    assert_eq!(
        (saved.outcome.as_str(), saved.team.as_deref()),
        ("rejected", Some("data"))
    );
}

#[test]
fn a_mistake_is_shown_where_it_is_and_can_be_put_right() {
    let desk = Desk::new();
    let script = r#"if [ -e again ]; then cp "$1" shown; sed -i 's/^outcome = .*/outcome = "rejected"/; s/^stage = .*/stage = "offer"/; s/^fit = .*/fit = ""/' "$1"
        else touch again; sed -i 's/^outcome = .*/outcome = "rejcted"/; s/^stage = .*/stage = "ofer"/; s/^fit = .*/fit = 1/' "$1"; fi"#;
    let path = desk.with_editor(script, &["new", "--editor"]).ok();
    let shown = desk.sandbox.read("work/shown");
    let lines: Vec<_> = shown.lines().collect();
    let above = |key: &str| lines[lines.iter().position(|line| line.starts_with(key)).unwrap() - 1];
    assert!(
        above("fit = ").starts_with("#! hirelog: ")
            && above("fit = ").contains("`fit` must be text"),
        "{shown}"
    );
    assert_eq!(
        desk.saved(&path),
        include_str!("../../templates/post-mortem.toml")
            .replace("2026-01-01", "2026-11-20")
            .replace("outcome = \"\"", "outcome = \"rejected\"")
            .replace("stage = \"\"", "stage = \"offer\"")
    );
    desk.nothing_is_kept();
}

#[test]
fn words_that_are_not_in_the_vocabulary_are_shown_where_they_are() {
    let desk = Desk::new();
    let script = r#"if [ -e again ]; then cp "$1" shown; sed -i 's/rejcted/rejected/; s/ofer/offer/' "$1"
        else touch again; sed -i 's/^outcome = .*/outcome = "rejcted"/; s/^stage = .*/stage = "ofer"/' "$1"; fi"#;
    desk.with_editor(script, &["new", "--editor"]).ok();
    let shown = desk.sandbox.read("work/shown");
    for (line, word, near) in [
        ("outcome = \"rejcted\"", "rejcted", "rejected"),
        ("stage = \"ofer\"", "ofer", "offer"),
    ] {
        let above = shown
            .split(line)
            .next()
            .unwrap()
            .trim_end()
            .lines()
            .last()
            .unwrap();
        assert!(
            above.starts_with("#! hirelog: ")
                && above.contains(word)
                && above.contains(&format!("did you mean {near}?")),
            "{shown}"
        );
    }
}

#[test]
fn what_is_wrong_twice_is_kept_and_named() {
    let desk = Desk::new();
    let said = desk
        .with_editor(
            "sed -i 's/^outcome = .*/outcome = rejected/' \"$1\"; echo x >> opened",
            &["new", "--editor"],
        )
        .failed(2);
    assert!(said.contains("put the text in quotes"), "{said}");
    assert!(
        fs::read_to_string(desk.kept(&said))
            .unwrap()
            .contains("outcome = rejected\n")
    );
    assert_eq!(desk.sandbox.read("work/opened").lines().count(), 2);
    assert_eq!(desk.sandbox.logged().len(), 0);
}

#[test]
fn an_emptied_file_is_asked_about_and_a_draft_that_is_gone_is_named() {
    let desk = Desk::new();
    let said = desk.with_editor(
        "if [ -e again ]; then cp \"$1\" shown; fi; touch again; : > \"$1\"",
        &["new", "--editor"],
    );
    assert!(
        matches!(said.code, Some(0 | 2)) && !said.stderr.contains("panicked"),
        "{said:?}"
    );
    if desk.sandbox.path("work/shown").exists() {
        assert!(
            desk.sandbox.read("work/shown").starts_with("#! hirelog: "),
            "says why it is open again"
        );
    }
    let desk = Desk::new();
    let said = desk
        .with_editor("rm \"$1\"", &["new", "--editor"])
        .failed(2);
    assert!(
        said.contains("left no file behind") && !said.contains("drafts/"),
        "{said}"
    );
    desk.nothing_is_kept();
    let said = desk
        .with_editor("printf '\\377' >> \"$1\"", &["new", "--editor"])
        .failed(2);
    desk.kept(&said);
}

#[test]
fn an_editor_that_cannot_be_started_again_loses_nothing() {
    let desk = Desk::new();
    let said = desk
        .with_editor(
            "sed -i 's/^outcome = .*/outcome = 1 # typed/' \"$1\"; rm \"$0\"",
            &["new", "--editor"],
        )
        .failed(2);
    assert!(
        fs::read_to_string(desk.kept(&said))
            .unwrap()
            .contains("# typed")
    );
}

#[test]
fn the_editor_may_have_arguments_quotes_and_spaces_in_its_path() {
    let desk = Desk::new();
    let script = r#"printf '%s|' "$@" > arguments; for last; do :; done; sed -i 's/^outcome = .*/outcome = "rejected"/' "$last""#;
    let plain = desk.sandbox.script("plain", script);
    let spaced = desk.sandbox.script("my tools/an editor", script);
    for (editor, arguments) in [
        (
            format!("{plain} --wait 'a b' \"c d\" e\\ f"),
            "--wait|a b|c d|e f|",
        ),
        (spaced.clone(), ""),
        (format!("'{spaced}' -w"), "-w|"),
        (format!("  {plain}  "), ""),
    ] {
        desk.with_editor_called(&editor, &["new", "--editor"]).ok();
        let given = desk.sandbox.read("work/arguments");
        let file = given.strip_prefix(arguments).unwrap().trim_end_matches('|');
        assert!(
            file.ends_with(".toml") && !file.contains('|'),
            "{editor}: {given}"
        );
    }
}

#[test]
fn an_editor_that_is_not_there_is_named_with_what_named_it() {
    let desk = Desk::new();
    let path = desk.post_mortem();
    for editor in ["no-such-editor --wait", "/", "'open", "/dev/null"] {
        for arguments in [&["new", "--editor"][..], &["edit", &path, "--editor"]] {
            let said = desk.with_editor_called(editor, arguments).failed(2);
            assert!(
                said.contains(&format!("it is `{editor}`, from HIRELOG_EDITOR")),
                "{said}"
            );
            desk.nothing_is_kept();
        }
    }
}

#[test]
fn the_editor_is_hirelogs_then_ones_own_then_visual_then_editor() {
    let desk = Desk::new();
    let script = |name: &str| desk.sandbox.script(name, &format!("echo {name} > chosen"));
    let own = format!("editor = \"{}\"\n", script("own"));
    let all = [
        ("HIRELOG_EDITOR", script("hirelogs")),
        ("own", own),
        ("VISUAL", script("visual")),
        ("EDITOR", script("plain")),
    ];
    for (first, name) in ["hirelogs", "own", "visual", "plain"]
        .into_iter()
        .enumerate()
    {
        let _ = fs::remove_file(desk.sandbox.path("config/hirelog/config.toml"));
        let mut command = desk.sandbox.command(HIRELOG);
        // A blank variable names nothing.
        command.env("HIRELOG_EDITOR", " ").env("VISUAL", "");
        for (variable, value) in &all[first..] {
            if *variable == "own" {
                desk.sandbox.put("config/hirelog/config.toml", value);
            } else {
                command.env(variable, value);
            }
        }
        // It changes nothing.
        let ran = desk.sandbox.run(command.args(["new", "--editor"]));
        ran.failed(2);
        assert_eq!(desk.sandbox.read("work/chosen").trim_end(), name);
    }
    desk.sandbox.put(
        "work/hirelog.toml",
        "editor = \"touch opened-by-the-team\"\n",
    );
    desk.with_editor("sleep 1", &["new", "--editor"]).ok();
    assert!(!desk.sandbox.path("work/opened-by-the-team").exists());
}

#[test]
fn nobody_is_asked_where_nobody_is() {
    let desk = Desk::new();
    let path = desk.post_mortem();
    let said = desk.with_editor("touch opened", &["new"]).failed(2);
    assert!(
        said.contains("--outcome is missing") && said.contains("such as: hirelog new --outcome"),
        "{said}"
    );
    let said = desk.with_editor("touch opened", &["edit", &path]).failed(2);
    assert!(
        said.contains("nothing says what to change") && said.contains("--editor"),
        "{said}"
    );
    desk.with_editor("touch opened", &["new", "--role", "Data Analyst"])
        .failed(2);
    assert!(!desk.sandbox.path("work/opened").exists());
    desk.nothing_is_kept();
}

#[test]
fn what_somebody_else_wrote_while_the_editor_was_open_is_not_overwritten() {
    let desk = Desk::new();
    let path = desk.post_mortem();
    let script = format!(
        "sed -i 's/^team = .*/team = \"data\"/' \"$1\"; {HIRELOG} edit {path} --stage offer"
    );
    let said = desk
        .with_editor(&script, &["edit", &path, "--editor"])
        .failed(2);
    assert!(said.contains("changed by somebody else"), "{said}");
    assert!(
        fs::read_to_string(desk.kept(&said))
            .unwrap()
            .contains("team = \"data\"")
    );
    let saved = decode(&desk.saved(&path)).post_mortem.unwrap();
    assert_eq!((saved.stage.as_deref(), saved.team), (Some("offer"), None));
}

#[test]
fn what_was_taken_away_while_the_editor_was_open_is_kept_as_a_draft() {
    let desk = Desk::new();
    let path = desk.post_mortem();
    let script = format!("sed -i 's/^team = .*/team = \"data\"/' \"$1\"; rm {path}");
    let said = desk
        .with_editor(&script, &["edit", &path, "--editor"])
        .failed(2);
    desk.kept(&said);
    assert_eq!(desk.sandbox.logged().len(), 0);
    let desk = Desk::new();
    let said = desk
        .with_editor(
            &format!("{FILL_IN}; rmdir logs; touch logs"),
            &["new", "--editor"],
        )
        .failed(2);
    desk.kept(&said);
}

#[test]
fn an_edit_in_the_editor_changes_what_was_changed_and_nothing_else() {
    let desk = Desk::new();
    let before = "\u{feff}# ours\r\n#! do not touch\r\nschema = 1\r\ndate   = 2026-11-20 # day\r\noutcome = 'rejected'\r\nmood = 3\r\n\r\n\
                  [candidate]\r\n[manager]\r\nowned = \"\"\"\r\n#! /bin/sh was all I sent.\r\n# ------------ >8 ------------\r\n\"\"\"\r\nby = 'manager'";
    desk.sandbox.put("work/logs/a.toml", before);
    desk.with_editor(
        "sed -i \"s/'rejected'/'withdrew'/\" \"$1\"",
        &["edit", "a", "--editor"],
    )
    .ok();
    let after = desk.sandbox.read("work/logs/a.toml");
    assert_eq!(after.trim_end(), before.replace("'rejected'", "'withdrew'"));
}

#[test]
fn flags_and_the_editor_go_together() {
    let desk = Desk::new();
    let path = desk.post_mortem();
    let flags = [
        "edit",
        &path,
        "--as",
        "manager",
        "--owned",
        "I did not ask.",
        "--editor",
    ];
    desk.with_editor(
        "grep -q 'I did not ask.' \"$1\" && sed -i 's/^team = .*/team = \"data\"/' \"$1\"",
        &flags,
    )
    .ok();
    let saved = decode(&desk.saved(&path)).post_mortem.unwrap();
    assert_eq!(saved.section(Party::Manager).owned, "I did not ask.");
    assert_eq!(saved.team.as_deref(), Some("data"));
    // A dry run prints what would be saved and leaves nothing behind.
    for arguments in [
        &["new", "--editor", "--dry-run"][..],
        &["edit", &path, "--editor", "--dry-run"],
    ] {
        let before = desk.sandbox.listing().len();
        let printed = desk
            .with_editor(
                "sed -i 's/^outcome = .*/outcome = \"withdrew\"/' \"$1\"",
                arguments,
            )
            .ok();
        assert!(printed.contains("outcome = \"withdrew\""), "{printed}");
        desk.nothing_is_kept();
        assert_eq!(desk.sandbox.listing().len(), before);
    }
}
