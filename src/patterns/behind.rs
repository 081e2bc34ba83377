//! What is behind one ball: every post-mortem that drops it, what its party
//! promised there, and what came of that.

use super::ball::{Ball, Counted, ball};
use super::basis::Basis;
use super::counts::{Patterns, roles_and_teams};
use super::mentions::{Mention, Mentions};
use super::sample::Sample;
use super::trend::call;
use super::window::{Settings, looked_at, until};
use crate::model::{DroppedBall, Entry};
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
    pub dropped: Vec<Mention<'a>>,
    /// The same thing seen from other sides, whether it was dropped or not.
    pub mirrors: Vec<Ball>,
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
    let known = looked_at(&until(entries, settings.window.until));
    let decisions = patterns.decisions.iter().map(|one| one.entry.clone());
    let mut decisions: Vec<_> = decisions.collect();
    decisions.sort_by_cached_key(|one| (one.decision.date, one.id.to_string()));
    let basis = Basis::of(&known, &decisions, vocabulary);
    let (roles, teams) = roles_and_teams(&known);
    let finder = Finder {
        basis: &basis,
        counted: &Counted {
            vocabulary,
            roles: &roles,
            teams: &teams,
            settings,
        },
        vocabulary,
        patterns,
    };
    let of_slug = finder.mentions_of(slug);
    let behind = of_slug.iter().map(|mentions| BehindBall {
        ball: finder.ball(mentions),
        declared: vocabulary.ball(slug),
        dropped: mentions.all.iter().rev().copied().collect(),
        mirrors: basis
            .mirrors
            .of(slug)
            .iter()
            .flat_map(|mirror| finder.mentions_of(mirror))
            .map(|mentions| finder.ball(&mentions))
            .collect(),
    });
    behind.collect()
}

struct Finder<'l, 'a> {
    basis: &'l Basis<'a>,
    counted: &'l Counted<'l>,
    vocabulary: &'a Vocabulary,
    patterns: &'l Patterns,
}

impl<'a> Finder<'_, 'a> {
    fn mentions_of(&self, slug: &str) -> Vec<Mentions<'a>> {
        let all = self.basis.mentions.iter().filter(|one| one.key.0 == slug);
        let mut all: Vec<_> = all.cloned().collect();
        let declared = self.vocabulary.ball(slug);
        if let Some(ball) = declared.filter(|_| all.is_empty()) {
            all.push(Mentions {
                key: (Cow::Borrowed(&ball.slug), ball.party),
                all: Vec::new(),
            });
        }
        all.sort_by_key(|mentions| mentions.key.1);
        all
    }

    /// As the patterns have it, where a window drops it.
    fn ball(&self, mentions: &Mentions<'_>) -> Ball {
        let mut balls = self.patterns.balls.iter();
        let found = balls.find(|ball| ball.slug == mentions.key.0 && ball.party == mentions.key.1);
        found.cloned().unwrap_or_else(|| {
            let mut one = [ball(mentions, self.basis, self.counted)];
            let sample = Sample::of(self.patterns.post_mortems);
            call(&mut one, self.basis, self.counted, sample);
            let [one] = one;
            one
        })
    }
}
