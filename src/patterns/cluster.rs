//! The same thing, dropped from several sides: a ball with its mirrors.

use super::ball::{Ball, Level};
use super::basis::Basis;
use super::mentions::{Mention, of_days};
use super::mirrors::Mirrors;
use super::window::Settings;
use crate::model::Id;
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

/// What reaches the threshold only together, most post-mortems first. Of
/// clusters that hold one another only the largest is told.
pub(super) fn clusters(
    basis: &Basis<'_>,
    balls: &[Ball],
    mirrors: &Mirrors<'_>,
    settings: Settings,
) -> Vec<Cluster> {
    let recurs: HashSet<&str> = balls
        .iter()
        .filter(|ball| ball.level == Level::Recurring)
        .map(|ball| ball.slug.as_str())
        .collect();
    let mut dropped: BTreeMap<&str, Vec<Mention<'_>>> = BTreeMap::new();
    for mentions in &basis.mentions {
        let now = of_days(&mentions.all, settings.window);
        if !now.is_empty() {
            dropped.entry(&mentions.key.0).or_default().extend(now);
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
    for slug in mirrors.slugs() {
        let members = members(slug);
        let mentions: Vec<_> = members
            .iter()
            .flat_map(|member| &dropped[member])
            .copied()
            .collect();
        let entries = distinct(&mentions);
        if members.len() > 1
            && entries.len() >= settings.threshold as usize
            && !members.iter().any(|member| recurs.contains(member))
        {
            found.push(Cluster {
                slugs: members.into_iter().map(str::to_owned).collect(),
                ids: entries
                    .into_iter()
                    .map(|mention| mention.entry.id.clone())
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
fn distinct<'a>(mentions: &[Mention<'a>]) -> Vec<Mention<'a>> {
    let mut mentions = mentions.to_vec();
    mentions.sort_by_key(|mention| mention.entry.order());
    mentions.dedup_by(|left, right| std::ptr::eq(left.entry, right.entry));
    mentions
}
