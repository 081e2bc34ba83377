//! Who has been looked at, and by whom.

use super::mentions::balls_of;
use crate::model::{Entry, Party};
use crate::vocabulary::Vocabulary;

/// One party's side of the post-mortems of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    pub party: Party,
    /// Sections written.
    pub written: usize,
    pub of: usize,
    /// Written by the party itself.
    pub own_voice: usize,
    /// Dropped balls named, each once a post-mortem.
    pub dropped: usize,
    /// Those of them that stand in sections the party did not write itself.
    pub dropped_by_others: usize,
}

impl Balance {
    pub(super) fn of(party: Party, entries: &[&Entry], vocabulary: &Vocabulary) -> Self {
        let mut balance = Self {
            party,
            written: 0,
            of: entries.len(),
            own_voice: 0,
            dropped: 0,
            dropped_by_others: 0,
        };
        for entry in entries {
            let section = entry.post_mortem.section(party);
            if !section.is_written() {
                continue;
            }
            balance.written += 1;
            let own_voice = section.by == Some(party);
            let balls = balls_of(entry, vocabulary)
                .iter()
                .filter(|(_, dropper)| *dropper == party)
                .count();
            balance.own_voice += usize::from(own_voice);
            balance.dropped += balls;
            balance.dropped_by_others += if own_voice { 0 } else { balls };
        }
        balance
    }

    /// Looked at in less than half of the post-mortems.
    pub const fn is_overlooked(&self) -> bool {
        2 * self.written < self.of
    }

    /// More than two thirds of all dropped balls, of at least six, stand in this
    /// party's sections, written by somebody else.
    pub const fn carries_the_blame(&self, all_dropped: usize) -> bool {
        all_dropped >= 6 && 3 * self.dropped_by_others > 2 * all_dropped
    }
}
