//! What is said, and what is drawn, of small logs.

use super::*;
use crate::patterns::series::Length;
use crate::vocabulary::Questions;

fn span(since: &str, until: &str) -> Span {
    Span {
        since: day(since),
        until: day(until),
    }
}

/// One post-mortem of the manager's: its day, stage, outcome, what was dropped
/// and what will be done about it.
fn entry(id: &str, date: &str, ended: [&str; 2], dropped: &str, next: &str) -> Entry {
    let [stage, outcome] = ended;
    let mut post_mortem = PostMortem::new(day(date), outcome);
    post_mortem.stage = (!stage.is_empty()).then(|| stage.into());
    let section = post_mortem.section_mut(Party::Manager);
    section.owned = "Nothing this time.".into();
    section.dropped = Some(dropped.split_whitespace().map(str::to_owned).collect());
    section.next = next.into();
    Entry::sample(id, post_mortem)
}

fn late(id: &str, date: &str, next: &str) -> Entry {
    entry(id, date, ["offer", "rejected"], "feedback-late", next)
}

fn fine(id: &str, date: &str) -> Entry {
    entry(id, date, ["offer", "accepted"], "", "")
}

fn told(entries: &[Entry], window: Span, news_since: Option<&str>) -> (Patterns, History) {
    let entries: Vec<_> = entries.iter().collect();
    let vocabulary = Vocabulary::new(TeamWords::default());
    let settings = Settings {
        window,
        before_promise: Settings::two_of(window),
        threshold: 3,
        keeper: None,
    };
    let patterns = patterns(&entries, &vocabulary, settings);
    let history = history(&entries, &patterns, &vocabulary, news_since.map(day));
    (patterns, history)
}

fn drawn(entries: &[Entry], window: Span) -> History {
    told(entries, window, None).1
}

/// Claim and slug of what there is to talk about.
fn topics(patterns: &Patterns) -> Vec<(Claim, &str)> {
    let digest = Digest::of(patterns, None);
    let topics = digest.topics.iter();
    topics
        .map(|one| (one.kind, one.ball().map_or("", |ball| &ball.slug)))
        .collect()
}

#[test]
fn a_window_is_told_in_weeks_that_begin_on_monday_and_end_with_it() {
    // 20 November 2026 is a Friday.
    let log = [
        late("a", "2026-11-08", ""),
        late("b", "2026-11-09", ""),
        late("c", "2026-11-20", ""),
        fine("d", "2026-11-20"),
        late("e", "2026-11-21", ""),
    ];
    let series = drawn(&log, span("2026-11-05", "2026-11-20")).series;
    let steps: Vec<_> = series
        .steps
        .iter()
        .map(|step| (step.days, step.post_mortems, step.dropped))
        .collect();
    assert_eq!(
        steps,
        [
            (span("2026-11-05", "2026-11-08"), 1, [1, 0, 0]),
            (span("2026-11-09", "2026-11-15"), 1, [1, 0, 0]),
            (span("2026-11-16", "2026-11-20"), 2, [1, 0, 0]),
        ]
    );
}

#[test]
fn a_long_window_is_told_in_months_or_years_and_never_in_more_bars_than_fit() {
    let log = [late("a", "2024-03-31", ""), late("b", "2026-11-20", "")];
    let of = |since: &str| drawn(&log, span(since, "2026-11-20")).series;
    assert_eq!(of("2025-11-01").length, Length::Week);
    let months = of("2023-01-01");
    assert_eq!(months.length, Length::Month);
    assert_eq!(
        (months.steps[0].days, months.steps[0].post_mortems),
        (span("2024-03-31", "2024-03-31"), 1),
        "nothing before the first post-mortem"
    );
    let old = [late("a", "0001-03-31", ""), late("b", "2026-11-20", "")];
    let years = drawn(&old, span("0000-01-01", "2026-11-20")).series;
    assert_eq!((years.length, years.steps.len()), (Length::Year, 60));
    let last = drawn(&old, span("0000-01-01", "9999-12-31")).series;
    assert_eq!(last.steps.last().unwrap().days.until, Day::LAST);
}

#[test]
fn endings_stand_in_the_order_of_the_vocabulary_with_what_is_not_said_last() {
    let log = [
        entry("a", "2026-11-01", ["offer", "Offer declined"], "", ""),
        entry("b", "2026-11-02", ["zoo", "vanished"], "", ""),
        entry("c", "2026-11-03", ["", "rejected"], "", ""),
        entry("d", "2026-11-04", ["phone screen", "rejected"], "", ""),
        entry("e", "2026-11-05", ["offer", "offer-declined"], "", ""),
    ];
    let endings = drawn(&log, span("2026-11-01", "2026-11-20")).endings;
    let stages: Vec<_> = endings.stages.iter().map(Option::as_deref).collect();
    assert_eq!(stages, [Some("screen"), Some("offer"), Some("zoo"), None]);
    assert_eq!(endings.outcomes, ["offer-declined", "rejected", "vanished"]);
    let cells: Vec<_> = endings
        .cells
        .iter()
        .map(|cell| (cell.stage.as_deref(), cell.outcome.as_str(), cell.ids.len()))
        .collect();
    assert_eq!(
        cells,
        [
            (Some("screen"), "rejected", 1),
            (Some("offer"), "offer-declined", 2),
            (Some("zoo"), "vanished", 1),
            (None, "rejected", 1),
        ]
    );
}

