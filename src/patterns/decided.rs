//! What meetings decided, and what became of it: judged as promises are.

use super::basis::Basis;
use super::promise::Promises;
use super::window::Settings;
use crate::model::{DecisionEntry, RestsOn};
use std::borrow::Cow;
use std::cmp::Reverse;

/// One decision that is in force at the end of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub entry: DecisionEntry,
    /// What it is about, each by its slug.
    pub slugs: Vec<String>,
    /// What came of it, by all that it is about.
    pub came_of_it: Promises,
    /// The day to look at it again is there.
    pub is_due: bool,
}

impl Decided {
    /// Nothing makes it happen when nobody remembers.
    pub fn rests_on_memory(&self) -> bool {
        let rests_on = self.entry.decision.rests_on;
        rests_on.is_none_or(|rests_on| rests_on == RestsOn::Memory)
    }
}

/// Those that no later ones about the same balls stand in the place of: those that wait to be
/// looked at first, then the latest, of one day by what they are about.
pub(super) fn standing(all: &[Decided]) -> Vec<&Decided> {
    // Of two of one day nobody knows which was made last.
    let date = |one: &Decided| one.entry.decision.date;
    let is_standing = move |one: &&Decided| {
        let later = |other: &&Decided| {
            other.entry.decision.party == one.entry.decision.party && date(other) > date(one)
        };
        let is_settled = |slug: &String| {
            all.iter()
                .filter(later)
                .any(|other| other.slugs.contains(slug))
        };
        !one.slugs.iter().all(is_settled)
    };
    let mut standing: Vec<_> = all.iter().filter(is_standing).collect();
    standing.sort_by_key(|one| (!one.is_due, Reverse(date(one)), &one.slugs));
    standing
}

/// Those that wait to be looked at first, then the latest.
pub(super) fn decided(basis: &Basis<'_>, settings: Settings) -> Vec<Decided> {
    let until = settings.window.until;
    let decisions = basis.decisions.iter().rev();
    let decisions = decisions.filter(|one| one.decision.holds_on(until));
    let of = |entry: &DecisionEntry| {
        let slugs = basis.slugs(&entry.decision.about);
        Decided {
            came_of_it: Promises::decided(entry, &slugs, basis, settings),
            slugs: slugs.into_iter().map(Cow::into_owned).collect(),
            entry: entry.clone(),
            is_due: entry.decision.is_due(until),
        }
    };
    let mut decided: Vec<_> = decisions.map(of).collect();
    decided.sort_by_key(|one| !one.is_due);
    decided
}
