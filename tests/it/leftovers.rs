//! What lies between a person's words and their file: links on the way, and what a
//! hirelog that was killed left behind.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Sandbox, files};
use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, SystemTime};

const FILE: &str = "2026-11-10-x-bbbbb.toml";
const TEXT: &str = "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\ncase = \"c-1\"\n\
                    [manager]\nby = \"manager\"\nowned = \"I was late.\"\ndropped = [\"feedback-late\"]\nnext = \"\"\n";

/// No door writes through a link between the folder of the log and the file.
#[test]
fn nothing_is_written_through_a_link_whatever_the_door() {
    let doors: [&[&str]; 9] = [
        &["new", "-o", "withdrew"],
        &["new", "--from", "given.toml"],
        &["edit", "bbbbb", "--stage", "offer"],
        &["redact", "bbbbb"],
        &["redact", "--case", "c-1"],
        &["vocab", "rename", "feedback-late", "feedback-slow"],
        &["check", "--fix"],
        &["check", "--fix", "logs/2026/2026-11-10-x-bbbbb.toml"],
        &["import", "export.csv", "--from", "csv"],
    ];
    // The year, the folder of all, a folder above that, and the file itself.
    for (place, logs) in [
        ("logs/2026", "logs"),
        ("logs", "logs"),
        ("notes", "notes/logs"),
        ("logs/2026/2026-11-10-x-bbbbb.toml", "logs"),
    ] {
        for door in doors {
            let sandbox = Sandbox::with_log();
            let team = format!("schema = 1\nlogs = \"{logs}\"\n");
            sandbox.put("work/hirelog.toml", team);
            sandbox.put("work/given.toml", "outcome = \"withdrew\"\n");
            sandbox.put("work/export.csv", "Application ID,Archive Date,Stage,Archive Reason,Job\n1,2026-10-01,Onsite,Offer declined,Analyst\n2,2026-10-01,Onsite,Offer declined,Analyst\n");
            let _ = fs::remove_dir_all(sandbox.path("work/logs"));
            let file = format!("work/{logs}/2026/{FILE}");
            // `--fix` has something to put right in it.
            let text = TEXT.replace("date = 2026-11-10", "date = \"2026-11-10\"");
            let text = if door[0] == "check" { &text } else { TEXT };
            sandbox.put(&file, text);
            let link = sandbox.path("work").join(place);
            let moved = sandbox.path("outside");
            fs::rename(&link, &moved).unwrap();
            symlink(&moved, &link).unwrap();
            let before = match moved.is_dir() {
                true => files(&moved)
                    .iter()
                    .map(|file| fs::read(file).unwrap())
                    .collect(),
                false => vec![fs::read(&moved).unwrap()],
            };
            let named = format!("{logs}/2026/{FILE}");
            let typed = |word: &&str| match word.starts_with("logs/") {
                true => named.clone(),
                false => (*word).to_owned(),
            };
            let mut command = sandbox.command(HIRELOG);
            let ran = sandbox.run(command.args(door.iter().map(typed)));
            let is_free = place.ends_with(".toml") && matches!(door[0], "new");
            if !is_free {
                assert_ne!(ran.code, Some(0), "{place} {door:?}: {ran:?}");
            }
            let said = format!("{}{}", ran.stdout, ran.stderr);
            assert!(is_free || said.contains("link"), "{place} {door:?}: {said}");
            assert!(link.is_symlink(), "{place} {door:?}");
            let after: Vec<_> = match moved.is_dir() {
                true => files(&moved)
                    .iter()
                    .map(|file| fs::read(file).unwrap())
                    .collect(),
                false => vec![fs::read(&moved).unwrap()],
            };
            assert_eq!(before, after, "{place} {door:?}");
        }
    }
    // The folder of the log itself may be reached through one: that is one's own choice.
    let sandbox = Sandbox::with_log();
    symlink(sandbox.path("work"), sandbox.path("home/log")).unwrap();
    let log = sandbox.path("home/log").display().to_string();
    sandbox.hirelog(["-C", &log, "new", "-o", "withdrew"]).ok();
    assert_eq!(sandbox.logged().len(), 1);
}

/// Long ago, as the disk counts.
fn old(file: &fs::File) {
    let then = SystemTime::now() - Duration::from_secs(3600);
    file.set_modified(then).unwrap();
}