#[test]
fn a_promise_is_drawn_with_the_days_before_and_after_it() {
    let log = [
        late("a", "2026-01-10", "Same day."),
        late("b", "2026-09-01", ""),
        late("c", "2026-10-01", " Within a day. "),
        fine("d", "2026-10-02"),
        fine("e", "2026-10-03"),
        late("f", "2026-11-20", ""),
        late("g", "2026-11-21", "Later than anybody knows."),
    ];
    let (patterns, history) = told(&log, span("2026-08-23", "2026-11-20"), None);
    let [promise] = history.promises.as_slice() else {
        panic!("{:?}", history.promises);
    };
    assert_eq!(promise.latest.verdict, Verdict::Early);
    assert_eq!(promise.latest.promise.text, "Within a day.");
    assert_eq!(promise.latest.promise.day, day("2026-10-01"));
    let marks: Vec<_> = promise
        .marks
        .iter()
        .map(|mark| (mark.id.as_str(), mark.promises, mark.again))
        .collect();
    assert_eq!(
        marks,
        [("b", false, true), ("c", true, true), ("f", false, true)],
        "the first promise lies before both windows and is remembered"
    );
    let vocabulary = Vocabulary::new(TeamWords::default());
    let questions = Questions::new(Vec::new(), &vocabulary);
    let digest = Digest::of(&patterns, Some(&questions));
    let first = digest.topics.first().unwrap();
    assert_eq!(first.kind, Claim::Event);
    let question = first.question.as_ref().unwrap();
    assert_eq!(question.ball.as_deref(), Some("feedback-late"));
}

#[test]
fn there_are_three_things_to_talk_about_and_each_is_one() {
    let lost = |id: &str, date: &str, dropped: &str| {
        let mut entry = entry(id, date, ["final-loop", "rejected"], dropped, "");
        entry.post_mortem.role = Some("Engineer".into());
        entry
    };
    let log = [
        late("a", "2026-09-01", "Same day."),
        late("b", "2026-09-02", ""),
        lost("c", "2026-10-01", "role-not-sold intake-skipped"),
        lost("d", "2026-10-02", "role-not-sold intake-skipped"),
        lost("e", "2026-10-03", "role-not-sold intake-skipped"),
        late("f", "2026-11-19", ""),
    ];
    let (all, _) = told(&log, span("2026-08-23", "2026-11-20"), None);
    assert_eq!(
        topics(&all),
        [
            (Claim::Event, "feedback-late"),
            (Claim::NoPromise, "intake-skipped"),
            (Claim::NoPromise, "role-not-sold"),
        ]
    );
    let digest = Digest::of(&all, None);
    let says = |kind| digest.all(kind).next().is_some();
    assert!(says(Claim::Run), "three in a row are no wall yet");
    assert!(!says(Claim::Recurring), "all are talked about");
    let few = [log[0].clone(), log[5].clone()];
    let (few, _) = told(&few, span("2026-08-23", "2026-11-20"), None);
    assert_eq!(topics(&few), [(Claim::Event, "feedback-late")]);
    let digest = Digest::of(&few, None);
    let says = |kind| digest.all(kind).next().is_some();
    assert!(!says(Claim::Run) && !says(Claim::Recurring));
}

#[test]
fn news_counts_how_many_times_the_window_has_seen_a_ball() {
    let log = [
        late("a", "2026-09-01", ""),
        late("b", "2026-11-08", ""),
        late("c", "2026-11-09", ""),
        fine("d", "2026-11-10"),
        late("e", "2026-11-21", ""),
    ];
    let (_, history) = told(&log, span("2026-08-23", "2026-11-20"), Some("2026-11-09"));
    let news = history.news.unwrap();
    let seen: Vec<_> = news
        .arrivals
        .iter()
        .map(|one| {
            (
                one.id.as_str(),
                one.dropped.iter().map(|(_, nth)| *nth).collect(),
            )
        })
        .collect::<Vec<(_, Vec<_>)>>();
    assert_eq!(seen, [("c", vec![3]), ("d", vec![])]);
    assert_eq!(
        news.arrivals[0].unwritten,
        [Party::Candidate, Party::Recruiter]
    );
}

#[test]
fn the_order_of_files_changes_nothing() {
    let mut log = vec![
        late("a", "2026-09-01", "Same day."),
        late("b", "2026-09-02", ""),
        fine("c", "2026-10-01"),
        late("d", "2026-10-01", ""),
        late("e", "2026-11-01", "Soon."),
    ];
    let window = span("2026-08-23", "2026-11-20");
    let before = told(&log, window, Some("2026-10-01"));
    log.reverse();
    assert_eq!(told(&log, window, Some("2026-10-01")), before);
}
