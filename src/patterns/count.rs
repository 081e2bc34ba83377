//! Counting dropped balls.

use super::{Ball, Key, Level, keys};
use crate::model::{Day, Entry, Id, Party};
use crate::vocabulary::Vocabulary;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

#[derive(Default)]
struct Drops<'a> {
    now: Vec<&'a Entry>,
    before: Vec<&'a Entry>,
}

/// Every ball that either window drops, strongest first.
pub(super) fn balls(
    now: &[&Entry],
    before: &[&Entry],
    vocabulary: &Vocabulary,
    threshold: u32,
) -> Vec<Ball> {
    let mut drops: BTreeMap<Key<'_>, Drops<'_>> = BTreeMap::new();
    for entry in now {
        for key in keys(entry, vocabulary) {
            drops.entry(key).or_default().now.push(entry);
        }
    }
    for entry in before {
        for key in keys(entry, vocabulary) {
            drops.entry(key).or_default().before.push(entry);
        }
    }
    let (able_now, able_before) = (Able::new(now, vocabulary), Able::new(before, vocabulary));
    let mut balls: Vec<Ball> = drops
        .into_iter()
        .map(|((slug, party), drops)| {
            let earliest = earliest_stage(&slug, vocabulary);
            let of = able_now.count(party, earliest, &drops.now);
            let was_of = able_before.count(party, earliest, &drops.before);
            let days = || {
                drops
                    .now
                    .iter()
                    .chain(&drops.before)
                    .map(|entry| entry.post_mortem.date)
            };
            let roles: HashSet<_> = drops
                .now
                .iter()
                .filter_map(|entry| entry.post_mortem.role.as_deref())
                .collect();
            Ball {
                declared: vocabulary
                    .ball(&slug)
                    .is_some_and(|ball| ball.party == party),
                level: level(drops.now.len(), of, threshold),
                of,
                was_of,
                was_recurring: level(drops.before.len(), was_of, threshold) == Level::Recurring,
                first: days().min().unwrap_or(Day::FIRST),
                last: days().max().unwrap_or(Day::FIRST),
                roles: roles.len(),
                ids: ids(&drops.now),
                was_ids: ids(&drops.before),
                slug: slug.into_owned(),
                party,
            }
        })
        .collect();
    balls.sort_by(|left, right| strength(left).cmp(&strength(right)));
    balls
}

/// Loudest level, then most often, then most often for what was possible, then
/// latest; the name settles what is left.
fn strength(ball: &Ball) -> impl Ord {
    let share = (1_000_000 * ball.n()).checked_div(ball.of);
    let counts = Reverse((ball.n(), share, ball.was(), ball.last));
    (ball.level, counts, ball.slug.clone(), ball.party)
}

fn level(n: usize, of: usize, threshold: u32) -> Level {
    match n {
        0 => Level::Quiet,
        n if n >= threshold as usize && 20 * n >= of => Level::Recurring,
        1 => Level::Once,
        _ => Level::Watch,
    }
}

fn ids(entries: &[&Entry]) -> Vec<Id> {
    entries.iter().map(|entry| entry.id.clone()).collect()
}

/// How far a process must have got for the ball to be dropped.
fn earliest_stage(slug: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let ball = vocabulary.ball(slug)?;
    ball.stages
        .iter()
        .filter_map(|stage| vocabulary.stage_rank(stage))
        .min()
}

/// The post-mortems that could have dropped a ball, by what that depends on.
struct Able<'v> {
    vocabulary: &'v Vocabulary,
    /// By party: sections written where nobody knows how far it got.
    anywhere: [usize; 3],
    /// By party, then stage: sections written where it ended at that stage.
    ended_at: [Vec<usize>; 3],
}

impl<'v> Able<'v> {
    fn new(entries: &[&Entry], vocabulary: &'v Vocabulary) -> Self {
        let stages = vocabulary.stages.len();
        let mut able = Self {
            vocabulary,
            anywhere: [0; 3],
            ended_at: std::array::from_fn(|_| vec![0; stages]),
        };
        for entry in entries {
            let rank = able.rank(entry);
            for (party, section) in entry.post_mortem.by_party() {
                match rank {
                    _ if !section.is_written() => {}
                    Some(rank) => able.ended_at[party.index()][rank] += 1,
                    None => able.anywhere[party.index()] += 1,
                }
            }
        }
        able
    }

    /// How far the process got; nothing where that is not said or not known.
    fn rank(&self, entry: &Entry) -> Option<usize> {
        let stage = entry.post_mortem.stage.as_deref()?;
        self.vocabulary.stage_rank(stage)
    }

    /// Those that got far enough, and those that dropped it all the same.
    fn count(&self, party: Party, earliest: Option<usize>, dropped_by: &[&Entry]) -> usize {
        let earliest = earliest.unwrap_or(0);
        let far_enough: usize = self.ended_at[party.index()].iter().skip(earliest).sum();
        let too_early = dropped_by
            .iter()
            .filter(|entry| self.rank(entry).is_some_and(|rank| rank < earliest));
        self.anywhere[party.index()] + far_enough + too_early.count()
    }
}
