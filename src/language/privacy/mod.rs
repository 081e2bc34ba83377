//! Data that leads to a person: shapes of addresses, numbers and links, told from
//! versions, requisitions, dates and salaries by their form, their check digits
//! and the words around them.

mod address;
mod birth;
mod handle;
mod identity;
mod link;
mod mail;
mod name;
mod phone;
mod pieces;

use super::passage::{Field, Passage};
use pieces::Pieces;
use std::ops::Range;

/// Something that leads to a person.
pub(super) struct Leak {
    /// The category of its rule.
    pub category: &'static str,
    /// Bytes of the text.
    pub words: Range<usize>,
}

type Finder = fn(&Pieces<'_>) -> Vec<Range<usize>>;

/// The finders by the category of their rule, those that are surest of their words
/// first: what one has found, the others leave alone.
const FINDERS: [(&str, Finder); 7] = [
    ("email", mail::find),
    ("profile", link::find),
    ("identity", identity::find),
    ("birth", birth::find),
    ("phone", phone::find),
    ("address", address::find),
    ("handle", handle::find),
];

pub(super) fn find(passage: &Passage<'_>) -> Vec<Leak> {
    let mut found: Vec<Leak> = Vec::new();
    if passage.field == Field::Case
        && let Some(words) = name::find(passage.text)
    {
        let category = "name";
        found.push(Leak { category, words });
    }
    // Nothing to find without a digit or a mark of an address.
    if !pieces::is_suspicious(passage.text) {
        return found;
    }
    let pieces = Pieces::new(passage.text);
    for (category, finder) in FINDERS {
        let mut fresh = finder(&pieces);
        fresh.retain(|words| {
            let overlaps = |one: &Leak| one.words.start < words.end && words.start < one.words.end;
            // The finders before this one found few things, if any.
            !found.iter().any(overlaps)
        });
        found.extend(fresh.into_iter().map(|words| Leak { category, words }));
    }
    found
}
