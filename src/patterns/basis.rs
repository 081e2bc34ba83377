//! What is counted from: who drops which ball, and who could have.

use super::exposure::Exposures;
use super::logarithms::Logarithms;
use super::mentions::{Mention, Mentions, all_mentions, slugs};
use super::mirrors::Mirrors;
use crate::model::{Day, DecisionEntry, Entry, Party, Text};
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

    /// Balls by their slugs, each once, whatever they are called.
    pub fn slugs(&self, words: &'a [Text]) -> Vec<Cow<'a, str>> {
        slugs(words, self.vocabulary)
    }

    /// What drops any of these balls of a party, each post-mortem once. They are counted as
    /// of the ball that can be dropped first: whoever could drop one of them could drop that.
    pub fn mentions_of_any<'m>(
        &'m self,
        slugs: &[Cow<'m, str>],
        party: Party,
        promised: Day,
    ) -> Mentions<'m> {
        let first = slugs
            .iter()
            .min_by_key(|slug| self.exposures.earliest(slug));
        let any = self.mentions.iter();
        let any = any.filter(|one| one.key.1 == party && slugs.contains(&one.key.0));
        let mut all: Vec<Mention<'_>> = any.flat_map(|one| one.all.iter().copied()).collect();
        // Where one of several promises on that day, that one stands for all.
        all.sort_by_key(|one| {
            let entry: *const Entry = one.entry;
            (
                one.day(),
                &one.entry.id,
                entry,
                one.promised != Some(promised),
            )
        });
        all.dedup_by(|one, other| std::ptr::eq(one.entry, other.entry));
        Mentions {
            key: (first.cloned().unwrap_or_default(), party),
            all,
        }
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
