//! Edges of every day: a disk that cannot do everything, a pager and an editor as people
//! name them, texts as Windows writes them.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use crate::support::{HIRELOG, Ran, Sandbox};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

fn fed(sandbox: &Sandbox, arguments: &[&str], input: &str) -> Ran {
    let input = Stdio::from(fs::File::open(sandbox.put("input", input)).unwrap());
    sandbox.run(sandbox.command(HIRELOG).args(arguments).stdin(input))
}

/// A library that stands before that of the system, to be named in LD_PRELOAD.
#[cfg(target_os = "linux")]
pub fn library(sandbox: &Sandbox, source: &str) -> PathBuf {
    let source = sandbox.put("library.rs", source);
    let library = sandbox.path("library.so");
    let mut compiler = std::process::Command::new("rustc");
    compiler.args(["--edition=2024", "--crate-type=cdylib", "-o"]);
    let built = compiler.arg(&library).arg(source).output().unwrap();
    assert!(built.status.success(), "{built:?}");
    library
}

/// One that makes flushing fail as some shared folders do: of folders, or of all.
#[cfg(target_os = "linux")]
fn disk(sandbox: &Sandbox) -> PathBuf {
    library(
        sandbox,
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
    )
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

/// The beginning of a library whose `refuse` runs before the program does, and hands the
/// kernel the steps by which it answers each call from then on (seccomp).
#[cfg(target_os = "linux")]
pub const FILTER: &str = r#"
use std::ffi::{c_int, c_ulong};
#[repr(C)]
struct Step(u16, u8, u8, u32);
#[repr(C)]
struct Program(u16, *const Step);
unsafe extern "C" {
    fn prctl(what: c_int, a: c_ulong, b: c_ulong, c: c_ulong, d: c_ulong) -> c_int;
}
fn filter(steps: &[Step]) {
    let program = Program(steps.len() as u16, steps.as_ptr());
    unsafe {
        assert_eq!(prctl(38, 1, 0, 0, 0), 0);
        assert_eq!(prctl(22, 2, &program as *const Program as c_ulong, 0, 0), 0);
    }
}
#[used]
#[unsafe(link_section = ".init_array")]
static REFUSE: extern "C" fn() = refuse;
"#;

/// One that has the kernel refuse what many shared folders cannot do: a rename that
/// replaces nothing, and hard links.
#[cfg(target_os = "linux")]
fn plain_disk(sandbox: &Sandbox) -> PathBuf {
    let refuses = r#"
#[cfg(target_arch = "x86_64")]
const REFUSED: [u32; 3] = [316, 86, 265];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED: [u32; 3] = [276, 37, 37];
extern "C" fn refuse() {
    let [rename, link, linkat] = REFUSED;
    filter(&[
        Step(0x20, 0, 0, 0),
        Step(0x15, 3, 0, rename),
        Step(0x15, 3, 0, link),
        Step(0x15, 2, 0, linkat),
        Step(0x06, 0, 0, 0x7fff_0000),
        Step(0x06, 0, 0, 0x0005_0000 | 22),
        Step(0x06, 0, 0, 0x0005_0000 | 1),
    ]);
}
"#;
    library(sandbox, &format!("{FILTER}{refuses}"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_without_links_takes_everything_all_the_same() {
    let sandbox = Sandbox::new();
    let library = plain_disk(&sandbox);
    let run = |arguments: &[&str]| {
        let mut command = sandbox.command(HIRELOG);
        command.env("LD_PRELOAD", &library).args(arguments);
        sandbox.run(&mut command)
    };
    // The disk is as it should be: as a program that links says.
    let mut link = sandbox.command("ln");
    link.args(["library.rs", "linked.rs"])
        .current_dir(sandbox.path(""));
    assert_ne!(sandbox.run(link.env("LD_PRELOAD", &library)).code, Some(0));
    sandbox
        .run(sandbox.command("git").args(["init", "-q"]))
        .ok();
    sandbox.put("work/.git/hooks/pre-commit", "#!/bin/sh\n");
    run(&["init", "--hook"]).ok();
    let path = run(&[
        "new",
        "-o",
        "withdrew",
        "--as",
        "recruiter",
        "--owned",
        "I was late.",
    ])
    .ok();
    run(&["edit", "@latest", "--team", "x"]).ok();
    let csv = sandbox.put("a.csv", "Date,Outcome\n2026-11-01,Offer declined\n");
    run(&["import", "--from", "csv", csv.to_str().unwrap()]).ok();
    let again = run(&["import", "--from", "csv", csv.to_str().unwrap()]);
    assert!(again.stdout.is_empty(), "{again:?}");
    run(&["report", "-o", "page.html"]).ok();
    run(&["redact", &path]).ok();
    let logged = sandbox.logged();
    assert_eq!(logged.len(), 2);
    for path in &logged {
        let text = fs::read_to_string(path).unwrap();
        assert!(
            text.starts_with("schema") || text.starts_with("# import"),
            "{text}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_somebody_else_wrote_at_that_moment_is_not_called_unwritten() {
    let sandbox = Sandbox::with_log();
    let library = library(
        &sandbox,
        r#"
use std::ffi::{CStr, c_char, c_int};
use std::io::Write;
unsafe extern "C" {
    fn renameat(from: c_int, old: *const c_char, to: c_int, new: *const c_char) -> c_int;
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(old: *const c_char, new: *const c_char) -> c_int {
    unsafe {
        let done = renameat(-100, old, -100, new);
        let path = CStr::from_ptr(new).to_str().unwrap();
        let mut file = std::fs::OpenOptions::new().append(true).open(path).unwrap();
        writeln!(file, "| theirs").unwrap();
        done
    }
}
"#,
    );
    let written = [
        "new",
        "-o",
        "withdrew",
        "--as",
        "recruiter",
        "--dropped",
        "feedback-late",
    ];
    let path = sandbox.hirelog(written).ok();
    let mut command = sandbox.command(HIRELOG);
    let rename = ["vocab", "rename", "feedback-late", "feedback-slow"];
    let ran = sandbox.run(command.env("LD_PRELOAD", &library).args(rename));
    let said = ran.failed(2);
    assert!(
        said.contains("was written, and says something else now"),
        "{said}"
    );
    assert!(!said.contains("could not write"), "{said}");
    let text = sandbox.read(format!("work/{path}"));
    assert!(
        text.contains("feedback-slow") && text.ends_with("| theirs\n"),
        "{text}"
    );
}

#[test]
fn the_pager_is_told_what_git_tells_it() {
    for (set, expected) in [
        ("unset LESS", "LESS=[FRX]"),
        ("LESS=i; export LESS", "LESS=[i]"),
    ] {
        let mut desk = Desk::new();
        desk.rows = 3;
        for role in 0..5 {
            let role = format!("r{role}");
            let new = ["new", "-q", "-o", "withdrew", "-r", &role];
            desk.sandbox.hirelog(new).ok();
        }
        let show = "cat > /dev/null; echo \"LESS=[$LESS]\"";
        let pager = desk.sandbox.script("pager", show);
        let line = format!("{set}; PAGER={pager} exec \"$hirelog\" list");
        let mut talk = desk.start(&line);
        assert_eq!(talk.end(), Some(0), "{}", talk.shown());
        assert!(talk.shown().contains(expected), "{}", talk.shown());
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

/// Copies, what is undone by, and the swap of an editor that was killed.
#[test]
fn what_an_editor_leaves_beside_a_draft_goes_with_it() {
    let sandbox = Sandbox::with_log();
    let path = sandbox.hirelog(["new", "-o", "withdrew"]).ok();
    let left = "cp \"$1\" \"$1~\"; f=$(dirname \"$1\"); for n in .x.un~ .x.swp '#x#' .~1~; do cp \"$1\" \"$f/$n\"; done";
    let editor = sandbox.script("ed", &format!("{left}; sed -i '1s/^/# mine\\n/' \"$1\""));
    for arguments in [
        vec!["new", "--editor", "-o", "withdrew"],
        vec!["edit", path.as_str(), "--editor"],
    ] {
        let mut command = sandbox.command(HIRELOG);
        sandbox
            .run(command.args(arguments).env("EDITOR", &editor))
            .ok();
        let state = sandbox.path("state/hirelog/drafts");
        assert_eq!(fs::read_dir(state).unwrap().count(), 0);
    }
    let typed = format!("{left}; sed -i '1s/^/# mine\\n/' \"$1\"; false");
    let editor = sandbox.script("ed", &typed);
    let mut command = sandbox.command(HIRELOG);
    command
        .args(["new", "--editor", "-o", "withdrew"])
        .env("EDITOR", editor);
    sandbox.run(&mut command).failed(2);
    let kept = sandbox.drafts();
    let draft = kept.iter().find(|path| path.ends_with("new.toml")).unwrap();
    sandbox
        .hirelog(["new", "-o", "withdrew", "--from", draft.to_str().unwrap()])
        .ok();
    assert_eq!(sandbox.drafts().len(), 0);
}

#[test]
fn a_line_is_written_without_blanks_at_its_end() {
    let sandbox = Sandbox::with_log();
    let json = "{\"outcome\": \"withdrew\", \"manager\": {\"owned\": \"I was late.  \\n\\t\\nI forgot.\"}}";
    let owned = "I was late.  \n\nI forgot.\t";
    for path in [
        sandbox.hirelog(["new", "-o", "withdrew", "--as", "manager", "--owned", owned]),
        fed(&sandbox, &["new", "--from", "-"], json),
    ] {
        let written = sandbox.read(format!("work/{}", path.ok()));
        assert!(written.contains("I was late.\n\nI forgot."), "{written}");
        assert!(
            !written.contains(" \n") && !written.contains("\t\n"),
            "{written}"
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
