//! The balls of the window, each counted apart for every team, role, stage, month or
//! quarter: figures to look at side by side, and no calls.

use super::counts::{Patterns, roles_and_teams};
use super::exposure::{Exposures, got_to};
use super::mentions::balls_of;
use super::names::Names;
use super::share::Share;
use super::window::{looked_at, until, within};
use crate::model::{Entry, Grouping, Party};
use crate::vocabulary::Vocabulary;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::borrow::Cow;
use std::cmp::Reverse;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped {
    pub by: Grouping,
    /// In order: of teams and roles the one with most post-mortems first; days and
    /// stages as they follow each other. Empty is what none has, and stands last.
    pub groups: Vec<String>,
    /// Strongest first, as everywhere.
    pub rows: Vec<GroupedRow>,
}

/// One ball of one party, and what it is in each group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupedRow {
    pub slug: String,
    pub party: Party,
    pub declared: bool,
    pub cells: Vec<Share>,
}

/// `entries` and `found` are those of the same question.
pub fn grouped(
    entries: &[&Entry],
    vocabulary: &Vocabulary,
    found: &Patterns,
    by: Grouping,
) -> Grouped {
    let known = looked_at(&until(entries, found.window.until));
    let now = within(&known, found.window);
    let exposures = Exposures::new(&known, vocabulary);
    let (roles, teams) = roles_and_teams(entries);
    let group = |entry: &Entry| -> String {
        let post_mortem = &entry.post_mortem;
        let shown = |names: &Names<'_>, name: Option<&str>| {
            let normal = name.and_then(|name| names.normal(name));
            normal.map_or(String::new(), |normal| names.shown(normal))
        };
        let (year, month) = (post_mortem.date.year(), post_mortem.date.month());
        match by {
            Grouping::Team => shown(&teams, post_mortem.team.as_deref()),
            Grouping::Role => shown(&roles, post_mortem.role.as_deref()),
            Grouping::Stage => {
                let stage = post_mortem.stage.as_deref();
                stage.map_or(String::new(), |stage| {
                    vocabulary.stage_slug(stage).into_owned()
                })
            }
            Grouping::Month => format!("{year:04}-{month:02}"),
            Grouping::Quarter => format!("{year:04}-Q{}", month.div_ceil(3)),
        }
    };
    let of_each: Vec<String> = now.iter().map(|entry| group(entry)).collect();
    let mut often: HashMap<&str, usize> = HashMap::new();
    for group in &of_each {
        *often.entry(group).or_default() += 1;
    }
    let mut groups: Vec<&str> = often.keys().copied().collect();
    let order = |group: &&str| {
        let rank = match by {
            Grouping::Team | Grouping::Role => Reverse(often[group]),
            // Stages nobody declared come behind the others.
            Grouping::Stage => {
                let rank = vocabulary.stage_rank(group);
                Reverse(rank.map_or(0, |rank| usize::MAX - rank))
            }
            Grouping::Month | Grouping::Quarter => Reverse(0),
        };
        (group.is_empty(), rank, (*group).to_owned())
    };
    groups.sort_by_key(order);
    let place: HashMap<&str, usize> = groups.iter().copied().zip(0..).collect();
    let chances: Vec<_> = now
        .iter()
        .zip(&of_each)
        .map(|(entry, group)| {
            let dropped: HashSet<_> = balls_of(entry, vocabulary).into_iter().collect();
            (
                place[group.as_str()],
                exposures.rank(entry),
                *entry,
                dropped,
            )
        })
        .collect();
    let row = |slug: &str, party: Party, declared: bool| {
        let mut cells = vec![Share::default(); groups.len()];
        let (ball, earliest) = ((Cow::from(slug), party), exposures.earliest(slug));
        for (place, rank, entry, dropped) in &chances {
            let is_dropped = dropped.contains(&ball);
            let could = is_dropped || got_to(*rank, earliest, party, entry);
            cells[*place].n += usize::from(is_dropped);
            cells[*place].of += usize::from(could);
        }
        GroupedRow {
            slug: slug.to_owned(),
            party,
            declared,
            cells,
        }
    };
    let balls = found.balls.iter().filter(|ball| ball.n() > 0);
    Grouped {
        by,
        rows: balls
            .map(|ball| row(&ball.slug, ball.party, ball.declared))
            .collect(),
        groups: groups.into_iter().map(str::to_owned).collect(),
    }
}
