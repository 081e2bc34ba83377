//! The same thing, dropped from several sides: a ball with its mirrors.

use super::drops::{Drop, within};
use super::tally::Tally;
use super::{Ball, Level, Settings};
use crate::model::Id;
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// A ball and its mirrors, of which none recurs and which recur together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Those that were dropped in the window, most often first.
    pub slugs: Vec<String>,
    /// Post-mortems of the window that drop one of them, by date, then id.
    pub ids: Vec<Id>,
}

impl Cluster {
    pub fn n(&self) -> usize {
        self.ids.len()
    }
}

/// Which balls are the same event, seen from another party. Whoever of two
/// names the other, both are meant.
pub(super) struct Mirrors<'v> {
    pub vocabulary: &'v Vocabulary,
    of: BTreeMap<Cow<'v, str>, Vec<Cow<'v, str>>>,
}

impl<'v> Mirrors<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        let mut of: BTreeMap<Cow<'v, str>, Vec<Cow<'v, str>>> = BTreeMap::new();
        for ball in &vocabulary.balls {
            for words in &ball.mirrors {
                let (slug, mirror) = (Cow::from(&ball.slug), vocabulary.known(words).slug);
                if mirror != slug {
                    of.entry(slug.clone()).or_default().push(mirror.clone());
                    of.entry(mirror).or_default().push(slug);
                }
            }
        }
        for mirrors in of.values_mut() {
            mirrors.sort_unstable();
            mirrors.dedup();
        }
        Self { vocabulary, of }
    }

    /// By name.
    pub fn of(&self, slug: &str) -> &[Cow<'v, str>] {
        self.of.get(slug).map_or(&[], Vec::as_slice)
    }
}

/// What reaches the threshold only together, most post-mortems first. Of
/// clusters that hold one another only the largest is told.
pub(super) fn clusters(
    tally: &Tally<'_>,
    balls: &[Ball],
    mirrors: &Mirrors<'_>,
    settings: Settings,
) -> Vec<Cluster> {
    let recurs: HashSet<&str> = balls
        .iter()
        .filter(|ball| ball.level == Level::Recurring)
        .map(|ball| ball.slug.as_str())
        .collect();
    let mut dropped: BTreeMap<&str, Vec<Drop<'_>>> = BTreeMap::new();
    for drops in &tally.drops {
        let now = within(&drops.all, settings.window);
        if !now.is_empty() {
            dropped.entry(&drops.key.0).or_default().extend(now);
        }
    }
    let members = |slug: &str| -> Vec<&str> {
        let members = mirrors.of(slug).iter().map(AsRef::as_ref).chain([slug]);
        let mut members: Vec<_> = members
            .filter_map(|member| dropped.get_key_value(member))
            .map(|(member, _)| *member)
            .collect();
        members.sort_by_key(|member| (Reverse(distinct(&dropped[member]).len()), *member));
        members
    };
    let mut found: Vec<Cluster> = Vec::new();
    for slug in mirrors.of.keys() {
        let members = members(slug);
        let drops: Vec<_> = members
            .iter()
            .flat_map(|member| &dropped[member])
            .copied()
            .collect();
        let entries = distinct(&drops);
        if members.len() > 1
            && entries.len() >= settings.threshold as usize
            && !members.iter().any(|member| recurs.contains(member))
        {
            found.push(Cluster {
                slugs: members.into_iter().map(str::to_owned).collect(),
                ids: entries
                    .into_iter()
                    .map(|drop| drop.entry.id.clone())
                    .collect(),
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
fn distinct<'a>(drops: &[Drop<'a>]) -> Vec<Drop<'a>> {
    let mut drops = drops.to_vec();
    drops.sort_by_key(|drop| drop.entry.order());
    drops.dedup_by(|left, right| std::ptr::eq(left.entry, right.entry));
    drops
}
