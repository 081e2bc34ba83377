//! What a promise is judged by.

use super::*;
use crate::model::TextList;

/// Made, day, drops and chances since, drops and chances before.
type JudgedCounts = (usize, Option<String>, (usize, usize), (usize, usize));

fn judged(log: &[Entry]) -> JudgedCounts {
    let promises = ball(&count(log), "feedback-late").promises.clone();
    let latest = promises.latest.as_ref();
    let share = |share: Share| (share.n, share.of);
    let change = latest.map(|latest| latest.change);
    let (since, before) = change.map_or(Default::default(), |it| (it.since, it.before));
    let day = latest.map(|latest| latest.promise.day.to_string());
    (promises.made, day, share(since), share(before))
}

#[test]
fn the_latest_promise_is_judged_by_the_chances_since_and_before() {
    let none = [("2026-09-01", "d"), ("2026-09-02", "-")];
    assert_eq!(judged(&told(&none)), (0, None, (0, 0), (0, 0)));
    let log = [
        ("2026-02-01", "d"), // older than two windows before the promise
        ("2026-03-06", "d"),
        ("2026-08-31", "-"),
        ("2026-09-02", "p"), // leaves itself out
        ("2026-09-02", "d"), // the day itself is on neither side
        ("2026-09-03", "-"),
        ("2026-11-20", "d"),
        ("2026-11-21", "d"), // has not happened yet
    ];
    let day = Some("2026-09-02".to_owned());
    assert_eq!(judged(&told(&log)), (1, day, (1, 2), (1, 2)));
    let again = [&log[..], &[("2026-10-01", "p")]].concat();
    let day = Some("2026-10-01".to_owned());
    assert_eq!(
        judged(&told(&again)),
        (2, day, (1, 1), (2, 4)),
        "a new count"
    );
}

#[test]
fn a_promise_written_late_counts_from_the_day_it_was_written() {
    let mut log = told(&[
        ("2026-09-01", "p"),
        ("2026-09-10", "d"),
        ("2026-10-10", "-"),
    ]);
    let section = log[0].post_mortem.section_mut(Party::Manager);
    section.promised = Some(day("2026-10-01"));
    let promised = Some("2026-10-01".to_owned());
    assert_eq!(judged(&log), (1, promised, (0, 1), (1, 1)));
    let section = log[0].post_mortem.section_mut(Party::Manager);
    section.promised = Some(day("2026-11-21"));
    assert_eq!(judged(&log).0, 0, "not promised yet");
}

#[test]
fn a_promise_is_about_the_balls_it_names_or_the_only_one() {
    let made = |dropped: &str, about: Option<&str>| {
        let mut entry = entry("a", "2026-09-01", "offer", [dropped, ".", "."]);
        let section = entry.post_mortem.section_mut(Party::Manager);
        section.next = "Answer the same day.".into();
        section.next_for = about.map(|about| about.split_whitespace().map(str::to_owned).collect());
        judged(&[entry]).0
    };
    assert_eq!(made("feedback-late Feedback-Late", None), 1, "one ball");
    assert_eq!(made("feedback-late role-not-sold", None), 0, "of which?");
    let both = "feedback-late role-not-sold";
    assert_eq!(made(both, Some("Scorecards-still-missing")), 1, "an alias");
    assert_eq!(made(both, Some("role-not-sold")), 0);
    assert_eq!(
        made("feedback-late", Some("no-pre-close")),
        0,
        "not dropped"
    );
}

#[test]
fn promises_of_one_day_are_one_and_all_of_their_post_mortems_are_left_out() {
    let mut log = told(&[
        ("2026-09-01", "p"),
        ("2026-09-20", "p"),
        ("2026-09-21", "-"),
    ]);
    for entry in &mut log[..2] {
        let section = entry.post_mortem.section_mut(Party::Manager);
        section.promised = Some(day("2026-09-10"));
    }
    let promised = Some("2026-09-10".to_owned());
    assert_eq!(judged(&log), (1, promised, (0, 1), (0, 0)));
}

