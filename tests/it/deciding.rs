//! `hirelog decide` at a real (pseudo-)terminal: what is asked, taken back and left.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use crate::support::files;

fn decided(desk: &Desk) -> Vec<String> {
    let files = files(&desk.sandbox.path("work/decisions"));
    let texts = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap());
    texts.collect()
}

#[test]
fn a_decision_is_asked_for_question_by_question() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("decide");
    talk.see("Which dropped ball is it about?")
        .keys("notes come late");
    talk.see("Enter picks feedback-late").keys("\r");
    talk.see("1 feedback-late").see("Enter goes on").keys("\r");
    talk.see("What will the hiring manager do: when ..., I will ...?");
    talk.see("Enter goes on").keys("Try harder\r");
    // Said once; Enter keeps it.
    talk.see("nobody can tell later whether you did this")
        .see("Enter goes on");
    talk.keys("\r")
        .see("How would one see that it was kept?")
        .see("Enter goes on");
    talk.keys("the invite is there\r");
    talk.see("What makes it happen when nobody remembers?")
        .see("Enter takes memory");
    // Back, and the next again.
    talk.keys("\u{1b}")
        .see("that it was kept?")
        .see("Enter goes on");
    talk.keys("\r")
        .see("when nobody remembers?")
        .see("Enter takes memory");
    talk.keys("4").see("Enter takes gate").keys("\r");
    talk.see("On which day do you look at it again?")
        .see("2027-")
        .keys("\r");
    talk.see("saved");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let [text] = &decided(&desk)[..] else {
        panic!("one is there");
    };
    for line in [
        "about = [\"feedback-late\"]",
        "party = \"manager\"",
        "next = \"Try harder. Kept when the invite is there.\"",
        "rests_on = \"gate\"",
        "review = 2027-",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn what_was_typed_is_kept_when_somebody_leaves_and_gone_on_with() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("decide feedback-late");
    talk.see("What will the hiring manager do")
        .see("Enter goes on");
    talk.keys("When a loop ends, I will call within a day.\r");
    talk.see("that it was kept?").see("Enter goes on");
    talk.keys("the call is in the cal\u{3}");
    talk.see("nothing was written to the log")
        .see("go on with it: hirelog decide");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    assert!(decided(&desk).is_empty());
    assert_eq!(desk.sandbox.drafts().len(), 1);

    let mut talk = desk.hirelog("decide");
    talk.see("You left one unfinished. Go on with it?");
    talk.see("feedback-late")
        .see("Enter takes go on")
        .keys("\r");
    talk.see("Which dropped ball").see("1 feedback-late");
    talk.see("Enter goes on").keys("\r");
    talk.see("call within a day.")
        .see("Enter goes on")
        .keys("\r");
    talk.see("the call is in the cal")
        .see("Enter goes on")
        .keys("endar\r");
    talk.see("when nobody remembers?")
        .see("Enter takes memory")
        .keys("\r");
    talk.see("look at it again?").see("2027-").keys("\r");
    talk.see("saved");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let next = "When a loop ends, I will call within a day. Kept when the call is in the calendar.";
    assert!(decided(&desk)[0].contains(next), "{:?}", decided(&desk));
    assert!(desk.sandbox.drafts().is_empty());
}

#[test]
fn who_does_it_is_asked_of_a_word_that_nobody_declared_and_leaving_writes_nothing() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("decide room-was-cold --next 'When I book, I will heat it.'");
    talk.see("Who will do it?").see("1 manager").keys("3");
    talk.see("Enter takes recruiter").keys("\r");
    talk.see("when nobody remembers?")
        .see("Enter takes memory")
        .keys("\u{3}");
    talk.see("interrupted; nothing was written to the log");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    assert!(decided(&desk).is_empty());
}

#[test]
fn what_git_would_keep_is_shown_before_it_is_saved() {
    let desk = Desk::new();
    let line = "decide feedback-late --next 'When it ends, I will write to jo@example.com.'";
    let mut talk = desk.hirelog(line);
    talk.see("this is an e-mail address")
        .see("Save it as it is?");
    talk.see("Enter takes not yet").keys("\r");
    talk.see("nothing was saved");
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    assert!(decided(&desk).is_empty());
}
