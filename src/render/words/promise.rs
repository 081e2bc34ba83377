//! What came of promises: the figures since and before, always, and a word where it
//! may be read every week without being wrong too often. Nothing is ever called
//! fixed.

use super::names::{listed, whose};
use super::numbers::figures;
use crate::patterns::{Decided, Digest, Event, Judged, Promise, Promises, Sample, Verdict};

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Telling {
    /// `too early to say`.
    Word,
    /// `since 1 of 7, before 3 of 17: too early to say`.
    Line,
    /// The same, and the mirrors that were dropped since.
    Story,
}

const NOTHING: &str = "nothing promised yet";

pub(in crate::render) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Untested => "untested",
        Verdict::Early => "too early to say",
        Verdict::Less => "dropped less since",
        Verdict::NoLess => "no less since",
    }
}

/// What came of the latest promise about a ball, where something else says that it
/// is about a promise.
pub(in crate::render) fn promise(promises: &Promises, sample: Sample, length: Telling) -> String {
    let Some(latest) = &promises.latest else {
        return NOTHING.to_owned();
    };
    let word = sample.verdict(latest.verdict).map(verdict);
    let sides = || {
        let (since, before) = (latest.change.since, latest.change.before);
        let before = match before.of {
            0 => "nothing before it".to_owned(),
            of => format!("before {}", figures(before.n, of)),
        };
        format!("since {}, {before}", figures(since.n, since.of))
    };
    let said = match (latest.verdict, length, word) {
        (Verdict::Untested, _, _) => verdict(Verdict::Untested).to_owned(),
        (_, Telling::Word, Some(word)) => word.to_owned(),
        (_, _, None) => sides(),
        (_, _, Some(word)) => format!("{}: {word}", sides()),
    };
    match latest.partly.as_slice() {
        mirrors @ [_, ..] if length == Telling::Story => {
            format!("{said}; {} since", dropped(mirrors))
        }
        _ => said,
    }
}

/// The same as a sentence of its own.
pub(in crate::render) fn promise_sentence(promises: &Promises, sample: Sample) -> String {
    match &promises.latest {
        None => "Nothing is promised about it yet.".to_owned(),
        Some(latest) => judged(latest, sample),
    }
}

fn judged(latest: &Judged, sample: Sample) -> String {
    let day = latest.promise.day.spoken();
    let (since, before) = (latest.change.since, latest.change.before);
    let what = what(&latest.promise);
    let mut said = if since.of == 0 {
        format!("The {what} of {day} is untested: no part sorted since could have dropped it.")
    } else {
        let since = figures(since.n, since.of);
        let before = match before.of {
            0 => "before it, nothing could have dropped it".to_owned(),
            of => format!("before: {}", figures(before.n, of)),
        };
        format!("Since the {what} of {day}: {since}; {before}.")
    };
    said += match sample.verdict(latest.verdict) {
        Some(Verdict::Early) => " Too early to say.",
        Some(Verdict::Less) => " That is less.",
        Some(Verdict::NoLess) => " That is no less.",
        Some(Verdict::Untested) | None => "",
    };
    if !latest.partly.is_empty() {
        let mirrors = listed(&latest.partly);
        said += &format!(" Dropped since from another side: {mirrors}.");
    }
    said
}

/// `Dropped again on Thursday, 41 days after the promise.` Where there is a later one
/// it says which.
pub(super) fn event(event: &Event, promises: &Promises) -> String {
    let days = super::plural(usize::try_from(event.days_after).unwrap_or(0), "day");
    let weekday = event.date.weekday();
    let day = event.date.minus_days(event.days_after);
    let latest = promises.latest.as_ref().map(|latest| &latest.promise);
    let which = match latest {
        Some(latest) if latest.day != day => format!("promise of {}", day.spoken()),
        latest => latest.map_or("promise", what).to_owned(),
    };
    format!("Dropped again on {weekday}, {days} after the {which}.")
}

const fn what(promise: &Promise) -> &'static str {
    match promise.is_decided {
        true => "decision",
        false => "promise",
    }
}

/// `a and b were dropped`.
fn dropped(slugs: &[String]) -> String {
    let were = if slugs.len() == 1 { "was" } else { "were" };
    format!("{} {were} dropped", listed(slugs))
}

/// `feedback-late (manager), 20 Nov 2026: since 1 of 4, before 3 of 17: too early to say;
/// due for a look since 15 Jan 2027`.
pub(super) fn decision(
    decided: &Decided,
    digest: &Digest<'_>,
    shown: impl Fn(&str) -> String,
) -> String {
    let decision = &decided.entry.decision;
    let about: Vec<_> = decided.slugs.iter().map(|slug| shown(slug)).collect();
    let review = match decision.review {
        Some(day) if decided.is_due => {
            format!("; due for a look since {}", day.spoken())
        }
        Some(day) => format!("; to be looked at again on {}", day.spoken()),
        None => String::new(),
    };
    format!(
        "{} ({}{}), {}: {}{review}",
        listed(&about),
        whose(decision.party, digest.keeper),
        in_log(decided.entry.log.as_deref(), shown),
        decision.date.spoken(),
        promise(&decided.came_of_it, digest.sample, Telling::Line),
    )
}

