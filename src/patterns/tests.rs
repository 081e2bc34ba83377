//! The counting, case by case.

mod calls;
mod history;
mod promises;

use super::*;
use crate::model::{
    Day, Decision, DecisionEntry, Entry, Fit, Id, Party, PostMortem, Span, TextList,
};
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
        before_promise: 180,
        threshold: 3,
        keeper: None,
    }
}

/// One post-mortem: its day, stage, and what each party's section drops; `.`
/// is a section nobody wrote, `-` one that drops nothing.
fn entry(id: &str, date: &str, stage: &str, dropped: [&str; 3]) -> Entry {
    let mut post_mortem = PostMortem::new(day(date), "rejected");
    post_mortem.stage = (!stage.is_empty()).then(|| stage.into());
    for (party, balls) in Party::ALL.into_iter().zip(dropped) {
        let section = post_mortem.section_mut(party);
        match balls {
            "." => {}
            "-" => {
                section.owned = "Nothing this time.".into();
                section.dropped = Some(TextList::default());
            }
            balls => section.dropped = Some(balls.split(' ').map(str::to_owned).collect()),
        }
    }
    Entry::sample(id, post_mortem)
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
            section.next = "Answer the same day.".into();
        }
        entry
    });
    told.collect()
}

#[test]
fn an_imported_post_mortem_that_nobody_touched_counts_in_the_funnel_alone() {
    let mut log = told(&[("2026-09-01", "d"), ("2026-09-02", "-")]);
    for index in 0..9 {
        let dropped = [".", ".", "."];
        let mut skeleton = entry(&format!("s{index}"), "2026-09-03", "offer", dropped);
        skeleton.imported = true;
        log.push(skeleton);
    }
    log[1].imported = true;
    let found = count(&log);
    assert_eq!((found.post_mortems, found.unfinished.len()), (2, 2));
    assert_eq!(found.balance[0].of, 2);
    assert_eq!(found.walls, []);
    assert_eq!((found.imported.of, found.imported.n), (10, 1));
    let offer = found.funnel.floors.iter().find(|one| one.stage == "offer");
    let offer = offer.unwrap();
    assert_eq!((offer.reached, offer.we_ended), (11, 11));
    assert_eq!(offer.outcomes, [("rejected".to_owned(), 11)]);
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
    let pair = ("benefits".to_owned(), "equity".to_owned(), 2);
    assert_eq!(found.matrix[0], pair);
}
