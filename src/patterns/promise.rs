//! Promises: what a party said it would do next time about a ball it dropped, and
//! whether the ball is dropped less since. Only the latest promise about a ball is
//! judged, by change, and nothing is ever called fixed.

use super::basis::Basis;
use super::change::{Change, Verdict};
use super::mentions::{Mention, Mentions};
use super::share::Share;
use super::window::Settings;
use crate::model::{Day, DecisionEntry, Id, REDACTED, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Days up to the last one of the window whose drops are told as events.
const RECENT: u64 = 7;

/// One promise: the sentence stands in `next` of the party's section there, or of the
/// decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: Id,
    /// The day on which it was made.
    pub day: Day,
    pub text: String,
    /// A meeting made it.
    pub is_decided: bool,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
}

/// A drop of the last days, after a promise about the ball.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: Id,
    pub date: Day,
    /// Days since the latest promise before it.
    pub days_after: u64,
}

/// What came of the latest promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub promise: Promise,
    pub change: Change,
    pub verdict: Verdict,
    /// Mirrors that were dropped since: the same thing, seen from another side.
    pub partly: Vec<String>,
}

/// The promises of a party about one of its balls, up to the end of the window.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Promises {
    /// Those of one day are one.
    pub made: usize,
    pub latest: Option<Judged>,
    pub event: Option<Event>,
}

impl Promises {
    pub(super) fn about(mentions: &Mentions<'_>, basis: &Basis<'_>, settings: Settings) -> Self {
        let until = settings.window.until;
        let mut days = promised_days(mentions, until);
        let (slug, party) = (mentions.key.0.as_ref(), mentions.key.1);
        days.extend(
            basis
                .decided(slug, party, until)
                .map(|one| one.decision.date),
        );
        days.sort_unstable();
        days.dedup();
        Self {
            made: days.len(),
            latest: days.last().and_then(|day| {
                let decided = basis.decided(slug, party, until);
                let decided = decided.filter(|one| one.decision.date == *day).last();
                let promise = match decided {
                    Some(decided) => Promise::decided(decided),
                    None => promise_on(*day, mentions)?,
                };
                let slugs = std::slice::from_ref(&mentions.key.0);
                Some(judged(promise, mentions, slugs, basis, settings))
            }),
            event: event(mentions, &days, until),
        }
    }

    /// What came of one decision, by itself: how many drop any of its balls, of those that
    /// could have.
    pub(super) fn decided(
        decided: &DecisionEntry,
        slugs: &[Cow<'_, str>],
        basis: &Basis<'_>,
        settings: Settings,
    ) -> Self {
        let promise = Promise::decided(decided);
        let mentions = basis.mentions_of_any(slugs, decided.decision.party, promise.day);
        Self {
            made: 1,
            event: event(&mentions, &[promise.day], settings.window.until),
            latest: Some(judged(promise, &mentions, slugs, basis, settings)),
        }
    }

    /// Drops since the latest.
    pub fn dropped_since(&self) -> usize {
        let latest = self.latest.as_ref();
        latest.map_or(0, |latest| latest.change.since.n)
    }

    /// `None` without a promise.
    pub fn verdict(&self) -> Option<Verdict> {
        self.latest.as_ref().map(|latest| latest.verdict)
    }
}

impl Promise {
    pub(super) fn decided(entry: &DecisionEntry) -> Self {
        Self {
            id: entry.id.clone(),
            day: entry.decision.date,
            text: entry.decision.next.trim().to_owned(),
            is_decided: true,
            log: entry.log.clone(),
        }
    }

    /// `None` where somebody took the words out.
    pub fn words(&self) -> Option<&str> {
        Some(self.text.as_str()).filter(|text| *text != REDACTED)
    }
}

/// What a section promised on a day; the last of several.
fn promise_on(day: Day, mentions: &Mentions<'_>) -> Option<Promise> {
    let mut makers = mentions.all.iter().filter(|one| one.promised == Some(day));
    let latest = makers.next_back()?.entry;
    Some(Promise {
        id: latest.id.clone(),
        day,
        text: latest
            .post_mortem
            .section(mentions.key.1)
            .next
            .trim()
            .to_owned(),
        is_decided: false,
        log: latest.log.clone(),
    })
}

fn judged(
    promise: Promise,
    mentions: &Mentions<'_>,
    slugs: &[Cow<'_, str>],
    basis: &Basis<'_>,
    settings: Settings,
) -> Judged {
    let (until, day) = (settings.window.until, promise.day);
    let chances = basis.exposures.of(mentions);
    let makers = || mentions.all.iter().filter(|one| one.promised == Some(day));
    // Whoever promises because of a drop does not count it, on either side.
    let without = |share: Share, is_within: &dyn Fn(Day) -> bool| {
        let own = makers().filter(|one| is_within(one.day())).count();
        share.minus(Share::new(own, own))
    };
    let since = chances.until(until).minus(chances.until(day));
    let first = day.minus_days(settings.before_promise);
    let before = chances.before(day).minus(chances.before(first));
    let change = Change {
        since: without(since, &|date| date > day),
        before: without(before, &|date| first <= date && date < day),
    };
    let dropped_since = |mirror: &&Cow<'_, str>| {
        let others = basis.mentions.iter();
        let mut others = others.filter(|other| other.key.0 == **mirror);
        others.any(|other| other.all.last().is_some_and(|last| last.day() > day))
    };
    let mirrors = slugs.iter().flat_map(|slug| basis.mirrors.of(slug));
    let partly: BTreeSet<_> = mirrors.filter(dropped_since).collect();
    Judged {
        promise,
        change,
        verdict: change.verdict(&basis.logarithms),
        partly: partly.into_iter().map(ToString::to_string).collect(),
    }
}

/// The latest promise before a drop, of these days in order. A promise is not broken
/// by what came before it, nor by what led to it.
pub(super) fn promise_before(one: &Mention<'_>, promised: &[Day]) -> Option<Day> {
    let before = promised.partition_point(|day| *day < one.day());
    let day = *promised.get(before.checked_sub(1)?)?;
    (one.promised != Some(day)).then_some(day)
}

/// The days on which something was promised about a ball, in order.
pub(super) fn promised_days(mentions: &Mentions<'_>, until: Day) -> Vec<Day> {
    // What is promised after the window has not been promised yet.
    let made = |one: &Mention<'_>| one.promised.filter(|day| *day <= until);
    let mut days: Vec<Day> = mentions.all.iter().filter_map(made).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The last of the recent drops that came after a promise, not counting a promise
/// that stands in the same post-mortem.
fn event(mentions: &Mentions<'_>, promised: &[Day], until: Day) -> Option<Event> {
    let recent = Span {
        since: until.minus_days(RECENT - 1),
        until,
    };
    let of = |one: &Mention<'_>| {
        let day = promise_before(one, promised)?;
        Some(Event {
            id: one.entry.id.clone(),
            date: one.day(),
            days_after: one.day().days_since(day),
        })
    };
    let all = mentions.all.iter().rev();
    all.filter(|one| recent.contains(one.day())).find_map(of)
}
