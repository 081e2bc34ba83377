//! Before every write, through every door, the errors of `check` are looked for in what is
//! about to be written: a person decides, without one it is saved and named, and git gets
//! none of it.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use crate::support::{HIRELOG, Ran, Sandbox};
use std::fs;
use std::process::Stdio;

const LEAK: &str = "I mailed jo@example.com and asked.";
const NAMED: &str = "error[HL501]: this is an e-mail address";
const SAVED: &str = "saved all the same; until that is put right";
const REFUSED: &str = "saved, but not committed: git would keep for ever";

fn git(sandbox: &Sandbox, arguments: &[&str]) -> Ran {
    let mut git = sandbox.command("git");
    sandbox.run(git.args(["-c", "commit.gpgsign=false"]).args(arguments))
}

/// A log in a repository, with one post-mortem that is committed.
fn log() -> Sandbox {
    let sandbox = Sandbox::with_log();
    sandbox.put(
        "work/logs/2026/2026-11-18-clerk-k7f3q.toml",
        "schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\nstage = \"offer\"\n\n[manager]\nby = \"manager\"\nowned = \"I was late.\"\n",
    );
    git(&sandbox, &["init", "-q", "-b", "main"]).ok();
    commit_all(&sandbox);
    sandbox
}

fn commit_all(sandbox: &Sandbox) {
    git(sandbox, &["add", "-A"]).ok();
    git(sandbox, &["commit", "-q", "-m", "All"]).ok();
}

fn hirelog(sandbox: &Sandbox, arguments: &[&str], input: &str) -> Ran {
    let input = sandbox.put("input", input);
    let mut command = sandbox.command(HIRELOG);
    let input = Stdio::from(fs::File::open(input).unwrap());
    sandbox.run(command.args(arguments).stdin(input))
}

/// Each door with nobody at it, and what goes in.
fn doors(sandbox: &Sandbox) -> Vec<(Vec<String>, String)> {
    let json = format!("{{\"outcome\": \"withdrew\", \"recruiter\": {{\"owned\": \"{LEAK}\"}}}}");
    let toml = format!("outcome = \"withdrew\"\n[recruiter]\nowned = \"{LEAK}\"\n");
    let file = sandbox.put("given.toml", &toml);
    sandbox.script(
        "editor",
        &format!("printf '\\n[recruiter]\\nby = \"recruiter\"\\nowned = \"{LEAK}\"\\n' > \"$1.new\"; sed '/^\\[recruiter\\]/,/^next/d; /^# ---/,$d' \"$1\" | cat - \"$1.new\" > \"$1.both\"; mv \"$1.both\" \"$1\"; rm \"$1.new\""),
    );
    let door = |words: &[&str], input: &str| {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        (words, input.to_owned())
    };
    let file = file.to_str().unwrap();
    let section = ["--as", "recruiter", "--owned", LEAK];
    vec![
        door(&[&["new", "-o", "withdrew"][..], &section].concat(), ""),
        door(&[&["edit", "k7f3q"][..], &section].concat(), ""),
        door(&["new", "--from", file], ""),
        door(&["new", "--from", "-"], &json),
        door(&["new", "--from", "-"], &toml),
        door(&["new", "-o", "withdrew", "--editor"], ""),
        door(&["edit", "k7f3q", "--editor"], ""),
        door(
            &["edit", "k7f3q", "--as", "recruiter", "--reply", "-"],
            LEAK,
        ),
    ]
}

fn at(sandbox: &Sandbox, door: &[String], more: &[&str], input: &str) -> Ran {
    let door: Vec<_> = door.iter().map(String::as_str).collect();
    let input = sandbox.put("input", input);
    let mut command = sandbox.command(HIRELOG);
    command
        .args([&door[..], more].concat())
        .env("EDITOR", sandbox.path("editor"))
        .stdin(Stdio::from(fs::File::open(input).unwrap()));
    sandbox.run(&mut command)
}

fn has_leak(sandbox: &Sandbox) -> bool {
    let logged = sandbox.logged();
    logged
        .iter()
        .any(|file| fs::read_to_string(file).unwrap().contains("jo@example.com"))
}

