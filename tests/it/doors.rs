//! Every door to the log (flags, a file, standard input, an editor, a conversation, a
//! reply) ends alike: the same change is followed by the same words.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use crate::support::{HIRELOG, files};
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// A copy of the example log in a repository of its own.
fn desk() -> Desk {
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for file in files(&examples.join("logs")) {
        let below = file.strip_prefix(&examples).unwrap().to_str().unwrap();
        desk.sandbox
            .put(&format!("work/{below}"), fs::read(&file).unwrap());
    }
    for arguments in [
        &["init", "-q", "-b", "main"][..],
        &["add", "-A"],
        &["-c", "commit.gpgsign=false", "commit", "-q", "-m", "Before"],
    ] {
        let mut git = desk.sandbox.command("git");
        desk.sandbox.run(git.args(arguments)).ok();
    }
    desk
}

/// What a process says from some words on, standard output first, with fresh ids as `ID`,
/// and lines whole that a terminal has broken between words.
fn ending(text: &str, from: &str) -> String {
    let text = text.replace("\r\n", "\n").replace("\n  ", " ");
    let at = text
        .find(from)
        .unwrap_or_else(|| panic!("`{from}` is not in\n{text}"));
    let ending = &text[at..];
    let id = ending
        .split("saved ")
        .nth(1)
        .and_then(|rest| rest.split(';').next());
    match id {
        Some(id) => ending.replace(id, "ID"),
        None => ending.to_owned(),
    }
}

/// A process without a terminal; `input` is what it reads.
fn said(desk: &Desk, arguments: &[&str], input: &str, editor: &str, from: &str) -> String {
    let input = desk.sandbox.put("input", input);
    let mut command = desk.sandbox.command(HIRELOG);
    command
        .args(arguments)
        .env("EDITOR", editor)
        .stdin(Stdio::from(fs::File::open(input).unwrap()));
    let ran = desk.sandbox.run(&mut command);
    assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
    ending(&format!("{}{}", ran.stdout, ran.stderr), from)
}

fn talked(desk: &Desk, arguments: &str, moves: &[(&str, &str)], from: &str) -> String {
    let mut talk = desk.hirelog(arguments);
    for (question, keys) in moves {
        talk.see(question).keys(keys).keys("\n");
    }
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    ending(&talk.shown(), from)
}

const OWNED: &str = "I said that anything was fine.";

const EDIT: &[&str] = &["edit", "k7f3q", "--as", "candidate", "--commit"];

/// Puts a dropped ball into the candidate's section, and a sentence.
fn section_editor(desk: &Desk, dropped: &str) -> String {
    desk.sandbox.script(
        "editor",
        &format!(
            "sed -i '/^\\[candidate\\]/,/^\\[recruiter\\]/ {{
              s/^by = .*/by = \"candidate\"/
              s/^owned = .*/owned = \"{OWNED}\"/
              s/^dropped = .*/dropped = [\"{dropped}\"]/
            }}' \"$1\""
        ),
    )
}

fn by_flags(dropped: &str, from: &str) -> String {
    let flags = ["--owned", OWNED, "--dropped", dropped];
    said(&desk(), &[EDIT, &flags].concat(), "", "", from)
}

fn by_editor(dropped: &str, from: &str) -> String {
    let desk = desk();
    let editor = section_editor(&desk, dropped);
    let arguments = [EDIT, &["--editor"]].concat();
    said(&desk, &arguments, "", &editor, from)
}

fn by_talk(dropped: &str, from: &str) -> String {
    let moves = [
        ("in your own hands", OWNED),
        ("ends it) >", ""),
        ("Which ball", dropped),
        ("Enter goes on", "1"),
        ("picked", ""),
        ("3 of 3", ""),
    ];
    talked(&desk(), &EDIT.join(" "), &moves, from)
}

#[test]
fn the_same_change_is_followed_by_the_same_words_through_every_door() {
    let expected = "\
changed logs/2026/2026-11-14-staff-platform-engineer-k7f3q.toml
priorities-not-stated (candidate): 2 of 10 in 90 days; dropped again 66 days after the promise of 9 Sep 2026
see what recurs: hirelog patterns
committed: Edit post-mortem k7f3q: candidate's section
";
    let (dropped, from) = ("priorities-not-stated", "changed ");
    assert_eq!(by_flags(dropped, from), expected);
    assert_eq!(by_editor(dropped, from), expected);
    assert_eq!(by_talk(dropped, from), expected);
    let reply = format!("1. {OWNED}\n\n4. priorities-not-stated\n");
    let arguments = [EDIT, &["--reply", "-"]].concat();
    assert_eq!(said(&desk(), &arguments, &reply, "", from), expected);
}

