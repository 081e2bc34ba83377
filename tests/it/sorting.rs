//! `hirelog sort` at a real (pseudo-)terminal: sentence by sentence, undo, and stopping.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;

const FIRST: &str = "schema = 1\ndate = 2026-11-02\noutcome = \"rejected\"\nstage = \"final-loop\"\nrole = \"Clerk\"\n\n[recruiter]\nby = \"recruiter\"\nowned = \"I sent the wrong zoom link. We use a shared calendar.\"\nnext = \"\"\n";
const SECOND: &str = "schema = 1\ndate = 2026-11-03\noutcome = \"rejected\"\nstage = \"final-loop\"\nrole = \"Cook\"\n\n[manager]\nby = \"manager\"\nowned = \"My scorecard was a week late.\"\nnext = \"\"\n";
const THIRD: &str = "schema = 1\ndate = 2026-11-04\noutcome = \"rejected\"\nstage = \"final-loop\"\nrole = \"Smith\"\n\n[manager]\nby = \"manager\"\nowned = \"Late again.\"\ndropped = [\"feedback-late\"]\nnext = \"\"\n";
const NONE: &str = "schema = 1\ndate = 2026-11-04\noutcome = \"rejected\"\nstage = \"final-loop\"\nrole = \"Baker\"\n\n[recruiter]\nby = \"recruiter\"\nowned = \"I pasted the wrong time zone into the invite.\"\ndropped = []\nnext = \"\"\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.sandbox.put("work/logs/2026-11-02-k7f3q.toml", FIRST);
    desk.sandbox.put("work/logs/2026-11-03-m2x9d.toml", SECOND);
    desk
}

