//! A place where a pattern of a rule fits.

use crate::diagnostic::Code;
use std::borrow::Borrow;
use std::ops::Range;

/// How much a pattern that fits says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// A classifier overrules it only when it is very sure.
    Sure,
    /// A classifier may overrule it.
    Loose,
}

pub struct Hit {
    /// The number of the rule.
    pub rule: usize,
    pub code: Code,
    pub trust: Trust,
    /// Words of the parsed text.
    pub words: Range<usize>,
    /// In somebody else's words.
    pub quoted: bool,
}

/// The hits of some sentences. Hits come sentence by sentence.
pub fn within<'h, H: Borrow<Hit>>(hits: &'h [H], words: &Range<usize>) -> &'h [H] {
    let before = |word: usize| hits.partition_point(|hit| hit.borrow().words.start < word);
    &hits[before(words.start)..before(words.end)]
}
