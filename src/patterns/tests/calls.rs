//! Words that need evidence: more and less often, quiet, runs and clusters.

use super::*;

#[test]
fn mirrors_that_recur_only_together_are_a_cluster() {
    let late = |id| entry(id, "2026-11-01", "offer", ["feedback-late", ".", "."]);
    let ghosted = |id| entry(id, "2026-11-02", "offer", [".", ".", "candidate-ghosted"]);
    let both = entry(
        "c",
        "2026-11-03",
        "offer",
        ["feedback-late", ".", "candidate-ghosted"],
    );
    let other = |id| entry(id, "2026-11-04", "offer", [".", "-", "."]);
    let clusters = |log: &[Entry]| {
        let more = ["o1", "o2"].map(other);
        count(&[log, &more].concat()).clusters
    };
    assert_eq!(clusters(&[late("a"), both.clone()]), [], "two post-mortems");
    let together = [ghosted("b"), late("a"), both];
    let cluster = Cluster {
        slugs: ["candidate-ghosted", "feedback-late"]
            .map(str::to_owned)
            .into(),
        ids: ["a", "b", "c"].map(Id::from_stem).into(),
        of: 3,
    };
    assert_eq!(clusters(&together), [cluster]);
    let recurring = [&together[..], &[late("d")]].concat();
    assert_eq!(clusters(&recurring), [], "said of the ball itself");
    assert_eq!(count(&together).clusters, [], "too few to call anything");
    // Two balls of the candidate, whose mirror nobody dropped.
    let own = |id, slug| entry(id, "2026-11-01", "screen", [".", slug, "."]);
    let alone = [
        own("a", "no-questions-asked"),
        own("b", "no-questions-asked"),
        own("c", "answers-rambled"),
    ];
    assert_eq!(clusters(&alone), []);
}

#[test]
fn a_run_is_of_those_who_reached_the_stage_and_a_hire_takes_it_down() {
    let walls = |ends: &[(&str, &str, &str)]| -> Vec<String> {
        let entries = ends.iter().enumerate().map(|(index, one)| {
            let (date, outcome, stage) = *one;
            let mut entry = entry(&format!("x{index}"), date, stage, [".", ".", "-"]);
            entry.post_mortem.outcome = outcome.into();
            let role = ["Data Analyst", " data\u{a0}analyst", "data analyst"][index % 3];
            entry.post_mortem.role = Some(role.into());
            entry
        });
        // Of another role, so that there are enough to call anything.
        let more = (0..5).map(|index| {
            let mut entry = entry(&format!("y{index}"), "2026-11-01", "", [".", ".", "-"]);
            entry.post_mortem.role = Some("Chef".into());
            entry
        });
        let entries: Vec<_> = entries.chain(more).collect();
        let found = count(&entries).walls;
        let name = |wall: &Wall| {
            let role = wall.role.as_deref().unwrap_or("-");
            let (length, since) = (wall.length(), wall.since);
            format!("{role} {length} {since} {}", wall.ended_by.as_str())
        };
        found.iter().map(name).collect()
    };
    let two = [
        ("2026-06-01", "rejected", "final-loop"),
        ("2026-07-01", "rejected", "Onsite"),
    ];
    let three = [&two[..], &[("2026-09-01", "rejected", "final-loop")]].concat();
    assert_eq!(walls(&two), [""; 0]);
    let run = ["Data Analyst 3 2026-06-01 us"];
    assert_eq!(walls(&three), run, "older than the window");
    let screen = [&three[..], &[("2026-09-02", "rejected", "screen")]].concat();
    assert_eq!(
        walls(&screen),
        run,
        "one that never got there is passed over"
    );
    let unknown = [&three[..], &[("2026-09-02", "rejected", "")]].concat();
    assert_eq!(walls(&unknown), run, "so is one of which nobody knows");
    let further = [&three[..], &[("2026-09-02", "rejected", "offer")]].concat();
    assert_eq!(walls(&further), [""; 0], "one got further");
    let hired = [&three[..], &[("2026-09-02", "accepted", "final-loop")]].concat();
    assert_eq!(walls(&hired), [""; 0]);
    let old = [&two[..], &[("2026-08-22", "rejected", "final-loop")]].concat();
    assert_eq!(walls(&old), [""; 0], "nobody ran into it in the window");
    let theirs = [&two[..], &[("2026-09-01", "withdrew", "final-loop")]].concat();
    assert_eq!(walls(&theirs), ["Data Analyst 3 2026-06-01 both"]);
}

