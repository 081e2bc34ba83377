//! What stands in a file, or in its name, is shown and never obeyed: not by the terminal,
//! and not by the shell into which somebody pastes a command that we print.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Sandbox};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Stdio;

/// Puts something into the clipboard, clears the screen, turns the line around.
const OBEYED: &str = "x\u{1b}]52;c;cHdu\u{7}\u{1b}[2J\u{202e}y\u{9b}31m";

fn post_mortem(word: &str) -> String {
    let word = format!("{word:?}").replace("\\u{", "\\U{");
    let word = word
        .replace("\\U{1b}", "\\u001b")
        .replace("\\U{7}", "\\u0007");
    let word = word
        .replace("\\U{202e}", "\\u202e")
        .replace("\\U{9b}", "\\u009b");
    format!(
        "schema = 1\ndate = 2026-11-10\noutcome = {word}\nstage = {word}\nrole = {word}\nteam = {word}\n\
         case = {word}\nwanted = [{word}]\n[manager]\nby = \"manager\"\nowned = {word}\ndropped = [{word}]\nnext = {word}\n"
    )
}

#[test]
fn nothing_that_is_said_is_obeyed_by_a_terminal() {
    let sandbox = Sandbox::with_log();
    sandbox.put(
        "work/logs/2026/2026-11-10-x-bbbbb.toml",
        post_mortem(OBEYED),
    );
    let named = format!("work/logs/2026/2026-11-10-x-{OBEYED}.toml");
    sandbox.put(&named, post_mortem("fine"));
    sandbox.put("work/export.csv", format!("id,{OBEYED}\n{OBEYED},1\n"));
    let page = format!("{OBEYED}.md");
    let calls: [&[&str]; 19] = [
        &["redact", "bbbbb", "--dry-run"],
        &["redact", OBEYED],
        &["redact", "--case", OBEYED],
        &[
            "ask",
            &format!("2026-11-10-x-{OBEYED}"),
            "--as",
            "candidate",
        ],
        &[
            "edit",
            "bbbbb",
            "--as",
            "manager",
            "--dropped",
            OBEYED,
            "--dry-run",
        ],
        &["edit", "bbbbb", "--stage", "offer", "--role", OBEYED],
        &[
            "new",
            "-o",
            "rejected",
            "--dropped",
            OBEYED,
            "--as",
            "manager",
        ],
        &["new", "-o", OBEYED],
        &["patterns", OBEYED],
        &["list", OBEYED],
        &["brief", &format!("role:{OBEYED}")],
        &["vocab", OBEYED],
        &["vocab", "rename", OBEYED, "new-word"],
        &["show", OBEYED],
        &["check", "--deny", "all"],
        &["report", "-o", &page],
        &["import", "export.csv", "--from", "csv"],
        &["init", OBEYED],
        &["-C", OBEYED, "where"],
    ];
    for arguments in calls {
        let mut command = sandbox.command(HIRELOG);
        let ran = sandbox.run(command.args(arguments));
        assert!(
            !ran.stderr.is_empty() || ran.code == Some(0),
            "{arguments:?}"
        );
        for hidden in ['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}'] {
            let said = &ran.stderr;
            assert!(!said.contains(hidden), "{arguments:?} says {said:?}");
        }
    }
}

#[test]
fn a_name_begins_no_line_of_its_own() {
    let sandbox = Sandbox::with_log();
    let said = sandbox.hirelog(["init", "other\nerror: not ours"]).stderr;
    assert!(!said.contains("\nerror:"), "{said}");
}

#[test]
fn a_command_that_is_pasted_does_what_it_says_whatever_the_names() {
    let names: [&[u8]; 9] = [
        b"x-$(touch pwn)",
        b"x-`touch pwn`",
        b"it's; touch pwn",
        b"-x",
        b"two words",
        b"~ ! \" * %s",
        b"two\nlines",
        b"\x1b[2J",
        b"caf\xe9",
    ];
    for name in names {
        let sandbox = Sandbox::new();
        let name = OsStr::from_bytes(name);
        let log = Path::new("work").join(name);
        sandbox.run(sandbox.command(HIRELOG).args(["init", "--"]).arg(name));
        // A file whose name is no text cannot be asked for.
        let stem = name.to_str().unwrap_or("k7f3q");
        let file = sandbox
            .path("")
            .join(&log)
            .join(format!("logs/{stem}.toml"));
        let text = "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\n";
        fs::write(&file, text).unwrap();
        let mut ask = sandbox.command(HIRELOG);
        ask.arg("-C").arg(Path::new(".").join(name));
        let ran = sandbox.run(ask.args(["ask", "--as", "candidate", "--", stem]));
        let (_, line) = ran
            .stderr
            .split_once("when the answer is there: ")
            .unwrap_or_else(|| panic!("{name:?}: {ran:?}"));
        let line = line.trim_end();
        assert!(!line.contains(['\n', '\u{1b}']), "{line:?}");
        let mut shell = sandbox.command("sh");
        let program = Path::new(HIRELOG).parent().unwrap().display();
        shell.env(
            "PATH",
            format!("{program}:{}", std::env::var("PATH").unwrap()),
        );
        let reply = sandbox.put("reply", "I did not ask about the leave.\n");
        shell.stdin(Stdio::from(fs::File::open(reply).unwrap()));
        let ran = sandbox.run(shell.args(["-c", line]));
        assert_eq!(ran.code, Some(0), "{line}: {ran:?}");
        let written = fs::read_to_string(&file).unwrap();
        assert!(
            written.contains("I did not ask about the leave."),
            "{line}: {written}"
        );
        assert!(!sandbox.path("work/pwn").exists(), "{line}");
    }
}
