//! One pass over the log: which post-mortem drops which ball, and which could
//! have.

use super::Key;
use super::exposure::Exposures;
use crate::model::{Day, Entry, Span};
use crate::vocabulary::Vocabulary;
use std::collections::HashMap;

/// One post-mortem that drops a ball.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drop<'a> {
    pub entry: &'a Entry,
    /// The party says what it will do next time.
    pub commits: bool,
}

impl Drop<'_> {
    pub fn day(&self) -> Day {
        self.entry.post_mortem.date
    }
}

/// Everything that drops one ball, by date, then id.
#[derive(Clone)]
pub(super) struct Drops<'a> {
    pub key: Key<'a>,
    pub all: Vec<Drop<'a>>,
}

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

fn all_drops<'a>(sorted: &[&'a Entry], vocabulary: &'a Vocabulary) -> Vec<Drops<'a>> {
    let mut drops: Vec<Drops<'a>> = Vec::new();
    let mut by_key: HashMap<Key<'a>, usize> = HashMap::new();
    // Nearly all files spell a ball the same way, so that one look is enough.
    let mut by_spelling: [HashMap<&str, usize>; 3] = Default::default();
    for &entry in sorted {
        for (party, section) in entry.post_mortem.by_party() {
            let commits = !section.next.trim().is_empty();
            for words in &section.dropped {
                let index = *by_spelling[party.index()].entry(words).or_insert_with(|| {
                    let key = (vocabulary.known(words).slug, party);
                    *by_key.entry(key.clone()).or_insert_with(|| {
                        drops.push(Drops {
                            key,
                            all: Vec::new(),
                        });
                        drops.len() - 1
                    })
                });
                let all = &mut drops[index].all;
                // However often it is named.
                if !all
                    .last()
                    .is_some_and(|last| std::ptr::eq(last.entry, entry))
                {
                    all.push(Drop { entry, commits });
                }
            }
        }
    }
    drops
}
