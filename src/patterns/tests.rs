//! The counting, case by case.

mod history;

use super::*;
use crate::model::{Day, Entry, Fit, Id, Party, PostMortem, Span};
use crate::vocabulary::{TeamWords, Vocabulary};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn settings() -> Settings {
    Settings {
        window: Span {
            since: day("2026-08-23"),
            until: day("2026-11-20"),
        },
        threshold: 3,
    }
}

/// One post-mortem: its day, stage, and what each party's section drops; `.`
/// is a section nobody wrote, `-` one that drops nothing.
fn entry(id: &str, date: &str, stage: &str, dropped: [&str; 3]) -> Entry {
    let mut post_mortem = PostMortem::new(day(date), "rejected");
    post_mortem.stage = (!stage.is_empty()).then(|| stage.to_owned());
    for (party, balls) in Party::ALL.into_iter().zip(dropped) {
        let section = post_mortem.section_mut(party);
        match balls {
            "." => {}
            "-" => section.owned = "Nothing this time.".to_owned(),
            balls => section.dropped = balls.split(' ').map(str::to_owned).collect(),
        }
    }
    Entry {
        id: Id::from_stem(id),
        path: format!("logs/{id}.toml"),
        post_mortem,
    }
}

fn count(entries: &[Entry]) -> Patterns {
    let entries: Vec<_> = entries.iter().collect();
    patterns(&entries, &Vocabulary::new(TeamWords::default()), settings())
}

fn ball<'a>(patterns: &'a Patterns, slug: &str) -> &'a Ball {
    patterns
        .balls
        .iter()
        .find(|ball| ball.slug == slug)
        .unwrap_or_else(|| panic!("no {slug}"))
}

#[test]
fn a_ball_counts_once_a_post_mortem_and_only_those_count_that_could_drop_it() {
    // feedback-late belongs to the manager and begins at the first interview.
    let patterns = count(&[
        entry(
            "a",
            "2026-11-01",
            "final-loop",
            ["feedback-late Feedback-Late", ".", "."],
        ),
        entry("b", "2026-11-02", "offer", ["-", ".", "."]),
        entry("c", "2026-11-03", "screen", ["-", ".", "."]),
        entry("d", "2026-11-04", "", ["-", ".", "."]),
        entry("e", "2026-11-05", "final-loop", [".", "-", "-"]),
        entry("f", "2026-11-06", "screen", ["feedback-late", ".", "."]),
    ]);
    let late = ball(&patterns, "feedback-late");
    assert_eq!(late.ids, ["a", "f"].map(Id::from_stem));
    assert_eq!(
        late.of, 4,
        "a, b, d (no stage) and f (dropped it anyway); not c, not e"
    );
    assert_eq!(late.level, Level::Watch);
}

#[test]
fn both_ends_of_both_windows_count_and_the_days_around_them_do_not() {
    let dropped = ["feedback-late", ".", "."];
    let patterns = count(&[
        entry("a", "2026-11-20", "offer", dropped),
        entry("b", "2026-08-23", "offer", dropped),
        entry("c", "2026-08-22", "offer", dropped),
        entry("d", "2026-05-25", "offer", dropped),
        entry("e", "2026-05-24", "offer", dropped),
        entry("f", "2026-11-21", "offer", dropped),
    ]);
    let late = ball(&patterns, "feedback-late");
    assert_eq!((late.n(), late.was()), (2, 2));
    assert_eq!(
        (late.first, late.last),
        (day("2026-05-25"), day("2026-11-20"))
    );
    assert_eq!(
        (patterns.post_mortems, patterns.post_mortems_before),
        (2, 2)
    );
}