/// A file has one name, whether it is about to be written or is.
#[test]
fn before_the_write_and_after_it_the_file_is_called_the_same() {
    let sandbox = log();
    let edit = ["edit", "k7f3q", "--as", "recruiter", "--owned", LEAK];
    let place = "\n  ╭▸ logs/2026/2026-11-18-clerk-k7f3q.toml:";
    let dry = hirelog(&sandbox, &[&edit[..], &["--dry-run"]].concat(), "");
    let written = hirelog(&sandbox, &edit, "");
    for ran in [dry, written] {
        let said = ran.stderr.replace("\n   ╭▸", "\n  ╭▸");
        assert!(said.contains(NAMED) && said.contains(place), "{said}");
    }
}

#[test]
fn with_nobody_there_it_is_saved_and_named_through_every_door() {
    for (door, input) in doors(&log()) {
        let sandbox = log();
        doors(&sandbox);
        let door: Vec<_> = door.iter().map(|word| moved(word, &sandbox)).collect();
        let ran = at(&sandbox, &door, &[], &input);
        assert_eq!(ran.code, Some(0), "{door:?}: {ran:?}");
        assert!(
            ran.stderr.contains(NAMED) && ran.stderr.contains(SAVED),
            "{door:?}: {ran:?}"
        );
        assert!(has_leak(&sandbox), "{door:?}: {ran:?}");
    }
}

