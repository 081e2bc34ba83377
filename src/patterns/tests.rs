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
        keeper: None,
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
            "-" => {
                section.owned = "Nothing this time.".to_owned();
                section.dropped = Some(Vec::new());
            }
            balls => section.dropped = Some(balls.split(' ').map(str::to_owned).collect()),
        }
    }
    Entry {
        id: Id::from_stem(id),
        path: format!("logs/{id}.toml"),
        post_mortem,
        imported: false,
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

/// Made, day, drops and chances since, drops and chances before.
type Judged = (usize, Option<String>, (usize, usize), (usize, usize));

fn judged(log: &[Entry]) -> Judged {
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
        section.next = "Answer the same day.".to_owned();
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
    assert_eq!((found.imported.n, found.imported.looked_at), (10, 1));
    let offer = found.funnel.floors.iter().find(|one| one.stage == "offer");
    let offer = offer.unwrap();
    assert_eq!((offer.reached, offer.we_ended), (11, 11));
    assert_eq!(offer.outcomes, [("rejected".to_owned(), 11)]);
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
            entry.post_mortem.outcome = outcome.to_owned();
            let role = ["Data Analyst", " data\u{a0}analyst", "data analyst"][index % 3];
            entry.post_mortem.role = Some(role.to_owned());
            entry
        });
        // Of another role, so that there are enough to call anything.
        let more = (0..5).map(|index| {
            let mut entry = entry(&format!("y{index}"), "2026-11-01", "", [".", ".", "-"]);
            entry.post_mortem.role = Some("Chef".to_owned());
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
        entry.post_mortem.role = Some(role.to_owned());
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
