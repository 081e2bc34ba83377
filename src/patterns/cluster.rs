//! The same thing, dropped from several sides: a ball with its mirrors.

use super::ball::{Ball, Level};
use super::basis::Basis;
use super::mentions::{Mentions, of_days};
use super::window::Settings;
use crate::model::{Entry, Id, Party};
use foldhash::HashSet;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A ball and its mirrors, of which none recurs and which recur together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Those that were dropped in the window, most often first.
    pub slugs: Vec<String>,
    /// Post-mortems of the window that drop one of them, by date, then id.
    pub ids: Vec<Id>,
    /// Post-mortems of the window that could have dropped one of them.
    pub of: usize,
}

impl Cluster {
    pub fn n(&self) -> usize {
        self.ids.len()
    }
}

/// What recurs only together, most post-mortems first: a ball that was dropped, and
/// its mirrors, from at least two sides. Of clusters that hold one another only the
/// largest is told. `window` is what lies in it, by date.
pub(super) fn clusters(
    window: &[&Entry],
    basis: &Basis<'_>,
    balls: &[Ball],
    settings: Settings,
) -> Vec<Cluster> {
    let recurs: HashSet<&str> = balls
        .iter()
        .filter(|ball| ball.level == Level::Recurring)
        .map(|ball| ball.slug.as_str())
        .collect();
    let mut dropped: BTreeMap<&str, Vec<&Mentions<'_>>> = BTreeMap::new();
    for mentions in &basis.mentions {
        if !of_days(&mentions.all, settings.window).is_empty() {
            dropped.entry(&mentions.key.0).or_default().push(mentions);
        }
    }
    let entries = |members: &[&str]| {
        let sides = members.iter().flat_map(|member| &dropped[member]);
        let now = sides.flat_map(|side| of_days(&side.all, settings.window));
        distinct(now.map(|mention| mention.entry).collect())
    };
    let mut found: Vec<Cluster> = Vec::new();
    for slug in dropped.keys() {
        let others = basis.mirrors.of(slug).iter().map(AsRef::as_ref);
        let others = others.filter_map(|other| dropped.get_key_value(other));
        let mut members: Vec<&str> = others.map(|(other, _)| *other).chain([*slug]).collect();
        members.sort_by_key(|member| (Reverse(entries(&[member]).len()), *member));
        let sides = || members.iter().flat_map(|member| &dropped[member]);
        let parties: HashSet<Party> = sides().map(|side| side.key.1).collect();
        let recurs_alone = members.iter().any(|member| recurs.contains(member));
        if members.len() < 2 || parties.len() < 2 || recurs_alone {
            continue;
        }
        let dropping = entries(&members);
        let drops: HashSet<_> = dropping.iter().map(|entry| entry.order()).collect();
        let could = |entry: &&&Entry| {
            let far_enough =
                |side: &Mentions<'_>| basis.exposures.could(&side.key.0, side.key.1, entry);
            drops.contains(&entry.order()) || sides().any(|side| far_enough(side))
        };
        let of = window.iter().filter(could).count();
        if Level::of(dropping.len(), of, settings.threshold) == Level::Recurring {
            found.push(Cluster {
                slugs: members.into_iter().map(str::to_owned).collect(),
                ids: dropping.iter().map(|entry| entry.id.clone()).collect(),
                of,
            });
        }
    }
    found.sort_by_key(|cluster| {
        (
            Reverse((cluster.slugs.len(), cluster.n())),
            cluster.slugs.clone(),
        )
    });
    let mut largest: Vec<Cluster> = Vec::new();
    for cluster in found {
        let holds = |other: &Cluster| cluster.slugs.iter().all(|slug| other.slugs.contains(slug));
        if !largest.iter().any(holds) {
            largest.push(cluster);
        }
    }
    largest.sort_by_key(|cluster| (Reverse(cluster.n()), cluster.slugs.clone()));
    largest
}

/// Each post-mortem once, by date, then id.
fn distinct(mut entries: Vec<&Entry>) -> Vec<&Entry> {
    entries.sort_by_key(|entry| entry.order());
    entries.dedup_by(|left, right| std::ptr::eq(*left, *right));
    entries
}
