//! What is counted from: who drops which ball, and who could have.

use super::exposure::Exposures;
use super::logarithms::Logarithms;
use super::mentions::{Mentions, all_mentions};
use super::mirrors::Mirrors;
use crate::model::{Day, DecisionEntry, Entry, Party};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// The mentions of a log, and its exposures.
pub(super) struct Basis<'a> {
    pub mentions: Vec<Mentions<'a>>,
    /// What meetings decided, by date, then id.
    pub decisions: Vec<DecisionEntry>,
    vocabulary: &'a Vocabulary,
    pub exposures: Exposures<'a>,
    pub mirrors: Mirrors<'a>,
    pub logarithms: Logarithms,
}

impl<'a> Basis<'a> {
    /// `sorted` is everything that is known, by date, then id; so are `decisions`.
    pub fn of(
        sorted: &[&'a Entry],
        decisions: &[DecisionEntry],
        vocabulary: &'a Vocabulary,
    ) -> Self {
        Self {
            mentions: all_mentions(sorted, vocabulary),
            decisions: decisions.to_vec(),
            vocabulary,
            exposures: Exposures::new(sorted, vocabulary),
            mirrors: Mirrors::new(vocabulary),
            logarithms: Logarithms::up_to(sorted.len()),
        }
    }

    /// What was decided about a ball of a party and is in force on a day, in order.
    pub fn decided(
        &self,
        slug: &str,
        party: Party,
        until: Day,
    ) -> impl Iterator<Item = &DecisionEntry> {
        about(&self.decisions, slug, party, self.vocabulary)
            .filter(move |one| one.decision.holds_on(until))
    }

    /// A ball by its slug, whatever it is called.
    pub fn slug(&self, word: &'a str) -> Cow<'a, str> {
        self.vocabulary.known(word).slug
    }

    /// The mentions of a ball, of which there may be none.
    pub fn mentions_of(&self, word: &'a str, party: Party) -> Mentions<'a> {
        let slug = self.slug(word);
        let mut mentions = self.mentions.iter();
        let found = mentions.find(|one| one.key.0 == slug && one.key.1 == party);
        found.cloned().unwrap_or(Mentions {
            key: (slug, party),
            all: Vec::new(),
        })
    }
}

/// Decisions about a ball of a party.
pub(super) fn about<'d>(
    decisions: &'d [DecisionEntry],
    slug: &str,
    party: Party,
    vocabulary: &Vocabulary,
) -> impl Iterator<Item = &'d DecisionEntry> {
    decisions.iter().filter(move |one| {
        let decision = &one.decision;
        let mut about = decision.about.iter();
        decision.party == party && about.any(|word| vocabulary.known(word).slug == slug)
    })
}
