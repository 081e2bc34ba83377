//! Edges of every day: a disk that cannot do everything, a pager and an editor as people
//! name them, texts as Windows writes them.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

fn fed(sandbox: &Sandbox, arguments: &[&str], input: &str) -> Ran {
    let input = Stdio::from(fs::File::open(sandbox.put("input", input)).unwrap());
    sandbox.run(sandbox.command(HIRELOG).args(arguments).stdin(input))
}

/// A library that makes flushing fail as some shared folders do: of folders, or of all.
#[cfg(target_os = "linux")]
fn disk(sandbox: &Sandbox) -> PathBuf {
    let source = sandbox.put(
        "disk.rs",
        r#"
use std::ffi::{c_char, c_int, c_void};
unsafe extern "C" {
    fn read(file: c_int, bytes: *mut c_void, count: usize) -> isize;
    fn fdatasync(file: c_int) -> c_int;
    fn getenv(name: *const c_char) -> *const c_char;
    fn __errno_location() -> *mut c_int;
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(file: c_int) -> c_int {
    unsafe {
        // A folder is nothing to read from: EISDIR.
        let is_folder = read(file, std::ptr::dangling_mut(), 0) < 0 && *__errno_location() == 21;
        if is_folder || !getenv(c"DISK_FLUSHES_NOTHING".as_ptr()).is_null() {
            *__errno_location() = 22;
            return -1;
        }
        fdatasync(file)
    }
}
"#,
    );
    let library = sandbox.path("disk.so");
    let mut compiler = std::process::Command::new("rustc");
    compiler.args(["--edition=2024", "--crate-type=cdylib", "-o"]);
    let built = compiler.arg(&library).arg(source).output().unwrap();
    assert!(built.status.success(), "{built:?}");
    library
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_cannot_flush_is_no_reason_to_write_twice() {
    for nothing in [false, true] {
        let sandbox = Sandbox::new();
        let library = disk(&sandbox);
        let run = |arguments: &[&str]| {
            let mut command = sandbox.command(HIRELOG);
            command.env("LD_PRELOAD", &library).args(arguments);
            if nothing {
                command.env("DISK_FLUSHES_NOTHING", "1");
            }
            sandbox.run(&mut command)
        };
        let made = run(&["init"]);
        assert!(made.stdout.is_empty() && made.code == Some(0), "{made:?}");
        let path = run(&["new", "-o", "withdrew"]).ok();
        run(&["edit", "@latest", "--team", "x"]).ok();
        assert!(
            sandbox
                .read(format!("work/{path}"))
                .contains("team = \"x\"")
        );
        let csv = sandbox.put("a.csv", "Date,Outcome\n2026-11-01,Offer declined\n");
        run(&["import", "--from", "csv", csv.to_str().unwrap()]).ok();
        run(&["redact", "@latest"]).ok();
        assert_eq!(sandbox.logged().len(), 2);
    }
}

#[test]
fn the_pager_is_told_what_git_tells_it() {
    use rexpect::session::spawn_command;
    for (set, expected) in [
        ("unset LESS", "LESS=[FRX]"),
        ("LESS=i; export LESS", "LESS=[i]"),
    ] {
        let sandbox = Sandbox::with_log();
        for role in 0..5 {
            sandbox
                .hirelog(["new", "-q", "-o", "withdrew", "-r", &format!("r{role}")])
                .ok();
        }
        let pager = sandbox.script("pager", "cat > /dev/null; echo \"LESS=[$LESS]\"");
        let mut command = sandbox.command("sh");
        command
            .args([
                "-c",
                &format!("stty rows 3 cols 80; {set}; exec \"$0\" list"),
                HIRELOG,
            ])
            .env("PAGER", pager)
            .env("TERM", "xterm")
            .stdin(Stdio::inherit());
        let mut session = spawn_command(command, Some(30_000)).unwrap();
        assert!(session.exp_eof().unwrap().contains(expected), "{expected}");
    }
}

#[test]
fn a_byte_order_mark_is_accepted_at_every_door() {
    let sandbox = Sandbox::with_log();
    let json = "\u{feff}{\"outcome\": \"withdrew\"}";
    let toml = "\u{feff}outcome = \"withdrew\"\n";
    for text in [json, toml] {
        let path = fed(&sandbox, &["new", "--from", "-"], text).ok();
        assert!(sandbox.read(format!("work/{path}")).starts_with("schema"));
        let file = sandbox.put("given", text);
        fed(&sandbox, &["new", "--from", file.to_str().unwrap()], "").ok();
    }
    let reply = ["edit", "@latest", "--as", "candidate", "--reply", "-"];
    fed(&sandbox, &reply, "\u{feff}I did not ask.\n").ok();
    let shown = sandbox
        .hirelog(["show", "@latest", "--format", "json"])
        .ok();
    assert!(shown.contains("\"owned\": \"I did not ask.\""), "{shown}");
}

#[test]
fn an_editor_is_named_as_a_shell_would_have_it() {
    let sandbox = Sandbox::with_log();
    sandbox.script("home/ed it", "printf 'outcome = \"withdrew\"\\ndate = 2026-11-20\\nschema = 1\\ntldr = \"%s\"\\n' \"$WORD$1\" > \"$2\"");
    sandbox.script("home/edit", "exec \"$HOME/ed it\" '' \"$1\"");
    for (editor, says) in [
        ("~/edit", ""),
        ("$HOME/edit", ""),
        ("\"$HOME/ed it\" x", "x"),
        ("WORD=y ~/edit", "y"),
        ("~/'ed it' '$HOME'", "$HOME"),
    ] {
        let mut command = sandbox.command(HIRELOG);
        command
            .args(["new", "-o", "rejected", "--editor"])
            .env("EDITOR", editor);
        let path = sandbox.run(&mut command).ok();
        let written = sandbox.read(format!("work/{path}"));
        assert!(
            written.contains(&format!("tldr = \"{says}\"")),
            "{editor}: {written}"
        );
    }
}

#[test]
fn the_ending_of_a_report_says_its_form_in_any_letters() {
    let sandbox = Sandbox::with_log();
    for (name, begins) in [
        ("R.HTML", "<!DOCTYPE"),
        ("r.Htm", "<!DOCTYPE"),
        ("r.JSON", "{"),
        ("r.MD", "# "),
        ("r", "# "),
    ] {
        sandbox.hirelog(["report", "-o", name]).ok();
        assert!(
            sandbox.read(format!("work/{name}")).starts_with(begins),
            "{name}"
        );
    }
    for name in ["r.pdf", "r.docx"] {
        let said = sandbox.hirelog(["report", "-o", name]).failed(2);
        assert!(said.contains("--format html"), "{said}");
        assert!(!sandbox.path(&format!("work/{name}")).exists());
        sandbox
            .hirelog(["report", "-o", name, "--format", "md"])
            .ok();
    }
}
