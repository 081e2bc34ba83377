//! What is behind one ball: every post-mortem that drops it, what its party
//! promised there, and what came of that.

use super::ball::{Ball, ball};
use super::basis::Basis;
use super::counts::Patterns;
use super::mentions::{Mention, Mentions};
use super::mirrors::Mirrors;
use super::promise::Standing;
use super::window::{Settings, until};
use crate::model::{DroppedBall, Entry, Span};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// One ball of one party, and everything that is known about it.
#[derive(Debug, Clone)]
pub struct BehindBall<'a> {
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
    /// What came of the promise, where one was made.
    pub promise: Option<Tested<'a>>,
}

/// What came of one promise.
#[derive(Debug, Clone)]
pub struct Tested<'a> {
    /// Later post-mortems that could have dropped the ball.
    pub exposures: usize,
    /// How many of them did.
    pub dropped_since: usize,
    /// The first of those.
    pub came_back: Option<&'a Entry>,
}

impl Tested<'_> {
    pub const fn standing(&self) -> Standing {
        Standing::of(1, self.dropped_since, self.exposures)
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
) -> Vec<BehindBall<'a>> {
    let known = until(entries, settings.window.until);
    let basis = Basis::whole(&known, vocabulary);
    let mirrors = Mirrors::new(vocabulary);
    let sources = Sources {
        basis: &basis,
        mirrors: &mirrors,
        settings,
        patterns,
    };
    sources
        .mentions_of(slug)
        .iter()
        .map(|mentions| BehindBall {
            ball: sources.ball(mentions),
            declared: vocabulary.ball(slug),
            dropped: mentions
                .all
                .iter()
                .rev()
                .map(|mention| sources.dropped(mention, mentions))
                .collect(),
            mirrors: mirrors
                .of(slug)
                .iter()
                .flat_map(|mirror| sources.mentions_of(mirror))
                .map(|mentions| sources.ball(&mentions))
                .collect(),
        })
        .collect()
}

struct Sources<'l, 'a> {
    basis: &'l Basis<'a>,
    mirrors: &'l Mirrors<'a>,
    settings: Settings,
    patterns: &'l Patterns,
}

impl<'a> Sources<'_, 'a> {
    fn mentions_of(&self, slug: &str) -> Vec<Mentions<'a>> {
        let all = self.basis.mentions.iter().filter(|one| one.key.0 == slug);
        let mut all: Vec<_> = all.cloned().collect();
        if let Some(ball) = self
            .mirrors
            .vocabulary
            .ball(slug)
            .filter(|_| all.is_empty())
        {
            all.push(Mentions {
                key: (Cow::Borrowed(&ball.slug), ball.party),
                all: Vec::new(),
            });
        }
        all.sort_by_key(|mentions| mentions.key.1);
        all
    }

    /// As the patterns have it: what a trend is depends on all balls.
    fn ball(&self, mentions: &Mentions<'_>) -> Ball {
        let mut balls = self.patterns.balls.iter();
        let found = balls.find(|ball| ball.slug == mentions.key.0 && ball.party == mentions.key.1);
        found
            .cloned()
            .unwrap_or_else(|| ball(mentions, self.basis, self.mirrors, self.settings))
    }

    fn dropped(&self, mention: &Mention<'a>, mentions: &Mentions<'a>) -> Dropped<'a> {
        let later = mentions
            .all
            .iter()
            .filter(|other| other.day() > mention.day());
        let until = self.settings.window.until;
        let since = Span {
            since: mention.day().plus_days(1),
            until,
        };
        let exposures = || match mention.day() < until {
            true => {
                let exposures = &self.basis.exposures;
                exposures.count(&mentions.key.0, mentions.key.1, &mentions.all, since)
            }
            false => 0,
        };
        Dropped {
            entry: mention.entry,
            promise: mention.promises.then(|| Tested {
                exposures: exposures(),
                dropped_since: later.clone().count(),
                came_back: later.clone().next().map(|first| first.entry),
            }),
        }
    }
}
