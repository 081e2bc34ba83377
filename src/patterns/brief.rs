//! A brief: what a team should not drop again in a search or at a stage, what was
//! promised about it, what candidates wanted, and what to ask. Made of the same
//! counts as the patterns, over a longer time and fewer post-mortems.

use super::ball::Ball;
use super::counts::{Patterns, patterns, patterns_since_decisions, priorities_among, walls_among};
use super::decided::Decided;
use super::mirrors::Mirrors;
use super::priorities::Priorities;
use super::promise::Promises;
use super::wall::Wall;
use super::window::Settings;
use crate::model::{Day, DecisionEntry, Entry, Id, Party};
use crate::vocabulary::{Before, Vocabulary};
use std::cmp::Reverse;

/// No more balls than this can be kept in mind on the way into a room.
pub const BALLS: usize = 5;

/// The post-mortems a brief is made from; each list may hold any day.
#[derive(Debug, Clone)]
pub struct Material<'a> {
    /// Those that the counts are made of.
    pub here: Vec<&'a Entry>,
    /// What this is about; empty: any stage. What can be dropped there comes first.
    pub stages: Vec<String>,
    /// How far a process must have got to be counted: a stage of these or farther;
    /// empty where it need not have got anywhere. Then balls of other stages follow.
    pub reaching: Vec<String>,
    /// Where what the parties promised is looked for: a promise holds for every
    /// role and stage.
    pub promises: Vec<&'a Entry>,
    /// Where wanted and pitched are compared: stages have nothing to do with it.
    pub wishes: Vec<&'a Entry>,
    /// Where losses in a row are looked for.
    pub runs: Vec<&'a Entry>,
    /// Of which stages walls are told; empty: of any.
    pub wall_stages: Vec<String>,
    /// What meetings decided, by date, then id.
    pub decisions: Vec<DecisionEntry>,
}

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
    /// What the party promised about it, in the newest sentence; `None` where that
    /// is older than the window.
    pub promised: Option<Promised>,
}

/// A promise in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Promised {
    pub slug: String,
    pub party: Party,
    pub promises: Promises,
    /// The newest one: where it stands, its day and its sentence.
    pub id: Id,
    pub day: Day,
    pub next: String,
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
    /// The post-mortems of the window that the counts are made of.
    pub ids: Vec<Id>,
    /// Strongest first, at most [`BALLS`].
    pub again: Vec<Again>,
    /// By party, newest first; those of `again` among them.
    pub promised: Vec<Promised>,
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

/// Those that got as far as the earliest of these stages; where nobody said how
/// far it got, it could have.
pub fn reached<'a>(
    entries: &[&'a Entry],
    stages: &[String],
    vocabulary: &Vocabulary,
) -> Vec<&'a Entry> {
    let ranks = stages
        .iter()
        .filter_map(|stage| vocabulary.stage_rank(stage));
    let Some(earliest) = ranks.min() else {
        return entries.to_vec();
    };
    let got_there = |entry: &&&Entry| {
        let stage = entry.post_mortem.stage.as_deref();
        let rank = stage.and_then(|stage| vocabulary.stage_rank(stage));
        rank.is_none_or(|rank| rank >= earliest)
    };
    entries.iter().filter(got_there).copied().collect()
}

pub fn brief(material: &Material<'_>, vocabulary: &Vocabulary, settings: Settings) -> Brief {
    let here = reached(&material.here, &material.reaching, vocabulary);
    let counted = patterns(&here, vocabulary, settings);
    let promising = patterns_since_decisions(
        &material.promises,
        &material.decisions,
        vocabulary,
        settings,
    );
    let mirrors = Mirrors::new(vocabulary);
    let fits = |slug: &str| is_dropped_at(slug, &material.stages, vocabulary);
    let mut dropped: Vec<_> = counted.balls.iter().filter(|ball| ball.n() > 0).collect();
    dropped.sort_by_key(|ball| !fits(&ball.slug));
    dropped.retain(|ball| fits(&ball.slug) || material.reaching.is_empty());
    let mut promised: Vec<Promised> = promising
        .balls
        .iter()
        .filter(|ball| fits(&ball.slug) || material.reaching.is_empty())
        .filter_map(|ball| promise(ball, settings))
        .collect();
    let mut decided = promising.decisions.clone();
    decided.retain(|one| {
        let mut about = one.entry.decision.about.iter();
        about.any(|word| fits(&vocabulary.known(word).slug))
    });
    // What was decided is read out once.
    promised.retain(|one| decided.iter().all(|other| other.entry.id != one.id));
    promised.sort_by_cached_key(|one| (one.party, Reverse(one.day), one.slug.clone()));
    let again = dropped.iter().take(BALLS).map(|ball| Again {
        ball: (*ball).clone(),
        promises: promises_about(ball, &promising),
        mirrors: sides(&ball.slug, &counted, &mirrors, vocabulary),
        promised: promised
            .iter()
            .find(|one| one.slug == ball.slug && one.party == ball.party)
            .cloned(),
    });
    let before = Before::new(settings.keeper);
    // Whoever keeps a log alone has nobody else to ask.
    let parties = Party::ALL.into_iter();
    let parties = parties.filter(|one| settings.keeper.is_none_or(|keeper| keeper == *one));
    let ask = parties.map(|party| {
        let ball = dropped.iter().find(|ball| ball.party == party);
        let text = match ball {
            Some(ball) => before.about(&ball.slug, vocabulary.ball(&ball.slug)),
            None => before.of_party(party).to_owned(),
        };
        ToAsk {
            party,
            slug: ball.map(|ball| ball.slug.clone()),
            text,
        }
    });
    let mut walls = walls_among(&material.runs, vocabulary, settings);
    let stages = &material.wall_stages;
    walls.retain(|wall| stages.is_empty() || stages.contains(&wall.stage));
    // One wall, told of a role and of its team, is one.
    walls.dedup_by(|next, first| next.ids == first.ids);
    let mut ids: Vec<_> = here
        .iter()
        .filter(|entry| settings.window.contains(entry.post_mortem.date) && !entry.is_skeleton())
        .collect();
    ids.sort_by_key(|entry| entry.order());
    Brief {
        settings,
        ids: ids.into_iter().map(|entry| entry.id.clone()).collect(),
        again: again.collect(),
        priorities: priorities_among(&material.wishes, vocabulary, settings),
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

/// A promise holds for every role and stage.
fn promises_about(ball: &Ball, promising: &Patterns) -> Promises {
    let mut balls = promising.balls.iter();
    let found = balls.find(|one| one.slug == ball.slug && one.party == ball.party);
    found.unwrap_or(ball).promises.clone()
}

/// The newest promise about a ball, where it is no older than the window.
fn promise(ball: &Ball, settings: Settings) -> Option<Promised> {
    let latest = &ball.promises.latest.as_ref()?.promise;
    settings.window.contains(latest.day).then(|| Promised {
        slug: ball.slug.clone(),
        party: ball.party,
        promises: ball.promises.clone(),
        id: latest.id.clone(),
        day: latest.day,
        next: latest.text.clone(),
    })
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
