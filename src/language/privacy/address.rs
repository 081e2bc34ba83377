//! Postal addresses: a house number and a street, a postcode, a flat.

use super::pieces::{Piece, Pieces};
use crate::language::listing::listed;
use std::ops::Range;

/// Kinds of streets; those of [`PERHAPS`] count there only.
const STREETS: [&str; 31] = listed(
    "street road rd avenue ave boulevard blvd crescent terrace gardens grove mews parade \
    highway parkway esplanade cul-de-sac alley lane ln row circle st hill rise quay strand \
    walk green view wharf",
);
/// Kinds of streets that also mean other things: only with a capital, or when a word
/// says that somebody lives there.
const PERHAPS: [&str; 17] =
    listed("drive dr close court ct way place pl square sq park row hill rise walk green view");
/// Endings of the names of streets, in one word: Hauptstraße.
const SUFFIXES: [&str; 12] =
    listed("straße strasse str gasse weg platz allee straat gracht laan plein gatan");
/// Kinds of streets that stand before the name: rue, via.
const BEFORE: [&str; 16] = listed(
    "rue via calle rua avenue avenida boulevard place piazza plaza ulica ul chaussée quai viale \
    corso",
);
/// Says that somebody lives there, or gets mail.
const LIVES: [&str; 26] = listed(
    "lives live living address home flat apartment apt moved posted post send sent ship shipped \
    deliver delivered courier laptop resides house based unit door mailed number",
);
/// Says that the number before it counts something else than houses.
const UNITS: [&str; 22] = listed(
    "minute minutes min mins hour hours day days week weeks month months mile miles km people \
    of in a percent candidates the",
);
/// The states of the USA, before a ZIP code.
const STATES: [&str; 50] = listed(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ \
    NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY",
);

