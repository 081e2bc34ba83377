//! What a system does not give: threads, a lock that nobody lets go, a template that ends.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::edges::library;
use crate::support::{HIRELOG, Sandbox};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

#[test]
fn without_threads_everything_works() {
    let sandbox = Sandbox::with_log();
    let library = library(
        &sandbox,
        r#"
use std::ffi::{c_int, c_void};
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_create(_: *mut c_void, _: *const c_void, _: *const c_void, _: *mut c_void) -> c_int {
    11 // EAGAIN, as at the limit of a container
}
"#,
    );
    for number in 0..60 {
        let text = "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\n[manager]\nby = \"manager\"\nowned = \"I was late.\"\ndropped = [\"odd-word\"]\n";
        sandbox.put(&format!("work/logs/2026/2026-11-10-x{number}.toml"), text);
    }
    let rows: String = (0..40)
        .map(|day| format!("2026-10-{:02},Offer declined,r{day}\n", day % 28 + 1))
        .collect();
    sandbox.put("work/a.csv", format!("Date,Outcome,Job\n{rows}"));
    for arguments in [
        &["list"][..],
        &["patterns"],
        &["check"],
        &["report"],
        &["export"],
        &["new", "-o", "withdrew"],
        &["edit", "2026-11-10-x0", "--team", "core"],
        &["vocab", "rename", "odd-word", "odder-word"],
        &["import", "--from", "csv", "a.csv"],
        &["redact", "2026-11-10-x0"],
    ] {
        let mut command = sandbox.command(HIRELOG);
        command.args(arguments).env("LD_PRELOAD", &library);
        let ran = sandbox.run(&mut command);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
    }
    assert_eq!(sandbox.logged().len(), 101);
}

/// A process that has just said this. What it says is read as long as the second is kept.
#[track_caller]
fn having_said(words: &str, mut command: Command) -> (Child, BufReader<ChildStderr>) {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut heard = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains(words) {
        line.clear();
        assert_ne!(
            heard.read_line(&mut line).unwrap(),
            0,
            "never said: {words}"
        );
    }
    (child, heard)
}

#[test]
fn a_lock_that_somebody_holds_is_waited_for_aloud() {
    let sandbox = Sandbox::with_log();
    let path = sandbox.hirelog(["new", "-o", "withdrew"]).ok();
    let folder = fs::File::open(sandbox.path("work/logs/2026")).unwrap();
    folder.lock().unwrap();
    let mut command = sandbox.command(HIRELOG);
    command.args(["edit", &path, "--team", "core"]);
    let (mut child, _heard) = having_said("waiting for another program that writes to", command);
    folder.unlock().unwrap();
    assert!(child.wait().unwrap().success());
    assert!(sandbox.read(format!("work/{path}")).contains("core"));
}

/// Whoever presses Ctrl-C while it waits finds nothing lying beside the file.
#[test]
fn a_wait_for_a_lock_that_is_broken_off_leaves_nothing() {
    let sandbox = Sandbox::with_log();
    let path = sandbox.hirelog(["new", "-o", "withdrew"]).ok();
    let folder = fs::File::open(sandbox.path("work/logs/2026")).unwrap();
    folder.lock().unwrap();
    let mut edit = sandbox.command(HIRELOG);
    let edit = edit
        .args(["edit", &path, "--team", "core"])
        .stderr(Stdio::piped());
    let mut child = edit.spawn().unwrap();
    let mut said = [0; 8];
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_exact(&mut said)
        .unwrap();
    assert_eq!(&said, b"waiting ");
    let id = child.id().to_string();
    sandbox
        .run(sandbox.command("kill").args(["-INT", &id]))
        .ok();
    assert!(!child.wait().unwrap().success());
    assert_eq!(sandbox.logged().len(), 1);
    assert!(!sandbox.read(format!("work/{path}")).contains("core"));
}

#[test]
fn input_that_does_not_come_is_waited_for_aloud() {
    let sandbox = Sandbox::with_log();
    let text = b"{\"outcome\": \"withdrew\"}";
    let mut command = sandbox.command(HIRELOG);
    command.args(["new", "--from", "-"]).stdin(Stdio::piped());
    let (mut child, _heard) = having_said("waiting for what comes by standard input", command);
    child.stdin.take().unwrap().write_all(text).unwrap();
    assert!(child.wait().unwrap().success());
    // A pipe with a name, which nobody writes to yet.
    sandbox.run(sandbox.command("mkfifo").arg("pipe")).ok();
    let mut command = sandbox.command(HIRELOG);
    command.args(["import", "--from", "csv", "pipe"]);
    let (mut child, _heard) = having_said("of the pipe", command);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut command = sandbox.command(HIRELOG);
    command.args(["new", "--from", "pipe"]);
    let (mut child, _heard) = having_said("of the pipe", command);
    fs::write(sandbox.path("work/pipe"), text).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(sandbox.logged().len(), 2);
}

