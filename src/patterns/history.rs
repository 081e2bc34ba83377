//! What happened, day by day: what is new, what was dropped week by week, how
//! processes ended, and when each promise was made and its ball dropped again.
//! Charts draw it; what may be said about it is in the digest.

use super::ball::Ball;
use super::change::Verdict;
use super::counts::Patterns;
use super::endings::Endings;
use super::mentions::{Mention, Mentions, PartyBall, all_mentions};
use super::news::News;
use super::promise::Judged;
use super::series::Series;
use super::window::{looked_at, until, within};
use crate::model::{Day, Entry, Id};
use crate::vocabulary::Vocabulary;
use foldhash::HashMap;
use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub news: Option<News>,
    /// What the window dropped, week by week.
    pub series: Series,
    /// How far each process of the window got, and how it ended.
    pub endings: Endings,
    /// What was dropped again in the last days comes first, then what is dropped no
    /// less, what it is too early to say of, what is untested, what is dropped less;
    /// the order of the balls within each.
    pub promises: Vec<PromiseHistory>,
}

/// What one party said it would do about one of its balls, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseHistory {
    /// Its place among the balls of the patterns.
    pub ball: usize,
    /// The latest promise, and what came of it.
    pub latest: Judged,
    /// The days of both windows on which the ball was dropped, in order.
    pub marks: Vec<MarkedDay>,
}

/// A day on which a ball was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedDay {
    pub id: Id,
    pub day: Day,
    /// The party promised something about it there.
    pub promises: bool,
    /// Some promise came before that day.
    pub again: bool,
}

/// `entries` are those that the patterns were counted from; `news_since` is the
/// first day that counts as new, where somebody asks for what is new.
pub fn history(
    entries: &[&Entry],
    patterns: &Patterns,
    vocabulary: &Vocabulary,
    news_since: Option<Day>,
) -> History {
    let all = until(entries, patterns.window.until);
    let known = looked_at(&all);
    let window = within(&known, patterns.window);
    History {
        news: news_since.map(|since| News::since(since, patterns, window, vocabulary)),
        series: Series::of(patterns, window),
        endings: Endings::of(within(&all, patterns.window), vocabulary),
        promises: promises(patterns, &known, vocabulary),
    }
}

fn promises(patterns: &Patterns, known: &[&Entry], vocabulary: &Vocabulary) -> Vec<PromiseHistory> {
    let mentions = all_mentions(known, vocabulary);
    let by_ball: HashMap<&PartyBall<'_>, &Mentions<'_>> =
        mentions.iter().map(|one| (&one.key, one)).collect();
    let promised = |(position, ball): (usize, &Ball)| {
        let latest = ball.promises.latest.as_ref()?;
        let key = (Cow::Borrowed(ball.slug.as_str()), ball.party);
        let all = &by_ball.get(&key)?.all;
        let promised = all.iter().filter_map(|one| one.promised);
        let first = promised.chain([latest.promise.day]).min()?;
        let mark = |one: &Mention<'_>| MarkedDay {
            id: one.entry.id.clone(),
            day: one.day(),
            promises: one.promised.is_some(),
            again: first < one.day(),
        };
        let drawn = all.iter().filter(|one| one.day() >= patterns.before.since);
        Some(PromiseHistory {
            ball: position,
            latest: latest.clone(),
            marks: drawn.map(mark).collect(),
        })
    };
    let balls = patterns.balls.iter().enumerate();
    let mut promises: Vec<_> = balls.filter_map(promised).collect();
    let has_event = |one: &PromiseHistory| patterns.balls[one.ball].promises.event.is_some();
    promises.sort_by_key(|promise| match promise.latest.verdict {
        _ if has_event(promise) => 0,
        Verdict::NoLess => 1,
        Verdict::Early => 2,
        Verdict::Untested => 3,
        Verdict::Less => 4,
    });
    promises
}
