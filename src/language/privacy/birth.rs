//! Dates of birth: a date that a word declares to be one.

use super::chunks::Chunks;
use crate::language::listing::listed;
use crate::model::month;
use std::ops::Range;

/// A date stands at most this many words behind the word that announces it.
const REACH: usize = 7;

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let count = chunks.list.len();
    for at in 0..count {
        let word = chunks.lower(at);
        let announces = matches!(
            word,
            "born"
                | "dob"
                | "d.o.b"
                | "birthdate"
                | "birthday"
                | "geboren"
                | "geb"
                | "birthdays"
                | "bday"
                | "b-day"
        ) || word.starts_with("dob:")
            || word == "birth" && chunks.before(at, 2, &["date", "of", "day", "year"])
            || word == "b" && chunks.text[chunks.list[at].range().end..].starts_with(". ");
        if !announces {
            continue;
        }
        if word.starts_with("dob:") && chunks.list[at].digits >= 4 {
            found.push(chunks.list[at].range());
            continue;
        }
        let upto = count.min(at + 1 + REACH);
        let date = (at + 1..upto).find_map(|one| date(chunks, one));
        let before = (at.saturating_sub(5)..at).find_map(|one| date_before(chunks, one, word));
        if let Some((first, last)) = date.or(before) {
            found.push(chunks.span(first.min(at), last.max(at)));
        }
    }
    found
}

/// "12 March 1990 is her date of birth"
fn date_before(chunks: &Chunks<'_>, at: usize, word: &str) -> Option<(usize, usize)> {
    (word.starts_with("birth") || word.starts_with("dob"))
        .then(|| date(chunks, at))
        .flatten()
}

/// Days of a month in words.
const ORDINALS: [&str; 29] = listed(include_str!("../../../templates/contact/ordinals.txt"));

/// A date that begins with this chunk; its first and last chunk.
fn date(chunks: &Chunks<'_>, at: usize) -> Option<(usize, usize)> {
    let chunk = &chunks.list[at];
    let parts: Vec<&str> = chunk.lower.split(['/', '-', '.']).collect();
    let numeric = parts.len() == 3
        && parts.iter().all(|part| {
            !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let written = parts.len() == 3 && month(parts[1]).is_some();
    if numeric || written {
        return Some((at, at));
    }
    let day = |at: usize| {
        let digits = chunks
            .lower(at)
            .trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        matches!(digits.parse::<u8>(), Ok(1..=31)) || ORDINALS.contains(&chunks.lower(at))
    };
    let is_month = |at: usize| month(chunks.lower(at)).is_some();
    let year = |at: usize| {
        let word = chunks.lower(at).trim_start_matches(['\'', '’']);
        matches!(word.parse::<u16>(), Ok(1920..=2015))
            || (word.len() == 2
                && word.bytes().all(|byte| byte.is_ascii_digit())
                && is_month(at.wrapping_sub(1)))
    };
    if day(at) {
        let of = usize::from(chunks.lower(at + 1) == "of");
        if is_month(at + 1 + of) {
            let last = at + 1 + of;
            return Some((at, if year(last + 1) { last + 1 } else { last }));
        }
        let other = |at: usize| matches!(chunks.lower(at).parse::<u8>(), Ok(1..=31));
        if other(at + 1)
            && (year(at + 2)
                || matches!(chunks.lower(at + 2).parse::<u8>(), Ok(0..=99))
                    && chunks.lower(at + 2).len() == 2)
        {
            return Some((at, at + 2));
        }
    }
    if is_month(at) && day(at + 1) {
        return Some((at, if year(at + 2) { at + 2 } else { at + 1 }));
    }
    if is_month(at) && year(at + 1) {
        return Some((at, at + 1));
    }
    year(at).then_some((at, at))
}