#[test]
fn a_template_ends_whatever_it_is_put_together_of() {
    let nested = |name: &str| {
        let mut text = "{% set a0 = [1,1,1,1,1,1,1,1,1,1] %}".to_owned();
        for depth in 1..30 {
            let before = depth - 1;
            let list = vec![format!("a{before}"); 10].join(",");
            text += &format!("{{% set a{depth} = [{list}] %}}");
        }
        text + name
    };
    let bombs = [
        (
            "not",
            format!("{{{{ {}true }}}}", "not ".repeat(40_000)),
            "True",
        ),
        ("minus", format!("{{{{ {}1 }}}}", "-".repeat(200_000)), "1"),
        (
            "joined",
            format!("{{{{ 1{} }}}}", "~\"\"".repeat(40_000)),
            "1",
        ),
        ("large", "x".repeat(300_000), "larger than 256 KiB"),
        ("drawn", nested("{{ a29 }}"), "the page grows too large"),
        (
            "looped",
            nested(
                "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
            ),
            "",
        ),
    ];
    for (name, source, says) in bombs {
        let sandbox = Sandbox::with_log();
        sandbox.put(
            "work/hirelog.toml",
            "schema = 1\n[report]\ntemplate = \"t.md\"\n",
        );
        sandbox.put("work/t.md", source);
        let begun = Instant::now();
        let ran = sandbox.hirelog(["report"]);
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}");
        assert!(matches!(ran.code, Some(0 | 2)), "{name}: {ran:?}");
        let said = ran.stdout + &ran.stderr;
        assert!(
            said.contains(says),
            "{name}: {}",
            &said[..said.len().min(500)]
        );
    }
}

/// What somebody may push is not to be waited for.
#[test]
fn many_words_that_nobody_declared_cost_no_more_than_each() {
    answer_with_many_words(10, 1_000);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn very_many_words_that_nobody_declared_cost_no_more_than_each() {
    answer_with_many_words(100, 10_000);
}

fn answer_with_many_words(post_mortems: usize, words: usize) {
    let sandbox = Sandbox::with_log();
    for number in 0..post_mortems {
        let words: Vec<_> = (0..50)
            .map(|word| format!("\"zz{number}-{word}\""))
            .collect();
        let text = format!(
            "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\n[manager]\nby = \"manager\"\nowned = \"I was late.\"\ndropped = [{}]\n",
            words.join(", ")
        );
        sandbox.put(&format!("work/logs/2026/2026-11-10-x{number}.toml"), text);
    }
    let keys: String = (0..words).map(|key| format!("k{key} = 1\n")).collect();
    let keys = sandbox.put("keys.toml", format!("outcome = \"withdrew\"\n{keys}"));
    let hidden: Vec<_> = (0..words).map(|word| format!("\"w{word}\"")).collect();
    let hidden = format!("schema = 1\n[vocabulary]\nhide = [{}]\n", hidden.join(", "));
    let new = ["new", "--dry-run", "--from", keys.to_str().unwrap()];
    let addresses: String = (0..4 * words)
        .map(|at| format!("mail a{at}@b.co\n"))
        .collect();
    let owned = format!("[manager]\nby = \"manager\"\nowned = \"\"\"\n{addresses}\"\"\"\n");
    let edited = "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\n".to_owned() + &owned;
    sandbox.put("work/logs/2026/2026-11-10-mail.toml", edited);
    let edit = ["edit", "2026-11-10-mail", "--team", "core"];
    for arguments in [&["vocab"][..], &new, &edit, &["check"]] {
        if arguments == ["check"] {
            sandbox.put("work/hirelog.toml", &hidden);
        }
        let begun = Instant::now();
        let ran = sandbox.run(sandbox.command(HIRELOG).args(arguments));
        assert!(matches!(ran.code, Some(0..=2)), "{arguments:?}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{arguments:?}");
    }
}

/// What stands where a file is looked for is looked at first: nobody waits for it.
#[test]
fn a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for() {
    let sandbox = Sandbox::with_log();
    fs::create_dir_all(sandbox.path("config/hirelog")).unwrap();
    let config = sandbox.path("config/hirelog/config.toml");
    for (pipe, command) in [(&config, "list"), (&sandbox.path("work/page.md"), "report")] {
        sandbox.run(sandbox.command("mkfifo").arg(pipe)).ok();
        sandbox.put(
            "work/hirelog.toml",
            "schema = 1\n[report]\ntemplate = \"page.md\"\n",
        );
        let said = sandbox.hirelog([command]).failed(2);
        assert!(
            said.contains("is a pipe") || said.contains("is not a file"),
            "{said}"
        );
        fs::remove_file(pipe).unwrap();
    }
    // No log is marked by one.
    fs::remove_file(sandbox.path("work/hirelog.toml")).unwrap();
    sandbox
        .run(sandbox.command("mkfifo").arg("hirelog.toml"))
        .ok();
    sandbox.hirelog(["-C", ".", "list"]).failed(2);
}
