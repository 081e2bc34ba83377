//! What follows from a change and nobody has to say.

use super::*;
use crate::vocabulary::TeamWords;

fn day(text: &str) -> Option<Day> {
    Day::parse(text)
}

fn section(next: &str, promised: Option<Day>, dropped: &[&str], about: &[&str]) -> Section {
    let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    Section {
        next: next.into(),
        promised,
        dropped: Some(list(dropped)),
        next_for: (!about.is_empty()).then(|| list(about)),
        ..Section::default()
    }
}

fn settled(old: &Section, mut new: Section) -> Section {
    let vocabulary = Vocabulary::new(TeamWords::default());
    settle(old, &mut new, false, &vocabulary, Day::LAST);
    new
}

#[test]
fn a_new_promise_is_of_today_and_a_better_wording_keeps_its_day() {
    let first = day("2026-10-02");
    let old = section("Write the notes on the same day.", first, &[], &[]);
    let promised = |old: &Section, new| settled(old, new).promised;
    let blank = Section::default();
    let of = |next| section(next, first, &[], &[]);
    assert_eq!(
        promised(&blank, section("Ask first.", None, &[], &[])),
        Some(Day::LAST)
    );
    assert_eq!(promised(&blank, of("Ask first.")), first, "said with it");
    assert_eq!(
        promised(&old, of("Write my notes the same day, before lunch.")),
        first
    );
    assert_eq!(
        promised(&old, of("Book the debrief in advance.")),
        Some(Day::LAST)
    );
    let other = section("Book the debrief.", day("2026-11-01"), &[], &[]);
    assert_eq!(promised(&old, other), day("2026-11-01"), "said with it");
    let old = section("Ask first.", None, &[], &[]);
    let same = section("Ask first!", None, &[], &[]);
    assert_eq!(
        promised(&old, same),
        None,
        "of a file from before, the day is the outcome's"
    );
}

#[test]
fn without_a_promise_there_is_neither_a_day_nor_a_ball() {
    let old = section(
        "Ask.",
        Some(Day::FIRST),
        &["feedback-late"],
        &["feedback-late"],
    );
    let new = Section {
        next: " ".into(),
        ..old.clone()
    };
    let new = settled(&old, new);
    assert_eq!((new.promised, new.next_for), (None, None));
}

#[test]
fn what_the_promise_is_about_follows_what_was_dropped() {
    let about = ["feedback-late", "role-not-sold"];
    let old = section("Ask.", None, &about, &about);
    let less = settled(&old, section("Ask.", None, &["Role not sold"], &about));
    assert_eq!(*less.next_for.unwrap(), ["role-not-sold"]);
    let none = settled(&old, section("Ask.", None, &[], &about));
    assert_eq!(none.next_for, None);
    let never = ["no-pre-close", "role-not-sold"];
    let kept = settled(&old, section("Ask.", None, &about, &never));
    assert_eq!(*kept.next_for.unwrap(), never, "left to check");
}
