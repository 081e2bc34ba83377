//! Two writers of one file at the same moment, whichever doors they come through. What is
//! there in the end is what one of them after the other would have left; who was told that
//! it is done finds it there, and who was told that it is not has changed nothing.

use super::{Log, Work};
use crate::support::{HIRELOG, Ran};
use std::process::{Command, Stdio};

/// A door, and what somebody does there; a pair is of one file.
const DOORS: [(&str, &[&str]); 9] = [
    (
        "edit",
        &[
            "edit",
            "bbbbb",
            "--as",
            "manager",
            "--next",
            "By Monday, I will send it.",
        ],
    ),
    (
        "key",
        &["edit", "bbbbb", "--team", "core", "--wanted", "+growth"],
    ),
    ("day", &["edit", "bbbbb", "--date", "2025-11-10"]),
    (
        "reply",
        &["edit", "bbbbb", "--as", "candidate", "--reply", "../answer"],
    ),
    // As `sort` says it where nobody is at a terminal.
    (
        "sort",
        &[
            "edit",
            "bbbbb",
            "--as",
            "manager",
            "--dropped",
            "scheduling-slip",
        ],
    ),
    ("editor", &["edit", "bbbbb", "--editor"]),
    ("redact", &["redact", "--case", "c-1"]),
    (
        "rename",
        &["vocab", "rename", "feedback-late", "feedback-slow"],
    ),
    (
        "fix",
        &["check", "--fix", "logs/2026/2026-11-10-x-bbbbb.toml"],
    ),
];

/// The same of a decision, which a rename writes as well; what is done in a post-mortem
/// meanwhile knows nothing of it.
const OF_A_DECISION: [(&str, &[&str]); 8] = [
    ("review", Work::Review.words()),
    ("rests on", &["decide", "ddddd", "--rests-on", "gate"]),
    ("withdraw", &["decide", "ddddd", "--withdraw"]),
    ("redact", &["redact", "2026-11-12-ddddd"]),
    ("rename", Work::Rename.words()),
    (
        "edit",
        &["edit", "bbbbb", "--as", "manager", "--next", "By Monday."],
    ),
    ("case", Work::Redact.words()),
    ("decide", Work::Decide.words()),
];

fn command(log: &Log, words: &[&str]) -> Command {
    let mut command = log.sandbox.command(HIRELOG);
    command
        .args(words)
        .env("HIRELOG_EDITOR", log.sandbox.path("editor"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// `check --fix` reports what else it found, too, where it left a file alone.
fn is_done(ran: &Ran) -> bool {
    matches!(ran.code, Some(0 | 1)) && !ran.stderr.contains("left alone")
}

/// What the log says after these, one after the other.
fn after(log: &Log, doors: &[&[&str]]) -> Vec<String> {
    log.restore();
    for words in doors {
        let ran: Ran = command(log, words).output().unwrap().into();
        assert!(matches!(ran.code, Some(0..=2)), "{words:?}: {ran:?}");
    }
    log.says()
}

fn at_once(doors: &[(&str, &[&str])], rounds: usize, pairs: impl Fn(usize, usize) -> bool) {
    let log = Log::new();
    log.sandbox
        .script("editor", "sed -i 's/tldr = .*/tldr = \"Typed.\"/' \"$1\"");
    for (first, (one, its_words)) in doors.iter().enumerate() {
        for (second, (other, their_words)) in doors.iter().enumerate().skip(first) {
            if !pairs(first, second) {
                continue;
            }
            let both = [
                after(&log, &[its_words, their_words]),
                after(&log, &[their_words, its_words]),
            ];
            let (mine, theirs) = (after(&log, &[its_words]), after(&log, &[their_words]));
            for round in 0..rounds {
                log.restore();
                let running = command(&log, its_words).spawn().unwrap();
                // Now the one is ahead, now the other.
                std::thread::sleep(std::time::Duration::from_millis(2 * (round as u64 % 5)));
                let ran: Ran = command(&log, their_words).output().unwrap().into();
                let before = Ran::from(running.wait_with_output().unwrap());
                let when = format!("{one} and {other}: {before:?}, {ran:?}");
                let says = log.says();
                let expected = match (is_done(&before), is_done(&ran)) {
                    (true, true) => &both[..],
                    (true, false) => std::slice::from_ref(&mine),
                    (false, true) => std::slice::from_ref(&theirs),
                    (false, false) => std::slice::from_ref(&log.said),
                };
                assert!(expected.contains(&says), "{when}: {says:#?}");
                log.sandbox.hirelog(["list", "-q"]).ok();
            }
        }
    }
}

#[test]
fn two_writers_of_one_file_lose_nothing() {
    at_once(&DOORS, 1, |one, other| {
        matches!((one, other), (0, 3) | (6, 7))
    });
    at_once(&OF_A_DECISION, 1, |one, other| (one, other) == (0, 4));
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn two_writers_of_one_file_lose_nothing_whatever_the_door() {
    // Each beside itself and the next.
    at_once(&DOORS, 1, |one, other| other <= one + 1);
    at_once(&OF_A_DECISION, 1, |one, other| other <= one + 1);
}

#[test]
#[ignore = "minutes of debug, so run by hand: .ci/full says how"]
fn two_writers_of_one_file_lose_nothing_in_every_pair_of_doors_full_size() {
    at_once(&DOORS, 40, |_, _| true);
    at_once(&OF_A_DECISION, 40, |_, _| true);
}
