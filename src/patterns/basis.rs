//! What is counted from: who drops which ball, and who could have.

use super::exposure::Exposures;
use super::mentions::{Mention, Mentions, all_mentions};
use crate::model::{Entry, Span};
use crate::vocabulary::Vocabulary;

/// The mentions of a log, and its exposures.
pub(super) struct Basis<'a> {
    pub mentions: Vec<Mentions<'a>>,
    pub exposures: Exposures<'a>,
}

impl<'a> Basis<'a> {
    /// For counting the balls of the window and of the one before it: exposures
    /// reach back to the earliest day that one of them asks for, the one before
    /// it or a latest promise. `sorted` is everything that is known, by date,
    /// then id.
    pub fn of_windows(sorted: &[&'a Entry], vocabulary: &'a Vocabulary, window: Span) -> Self {
        let mentions = all_mentions(sorted, vocabulary);
        let before = window.before();
        let current = mentions.iter().filter(|mentions| {
            let last = mentions.all.last();
            last.is_some_and(|last| last.day() >= before.since)
        });
        let promises = current.filter_map(|mentions| mentions.all.iter().rfind(|one| one.promises));
        let since = promises.map(Mention::day).fold(before.since, Ord::min);
        let since = sorted.partition_point(|entry| entry.post_mortem.date < since);
        Self {
            mentions,
            exposures: Exposures::new(&sorted[since..], vocabulary),
        }
    }

    /// For anything that may be asked.
    pub fn whole(sorted: &[&'a Entry], vocabulary: &'a Vocabulary) -> Self {
        Self {
            mentions: all_mentions(sorted, vocabulary),
            exposures: Exposures::new(sorted, vocabulary),
        }
    }
}