#[test]
fn three_of_sixty_recur_and_three_of_sixty_one_are_watched() {
    let log = |size: usize| -> Vec<Entry> {
        (0..size)
            .map(|index| {
                let dropped = if index < 3 { "feedback-late" } else { "-" };
                entry(
                    &format!("x{index}"),
                    "2026-11-01",
                    "offer",
                    [dropped, ".", "."],
                )
            })
            .collect()
    };
    assert_eq!(
        ball(&count(&log(60)), "feedback-late").level,
        Level::Recurring
    );
    assert_eq!(ball(&count(&log(61)), "feedback-late").level, Level::Watch);
}

#[test]
fn a_slug_under_another_party_is_counted_there_and_marked() {
    let patterns = count(&[
        entry(
            "a",
            "2026-11-01",
            "offer",
            ["feedback-late", ".", "feedback-late take-home"],
        ),
        entry("b", "2026-11-01", "offer", [".", ".", "Take_Home"]),
    ]);
    let found: Vec<_> = patterns
        .balls
        .iter()
        .map(|ball| (ball.slug.as_str(), ball.party, ball.declared, ball.n()))
        .collect();
    assert_eq!(
        found,
        [
            ("take-home", Party::Recruiter, false, 2),
            ("feedback-late", Party::Manager, true, 1),
            ("feedback-late", Party::Recruiter, false, 1),
        ]
    );
}

#[test]
fn balance_says_who_was_looked_at_and_by_whom() {
    let mut entries = vec![
        entry(
            "a",
            "2026-11-01",
            "offer",
            ["-", "answers-rambled no-questions-asked", "-"],
        ),
        entry(
            "b",
            "2026-11-02",
            "offer",
            [
                "-",
                "answers-rambled research-skipped proof-not-ready went-quiet",
                ".",
            ],
        ),
        entry("c", "2026-11-03", "offer", ["feedback-late", ".", "."]),
    ];
    entries[0].post_mortem.section_mut(Party::Manager).by = Some(Party::Manager);
    entries[0].post_mortem.section_mut(Party::Candidate).by = Some(Party::Recruiter);
    let patterns = count(&entries);
    let [manager, candidate, recruiter] = patterns.balance;
    assert_eq!(
        (
            manager.written,
            manager.of,
            manager.own_voice,
            manager.dropped
        ),
        (3, 3, 1, 1)
    );
    assert_eq!(
        (
            candidate.written,
            candidate.own_voice,
            candidate.dropped,
            candidate.dropped_by_others
        ),
        (2, 0, 6, 6)
    );
    assert!(recruiter.is_overlooked() && !candidate.is_overlooked());
    assert!(candidate.carries_the_blame(7) && !manager.carries_the_blame(7));
    assert_eq!(patterns.unfinished.len(), 2);
    assert_eq!(
        patterns.unfinished[1].parties,
        [Party::Candidate, Party::Recruiter]
    );
    assert!(patterns.too_few);
}

#[test]
fn a_mismatch_nobody_dropped_is_counted_apart_and_stays_in_denominators() {
    let mut mismatch = entry("a", "2026-11-01", "offer", ["-", "-", "-"]);
    mismatch.post_mortem.fit = Some(Fit::Mismatch);
    let mut dropped = entry("b", "2026-11-01", "offer", ["feedback-late", "-", "-"]);
    dropped.post_mortem.fit = Some(Fit::Mismatch);
    let patterns = count(&[mismatch, dropped]);
    assert_eq!(patterns.honest_mismatches, [Id::from_stem("a")]);
    assert_eq!(ball(&patterns, "feedback-late").of, 2);
}

#[test]
fn an_empty_log_has_no_patterns() {
    let patterns = count(&[]);
    assert!(patterns.too_few && patterns.balls.is_empty() && patterns.unfinished.is_empty());
}

/// A log of one party's ball: its days, and after each what became of it there,
/// `d` for dropped, `p` for dropped with a promise, `-` for not dropped.
fn told(days: &[(&str, &str)]) -> Vec<Entry> {
    let told = days.iter().enumerate().map(|(index, (date, what))| {
        let dropped = if *what == "-" { "-" } else { "feedback-late" };
        let mut entry = entry(&format!("x{index}"), date, "offer", [dropped, ".", "."]);
        if *what == "p" {
            let section = entry.post_mortem.section_mut(Party::Manager);
            section.next = "Answer the same day.".to_owned();
        }
        entry
    });
    told.collect()
}