#[test]
fn what_a_killed_hirelog_left_is_named_and_swept_and_nothing_else_is() {
    let sandbox = Sandbox::with_log();
    let git = |arguments: &[&str]| sandbox.run(sandbox.command("git").args(arguments));
    sandbox.put(&format!("work/logs/2026/{FILE}"), TEXT);
    let left = |name: &str| {
        let path = sandbox.put(&format!("work/{name}"), "owned = \"Secret of Jo.\"\n");
        fs::OpenOptions::new().write(true).open(path).unwrap()
    };
    let swept = [
        "logs/2026/.hirelog-wfX4ba.tmp",
        "logs/.hirelog-aaaaaa.tmp",
        "logs/.hirelog-future.tmp",
        ".hirelog-bbbbbb.tmp",
        "logs/.hirelog-import-cccccc/.tmpx",
        ".hirelog-dddddd.waiting/0",
    ];
    let kept = [
        "logs/2026/.hirelog-fresh1.tmp",
        "logs/2026/.hirelog-inuse1.tmp",
        "logs/2026/.hirelog-notes.md",
        "logs/2026/.other-wfX4ba.tmp",
        "logs/2026/notes.tmp",
    ];
    for name in swept {
        old(&left(name));
    }
    // Its clock went wrong, or that of whoever looks at it was set back since.
    let ahead = left("logs/.hirelog-future.tmp");
    let then = SystemTime::now() + Duration::from_secs(360 * 24 * 3600);
    ahead.set_modified(then).unwrap();
    let open: Vec<_> = kept.iter().map(|name| left(name)).collect();
    open[1].lock().unwrap();
    open[1..].iter().for_each(old);
    // Until then `check` names it, and nobody commits it.
    let named = sandbox.hirelog(["check", "--format", "short"]);
    let told = "logs/2026/.hirelog-wfX4ba.tmp: warning[HL012]: left by a hirelog that was stopped, and may hold a whole post-mortem; delete it";
    assert!(named.stdout.contains(told), "{named:?}");
    git(&["init", "-q", "-b", "main"]).ok();
    git(&["add", "-A", "logs/2026/.hirelog-wfX4ba.tmp", "hirelog.toml"]).ok();
    let staged = sandbox.hirelog(["check", "--staged", "--format", "short"]);
    assert_eq!(staged.code, Some(1), "{staged:?}");
    assert!(
        staged.stdout.contains(".hirelog-wfX4ba.tmp: error[HL012]"),
        "{staged:?}"
    );
    // Whoever writes next beside it sweeps.
    sandbox.hirelog(["edit", "bbbbb", "--stage", "offer"]).ok();
    for name in swept {
        assert!(!sandbox.path(&format!("work/{name}")).exists(), "{name}");
    }
    for name in kept {
        assert!(sandbox.path(&format!("work/{name}")).exists(), "{name}");
    }
}

/// A command that acts on the whole log does nothing while a file of it cannot be read.
#[test]
fn a_log_that_is_whole_is_kept_where_nothing_can_be_written() {
    let sandbox = Sandbox::with_log();
    // No file may grow, as on a full disk.
    let full = "trap '' XFSZ; ulimit -f 0; exec \"$0\" init";
    let said = sandbox.run(sandbox.command("sh").args(["-c", full, HIRELOG]));
    let said = format!("{said:?}");
    assert!(said.contains("everything was there already"), "{said}");
}

#[test]
fn what_cannot_be_read_stops_whatever_acts_on_the_whole_log() {
    let unreadable: [(&str, &[u8]); 4] = [
        ("logs/2026/2026-11-11-x-ccccc.toml", b"x = = 1\n"),
        ("logs/2026/2026-11-11-x-ccccc.toml", b"role = \"Caf\xe9\"\n"),
        (
            "logs/2026/2026-11-11-x-ccccc.toml",
            b"date = \"2026-11-11\"\n",
        ),
        ("logs/2026/2026-11-11-x-ccccc.toml/x", b""),
    ];
    for (name, bytes) in unreadable {
        for door in [
            &["redact", "--case", "c-1"][..],
            &["vocab", "rename", "feedback-late", "feedback-slow"],
        ] {
            let sandbox = Sandbox::with_log();
            let file = sandbox.put(&format!("work/logs/2026/{FILE}"), TEXT);
            if name.ends_with("/x") {
                let path = sandbox.path("work").join(name.trim_end_matches("/x"));
                symlink("nowhere", path).unwrap();
            } else {
                sandbox.put(&format!("work/{name}"), bytes);
            }
            let said = sandbox.run(sandbox.command(HIRELOG).args(door)).failed(2);
            assert!(said.contains("2026-11-11-x-ccccc.toml"), "{door:?}: {said}");
            assert!(said.contains("so nothing was "), "{door:?}: {said}");
            assert_eq!(fs::read_to_string(&file).unwrap(), TEXT, "{door:?}");
        }
    }
    // An import cannot know whether a file that it may not open is of the same application.
    let sandbox = Sandbox::with_log();
    symlink("nowhere", sandbox.path("work/logs/x.toml")).unwrap();
    sandbox.put("work/export.csv", "Application ID,Archive Date,Stage,Archive Reason,Job\n1,2026-10-01,Onsite,Offer declined,Analyst\n2,2026-10-01,Onsite,Offer declined,Analyst\n");
    let said = sandbox
        .hirelog(["import", "export.csv", "--from", "csv"])
        .failed(2);
    assert!(
        said.contains("x.toml") && said.contains("so nothing was imported"),
        "{said}"
    );
}

/// The folder of the year may be what cannot be read.
#[test]
fn what_is_not_found_may_be_where_nobody_can_look_and_that_is_said() {
    let sandbox = Sandbox::with_log();
    fs::create_dir(sandbox.path("outside")).unwrap();
    symlink("../../outside", sandbox.path("work/logs/2026")).unwrap();
    let said = sandbox.hirelog(["show", "bbbbb"]).failed(2);
    assert!(
        said.contains("hint: logs/2026: a link, which is never followed"),
        "{said}"
    );
}
