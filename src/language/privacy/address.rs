//! Postal addresses: a house number and a street, a postcode, a flat.

use super::chunks::{Chunk, Chunks};
use crate::language::listing::listed;
use std::ops::Range;

/// Kinds of streets; those of [`PERHAPS`] count there only.
const STREETS: [&str; 31] = listed(include_str!("../../../templates/contact/streets.txt"));
/// Kinds of streets that also mean other things: only with a capital, or when a word
/// says that somebody lives there.
const PERHAPS: [&str; 17] =
    listed("drive dr close court ct way place pl square sq park row hill rise walk green view");
/// Endings of the names of streets, in one word: Hauptstraße.
const SUFFIXES: [&str; 12] =
    listed("straße strasse str gasse weg platz allee straat gracht laan plein gatan");
/// Kinds of streets that stand before the name: rue, via.
const BEFORE: [&str; 16] = listed(include_str!(
    "../../../templates/contact/streets-before.txt"
));
/// Says that somebody lives there, or gets mail.
const LIVES: [&str; 26] = listed(include_str!("../../../templates/contact/lives.txt"));
/// Whose address is nobody's home.
const OFFICES: [&str; 11] =
    listed("office offices site building depot branch plant headquarters hq venue reception");
/// Says that the number before it counts something else than houses.
const UNITS: [&str; 22] = listed(include_str!("../../../templates/contact/units.txt"));
/// The states of the USA, before a ZIP code.
const STATES: [&str; 50] = listed(include_str!("../../../templates/contact/states.txt"));

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let count = chunks.list.len();
    for at in (0..count).filter(|at| chunks.has_digit(*at, 1, 4)) {
        let last = street(chunks, at)
            .or_else(|| street_first(chunks, at))
            .or_else(|| postcode(chunks, at))
            .or_else(|| flat(chunks, at));
        if let Some((first, last)) = last {
            found.push(chunks.span(first, last));
        }
    }
    found
}

/// 12, 12a, 12-14, 221B
fn is_house_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    (1..=5).contains(&digits)
        && (rest.is_empty()
            || (rest.len() == 1
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_alphabetic() && !b"kKmM".contains(&byte)))
            || (rest.starts_with(['-', '/'])
                && rest.len() <= 4
                && rest[1..].bytes().all(|byte| byte.is_ascii_alphanumeric())))
}

/// 14 Larkspur Lane, 7 rue des Lilas
fn street(chunks: &Chunks<'_>, at: usize) -> Option<(usize, usize)> {
    let number = &chunks.list[at];
    if !is_house_number(number.text) || UNITS.contains(&chunks.lower(at + 1)) {
        return None;
    }
    let lives = chunks.before(at, 6, &LIVES);
    if chunks.before(at, 2, &OFFICES) && !chunks.before(at, 4, &["home", "her", "his", "their"]) {
        return None;
    }
    if BEFORE.contains(&chunks.lower(at + 1))
        && chunks.list.get(at + 2).is_some_and(|name| name.is_word())
        && (!matches!(chunks.lower(at + 1), "place" | "via" | "avenue")
            || lives
            || chunks.list[at + 1].is_capitalised())
    {
        let more = chunks.list.get(at + 3).is_some_and(|chunk| {
            chunk.is_word() && chunk.is_capitalised() && !chunks.list[at + 2].ends
        }) || matches!(chunks.lower(at + 2), "de" | "des" | "du" | "la" | "le")
            && at + 3 < chunks.list.len();
        return Some((at, at + 2 + usize::from(more)));
    }
    for street in at + 2..=(at + 4).min(chunks.list.len().saturating_sub(1)) {
        let between = &chunks.list[at + 1..street];
        if between.iter().any(|chunk| {
            !chunk.is_word()
                || UNITS.contains(&chunk.lower.as_ref())
                || (chunk.ends && !chunk.text.ends_with('.') && chunk.lower != "st")
        }) {
            return None;
        }
        let kind = chunks.lower(street).trim_end_matches('.');
        let capital = chunks.list[street].is_capitalised()
            && between.iter().all(|chunk| {
                chunk.is_capitalised() || matches!(chunk.lower.as_ref(), "the" | "of" | "de")
            });
        let sure = STREETS.contains(&kind)
            && (!PERHAPS.contains(&kind))
            && (kind != "st" && kind != "lane" && kind != "row" && kind != "circle"
                || capital
                || lives);
        if sure || (PERHAPS.contains(&kind) && (capital || lives) && between.len() <= 2) {
            return Some((at, street));
        }
    }
    None
}

