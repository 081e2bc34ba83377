//! A brief: what a team should not drop again in a search or at a stage, what was
//! promised about it, what candidates wanted, and what to ask. Made of the same
//! counts as the patterns, over a longer time and fewer post-mortems.

use super::ball::Ball;
use super::counts::{Patterns, patterns, patterns_since_decisions, priorities_among, walls_among};
use super::decided::Decided;
use super::mirrors::Mirrors;
use super::priorities::Priorities;
use super::promise::Promises;
use super::scope::BriefScope;
use super::wall::Wall;
use super::window::Settings;
use crate::model::{DecisionEntry, Id, Party};
use crate::vocabulary::{Before, Vocabulary};
use std::cmp::Reverse;

/// No more balls than this can be kept in mind on the way into a room.
pub const BALLS: usize = 5;

/// The same event, seen from another party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirrored {
    pub slug: String,
    pub party: Party,
    /// Post-mortems that drop it from that side, by date, then id.
    pub ids: Vec<Id>,
}

/// One ball that should not be dropped again.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    pub ball: Ball,
    /// Most often dropped first.
    pub mirrors: Vec<Mirrored>,
    /// What came of everything that the party promised about it, however long ago.
    pub promises: Promises,
    /// The newest of it is no older than the window, and was not decided by a meeting.
    pub is_promised: bool,
}

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToAsk {
    pub party: Party,
    /// The ball it is about; `None` for a party that dropped none.
    pub slug: Option<String>,
    pub text: String,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    pub settings: Settings,
    /// What was asked for, and of how many post-mortems of any day none matches it.
    pub query: String,
    pub none_of: usize,
    /// Balls that were dropped in these and cannot be at the stages that were asked for.
    pub elsewhere: usize,
    /// The post-mortems of the window that the counts are made of.
    pub ids: Vec<Id>,
    /// Strongest first, at most [`BALLS`].
    pub again: Vec<Again>,
    /// Balls with a promise in force, by party, the newest promise first; those of `again`
    /// among them.
    pub promised: Vec<Ball>,
    pub priorities: Priorities,
    /// Longest first.
    pub walls: Vec<Wall>,
    /// What meetings decided about balls of these stages.
    pub decided: Vec<Decided>,
    /// One for each party that is there to be asked.
    pub ask: Vec<ToAsk>,
    /// Too few post-mortems to call anything.
    pub too_few: bool,
}