#[test]
fn a_drop_of_the_last_week_after_a_promise_is_an_event() {
    let event = |days: &[(&str, &str)]| {
        let promises = ball(&count(&told(days)), "feedback-late").promises.clone();
        promises
            .event
            .map(|event| (event.date.to_string(), event.days_after))
    };
    let promise = ("2026-10-02", "p");
    assert_eq!(
        event(&[promise, ("2026-11-13", "d")]),
        None,
        "eight days ago"
    );
    let seven = Some(("2026-11-14".to_owned(), 43));
    assert_eq!(event(&[promise, ("2026-11-14", "d")]), seven);
    let both = [promise, ("2026-11-14", "p"), ("2026-11-19", "d")];
    assert_eq!(event(&both), Some(("2026-11-19".to_owned(), 5)));
    assert_eq!(event(&[("2026-11-18", "d"), ("2026-11-19", "p")]), None);
}

#[test]
fn what_nobody_sorted_is_no_chance_and_proves_nothing() {
    let mut log = told(&[
        ("2026-09-01", "p"),
        ("2026-09-02", "-"),
        ("2026-09-03", "-"),
        ("2026-09-04", "-"),
    ]);
    assert_eq!(judged(&log).2, (0, 3));
    for entry in &mut log[1..] {
        entry.post_mortem.section_mut(Party::Manager).dropped = None;
    }
    assert_eq!(judged(&log).2, (0, 0));
    let found = count(&log);
    assert_eq!(ball(&found, "feedback-late").of, 1);
    let unsorted: Vec<_> = found.unsorted.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(unsorted, ["x1", "x2", "x3"]);
    assert_eq!(found.balance[0].written, 4, "looked at all the same");
}

#[test]
fn a_mirror_dropped_since_stands_beside_the_promise() {
    let mut log = told(&[("2026-09-01", "p"), ("2026-09-02", "-")]);
    let ghosted = [".", ".", "candidate-ghosted"];
    log.push(entry("y", "2026-09-01", "offer", ghosted));
    let partly = |log: &[Entry]| {
        let promises = ball(&count(log), "feedback-late").promises.clone();
        promises.latest.unwrap().partly
    };
    assert_eq!(partly(&log), [""; 0], "the same day is not since");
    log.push(entry("z", "2026-09-03", "offer", ghosted));
    assert_eq!(partly(&log), ["candidate-ghosted"]);
}

#[test]
fn a_decision_is_a_promise_until_it_is_withdrawn() {
    let decided = |day_of: &str, withdrawn: Option<&str>| DecisionEntry {
        id: Id::from_stem("q4x7m"),
        path: "decisions/2026-10-01-q4x7m.toml".to_owned(),
        log: None,
        decision: Decision {
            date: day(day_of),
            about: TextList::from_iter(["feedback-late"]),
            party: Party::Manager,
            next: "When a loop ends, I will book the debrief.".into(),
            review: Some(day("2026-11-01")),
            rests_on: None,
            withdrawn: withdrawn.map(day),
        },
    };
    let log = told(&[
        ("2026-09-02", "p"),
        ("2026-09-03", "d"),
        ("2026-09-04", "-"),
        ("2026-10-02", "-"),
        ("2026-11-18", "d"),
    ]);
    let entries: Vec<&Entry> = log.iter().collect();
    let count = |decision: DecisionEntry| {
        let vocabulary = Vocabulary::new(TeamWords::default());
        patterns_since_decisions(&entries, &[decision], &vocabulary, settings())
    };
    let found = count(decided("2026-10-01", None));
    let promises = ball(&found, "feedback-late").promises.clone();
    let latest = promises.latest.unwrap();
    assert_eq!((promises.made, latest.promise.id.as_str()), (2, "q4x7m"));
    let share = |share: Share| (share.n, share.of);
    assert_eq!(share(latest.change.since), (1, 2));
    assert_eq!(
        share(latest.change.before),
        (2, 3),
        "whoever promised before is a chance"
    );
    assert_eq!(promises.event.map(|event| event.days_after), Some(48));
    let [one] = found.decisions.as_slice() else {
        panic!("one is in force");
    };
    assert!(one.is_due && one.rests_on_memory());
    assert_eq!(one.came_of_it.latest.as_ref(), Some(&latest));
    for gone in [
        decided("2026-10-01", Some("2026-11-20")),
        decided("2026-11-21", None),
    ] {
        let found = count(gone);
        assert!(found.decisions.is_empty());
        assert_eq!(ball(&found, "feedback-late").promises.made, 1);
    }
}