#[test]
fn a_promise_is_judged_by_exposures_and_not_by_days() {
    let state = |days: &[(&str, &str)]| {
        let promises = ball(&count(&told(days)), "feedback-late").promises.clone();
        let numbers = (promises.made, promises.exposures, promises.came_back);
        (promises.standing(), numbers)
    };
    let promise = ("2026-09-01", "p");
    assert_eq!(state(&[("2026-09-01", "d")]), (Standing::None, (0, 0, 0)));
    assert_eq!(
        state(&[promise, ("2026-09-01", "-")]),
        (Standing::Untested, (1, 0, 0)),
        "one day"
    );
    let so_far = [promise, ("2026-09-02", "-"), ("2026-09-02", "-")];
    assert_eq!(state(&so_far), (Standing::SoFar, (1, 2, 0)));
    let holding = [&so_far[..], &[("2026-11-20", "-")]].concat();
    assert_eq!(state(&holding), (Standing::Holding, (1, 3, 0)));
    let tomorrow = [&holding[..], &[("2026-11-21", "d")]].concat();
    assert_eq!(state(&tomorrow), (Standing::Holding, (1, 3, 0)), "not yet");
    let again = [
        &so_far[..],
        &[
            ("2026-10-01", "d"),
            ("2026-10-02", "p"),
            ("2026-10-03", "-"),
        ],
    ]
    .concat();
    assert_eq!(
        state(&again),
        (Standing::CameBack, (2, 1, 2)),
        "of whichever promise"
    );
    let long_ago = [("2024-09-01", "p"), ("2026-10-01", "d")];
    assert_eq!(
        state(&long_ago),
        (Standing::CameBack, (1, 1, 1)),
        "calendars lie"
    );
}

#[test]
fn a_mirror_dropped_since_keeps_a_promise_only_in_part() {
    let mut log = told(&[("2026-09-01", "p"), ("2026-09-02", "-")]);
    log.push(entry(
        "y",
        "2026-09-01",
        "offer",
        [".", ".", "candidate-ghosted"],
    ));
    let partly = |log: &[Entry]| ball(&count(log), "feedback-late").promises.partly.clone();
    assert_eq!(partly(&log), [""; 0], "the same day is not since");
    log.push(entry(
        "z",
        "2026-09-03",
        "offer",
        [".", ".", "candidate-ghosted"],
    ));
    assert_eq!(partly(&log), ["candidate-ghosted"]);
}

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
    let clusters = |log: &[Entry]| count(log).clusters;
    assert_eq!(clusters(&[late("a"), both.clone()]), [], "two post-mortems");
    let together = [ghosted("b"), late("a"), both];
    let cluster = Cluster {
        slugs: ["candidate-ghosted", "feedback-late"]
            .map(str::to_owned)
            .into(),
        ids: ["a", "b", "c"].map(Id::from_stem).into(),
    };
    assert_eq!(clusters(&together), [cluster]);
    let recurring = [&together[..], &[late("d")]].concat();
    assert_eq!(clusters(&recurring), [], "said of the ball itself");
}