/// Hauptstraße 12, Via Roma 5
fn street_first(chunks: &Chunks<'_>, at: usize) -> Option<(usize, usize)> {
    let chunk = &chunks.list[at];
    let number = |at: usize| {
        chunks
            .list
            .get(at)
            .is_some_and(|chunk| is_house_number(chunk.text))
    };
    if !(at + 1..=at + 4).any(number) || !chunk.is_word() {
        return None;
    }
    let suffix = SUFFIXES.iter().any(|suffix| {
        chunk.lower.trim_end_matches('.').ends_with(suffix) && chunk.lower.len() > suffix.len() + 2
    });
    let two = matches!(
        chunk.lower.as_ref(),
        "straße" | "strasse" | "str" | "weg" | "allee" | "platz" | "straat"
    ) && at > 0
        && chunks.list[at - 1].is_capitalised();
    if (suffix && chunk.is_capitalised() || two || suffix && chunks.before(at, 6, &LIVES))
        && number(at + 1)
    {
        return Some((at - usize::from(two), at + 1));
    }
    if BEFORE.contains(&chunk.lower.trim_end_matches('.'))
        && (chunk.is_capitalised()
            || chunks.before(at, 6, &LIVES)
            || chunk.lower == "calle"
            || chunk.lower == "rue")
    {
        let upto = (at + 4).min(chunks.list.len().saturating_sub(1));
        for one in at + 2..=upto {
            if number(one) && chunks.list[at + 1..one].iter().all(Chunk::is_word) {
                return Some((at, one));
            }
        }
    }
    None
}

/// SW1A 1AA, San Diego, CA 92101, 10115 Berlin
fn postcode(chunks: &Chunks<'_>, at: usize) -> Option<(usize, usize)> {
    let chunk = &chunks.list[at];
    if !chunks.has_digit(at, 0, 1) {
        return None;
    }
    let outward = |text: &str| {
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let rest = &text.as_bytes()[letters..];
        (1..=2).contains(&letters) && matches!(rest, [digit] if digit.is_ascii_digit())
            || (1..=2).contains(&letters)
                && matches!(rest, [digit, last] if digit.is_ascii_digit() && last.is_ascii_alphanumeric())
    };
    let inward = |text: &str| matches!(text.as_bytes(), [digit, one, two] if digit.is_ascii_digit() && one.is_ascii_alphabetic() && two.is_ascii_alphabetic());
    let next = chunks.list.get(at + 1);
    let capitals = |text: &str| text.bytes().any(|byte| byte.is_ascii_uppercase());
    let lives = || chunks.before(at, 8, &LIVES) || chunks.before(at, 6, &["postcode", "zip"]);
    if let Some(next) = next
        && outward(chunk.text)
        && inward(next.text)
        && (capitals(chunk.text) && capitals(next.text) || lives())
        && !matches!(
            next.lower.as_ref(),
            "1st" | "2nd" | "3rd" | "4th" | "5th" | "6th" | "7th" | "8th" | "9th"
        )
    {
        return Some((at, at + 1));
    }
    if STATES.contains(&chunk.text)
        && next.is_some_and(|next| {
            next.is_number() && next.text.len() == 5 || next.text.len() == 10 && next.digits == 9
        })
    {
        return Some((at, at + 1));
    }
    // …bach 3, 88131 Lindau
    let house = at > 0 && is_house_number(chunks.list[at - 1].text) && chunks.list[at - 1].ends;
    if house
        && at > 1
        && chunks.list[at - 2].is_word()
        && chunk.is_number()
        && (4..=5).contains(&chunk.text.len())
        && next.is_some_and(|next| next.is_word() && next.is_capitalised())
    {
        return Some((at - 2, at + 1));
    }
    let code = chunk.is_number() && (4..=5).contains(&chunk.text.len());
    if code && lives() && next.is_some_and(|next| next.is_word() && next.is_capitalised()) {
        return Some((at, at + 1));
    }
    // D02 X285
    let eircode = |first: &str, second: &str| {
        first.len() == 3
            && second.len() == 4
            && first.starts_with(|character: char| character.is_ascii_uppercase())
            && first[1..]
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'W')
            && second.bytes().any(|byte| byte.is_ascii_digit())
            && second
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && second.starts_with(|character: char| character.is_ascii_uppercase())
    };
    if next.is_some_and(|next| chunk.text.is_ascii() && eircode(chunk.text, next.text)) {
        return Some((at, at + 1));
    }
    None
}

/// Flat 3, Apt 4B: somebody's door.
fn flat(chunks: &Chunks<'_>, at: usize) -> Option<(usize, usize)> {
    let word = chunks.lower(at);
    let number = chunks
        .list
        .get(at + 1)
        .is_some_and(|chunk| is_house_number(chunk.text.trim_start_matches('#')));
    let door = matches!(word, "apt" | "apartment")
        || word == "flat" && (chunks.list[at].is_capitalised() || chunks.before(at, 4, &LIVES));
    let box_number = word == "box" && chunks.before(at, 1, &["po", "p.o", "postal"]);
    ((door || box_number) && number).then_some((at - usize::from(box_number), at + 1))
}
