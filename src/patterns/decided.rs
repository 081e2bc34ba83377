//! What meetings decided, and what became of it: judged as promises are.

use super::basis::Basis;
use super::promise::Promises;
use super::window::Settings;
use crate::model::{DecisionEntry, RestsOn};

/// One decision that is in force at the end of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub entry: DecisionEntry,
    /// What it is about, each by its slug.
    pub slugs: Vec<String>,
    /// What came of it, by the first ball it is about.
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

/// Those that no later one about the same ball stands in the place of.
pub(super) fn standing(all: &[Decided]) -> impl Iterator<Item = &Decided> {
    let order = |one: &Decided| (one.entry.decision.date, one.entry.id.to_string());
    let about = |one: &Decided| (one.entry.decision.party, one.slugs.first().cloned());
    all.iter().filter(move |one| {
        let later = |other: &Decided| about(other) == about(one) && order(other) > order(one);
        !all.iter().any(later)
    })
}

/// Those that wait to be looked at first, then the latest.
pub(super) fn decided(basis: &Basis<'_>, settings: Settings) -> Vec<Decided> {
    let until = settings.window.until;
    let decisions = basis.decisions.iter().rev();
    let decisions = decisions.filter(|one| one.decision.holds_on(until));
    let of = |entry: &DecisionEntry| {
        let decision = &entry.decision;
        let came_of_it = match decision.about.first() {
            None => Promises::default(),
            Some(word) => {
                let mentions = basis.mentions_of(word, decision.party);
                Promises::decided(entry, &mentions, basis, settings)
            }
        };
        // A word may be another name of one that was there.
        let mut slugs: Vec<String> = Vec::new();
        for word in &decision.about {
            let slug = basis.slug(word).into_owned();
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        Decided {
            slugs,
            entry: entry.clone(),
            came_of_it,
            is_due: decision.is_due(until),
        }
    };
    let mut decided: Vec<_> = decisions.map(of).collect();
    decided.sort_by_key(|one| !one.is_due);
    decided
}
