//! A post-mortem in one sentence with somebody at a (pseudo-)terminal: shown before it is
//! saved, each field open to one key.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use std::fs;

const SAID: &str = "new --as recruiter offer declined tuesday, they wanted benefits and we led with \
                    equity, i never asked about other offers";

fn logged(desk: &Desk) -> String {
    let logged = desk.sandbox.logged();
    assert_eq!(logged.len(), 1, "{logged:?}");
    fs::read_to_string(&logged[0]).unwrap()
}

#[test]
fn a_sentence_is_shown_changed_and_saved() {
    let desk = Desk::new();
    let mut talk = desk.hirelog(SAID);
    talk.see("[offer declined] [tuesday], they wanted [benefits]");
    talk.see("dropped  competing-offers-untracked")
        .see("Enter saves");
    // The last mark goes: the ball first, then what is owned is prose.
    talk.keys("\x7f")
        .see("is only words again")
        .see("Enter saves");
    talk.keys("\x7f")
        .see("led with equity, i never asked")
        .see("Enter saves");
    talk.keys("d")
        .see("When was that")
        .keys("16 nov\r")
        .see("2026-11-16, Monday");
    talk.see("Enter saves")
        .keys("z")
        .see("no field is called z");
    talk.keys("r")
        .see("What was the role?")
        .keys("SRE\r")
        .see("r role     SRE");
    talk.see("Enter saves").keys("\r");
    assert_eq!(talk.end(), Some(0));
    let saved = logged(&desk);
    for line in [
        "date = 2026-11-16",
        "outcome = \"offer-declined\"",
        "role = \"SRE\"",
        "wanted = [\"benefits\"]",
        "pitched = [\"equity\"]",
    ] {
        assert!(saved.contains(line), "{line} in {saved}");
    }
    assert!(
        saved.contains("equity, i never asked about other offers\""),
        "{saved}"
    );
    assert!(!saved.contains("competing-offers-untracked"), "{saved}");
    assert_eq!(desk.sandbox.drafts().len(), 0);
}

#[test]
fn who_writes_is_asked_with_one_key_and_the_sentence_is_read_again() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new withdrew, i kept them waiting 40 min");
    talk.see("[withdrew], i kept them").see("Enter saves");
    talk.keys("a").see("Who is writing?").keys("m");
    talk.see("manager")
        .keys("\r")
        .see("[withdrew], [i kept them");
    talk.see("interviewer-late").see("Enter saves").keys("\r");
    assert_eq!(talk.end(), Some(0));
    let saved = logged(&desk);
    assert!(
        saved.contains("by = \"manager\"\nowned = \"i kept them waiting 40 min\""),
        "{saved}"
    );
}

#[test]
fn nothing_is_saved_by_keys_typed_before_it_was_seen_or_by_control_c() {
    let desk = Desk::new();
    let mut talk = desk.hirelog(SAID);
    talk.keys("\r\r\r").see("Enter saves").keys("\x03");
    assert_eq!(talk.end(), Some(130));
    assert_eq!(desk.sandbox.logged().len(), 0);
    assert_eq!(
        desk.sandbox.drafts().len(),
        1,
        "what was understood is kept"
    );
}

#[test]
fn plain_lines_say_and_take_the_same() {
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    let mut talk = desk.hirelog("new --as manager rejected, i talked the whole time, nobody knows");
    talk.see("[rejected], [i talked the whole time], nobody knows");
    talk.see("o outcome: rejected")
        .see("s stage: -")
        .see("l tldr: nobody knows");
    talk.see("Enter saves")
        .keys("z\n")
        .see("no field is called z");
    talk.keys("s\n")
        .see("How far did it get?")
        .see("number or word")
        .keys("screen\n");
    talk.see("s stage: screen").see("Enter saves").keys("\n");
    assert_eq!(talk.end(), Some(0));
    assert!(logged(&desk).contains("stage = \"screen\""));
}