#[test]
fn it_is_never_committed_unless_somebody_insists() {
    never_committed_unless_somebody_insists(3);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn it_is_never_committed_unless_somebody_insists_through_every_door() {
    never_committed_unless_somebody_insists(1);
}

/// Through one door in so many.
fn never_committed_unless_somebody_insists(step: usize) {
    for (door, input) in doors(&log()).into_iter().step_by(step) {
        let sandbox = log();
        doors(&sandbox);
        let door: Vec<_> = door.iter().map(|word| moved(word, &sandbox)).collect();
        let ran = at(&sandbox, &door, &["--commit"], &input);
        assert_eq!(ran.code, Some(2), "{door:?}: {ran:?}");
        assert!(
            ran.stderr.contains(NAMED) && ran.stderr.contains(REFUSED),
            "{door:?}: {ran:?}"
        );
        assert!(has_leak(&sandbox), "{door:?}: {ran:?}");
        let staged = git(&sandbox, &["diff", "--cached", "--name-only"]).ok();
        assert_eq!(staged, "", "{door:?}");
        assert_eq!(
            git(&sandbox, &["log", "--format=%s"]).ok(),
            "All",
            "{door:?}"
        );
        // Nor by the next edit, which is about something else.
        let other = ["edit", "@latest", "--team", "x", "--commit"];
        if door[0] == "new" {
            let ran = hirelog(&sandbox, &other, "");
            assert!(ran.code == Some(2) && ran.stderr.contains(NAMED), "{ran:?}");
            assert_eq!(
                git(&sandbox, &["log", "--format=%s"]).ok(),
                "All",
                "{door:?}"
            );
        }
        let sandbox = log();
        doors(&sandbox);
        let door: Vec<_> = door.iter().map(|word| moved(word, &sandbox)).collect();
        let ran = at(&sandbox, &door, &["--commit", "--allow-findings"], &input);
        assert_eq!(ran.code, Some(0), "{door:?}: {ran:?}");
        assert!(!ran.stderr.contains(NAMED), "{ran:?}");
        assert!(git(&sandbox, &["show"]).ok().contains("jo@example.com"));
    }
}

/// A path in another sandbox than the one it was made for.
fn moved(word: &str, sandbox: &Sandbox) -> String {
    match word.ends_with("given.toml") {
        true => sandbox.path("given.toml").to_str().unwrap().to_owned(),
        false => word.to_owned(),
    }
}

#[test]
fn what_stood_there_before_is_nobodys_business_unless_git_would_get_it() {
    let sandbox = log();
    let section = ["--as", "recruiter", "--owned", LEAK];
    let ran = hirelog(&sandbox, &[&["edit", "k7f3q"][..], &section].concat(), "");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = hirelog(&sandbox, &["edit", "k7f3q", "--team", "x"], "");
    assert!(!ran.stderr.contains(NAMED), "{ran:?}");
    let commit = ["edit", "k7f3q", "--team", "y", "--commit"];
    let ran = hirelog(&sandbox, &commit, "");
    assert!(ran.code == Some(2) && ran.stderr.contains(NAMED), "{ran:?}");
    // Also where the last commit has it, as with the hook; unless somebody insists.
    commit_all(&sandbox);
    let commit = ["edit", "k7f3q", "--team", "z", "--commit"];
    let ran = hirelog(&sandbox, &commit, "");
    assert!(ran.code == Some(2) && ran.stderr.contains(NAMED), "{ran:?}");
    let ran = hirelog(&sandbox, &[&commit[..], &["--allow-findings"]].concat(), "");
    assert!(
        ran.code == Some(0) && !ran.stderr.contains(NAMED),
        "{ran:?}"
    );
    // A second address is named with the first.
    let commit = ["edit", "k7f3q", "--tldr", "Ask al@example.com.", "--commit"];
    let ran = hirelog(&sandbox, &commit, "");
    assert!(ran.code == Some(2) && ran.stderr.contains("al@"), "{ran:?}");
}

#[test]
fn what_a_team_or_a_comment_allows_is_no_finding() {
    let sandbox = log();
    let section = [
        "new",
        "-q",
        "-o",
        "withdrew",
        "--as",
        "recruiter",
        "--owned",
        LEAK,
    ];
    sandbox.put(
        "work/hirelog.toml",
        "schema = 1\n[check]\nallow = [\"jo@example.com\"]\n",
    );
    let ran = hirelog(&sandbox, &[&section[..], &["--commit"]].concat(), "");
    assert!(ran.code == Some(0) && ran.stderr.is_empty(), "{ran:?}");
    sandbox.put("work/hirelog.toml", "schema = 1\n");
    let switched = format!(
        "schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\n[recruiter]\nby = \"recruiter\"\nowned = \"{LEAK}\" # hirelog: allow HL501 the address of the team\n"
    );
    sandbox.put("work/logs/2026/2026-11-18-x-mmmmm.toml", switched);
    let ran = hirelog(&sandbox, &["edit", "mmmmm", "--team", "x", "--commit"], "");
    assert!(
        ran.code == Some(0) && !ran.stderr.contains(NAMED),
        "{ran:?}"
    );
}

#[test]
fn no_name_of_a_file_and_no_message_of_a_commit_carries_such_words() {
    for role in [
        "Clerk, jo@example.com",
        "Clerk 020 7946 0958",
        "Jane Whitfield",
        "Pregnant clerk",
    ] {
        let sandbox = log();
        let new = [
            "new",
            "-q",
            "-o",
            "withdrew",
            "-r",
            role,
            "--commit",
            "--allow-findings",
        ];
        let path = hirelog(&sandbox, &new, "").ok();
        let name = path.rsplit('/').next().unwrap();
        assert_eq!(name.len(), "2026-11-20-k7f3q.toml".len(), "{role}: {name}");
        let message = git(&sandbox, &["log", "-1", "--format=%B"]).ok();
        let id = &name[11..16];
        assert_eq!(message, format!("Add post-mortem {id}: withdrew"), "{role}");
        let csv = format!("Date,Outcome,Role\n2026-11-01,Offer declined,\"{role}\"\n");
        let ran = hirelog(&sandbox, &["import", "--from", "csv", "-"], &csv);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let imported = ran.stdout.trim_end().rsplit('/').next().unwrap().len();
        assert_eq!(imported, "2026-11-01-k7f3q.toml".len(), "{role}: {ran:?}");
    }
}

/// Comments, lists and keys that nobody knows are kept by git like any sentence.
#[test]
fn a_leak_is_one_wherever_in_a_file_it_stands() {
    let head = "schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\nstage = \"offer\"\n";
    let file = "work/logs/2026/2026-11-18-x-mmmmm.toml";
    let sandbox = log();
    for (planted, named) in [
        ("# ask jo@example.com\n", 1),
        ("[manager] # jo@example.com\nowned = 'I was late.'\n", 1),
        ("wanted = [\n'benefits', # jo@example.com said so\n]\n", 1),
        ("wanted = ['jo@example.com']\n", 1),
        ("[manager]\ndropped = ['mail jo@example.com']\n", 1),
        ("note = 'ask jo@example.com'\n", 1),
        ("note = \"ask jo\\u0040example.com\"\n", 1),
        ("\"jo\\u0040example.com\" = 'asked'\n", 1),
        ("build = 'jo at gmail com'\n", 1),
        ("wanted = ['jo-lind-at-gmail-com']\n", 1),
        ("[manager]\nnote = 'ask jo@example.com'\n", 1),
        ("[links]\nto = [{ who = 'jo@example.com' }]\n", 1),
        ("[manager.links]\nto = ['a', 'jo@example.com']\n", 1),
        (
            "#:schema https://jo@example.com/schema.json\nnote = 'mail them'\n",
            0,
        ),
    ] {
        sandbox.put(file, format!("{head}{planted}"));
        git(&sandbox, &["add", "-A"]).ok();
        let ran = hirelog(&sandbox, &["check", "--staged"], "");
        assert_eq!(
            ran.stdout.matches(NAMED).count(),
            named,
            "{planted}: {ran:?}"
        );
        assert_eq!(ran.code, Some(i32::from(named > 0)), "{planted}: {ran:?}");
        // Through a door that brings it in, and beside a change of something else.
        let commit = ["edit", "mmmmm", "--commit"];
        sandbox.put(file, head);
        git(&sandbox, &["add", "-A"]).ok();
        git(&sandbox, &["commit", "-q", "--allow-empty", "-m", "All"]).ok();
        let text = sandbox.put("planted", format!("{head}{planted}"));
        sandbox.script("editor", &format!("cat '{}' > \"$1\"", text.display()));
        let mut edit = sandbox.command(HIRELOG);
        edit.args([&commit[..], &["--editor"]].concat());
        edit.env("EDITOR", sandbox.path("editor"));
        let brought = sandbox.run(&mut edit);
        let other = hirelog(&sandbox, &[&commit[..], &["--team", "x"]].concat(), "");
        for ran in [brought, other] {
            assert_eq!(
                ran.stderr.contains(REFUSED),
                named > 0,
                "{planted}: {ran:?}"
            );
        }
    }
    // Figures say nothing by themselves: the key does.
    let sandbox = log();
    for (planted, named) in [
        ("tel = 4155550134\n", 1),
        ("phone = '491705551234'\n", 1),
        ("build = 4155550134\n", 0),
    ] {
        sandbox.put(file, format!("{head}{planted}"));
        git(&sandbox, &["add", "-A"]).ok();
        let ran = hirelog(&sandbox, &["check", "--staged"], "");
        assert_eq!(
            ran.stdout.matches("HL502").count() > 0,
            named > 0,
            "{planted}: {ran:?}"
        );
    }
    let sandbox = log();
    for (words, named) in [("Ask jo@example.com.", 1), ("Ask.", 0)] {
        let team = format!(
            "schema = 1\n[[dropped_ball]]\nslug = \"a-b\"\nparty = \"manager\"\nmeaning = \"{words}\"\n"
        );
        sandbox.put("work/hirelog.toml", team);
        git(&sandbox, &["add", "-A"]).ok();
        let ran = hirelog(&sandbox, &["check", "--staged"], "");
        assert_eq!(ran.stdout.matches(NAMED).count(), named, "{words}: {ran:?}");
    }
}

#[test]
fn an_import_leaves_out_what_leads_to_a_person_and_says_so() {
    let sandbox = log();
    let csv = "Date,Outcome,Role\n2026-11-01,Offer declined,Clerk\n2026-11-02,Offer declined,\"Clerk, jo@example.com\"\n";
    for more in [&["--dry-run"][..], &[]] {
        let import = [&["import", "--from", "csv", "-"][..], more].concat();
        let ran = hirelog(&sandbox, &import, csv);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let said = "1 role or team may name or lead to a person and is left out\n";
        assert!(ran.stderr.contains(said), "{ran:?}");
        assert!(!format!("{ran:?}").contains("jo@"), "{ran:?}");
    }
    assert!(!has_leak(&sandbox));
}

#[test]
fn redact_says_what_is_still_there() {
    let sandbox = log();
    sandbox.put(
        "work/logs/2026/2026-11-18-x-mmmmm.toml",
        format!("schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\nrole = \"Clerk, jo@example.com\"\n[recruiter]\nby = \"recruiter\"\nowned = \"{LEAK}\"\n"),
    );
    let ran = hirelog(&sandbox, &["redact", "mmmmm"], "");
    assert!(
        ran.stderr.contains(NAMED) && ran.stderr.contains("role = "),
        "{ran:?}"
    );
    assert!(!ran.stderr.contains("I mailed"), "{ran:?}");
}

#[test]
fn on_a_terminal_the_person_sees_it_and_decides() {
    for (answer, is_saved) in [("1", false), ("2", true)] {
        let desk = Desk::new().set("HIRELOG_PLAIN", "1");
        let mut talk = desk.hirelog(&format!("new -o withdrew --as recruiter --owned '{LEAK}'"));
        talk.see("this is an e-mail address")
            .see("Save it as it is?")
            .keys(answer)
            .keys("\n");
        let code = talk.end();
        assert_eq!(code, Some(if is_saved { 0 } else { 2 }), "{}", talk.shown());
        assert_eq!(has_leak(&desk.sandbox), is_saved, "{}", talk.shown());
        let way = "--allow-findings saves it as it is";
        assert_eq!(talk.shown().contains(way), !is_saved, "{}", talk.shown());
    }
    // Insisting asks nothing.
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    let mut talk = desk.hirelog(&format!(
        "new -o withdrew --as recruiter --owned '{LEAK}' --allow-findings"
    ));
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
}

#[test]
fn a_conversation_goes_on_at_the_question_with_the_finding() {
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    desk.sandbox.put(
        "work/logs/2026/2026-11-18-x-mmmmm.toml",
        "schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\n",
    );
    let edit = "edit mmmmm --as candidate";
    let mut talk = desk.hirelog(edit);
    let moves = [
        ("in your own hands", LEAK),
        ("ends it) >", ""),
        ("this is an e-mail address", "I asked them once."),
        ("ends it) >", ""),
        ("Which ball", ""),
        ("3 of 3", ""),
    ];
    for (question, keys) in moves {
        talk.see(question).keys(keys).keys("\n");
    }
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.sandbox.read("work/logs/2026/2026-11-18-x-mmmmm.toml");
    assert!(
        logged.contains("I asked them once.") && !logged.contains("jo@"),
        "{logged}"
    );
}

/// What was kept with Enter is saved without another word about it, and stays out of git.
#[test]
fn what_was_shown_at_its_question_is_not_shown_again() {
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    let mut talk = desk.hirelog("new --stage offer --role Clerk --as recruiter");
    let moves = [
        ("How did it end?", "3"),
        ("When was that?", ""),
        ("in one line?", "Anna Miller took another job."),
        ("this looks like somebody's name", ""),
        ("match at all?", ""),
        ("mattered", ""),
        ("lead with?", ""),
        ("yours to own", LEAK),
        ("ends it) >", ""),
        ("this is an e-mail address", ""),
        ("Which ball", ""),
    ];
    for (question, keys) in moves {
        talk.see(question).keys(keys).keys("\n");
    }
    // Nor where the conversation was left in between.
    talk.see("next time").keys("\x03");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    let mut later = desk.hirelog("new --resume");
    for question in ["next time", "And the others?"] {
        later.see(question).keys("\n");
    }
    assert_eq!(later.end(), Some(0), "{}", later.shown());
    let shown = talk.shown() + &later.shown();
    assert_eq!(shown.matches("e-mail address").count(), 1, "{shown}");
    assert!(shown.contains("saved all the same"), "{shown}");
    assert!(has_leak(&desk.sandbox));
}

/// What could not be read until it was put right is looked into then.
#[test]
fn a_fix_hides_nothing_and_names_what_it_uncovers() {
    let sandbox = log();
    let path = "work/logs/2026/2026-11-19-clerk-m2x9d.toml";
    let text = format!(
        "schema = 1\ndate = \"2026-11-19\"\noutcome = \"withdrew\"\n[manager]\nby = \"manager\"\nowned = \"{LEAK}\"\n"
    );
    sandbox.put(path, &text);
    let fixed = sandbox.hirelog(["check", "--fix"]);
    assert_eq!(fixed.code, Some(1), "{fixed:?}");
    assert!(fixed.stdout.contains(NAMED), "{fixed:?}");
    let expected = text.replace("\"2026-11-19\"", "2026-11-19");
    assert_eq!(sandbox.read(path), expected, "only what is certain");
    git(&sandbox, &["add", "-A"]).ok();
    let staged = sandbox.hirelog(["check", "--staged"]);
    assert_eq!(staged.code, Some(1), "{staged:?}");
}
