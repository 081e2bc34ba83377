//! What is counted from: who drops which ball, and who could have.

use super::drops::{Drop, Drops, all_drops};
use super::exposure::Exposures;
use crate::model::{Entry, Span};
use crate::vocabulary::Vocabulary;

/// The drops of a log, and its exposures.
pub(super) struct Tally<'a> {
    pub drops: Vec<Drops<'a>>,
    pub exposures: Exposures<'a>,
}

impl<'a> Tally<'a> {
    /// For counting the balls of the window and of the one before it: exposures
    /// reach back to the earliest day that one of them asks for, the one before
    /// it or a latest commitment. `sorted` is everything that is known, by date,
    /// then id.
    pub fn of_windows(sorted: &[&'a Entry], vocabulary: &'a Vocabulary, window: Span) -> Self {
        let drops = all_drops(sorted, vocabulary);
        let before = window.before();
        let current = drops.iter().filter(|drops| {
            let last = drops.all.last();
            last.is_some_and(|last| last.day() >= before.since)
        });
        let promises = current.filter_map(|drops| drops.all.iter().rfind(|drop| drop.commits));
        let since = promises.map(Drop::day).fold(before.since, Ord::min);
        let since = sorted.partition_point(|entry| entry.post_mortem.date < since);
        Self {
            drops,
            exposures: Exposures::new(&sorted[since..], vocabulary),
        }
    }

    /// For anything that may be asked.
    pub fn whole(sorted: &[&'a Entry], vocabulary: &'a Vocabulary) -> Self {
        Self {
            drops: all_drops(sorted, vocabulary),
            exposures: Exposures::new(sorted, vocabulary),
        }
    }
}
