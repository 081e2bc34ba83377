//! Data that leads to a person: shapes of addresses, numbers and links, told from
//! versions, requisitions, dates and salaries by their form, their check digits
//! and the words around them.

mod address;
mod birth;
mod chunks;
mod full_name;
mod given;
mod handle;
mod identity;
mod link;
mod mail;
mod name;
mod phone;
mod plain;
mod titled;

use super::parsed::Parsed;
use crate::model::Fact;
use chunks::Chunks;
use plain::PlainLetters;
use std::ops::Range;

/// Something that leads to a person.
pub(super) struct Leak {
    /// The category of its rule.
    pub category: &'static str,
    /// Bytes of the text.
    pub words: Range<usize>,
}

type Detector = fn(&Chunks<'_>) -> Vec<Range<usize>>;

/// The detectors by the category of their rule, those that are surest of their words
/// first: what one has found, the others leave alone.
const DETECTORS: [(&str, Detector); 7] = [
    ("email", mail::find),
    ("profile", link::find),
    ("identity", identity::find),
    ("birth", birth::find),
    ("phone", phone::find),
    ("address", address::find),
    ("handle", handle::find),
];

/// Whether a word of this is somebody's given name, as far as a list can tell, or stands
/// where somebody's name does.
pub fn names_somebody(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(given::is_common)
        || titled::is_somebody(text)
}

/// Whether a word of this is written as a name and is one that some people have, however few:
/// where nobody has to be named, it is not repeated.
pub fn may_name_somebody(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| word.starts_with(char::is_uppercase) && given::is_given(word))
}

pub(super) fn find(parsed: &Parsed<'_>) -> Vec<Leak> {
    let passage = &parsed.passage;
    let mut found: Vec<Leak> = Vec::new();
    let mut add = |category, mut fresh: Vec<Range<usize>>| {
        fresh.retain(|words| {
            let overlaps = |one: &Leak| one.words.start < words.end && words.start < one.words.end;
            // The detectors before this one found few things, if any.
            !found.iter().any(overlaps)
        });
        found.extend(fresh.into_iter().map(|words| Leak { category, words }));
    };
    if passage.field == Fact::Case {
        add("name", name::find(passage.text).into_iter().collect());
    }
    let plain = PlainLetters::of(passage.text);
    // Nothing to find without a digit or a mark of an address.
    if plain.is_some() || chunks::is_suspicious(parsed) {
        let chunks = Chunks::new(plain.as_ref().map_or(passage.text, |plain| &plain.text));
        for (category, detector) in DETECTORS {
            let found = detector(&chunks).into_iter();
            let place = |words: Range<usize>| match &plain {
                Some(plain) => plain.place(&words),
                None => words,
            };
            add(category, found.map(place).collect());
        }
    }
    if passage.field != Fact::Case {
        add("full-name", full_name::find(parsed));
    }
    found
}
