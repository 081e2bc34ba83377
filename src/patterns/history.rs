//! What happened, day by day: what is new, what was dropped week by week, how
//! processes ended, and when each promise was made and its ball dropped again.
//! Charts draw it; what may be said about it is in the digest.

use super::ball::Ball;
use super::counts::Patterns;
use super::endings::Endings;
use super::mentions::{Mention, Mentions, PartyBall, all_mentions};
use super::news::News;
use super::promise::Standing;
use super::series::Series;
use super::window::{until, within};
use crate::model::{Day, Entry, Id};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    pub news: Option<News>,
    /// What the window dropped, week by week.
    pub series: Series,
    /// How far each process of the window got, and how it ended.
    pub endings: Endings,
    /// Came back first, then what is on its way, then what holds, then untested;
    /// the order of the balls within each.
    pub promises: Vec<PromiseHistory>,
}

/// What one party said it would do about one of its balls, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseHistory {
    /// Its place among the balls of the patterns.
    pub ball: usize,
    pub standing: Standing,
    /// The days of both windows on which the ball was dropped, in order.
    pub marks: Vec<MarkedDay>,
    /// The latest promise, in the words of the section that makes it.
    pub words: String,
    /// The day of the latest promise.
    pub latest: Day,
}

/// A day on which a ball was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedDay {
    pub id: Id,
    pub day: Day,
    /// The party said there what it would do next time.
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
    let known = until(entries, patterns.window.until);
    let window = within(&known, patterns.window);
    History {
        news: news_since.map(|since| News::since(since, patterns, window, vocabulary)),
        series: Series::of(patterns, window),
        endings: Endings::of(window, vocabulary),
        promises: promises(patterns, &known, vocabulary),
    }
}

fn promises(patterns: &Patterns, known: &[&Entry], vocabulary: &Vocabulary) -> Vec<PromiseHistory> {
    let mentions = all_mentions(known, vocabulary);
    let by_ball: HashMap<&PartyBall<'_>, &Mentions<'_>> =
        mentions.iter().map(|one| (&one.key, one)).collect();
    let promised = |(position, ball): (usize, &Ball)| {
        let all = &by_ball
            .get(&(Cow::Borrowed(ball.slug.as_str()), ball.party))?
            .all;
        let first = all.iter().find(|one| one.promises)?.day();
        let latest = all.iter().rfind(|one| one.promises)?;
        let mark = |one: &Mention<'_>| MarkedDay {
            id: one.entry.id.clone(),
            day: one.day(),
            promises: one.promises,
            again: first < one.day(),
        };
        let drawn = all.iter().filter(|one| one.day() >= patterns.before.since);
        let words = &latest.entry.post_mortem.section(ball.party).next;
        Some(PromiseHistory {
            ball: position,
            standing: ball.promises.standing(),
            marks: drawn.map(mark).collect(),
            words: words.trim().to_owned(),
            latest: latest.day(),
        })
    };
    let balls = patterns.balls.iter().enumerate();
    let mut promises: Vec<_> = balls.filter_map(promised).collect();
    promises.sort_by_key(|promise| match promise.standing {
        Standing::CameBack => 0,
        Standing::SoFar => 1,
        Standing::Holding => 2,
        Standing::Untested | Standing::None => 3,
    });
    promises
}