#[test]
fn a_word_that_nobody_declared_is_named_through_every_door() {
    let expected = "\
note: priorities-not-herd is new to the vocabulary; did you mean priorities-not-heard?
changed logs/2026/2026-11-14-staff-platform-engineer-k7f3q.toml
to declare priorities-not-herd, add to hirelog.toml:

[[dropped_ball]]
slug = \"priorities-not-herd\"
party = \"candidate\"
meaning = \"what happens, in one sentence\"

see what recurs: hirelog patterns
committed: Edit post-mortem k7f3q: candidate's section
";
    let (dropped, from) = ("priorities-not-herd", "note: ");
    assert_eq!(by_flags(dropped, from), expected);
    assert_eq!(by_editor(dropped, from), expected);
    assert_eq!(by_talk(dropped, from), expected);
}

#[test]
fn a_new_post_mortem_is_followed_by_the_same_words_through_every_door() {
    let expected = "\
logs/2026/2026-11-20-clerk-ID.toml
priorities-not-heard (manager): 4 of 14 in 90 days; dropped again 6 days after the promise of 14 Nov 2026
saved ID; still to be looked at: candidate, recruiter; their questions, to paste into a message: hirelog ask ID --as candidate
committed: Add post-mortem ID: offer-declined, Clerk
";
    let from = "logs/2026/2026-11-20-clerk";
    let toml = "\
schema = 1
outcome = \"offer-declined\"
stage = \"offer\"
role = \"Clerk\"
case = \"x-9\"
tldr = \"Went elsewhere.\"
fit = \"match\"
wanted = [\"equity\"]
pitched = [\"equity\"]
[manager]
by = \"manager\"
owned = \"I led with equity.\"
dropped = [\"priorities-not-heard\"]
next = \"Ask in the first call.\"
";
    let new = ["new", "--commit"];
    let flags = [
        "--stage",
        "offer",
        "--role",
        "Clerk",
        "--case",
        "x-9",
        "--fit",
        "match",
        "--tldr",
        "'Went elsewhere.'",
        "--wanted",
        "equity",
        "--pitched",
        "equity",
        "--as",
        "manager",
        "--owned",
        "'I led with equity.'",
        "--dropped",
        "priorities-not-heard",
        "--next",
        "'Ask in the first call.'",
    ];
    let line = [&new[..], &flags].concat().join(" ");
    let arguments = shell_words::split(&format!("{line} --outcome offer-declined")).unwrap();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    assert_eq!(said(&desk(), &arguments, "", "", from), expected);
    let moves = [
        ("How did it end?", "offer-declined"),
        ("When was that?", ""),
        ("Which team?", "platform"),
        ("And the others?", ""),
    ];
    assert_eq!(talked(&desk(), &line, &moves, from), expected);
    let given = [&new[..], &["--from", "-"]].concat();
    assert_eq!(said(&desk(), &given, toml, "", from), expected);
    let json = "{\"outcome\": \"offer-declined\", \"role\": \"Clerk\", \"manager\": {\"by\": \"manager\", \"owned\": \"I led with equity.\", \"dropped\": [\"priorities-not-heard\"]}}";
    assert_eq!(said(&desk(), &given, json, "", from), expected);
    let in_file = desk();
    let path = in_file.sandbox.put("given.toml", toml);
    let given = [&new[..], &["--from", path.to_str().unwrap()]].concat();
    assert_eq!(said(&in_file, &given, "", "", from), expected);
    let in_editor = desk();
    let editor = in_editor
        .sandbox
        .script("editor", "cp \"$(dirname \"$0\")/given.toml\" \"$1\"");
    in_editor
        .sandbox
        .put("given.toml", format!("date = 2026-11-20\n{toml}"));
    let arguments = [&new[..], &["--editor"]].concat();
    assert_eq!(said(&in_editor, &arguments, "", &editor, from), expected);
}