/// A log of two years: `before` of 400 chances dropped a ball, then some of some.
fn log_of(before: usize, now: (usize, usize)) -> Vec<Entry> {
    let start = day("2025-01-01");
    let days = (0..400).map(|index| (start.plus_days(index % 300), 400, before, index));
    let late = (0..now.1 as u64)
        .map(|index| (day("2026-10-01").plus_days(index % 50), now.1, now.0, index));
    let spread = |(date, of, n, index): (Day, usize, usize, u64)| {
        let index = usize::try_from(index).unwrap();
        let drops = (index + 1) * n / of > index * n / of;
        (date.to_string(), if drops { "d" } else { "-" })
    };
    let all: Vec<_> = days.chain(late).map(spread).collect();
    let all: Vec<_> = all
        .iter()
        .map(|(date, what)| (date.as_str(), *what))
        .collect();
    let mut log = told(&all);
    for (index, entry) in log.iter_mut().enumerate() {
        let role = if index < 400 { "Chef" } else { "Data Analyst" };
        entry.post_mortem.role = Some(role.into());
    }
    log
}

#[test]
fn more_and_less_often_are_said_of_what_changed_and_of_nothing_else() {
    let called = |before, now| {
        let found = count(&log_of(before, now));
        let ball = ball(&found, "feedback-late").clone();
        let since = ball
            .since
            .map(|since| (since.since, since.older, since.mostly));
        (ball.trend, since, ball.evidence)
    };
    let (trend, since, evidence) = called(40, (24, 60));
    assert_eq!(trend, Trend::Rising);
    let (now, older, mostly) = since.unwrap();
    assert_eq!((now.n, older.of), (24, 400));
    assert_eq!(mostly, Some(("Data Analyst".to_owned(), 24)));
    assert!(evidence.unwrap() > 0.0);
    let (trend, since, evidence) = called(160, (8, 60));
    assert_eq!((trend, since.is_some()), (Trend::Falling, true));
    assert!(evidence.unwrap() > 0.0);
    let (trend, since, evidence) = called(40, (6, 60));
    assert_eq!((trend, since), (Trend::Steady, None));
    assert!(evidence.unwrap() < 0.0);
    let young = count(&told(&[("2026-11-01", "d"), ("2026-11-02", "d")]));
    assert_eq!(ball(&young, "feedback-late").evidence, None, "no stake");
}

#[test]
fn quiet_is_said_where_more_drops_were_to_be_expected() {
    let log = |now: usize, was: usize, of: usize| {
        let mut days = Vec::new();
        for index in 0..of {
            days.push(("2026-11-01", if index < now { "d" } else { "-" }));
            days.push(("2026-08-01", if index < was { "d" } else { "-" }));
        }
        told(&days)
    };
    let found = |log: &[Entry]| {
        let found = ball(&count(log), "feedback-late").clone();
        (found.trend, found.expected.map(|expected| expected.round()))
    };
    assert_eq!(found(&log(0, 4, 18)), (Trend::Quiet, Some(4.0)));
    assert_eq!(found(&log(0, 3, 6)), (Trend::Quiet, Some(3.0)));
    assert_eq!(found(&log(0, 3, 60)), (Trend::Quiet, Some(3.0)));
    assert_eq!(found(&log(0, 2, 9)), (Trend::Steady, None), "did not recur");
    assert_eq!(found(&log(1, 6, 9)), (Trend::Steady, None));
    assert_eq!(found(&log(0, 4, 4)), (Trend::Steady, None), "too few");
}