fn dropped(desk: &Desk, file: &str) -> Vec<String> {
    let text = desk.sandbox.read(format!("work/logs/{file}.toml"));
    let lines = text.lines().filter(|line| line.starts_with("dropped"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_number_marks_enter_takes_and_the_counts_change() {
    let desk = desk();
    desk.sandbox.put("work/logs/2026-11-04-p8r2t.toml", THIRD);
    let mut talk = desk.hirelog("sort");
    talk.see("Which ball is \"I sent the wrong zoom link\"?")
        .see("Enter takes scheduling-slip")
        .keys("\r");
    talk.see("Which ball is \"We use a shared calendar\"?")
        .see("none")
        .keys("\r");
    talk.see("saved: scheduling-slip");
    talk.see("Which ball is \"My scorecard was a week late\"?")
        .see("1 feedback-late")
        .see("a number or word marks")
        .keys("2");
    talk.see("Enter takes");
    assert_eq!(dropped(&desk, "2026-11-03-m2x9d").len(), 0, "marked");
    talk.keys("\u{7f}1\r");
    talk.see("feedback-late: My scorecard was a week late");
    talk.see("feedback-late (manager): 2 of 2 in 90 days");
    talk.see("everything that was written is sorted");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(
        dropped(&desk, "2026-11-02-k7f3q"),
        ["dropped = [\"scheduling-slip\"]"]
    );
    assert_eq!(
        dropped(&desk, "2026-11-03-m2x9d"),
        ["dropped = [\"feedback-late\"]"]
    );
}

#[test]
fn the_last_answer_is_taken_back_also_out_of_the_file_and_stopping_loses_nothing() {
    let desk = desk();
    let mut talk = desk.hirelog("sort");
    talk.see("wrong zoom link").see("Enter takes").keys("\r");
    talk.see("We use a shared calendar").see("none").keys("\r");
    talk.see("My scorecard was").see("Enter takes");
    assert_eq!(dropped(&desk, "2026-11-02-k7f3q").len(), 1, "saved by now");
    talk.keys("\u{1b}");
    talk.see("taken back")
        .see("We use a shared calendar")
        .see("none");
    assert_eq!(
        dropped(&desk, "2026-11-02-k7f3q").len(),
        0,
        "and taken back"
    );
    talk.keys("\r");
    talk.see("My scorecard was")
        .see("Enter takes")
        .keys("\u{3}");
    talk.see("1 of 2 parts sorted; go on: hirelog sort");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    assert_eq!(dropped(&desk, "2026-11-02-k7f3q").len(), 1);
    assert_eq!(dropped(&desk, "2026-11-03-m2x9d").len(), 0);
}

#[test]
fn what_says_none_and_plainly_names_a_ball_is_asked_about_again() {
    let desk = Desk::new();
    desk.sandbox.put("work/logs/2026-11-04-q4x7m.toml", NONE);
    let mut talk = desk.hirelog("sort");
    talk.see("everything that is written is sorted");
    assert_eq!(talk.end(), Some(0));
    let mut talk = desk.hirelog("sort --recheck");
    talk.see("Enter takes scheduling-slip").keys("\r");
    talk.see("everything that was written is sorted");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(
        dropped(&desk, "2026-11-04-q4x7m"),
        ["dropped = [\"scheduling-slip\"]"]
    );
}

#[test]
fn stopping_within_a_section_keeps_the_answers_given_so_far() {
    let desk = Desk::new();
    desk.sandbox.put("work/logs/2026-11-02-k7f3q.toml", FIRST);
    let mut talk = desk.hirelog("sort");
    talk.see("wrong zoom link").see("Enter takes").keys("\r");
    talk.see("sentence 2 of 2")
        .see("We use a shared calendar")
        .see("none")
        .keys("\u{3}");
    talk.see("none of 1 part sorted");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    assert_eq!(dropped(&desk, "2026-11-02-k7f3q").len(), 0);
    let mut talk = desk.hirelog("sort");
    talk.see("1 of 2 sentences answered before; going on there");
    talk.see("2 of 2")
        .see("We use a shared calendar")
        .see("none");
    assert!(!talk.shown().contains("wrong zoom link"));
    talk.keys("\r").see("saved: scheduling-slip");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(dropped(&desk, "2026-11-02-k7f3q").len(), 1);
    assert!(desk.sandbox.drafts().is_empty());
}

/// A reply that ticks nothing.
const REPLY: &str = "I sent the wrong zoom link.\n> [k7f3q recruiter]\n";

#[test]
fn after_a_reply_it_is_offered_and_without_a_terminal_the_command_is_named() {
    let desk = Desk::new();
    let head = FIRST.split("[recruiter]").next().unwrap();
    let log = "work/logs/2026-11-02-k7f3q.toml";
    desk.sandbox.put(log, head);
    desk.sandbox.put("work/reply.txt", REPLY);
    let said = desk
        .sandbox
        .hirelog(["edit", "--reply", "reply.txt"])
        .stderr;
    assert!(
        said.contains("says which balls it is: hirelog sort k7f3q\n"),
        "{said}"
    );
    for (key, count, code) in [("2\r", 0, 0), ("\u{3}", 0, 130), ("\r", 1, 0)] {
        desk.sandbox.put(log, head);
        let mut talk = desk.hirelog("edit --reply reply.txt");
        talk.see("Which balls is that?")
            .see("Enter takes now")
            .see("Ctrl-C stops")
            .keys(key);
        if count == 1 {
            talk.see("Enter takes scheduling-slip").keys("\r");
            talk.see("saved: scheduling-slip");
        }
        assert_eq!(talk.end(), Some(code), "{}", talk.shown());
        assert_eq!(dropped(&desk, "2026-11-02-k7f3q").len(), count);
    }
}

#[test]
fn after_an_editor_it_is_offered() {
    let desk = Desk::new();
    let fill = r#"sed -i 's/^outcome = .*/outcome = "rejected"/; /^.manager/,/^owned/ s/^owned = .*/owned = "My scorecard was a week late."/' "$1""#;
    let editor = desk.sandbox.script("editor", fill);
    let desk = desk.set("HIRELOG_EDITOR", editor);
    let mut talk = desk.hirelog("new --editor");
    talk.see("Which balls is that?")
        .see("Enter takes now")
        .keys("\r");
    talk.see("1 feedback-late").see("Ctrl-C stops").keys("1\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let text = std::fs::read_to_string(&desk.sandbox.logged()[0]).unwrap();
    assert!(text.contains("dropped = [\"feedback-late\"]"), "{text}");
}