#[test]
fn a_wall_is_losses_in_a_row_at_one_stage_that_still_stands() {
    let walls = |ends: &[(&str, &str, &str)]| -> Vec<String> {
        let entries = ends
            .iter()
            .enumerate()
            .map(|(index, (date, outcome, stage))| {
                let mut entry = entry(&format!("x{index}"), date, stage, [".", ".", "-"]);
                entry.post_mortem.outcome = (*outcome).to_owned();
                entry.post_mortem.role =
                    Some(["Data Analyst", " data analyst"][index % 2].to_owned());
                entry
            });
        let found = count(&entries.collect::<Vec<_>>()).walls;
        let names = found
            .iter()
            .map(|wall| (wall.role.as_deref(), wall.length(), wall.since));
        names
            .map(|(role, length, since)| format!("{role:?} {length} {since}"))
            .collect()
    };
    let two = [
        ("2026-06-01", "rejected", "final-loop"),
        ("2026-07-01", "withdrew", "Onsite"),
    ];
    let three = [&two[..], &[("2026-09-01", "said no", "final-loop")]].concat();
    assert_eq!(walls(&two), [""; 0]);
    let expected = ["Some(\"Data Analyst\") 3 2026-06-01", "None 3 2026-06-01"];
    assert_eq!(
        walls(&three),
        expected,
        "older than the window, and one role is everything"
    );
    let screen = [&three[..], &[("2026-09-02", "rejected", "screen")]].concat();
    assert_eq!(walls(&screen), [""; 0], "another stage");
    let hired = [&three[..], &[("2026-09-02", "accepted", "final-loop")]].concat();
    assert_eq!(walls(&hired), [""; 0], "a hire takes it down");
    let old = [&two[..], &[("2026-08-22", "rejected", "final-loop")]].concat();
    assert_eq!(walls(&old), [""; 0], "nobody ran into it in the window");
}

#[test]
fn a_trend_needs_evidence_and_new_and_quiet_are_facts() {
    let log = |now: usize, was: usize, of: usize| {
        let mut days = Vec::new();
        for index in 0..of {
            days.push(("2026-11-01", if index < now { "d" } else { "-" }));
            days.push(("2026-08-01", if index < was { "d" } else { "-" }));
        }
        told(&days)
    };
    let trend = |log: &[Entry]| {
        let found = ball(&count(log), "feedback-late").clone();
        (found.trend, found.evidence.is_some())
    };
    assert_eq!(trend(&log(4, 1, 9)), (Trend::Steady, true));
    assert_eq!(trend(&log(8, 1, 9)), (Trend::Rising, true));
    assert_eq!(trend(&log(1, 8, 9)), (Trend::Falling, true));
    assert_eq!(trend(&log(8, 0, 9)), (Trend::New, true));
    assert_eq!(trend(&log(0, 8, 9)), (Trend::Quiet, true));
    assert_eq!(
        trend(&log(0, 2, 9)),
        (Trend::Steady, false),
        "too little to test"
    );
    assert!(!trend(&log(4, 4, 4)).1, "too few to call");
    let mut known = log(8, 0, 9);
    known.extend(told(&[("2024-01-01", "d")]));
    assert_eq!(
        trend(&known),
        (Trend::Rising, true),
        "long ago is not never"
    );
}

#[test]
fn wanted_and_pitched_are_compared_where_both_are_known() {
    let lists = |id, wanted: &[&str], pitched: &[&str]| {
        let mut entry = entry(id, "2026-11-01", "offer", [".", ".", "."]);
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        entry.post_mortem.wanted = owned(wanted);
        entry.post_mortem.pitched = owned(pitched);
        entry
    };
    let found = count(&[
        lists("a", &["benefits", "Benefits"], &["equity", "mission"]),
        lists("b", &["benefits", "equity"], &["equity"]),
        lists("c", &["stability"], &[]),
    ]);
    let found = &found.priorities;
    let of = |list: &[Unmatched]| -> Vec<_> {
        list.iter().map(|one| (one.slug.clone(), one.n())).collect()
    };
    assert_eq!(found.of(), 2);
    assert_eq!(of(&found.wanted_not_pitched), [("benefits".to_owned(), 2)]);
    let pitched = [("equity".to_owned(), 1), ("mission".to_owned(), 1)];
    assert_eq!(of(&found.pitched_not_wanted), pitched);
    let pair = &found.matrix[0];
    assert_eq!(
        (&*pair.wanted, &*pair.pitched, pair.n),
        ("benefits", "equity", 2)
    );
}
