//! What is behind one ball: every post-mortem that drops it, what its party
//! promised there, and what came of that.

use super::cluster::Mirrors;
use super::commitment::{Promise, State, state};
use super::drops::{Drop, Drops};
use super::tally::Tally;
use super::{Ball, Patterns, Settings, count, until};
use crate::model::{DroppedBall, Entry, Span};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// One ball of one party, and everything that is known about it.
#[derive(Debug, Clone)]
pub struct Behind<'a> {
    pub ball: Ball,
    /// What the vocabulary says about the slug.
    pub declared: Option<&'a DroppedBall>,
    /// Every post-mortem that drops it, of any day up to the end of the window,
    /// latest first.
    pub dropped: Vec<Dropped<'a>>,
    /// The same thing seen from other sides, whether it was dropped or not.
    pub mirrors: Vec<Ball>,
}

/// One post-mortem that drops the ball.
#[derive(Debug, Clone)]
pub struct Dropped<'a> {
    pub entry: &'a Entry,
    /// What came of the commitment, where one was made.
    pub kept: Option<Kept>,
}

/// What came of one commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Later post-mortems that could have dropped the ball.
    pub exposures: usize,
    /// How many of them did.
    pub dropped_since: usize,
    /// The first of those.
    pub came_back: Option<Promise>,
}

impl Kept {
    pub const fn state(&self) -> State {
        state(1, self.dropped_since, self.exposures)
    }
}

/// A ball for each party whose section ever dropped the slug; for one that
/// nobody did, the party that the vocabulary gives it to.
pub fn behind<'a>(
    slug: &str,
    entries: &[&'a Entry],
    vocabulary: &'a Vocabulary,
    settings: Settings,
    patterns: &Patterns,
) -> Vec<Behind<'a>> {
    let known = until(entries, settings.window.until);
    let tally = Tally::whole(&known, vocabulary);
    let mirrors = Mirrors::new(vocabulary);
    let look = Look {
        tally: &tally,
        mirrors: &mirrors,
        settings,
        patterns,
    };
    look.drops_of(slug)
        .iter()
        .map(|drops| Behind {
            ball: look.ball(drops),
            declared: vocabulary.ball(slug),
            dropped: drops
                .all
                .iter()
                .rev()
                .map(|drop| look.dropped(drop, drops))
                .collect(),
            mirrors: mirrors
                .of(slug)
                .iter()
                .flat_map(|mirror| look.drops_of(mirror))
                .map(|drops| look.ball(&drops))
                .collect(),
        })
        .collect()
}

struct Look<'l, 'a> {
    tally: &'l Tally<'a>,
    mirrors: &'l Mirrors<'a>,
    settings: Settings,
    patterns: &'l Patterns,
}

impl<'a> Look<'_, 'a> {
    fn drops_of(&self, slug: &str) -> Vec<Drops<'a>> {
        let drops = self.tally.drops.iter().filter(|drops| drops.key.0 == slug);
        let mut drops: Vec<_> = drops.cloned().collect();
        if let Some(ball) = self
            .mirrors
            .vocabulary
            .ball(slug)
            .filter(|_| drops.is_empty())
        {
            drops.push(Drops {
                key: (Cow::Borrowed(&ball.slug), ball.party),
                all: Vec::new(),
            });
        }
        drops.sort_by_key(|drops| drops.key.1);
        drops
    }

    /// As the patterns have it: what a trend is depends on all balls.
    fn ball(&self, drops: &Drops<'_>) -> Ball {
        let mut balls = self.patterns.balls.iter();
        let found = balls.find(|ball| ball.slug == drops.key.0 && ball.party == drops.key.1);
        found
            .cloned()
            .unwrap_or_else(|| count::ball(drops, self.tally, self.mirrors, self.settings))
    }

    fn dropped(&self, drop: &Drop<'a>, drops: &Drops<'_>) -> Dropped<'a> {
        let later = drops.all.iter().filter(|other| other.day() > drop.day());
        let until = self.settings.window.until;
        let since = Span {
            since: drop.day().plus_days(1),
            until,
        };
        let exposures = || match drop.day() < until {
            true => {
                let exposures = &self.tally.exposures;
                exposures.count(&drops.key.0, drops.key.1, &drops.all, since)
            }
            false => 0,
        };
        Dropped {
            entry: drop.entry,
            kept: drop.commits.then(|| Kept {
                exposures: exposures(),
                dropped_since: later.clone().count(),
                came_back: later.clone().next().map(Promise::of),
            }),
        }
    }
}