/// `, data` behind whose something is, where several logs are read.
pub(super) fn in_log(log: Option<&str>, shown: impl Fn(&str) -> String) -> String {
    log.map_or_else(String::new, |log| format!(", {}", shown(log)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Id};
    use crate::patterns::{Change, Share};

    fn promises(since: (usize, usize), before: (usize, usize), verdict: Verdict) -> Promises {
        let share = |(n, of)| Share::new(n, of);
        let day = Day::parse("2026-10-02").unwrap();
        Promises {
            made: 1,
            latest: Some(Judged {
                promise: Promise {
                    id: Id::from_stem("a"),
                    day,
                    text: "Write the notes the same day.".to_owned(),
                    is_decided: false,
                    log: None,
                },
                change: Change {
                    since: share(since),
                    before: share(before),
                },
                verdict,
                partly: Vec::new(),
            }),
            event: None,
        }
    }

    #[test]
    fn a_promise_is_told_by_its_figures_on_both_sides() {
        let early = promises((1, 7), (3, 17), Verdict::Early);
        let less = promises((0, 74), (16, 66), Verdict::Less);
        let no_less = promises((20, 80), (40, 160), Verdict::NoLess);
        let untested = promises((0, 0), (3, 17), Verdict::Untested);
        let first = promises((0, 2), (0, 0), Verdict::Early);
        for (promises, sentence, line, word) in [
            (
                &early,
                "Since the promise of 2 Oct 2026: 1 of 7; before: 3 of 17. Too early to say.",
                "since 1 of 7, before 3 of 17: too early to say",
                "too early to say",
            ),
            (
                &less,
                "Since the promise of 2 Oct 2026: 0 of 74; before: 16 of 66. That is less.",
                "since 0 of 74, before 16 of 66: dropped less since",
                "dropped less since",
            ),
            (
                &no_less,
                "Since the promise of 2 Oct 2026: 20 of 80; before: 40 of 160. That is no less.",
                "since 20 of 80, before 40 of 160: no less since",
                "no less since",
            ),
            (
                &untested,
                "The promise of 2 Oct 2026 is untested: no part sorted since could have dropped it.",
                "untested",
                "untested",
            ),
            (
                &first,
                "Since the promise of 2 Oct 2026: 0 of 2; before it, nothing could have dropped it. Too early to say.",
                "since 0 of 2, nothing before it: too early to say",
                "too early to say",
            ),
        ] {
            assert_eq!(promise_sentence(promises, Sample::Enough), sentence);
            assert_eq!(promise(promises, Sample::Enough, Telling::Line), line);
            assert_eq!(promise(promises, Sample::Enough, Telling::Word), word);
        }
    }

    #[test]
    fn with_too_few_there_are_figures_and_no_word() {
        let less = promises((0, 74), (16, 66), Verdict::Less);
        for length in [Telling::Word, Telling::Line, Telling::Story] {
            let said = promise(&less, Sample::TooFew, length);
            assert_eq!(said, "since 0 of 74, before 16 of 66");
        }
        let sentence = promise_sentence(&less, Sample::TooFew);
        assert!(sentence.ends_with("before: 16 of 66."), "{sentence}");
        let mut decided = less;
        decided.latest.as_mut().unwrap().promise.is_decided = true;
        let sentence = promise_sentence(&decided, Sample::Enough);
        assert!(
            sentence.starts_with("Since the decision of 2 Oct 2026: 0 of 74;"),
            "{sentence}"
        );
        let none = Promises::default();
        assert_eq!(promise(&none, Sample::TooFew, Telling::Line), NOTHING);
    }

    #[test]
    fn what_another_side_dropped_and_what_happened_last_stand_beside_it() {
        let mut partly = promises((1, 7), (3, 17), Verdict::Early);
        let latest = partly.latest.as_mut().unwrap();
        latest.partly = ["a", "b"].map(str::to_owned).to_vec();
        assert!(
            promise_sentence(&partly, Sample::Enough)
                .ends_with("Too early to say. Dropped since from another side: a and b.")
        );
        let story = promise(&partly, Sample::Enough, Telling::Story);
        assert!(story.ends_with("too early to say; a and b were dropped since"));
        let again = Event {
            id: Id::from_stem("b"),
            date: Day::parse("2026-11-12").unwrap(),
            days_after: 41,
        };
        let said = "Dropped again on Thursday, 41 days after the promise.";
        assert_eq!(event(&again, &partly), said);
        let later = Event {
            days_after: 5,
            ..again
        };
        let said = "Dropped again on Thursday, 5 days after the promise of 7 Nov 2026.";
        assert_eq!(event(&later, &partly), said);
    }
}