pub(super) fn find(pieces: &Pieces<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let count = pieces.pieces.len();
    for at in 0..count {
        let last = street(pieces, at)
            .or_else(|| street_first(pieces, at))
            .or_else(|| postcode(pieces, at))
            .or_else(|| flat(pieces, at));
        if let Some((first, last)) = last {
            found.push(pieces.span(first, last));
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
fn street(pieces: &Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    let number = &pieces.pieces[at];
    if !is_house_number(number.text) || UNITS.contains(&pieces.lower(at + 1)) {
        return None;
    }
    let lives = pieces.before(at, 6, &LIVES);
    if BEFORE.contains(&pieces.lower(at + 1))
        && pieces.pieces.get(at + 2).is_some_and(|name| name.is_word())
        && (!matches!(pieces.lower(at + 1), "place" | "via" | "avenue")
            || lives
            || pieces.pieces[at + 1].is_capitalised())
    {
        let more = pieces.pieces.get(at + 3).is_some_and(|piece| {
            piece.is_word() && piece.is_capitalised() && !pieces.pieces[at + 2].ends
        }) || matches!(pieces.lower(at + 2), "de" | "des" | "du" | "la" | "le")
            && at + 3 < pieces.pieces.len();
        return Some((at, at + 2 + usize::from(more)));
    }
    for street in at + 2..=(at + 4).min(pieces.pieces.len().saturating_sub(1)) {
        let between = &pieces.pieces[at + 1..street];
        if between.iter().any(|piece| {
            !piece.is_word()
                || UNITS.contains(&piece.lower.as_str())
                || (piece.ends && !piece.text.ends_with('.') && piece.lower != "st")
        }) {
            return None;
        }
        let kind = pieces.lower(street).trim_end_matches('.');
        let capital = pieces.pieces[street].is_capitalised()
            && between.iter().all(|piece| {
                piece.is_capitalised() || matches!(piece.lower.as_str(), "the" | "of" | "de")
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
fn street_first(pieces: &Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    let piece = &pieces.pieces[at];
    if !piece.is_word() {
        return None;
    }
    let number = |at: usize| {
        pieces
            .pieces
            .get(at)
            .is_some_and(|piece| is_house_number(piece.text))
    };
    let suffix = SUFFIXES.iter().any(|suffix| {
        piece.lower.trim_end_matches('.').ends_with(suffix) && piece.lower.len() > suffix.len() + 2
    });
    let two = matches!(
        piece.lower.as_str(),
        "straße" | "strasse" | "str" | "weg" | "allee" | "platz" | "straat"
    ) && at > 0
        && pieces.pieces[at - 1].is_capitalised();
    if (suffix && piece.is_capitalised() || two || suffix && pieces.before(at, 6, &LIVES))
        && number(at + 1)
    {
        return Some((at - usize::from(two), at + 1));
    }
    if BEFORE.contains(&piece.lower.trim_end_matches('.'))
        && (piece.is_capitalised()
            || pieces.before(at, 6, &LIVES)
            || piece.lower == "calle"
            || piece.lower == "rue")
    {
        let upto = (at + 4).min(pieces.pieces.len().saturating_sub(1));
        for one in at + 2..=upto {
            if number(one) && pieces.pieces[at + 1..one].iter().all(Piece::is_word) {
                return Some((at, one));
            }
        }
    }
    None
}

/// SW1A 1AA, San Diego, CA 92101, 10115 Berlin
fn postcode(pieces: &Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    let piece = &pieces.pieces[at];
    let outward = |text: &str| {
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let rest = &text.as_bytes()[letters..];
        (1..=2).contains(&letters) && matches!(rest, [digit] if digit.is_ascii_digit())
            || (1..=2).contains(&letters)
                && matches!(rest, [digit, last] if digit.is_ascii_digit() && last.is_ascii_alphanumeric())
    };
    let inward = |text: &str| matches!(text.as_bytes(), [digit, one, two] if digit.is_ascii_digit() && one.is_ascii_alphabetic() && two.is_ascii_alphabetic());
    let next = pieces.pieces.get(at + 1);
    let capitals = |text: &str| text.bytes().any(|byte| byte.is_ascii_uppercase());
    let lives = pieces.before(at, 8, &LIVES) || pieces.before(at, 6, &["postcode", "zip"]);
    if let Some(next) = next
        && outward(piece.text)
        && inward(next.text)
        && (capitals(piece.text) && capitals(next.text) || lives)
        && !matches!(
            next.lower.as_str(),
            "1st" | "2nd" | "3rd" | "4th" | "5th" | "6th" | "7th" | "8th" | "9th"
        )
    {
        return Some((at, at + 1));
    }
    if STATES.contains(&piece.text)
        && next.is_some_and(|next| {
            next.is_number() && next.text.len() == 5 || next.text.len() == 10 && next.digits() == 9
        })
    {
        return Some((at, at + 1));
    }
    // …bach 3, 88131 Lindau
    let house = at > 0 && is_house_number(pieces.pieces[at - 1].text) && pieces.pieces[at - 1].ends;
    if house
        && at > 1
        && pieces.pieces[at - 2].is_word()
        && piece.is_number()
        && (4..=5).contains(&piece.text.len())
        && next.is_some_and(|next| next.is_word() && next.is_capitalised())
    {
        return Some((at - 2, at + 1));
    }
    let code = piece.is_number() && (4..=5).contains(&piece.text.len());
    if code && lives && next.is_some_and(|next| next.is_word() && next.is_capitalised()) {
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
    if next.is_some_and(|next| piece.text.is_ascii() && eircode(piece.text, next.text)) {
        return Some((at, at + 1));
    }
    None
}

/// Flat 3, Apt 4B: somebody's door.
fn flat(pieces: &Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    let word = pieces.lower(at);
    let number = pieces
        .pieces
        .get(at + 1)
        .is_some_and(|piece| is_house_number(piece.text.trim_start_matches('#')));
    let door = matches!(word, "apt" | "apartment")
        || word == "flat" && (pieces.pieces[at].is_capitalised() || pieces.before(at, 4, &LIVES));
    let box_number = word == "box" && pieces.before(at, 1, &["po", "p.o", "postal"]);
    ((door || box_number) && number).then_some((at - usize::from(box_number), at + 1))
}
