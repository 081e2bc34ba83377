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

use super::book::Book;
use super::{Family, Field, Finding, Passage};
use pieces::Pieces;
use std::ops::Range;

type Finder = fn(&Pieces<'_>) -> Vec<Range<usize>>;

/// Category of the rule, and what finds it; the earlier claims the text.
const FINDERS: [(&str, Finder); 7] = [
    ("email", mail::find),
    ("profile", link::find),
    ("identity", identity::find),
    ("birth", birth::find),
    ("phone", phone::find),
    ("address", address::find),
    ("handle", handle::find),
];

pub(super) fn find(passage: &Passage<'_>, book: &Book) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    if passage.field == Field::Case
        && let Some(words) = name::find(passage.text)
        && let Some(rule) = book.rule("name", Family::Privacy)
    {
        found.push(rule.finding(words));
    }
    // Nothing to find where there is neither a digit nor a mark of an address.
    if !pieces::is_suspicious(passage.text) {
        return found;
    }
    let pieces = Pieces::new(passage.text);
    for (category, finder) in FINDERS {
        let Some(rule) = book.rule(category, Family::Privacy) else {
            continue;
        };
        let mut fresh = finder(&pieces);
        fresh.retain(|words| {
            let overlaps =
                |one: &Finding| one.words.start < words.end && words.start < one.words.end;
            // The finders before this one found few things, if any.
            !found.iter().any(overlaps)
        });
        found.extend(fresh.into_iter().map(|words| rule.finding(words)));
    }
    found
}