pub fn brief(scope: &BriefScope<'_>, decisions: &[DecisionEntry], settings: Settings) -> Brief {
    let vocabulary = scope.vocabulary;
    let here = scope.here();
    let counted = patterns(&here, vocabulary, settings);
    let promising = patterns_since_decisions(&scope.promises(), decisions, vocabulary, settings);
    let mirrors = Mirrors::new(vocabulary);
    let fits = |slug: &str| is_dropped_at(slug, &scope.stages, vocabulary);
    // What can be dropped at these stages comes first, and alone unless they were given up.
    let is_told = |slug: &str| fits(slug) || scope.is_of_any_stage();
    let dropped = counted.balls.iter().filter(|ball| ball.n() > 0);
    let (mut dropped, elsewhere): (Vec<_>, Vec<_>) = dropped.partition(|ball| is_told(&ball.slug));
    dropped.sort_by_key(|ball| !fits(&ball.slug));
    let mut decided = promising.decisions.clone();
    decided.retain(|one| {
        let mut about = one.entry.decision.about.iter();
        about.any(|word| fits(&vocabulary.known(word).slug))
    });
    // What was decided is read out once.
    let in_force = |ball: &Ball| {
        let promise = ball.promises.latest.as_ref().map(|latest| &latest.promise);
        promise.is_some_and(|promise| {
            settings.window.contains(promise.day)
                && decided.iter().all(|other| other.entry.id != promise.id)
        })
    };
    let promised = promising.balls.iter().filter(|ball| is_told(&ball.slug));
    let mut promised: Vec<Ball> = promised.filter(|ball| in_force(ball)).cloned().collect();
    promised.sort_by_cached_key(|ball| {
        let day = ball
            .promises
            .latest
            .as_ref()
            .map(|latest| latest.promise.day);
        (ball.party, Reverse(day), ball.slug.clone())
    });
    let is_same = |one: &Ball, other: &Ball| one.slug == other.slug && one.party == other.party;
    let again = dropped.iter().take(BALLS).map(|ball| Again {
        ball: (*ball).clone(),
        // A promise holds for every role and stage.
        promises: { promising.balls.iter() }
            .find(|one| is_same(one, ball))
            .map_or(&ball.promises, |one| &one.promises)
            .clone(),
        mirrors: sides(&ball.slug, &counted, &mirrors, vocabulary),
        is_promised: promised.iter().any(|one| is_same(one, ball)),
    });
    let before = Before::new(settings.keeper);
    // Whoever keeps a log alone has nobody else to ask.
    let parties = Party::ALL.into_iter();
    let parties = parties.filter(|one| settings.keeper.is_none_or(|keeper| keeper == *one));
    let ask = parties.map(|party| {
        let ball = dropped.iter().find(|ball| ball.party == party);
        let text = match ball {
            Some(ball) => before.about(&ball.slug, vocabulary.ball(&ball.slug)),
            None => before.of_party(party),
        };
        ToAsk {
            party,
            slug: ball.map(|ball| ball.slug.clone()),
            text,
        }
    });
    let mut walls = walls_among(&scope.runs(), vocabulary, settings);
    walls.retain(|wall| scope.tells_walls_at(&wall.stage));
    // One wall, told of a role and of its team, is one.
    walls.dedup_by(|next, first| next.ids == first.ids);
    let mut ids: Vec<_> = here
        .iter()
        .filter(|entry| settings.window.contains(entry.post_mortem.date) && !entry.is_skeleton())
        .collect();
    ids.sort_by_key(|entry| entry.order());
    Brief {
        settings,
        query: scope.query.text().to_owned(),
        none_of: if here.is_empty() {
            scope.entries.len()
        } else {
            0
        },
        elsewhere: elsewhere.len(),
        ids: ids.into_iter().map(|entry| entry.id.clone()).collect(),
        again: again.collect(),
        priorities: priorities_among(&scope.wishes(), vocabulary, settings),
        walls,
        decided,
        ask: ask.collect(),
        too_few: counted.too_few,
        promised,
    }
}

/// Whether a ball can be dropped at one of these stages; one without stages, or
/// that nobody declared, at any.
fn is_dropped_at(slug: &str, stages: &[String], vocabulary: &Vocabulary) -> bool {
    let own = vocabulary.ball(slug).map_or(&[][..], |ball| &ball.stages);
    let mut own = own.iter().map(|stage| vocabulary.stage_slug(stage));
    stages.is_empty() || own.len() == 0 || own.any(|stage| stages.iter().any(|one| *one == *stage))
}

/// The other sides of a ball, with how often they were dropped here.
fn sides(
    slug: &str,
    counted: &Patterns,
    mirrors: &Mirrors<'_>,
    vocabulary: &Vocabulary,
) -> Vec<Mirrored> {
    let side = |mirror: &str| {
        let ball = vocabulary.ball(mirror)?;
        let dropped = counted.balls.iter();
        let mut dropped = dropped.filter(|one| one.slug == ball.slug && one.party == ball.party);
        Some(Mirrored {
            slug: ball.slug.clone(),
            party: ball.party,
            ids: dropped
                .next()
                .map(|one| one.ids.clone())
                .unwrap_or_default(),
        })
    };
    let mut sides: Vec<_> = mirrors
        .of(slug)
        .iter()
        .filter_map(|one| side(one))
        .collect();
    sides.sort_by_key(|side| Reverse(side.ids.len()));
    sides
}
