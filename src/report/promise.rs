//! Commitments, each with the days on which its ball was dropped.

use crate::model::{Day, Entry, Id, Party};
use crate::patterns::{Ball, Patterns, State};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::HashMap;

/// What one party said it would do about one of its balls, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// Its place among the balls of the patterns.
    pub ball: usize,
    pub state: State,
    /// The days of both windows on which the ball was dropped, in order.
    pub marks: Vec<Mark>,
    /// The latest commitment, in the words of the section that makes it.
    pub words: String,
    /// The day of the latest commitment.
    pub latest: Day,
}

/// A day on which a ball was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub id: Id,
    pub day: Day,
    /// The party said there what it would do next time.
    pub commits: bool,
    /// Some commitment came before that day.
    pub again: bool,
}

/// Came back first, then what is on its way, then what holds, then untested; the
/// order of the balls within each. `known` is by date, then id.
pub(super) fn promises(
    patterns: &Patterns,
    known: &[&Entry],
    vocabulary: &Vocabulary,
) -> Vec<Promised> {
    let drops = drops(known, patterns.window.until, vocabulary);
    let balls = patterns.balls.iter().enumerate();
    let promised = |(position, ball): (usize, &Ball)| {
        let entries = drops.get(&(Cow::Borrowed(ball.slug.as_str()), ball.party))?;
        let next = |entry: &Entry| {
            let next = entry.post_mortem.section(ball.party).next.trim();
            (!next.is_empty()).then(|| next.to_owned())
        };
        let day = |entry: &Entry| entry.post_mortem.date;
        let first = entries.iter().find(|entry| next(entry).is_some())?;
        let latest = entries.iter().rfind(|entry| next(entry).is_some())?;
        let drawn = entries
            .iter()
            .filter(|entry| day(entry) >= patterns.before.since);
        Some(Promised {
            ball: position,
            state: ball.commitment.state(),
            marks: drawn
                .map(|entry| Mark {
                    id: entry.id.clone(),
                    day: day(entry),
                    commits: next(entry).is_some(),
                    again: day(first) < day(entry),
                })
                .collect(),
            words: next(latest).unwrap_or_default(),
            latest: day(latest),
        })
    };
    let mut promises: Vec<_> = balls.filter_map(promised).collect();
    promises.sort_by_key(|promise| match promise.state {
        State::CameBack => 0,
        State::SoFar => 1,
        State::Holding => 2,
        State::Untested | State::None => 3,
    });
    promises
}

/// Every post-mortem up to a day, by what it drops, each once.
type Drops<'a> = HashMap<(Cow<'a, str>, Party), Vec<&'a Entry>>;

fn drops<'a>(known: &[&'a Entry], until: Day, vocabulary: &'a Vocabulary) -> Drops<'a> {
    let mut drops = Drops::new();
    for &entry in known {
        if entry.post_mortem.date > until {
            break;
        }
        for (party, section) in entry.post_mortem.by_party() {
            for words in &section.dropped {
                let key = (vocabulary.known(words).slug, party);
                let entries = drops.entry(key).or_default();
                if !entries
                    .last()
                    .is_some_and(|last| std::ptr::eq(*last, entry))
                {
                    entries.push(entry);
                }
            }
        }
    }
    drops
}
