//! Which post-mortem drops which ball: one pass over the log.

use super::Key;
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

/// Those of some days; `sorted` is by date.
pub(super) fn within<'d, 'a>(sorted: &'d [Drop<'a>], span: Span) -> &'d [Drop<'a>] {
    let since = sorted.partition_point(|drop| drop.day() < span.since);
    let until = sorted.partition_point(|drop| drop.day() <= span.until);
    &sorted[since..until.max(since)]
}

/// `sorted` is everything that is known, by date, then id.
pub(super) fn all_drops<'a>(sorted: &[&'a Entry], vocabulary: &'a Vocabulary) -> Vec<Drops<'a>> {
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
