//! What is counted from: who drops which ball, and who could have.

use super::exposure::Exposures;
use super::logarithms::Logarithms;
use super::mentions::{Mentions, all_mentions};
use super::mirrors::Mirrors;
use crate::model::Entry;
use crate::vocabulary::Vocabulary;

/// The mentions of a log, and its exposures.
pub(super) struct Basis<'a> {
    pub mentions: Vec<Mentions<'a>>,
    pub exposures: Exposures<'a>,
    pub mirrors: Mirrors<'a>,
    pub logarithms: Logarithms,
}

impl<'a> Basis<'a> {
    /// `sorted` is everything that is known, by date, then id.
    pub fn of(sorted: &[&'a Entry], vocabulary: &'a Vocabulary) -> Self {
        Self {
            mentions: all_mentions(sorted, vocabulary),
            exposures: Exposures::new(sorted, vocabulary),
            mirrors: Mirrors::new(vocabulary),
            logarithms: Logarithms::up_to(sorted.len()),
        }
    }
}
