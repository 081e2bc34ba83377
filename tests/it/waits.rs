//! Waits: what is waited for is shown while it is, and wiped away after; and Ctrl-C ends
//! each of them, with nothing half-written and the terminal as it was.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::{Desk, Talk};
use crate::edges::library;
use crate::support::Sandbox;
use std::fs;
use std::path::PathBuf;

/// A disk that needs two seconds for the first of what it is asked that is slow.
fn slow_disk(sandbox: &Sandbox) -> PathBuf {
    library(
        sandbox,
        r#"
use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::sync::atomic::{AtomicBool, Ordering};
unsafe extern "C" {
    fn syscall(number: c_long, ...) -> c_long;
    fn getenv(name: *const c_char) -> *const c_char;
}
#[cfg(target_arch = "x86_64")]
const READ: c_long = 0;
#[cfg(not(target_arch = "x86_64"))]
const READ: c_long = 63;
static WAITED: AtomicBool = AtomicBool::new(false);
#[unsafe(no_mangle)]
pub unsafe extern "C" fn read(file: c_int, to: *mut c_void, length: usize) -> isize {
    unsafe {
        let slow = getenv(c"SLOW".as_ptr());
        if !slow.is_null() {
            let name = std::fs::read_link(format!("/proc/self/fd/{file}"));
            let name = name.unwrap_or_default().into_os_string().into_encoded_bytes();
            if name.ends_with(CStr::from_ptr(slow).to_bytes()) && !WAITED.swap(true, Ordering::Relaxed) {
                std::thread::sleep(std::time::Duration::from_secs(2));
            }
        }
        syscall(READ, file, to, length) as isize
    }
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(file: c_int) -> c_int {
    unsafe {
        if !getenv(c"SLOW_FLUSH".as_ptr()).is_null() && !WAITED.swap(true, Ordering::Relaxed) {
            std::thread::sleep(std::time::Duration::from_secs(2));
        }
        syscall(FDATASYNC, file) as c_int
    }
}
#[cfg(target_arch = "x86_64")]
const FDATASYNC: c_long = 75;
#[cfg(not(target_arch = "x86_64"))]
const FDATASYNC: c_long = 83;
"#,
    )
}

/// One that takes two seconds for its first answer.
const SLOW_GIT: &str = r#"mkdir "$0.asked" 2>&- && sleep 2; PATH=${PATH#*:}; exec git "$@""#;

/// What is shown of a wait, as the first of what a terminal gets.
fn begins(what: &str) -> String {
    format!("\r\u{1b}[?7l{what}")
}

#[test]
fn what_is_slow_is_named_while_it_is_waited_for_and_gone_after() {
    let desk = Desk::new();
    let sandbox = &desk.sandbox;
    let library = slow_disk(sandbox);
    let path = sandbox.hirelog(["new", "-o", "withdrew"]).ok();
    for arguments in [["init", "-q", "-b", "main"].as_slice(), &["add", "-A"]] {
        sandbox.run(sandbox.command("git").args(arguments)).ok();
    }
    sandbox.script("slow/git", SLOW_GIT);
    let log = sandbox.path("work");
    let (log, library) = (log.display(), library.display());
    let git = format!("PATH={}:\"$PATH\"", sandbox.path("slow").display());
    let file = format!("LD_PRELOAD={library} SLOW={path}");
    let settings = format!("LD_PRELOAD={library} SLOW=hirelog.toml");
    let flush = format!("LD_PRELOAD={library} SLOW_FLUSH=1");
    // Each waits for seconds, so they wait beside each other.
    let waits = [
        ("list", &file, format!("reading {log}/logs")),
        ("where", &settings, format!("reading {log}/hirelog.toml")),
        (
            "edit @latest --team core",
            &flush,
            format!("writing {log}/{path}"),
        ),
        ("check --staged", &git, "waiting for git".to_owned()),
    ];
    let started = waits.map(|(line, slow, shown)| {
        let talk = desk.start(&format!("exec env {slow} \"$hirelog\" {line}"));
        (line, shown, talk)
    });
    let [dumb, quiet, unwatched] = [
        "TERM=dumb \"$hirelog\" list",
        "\"$hirelog\" list -q",
        "\"$hirelog\" list 2>talk && cat talk",
    ]
    .map(|line| desk.start(&format!("exec env {file} {line}")));
    let all_of = |line: &str, mut talk: Talk| {
        assert_eq!(talk.end(), Some(0), "{line}: {}", talk.shown());
        String::from_utf8(talk.bytes()).unwrap()
    };
    for (line, shown, talk) in started {
        let bytes = all_of(line, talk);
        let (before, after) = bytes.split_once(&begins(&shown)).unwrap_or_default();
        let is_wiped = after.starts_with("\u{1b}[K\u{1b}[?7h\r\u{1b}[K");
        assert!(is_wiped && before.is_empty(), "{line}: {bytes:?}");
    }
    // Where nothing may be drawn over it stays; where nobody watches nothing is said.
    let said = format!("reading {log}/logs\r\n");
    assert!(all_of("dumb", dumb).starts_with(&said));
    for silent in [quiet, unwatched] {
        let shown = all_of("silent", silent);
        assert!(!shown.contains("reading "), "{shown:?}");
    }
}

/// What a hook asks stands on its line, and what it is waited for on the next.
#[test]
fn a_hook_that_takes_long_is_named_below_what_it_says() {
    let desk = Desk::new();
    let sandbox = &desk.sandbox;
    sandbox
        .run(sandbox.command("git").args(["init", "-q"]))
        .ok();
    let hook = r#"printf 'Ticket? ' > /dev/tty; read t < /dev/tty"#;
    sandbox.script("work/.git/hooks/pre-commit", hook);
    let mut talk = desk.hirelog("new -o withdrew --commit");
    talk.see("saved ").see("Ticket? ");
    talk.see("\rwaiting for git and the hooks of this repository\r\n")
        .keys("7\r");
    talk.see("committed: Add post-mortem");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
}

/// A wait, by what stands on the screen while it lasts.
struct Wait {
    /// What is prepared, by a shell.
    before: &'static str,
    line: &'static str,
    shown: &'static str,
    /// It was saved before, and that is said.
    is_saved: bool,
}

const WAITS: [Wait; 11] = [
    Wait {
        before: "printf 'echo editing; exec sleep 60\\n' > ../editor",
        line: "edit @latest --editor",
        shown: "editing",
        is_saved: false,
    },
    Wait {
        before: "printf 'cat > /dev/null; echo paging; exec sleep 60\\n' > ../pager",
        line: "show @latest",
        shown: "paging",
        is_saved: false,
    },
    Wait {
        before: "touch .git/index.lock",
        line: "new -o withdrew --commit",
        shown: "waiting for another git, which holds index.lock",
        is_saved: true,
    },
    Wait {
        before: "printf '#!/bin/sh\\nsleep 60\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit",
        line: "new -o withdrew --commit",
        shown: "waiting for git and the hooks",
        is_saved: true,
    },
    Wait {
        before: "(flock logs/2026 sleep 60 & echo $! > ../held) > /dev/null 2>&1; sleep 0.3",
        line: "edit @latest --team core",
        shown: "waiting for another program that writes to",
        is_saved: false,
    },
    Wait {
        before: "(flock . sleep 60 & echo $! > ../held) > /dev/null 2>&1; sleep 0.3",
        line: "vocab rename feedback-late feedback-slow",
        shown: "waiting for another program that writes to",
        is_saved: false,
    },
    Wait {
        before: "true",
        line: "new --from -",
        shown: "reading from the terminal",
        is_saved: false,
    },
    Wait {
        before: "true",
        line: "import --from csv -",
        shown: "reading from the terminal",
        is_saved: false,
    },
    Wait {
        before: "mkfifo pipe",
        line: "new --from pipe",
        shown: "waiting for the other end of the pipe",
        is_saved: false,
    },
    Wait {
        before: "mkfifo pipe",
        line: "import --from csv pipe",
        shown: "waiting for the other end of the pipe",
        is_saved: false,
    },
    Wait {
        before: "mkfifo pipe",
        line: "edit @latest --as manager --reply pipe",
        shown: "waiting for the other end of the pipe",
        is_saved: false,
    },
];

#[test]
fn control_c_ends_every_wait_and_nothing_is_half_written() {
    // Each waits for a second, so they wait beside each other.
    std::thread::scope(|scope| {
        for wait in WAITS {
            scope.spawn(move || control_c_ends(&wait));
        }
    });
}

fn control_c_ends(wait: &Wait) {
    let desk = Desk::new();
    let sandbox = &desk.sandbox;
    sandbox
        .run(sandbox.command("git").args(["init", "-q"]))
        .ok();
    let new = [
        "new",
        "-o",
        "withdrew",
        "--as",
        "manager",
        "--dropped",
        "feedback-late",
    ];
    sandbox.hirelog(new).ok();
    let texts = || -> Vec<_> {
        let logged = sandbox.logged().into_iter();
        logged
            .map(|file| (fs::read_to_string(&file).unwrap(), file))
            .collect()
    };
    let was = texts();
    sandbox
        .run(sandbox.command("sh").args(["-c", wait.before]))
        .ok();
    let line = wait.line;
    let programs = "HIRELOG_EDITOR='sh ../editor' HIRELOG_PAGER='sh ../pager' LINES=3";
    let mut talk = desk.start(&format!("exec env {programs} \"$hirelog\" {line}"));
    if wait.is_saved {
        talk.see("logs/2026/2026-11-20-").see("saved ");
    }
    talk.see(wait.shown).keys("\u{3}");
    let code = talk.end();
    assert!(
        matches!(code, None | Some(130)),
        "{line}: {code:?}, {}",
        talk.shown()
    );
    assert!(talk.is_restored(), "{line}");
    let now = texts();
    assert_eq!(
        now.len(),
        was.len() + usize::from(wait.is_saved),
        "{line}: {now:?}"
    );
    assert!(was.iter().all(|one| now.contains(one)), "{line}");
    sandbox.hirelog(["check", "--quiet"]).ok();
    let kill = "test ! -f ../held || kill $(cat ../held)";
    sandbox.run(sandbox.command("sh").args(["-c", kill])).ok();
}
