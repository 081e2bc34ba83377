//! A text as chunks between blanks, without the marks around them, and with
//! their lower case at hand.

use crate::language::listing::listed;
use crate::language::parsed::Parsed;
use crate::language::words::lexicon::hashes;
use crate::language::words::split::letter_at;
use crate::language::words::token::{Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

pub(super) struct Chunk<'a> {
    /// As written, without marks around it.
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    pub start: usize,
    /// How many digits it has, and how many stand before it.
    pub digits: usize,
    digits_before: usize,
    /// Whether it has anything but letters and apostrophes: most do not, and are passed over.
    pub is_marked: bool,
    /// Whether marks stand behind it, before the blank: `street,`.
    pub ends: bool,
}

impl Chunk<'_> {
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub fn is_number(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    pub fn is_word(&self) -> bool {
        let inside = |character: char| character.is_alphabetic() || "'’-.".contains(character);
        self.text.chars().next().is_some_and(char::is_alphabetic) && self.text.chars().all(inside)
    }
}

pub(super) struct Chunks<'a> {
    pub text: &'a str,
    pub list: Vec<Chunk<'a>>,
    /// How many digits all have.
    pub digits: usize,
}

/// Without any of these, a digit or a mark, a text has no contact data.
static HINTS: [u64; 16] = hashes(&listed::<16>(
    "at dot punkt point punto underscore discord insta born birth handle double linkedin \
    telegram gmail zero",
));
/// Digits spelled out: a number that leads to a person has several.
static DIGITS: [u64; 10] = hashes(&listed::<10>(
    "zero one two three four five six seven eight nine",
));
const FEWEST_DIGITS: usize = 3;

/// Whether a text may lead to a person at all: most do not, and are not looked through.
pub(super) fn is_suspicious(parsed: &Parsed<'_>) -> bool {
    let text = parsed.passage.text;
    let has_hyphen = text.contains('-');
    let mut digits = 0;
    let hints = |word: &Token| {
        match word.kind {
            TokenKind::Word => {}
            TokenKind::Number => return true,
            _ => return text[word.range()].starts_with(['@', '/', '_']),
        }
        digits += usize::from(DIGITS.contains(&word.hash));
        // "at" is a mark within brackets only.
        let is_hint = HINTS.contains(&word.hash)
            && (word.hash != HINTS[0] || text[..word.start as usize].ends_with(['[', '(']));
        // jo-punkt-smith
        is_hint || digits >= FEWEST_DIGITS || has_hyphen && text[word.range()].contains('-')
    };
    parsed.words.iter().any(hints)
}

/// About as long is a word with the blank behind it.
const LENGTH: usize = 5;

/// `(at)`, `(dot)`
fn is_mark(chunk: &str) -> bool {
    ["(at)", "(dot)"]
        .iter()
        .any(|mark| chunk.eq_ignore_ascii_case(mark))
}

/// A chunk without the marks around it.
fn without_marks(chunk: &str) -> &str {
    let outside = |character: char| {
        !(character.is_alphanumeric()
            || matches!(character, '@' | '+' | '/' | '#' | '$' | '£' | '€'))
    };
    let left = chunk.trim_start_matches(|character| outside(character) && character != '(');
    let right = left.trim_end_matches(outside);
    let right = if right.contains('(') && left[right.len()..].starts_with(')') {
        &left[..=right.len()]
    } else {
        right
    };
    // (030) 1234567 keeps its brackets, an aside loses them.
    match right.strip_prefix('(') {
        Some(inner)
            if !inner.starts_with(|first: char| first.is_ascii_digit()) && !is_mark(right) =>
        {
            inner.trim_end_matches(')')
        }
        Some(inner) if !right.contains(')') => inner,
        _ => right,
    }
}

impl<'a> Chunks<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut list = Vec::with_capacity(text.len() / LENGTH);
        let (mut behind, mut digits_before) = (0, 0);
        while behind < text.len() {
            let (place, mut end) = (behind, behind);
            while let Some(letter) = letter_at(text, behind) {
                behind += letter.len_utf8();
                if letter.is_whitespace() {
                    break;
                }
                end = behind;
            }
            let chunk = &text[place..end];
            let right = match chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                true => chunk,
                false => without_marks(chunk),
            };
            if right.is_empty() {
                continue;
            }
            let start = right.as_ptr() as usize - text.as_ptr() as usize;
            let (mut digits, mut is_lower, mut is_marked) = (0, true, false);
            for byte in right.bytes() {
                digits += usize::from(byte.is_ascii_digit());
                is_lower &= byte.is_ascii() && !byte.is_ascii_uppercase();
                is_marked |= byte.is_ascii() && !byte.is_ascii_alphabetic() && byte != b'\'';
            }
            list.push(Chunk {
                text: right,
                lower: match is_lower {
                    true => Cow::Borrowed(right),
                    false => Cow::Owned(right.to_lowercase()),
                },
                start,
                digits,
                digits_before,
                is_marked,
                ends: start + right.len() < place + chunk.len(),
            });
            digits_before += digits;
        }
        let digits = digits_before;
        Self { text, list, digits }
    }

    pub fn lower(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |chunk| &chunk.lower)
    }

    /// Whether a digit stands at most so many chunks before this one, or behind it.
    pub fn has_digit(&self, at: usize, before: usize, behind: usize) -> bool {
        let last = &self.list[(at + behind).min(self.list.len() - 1)];
        let first = &self.list[at.saturating_sub(before)];
        last.digits_before + last.digits > first.digits_before
    }

    /// One of the words stands among the chunks before this one.
    pub fn before(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        let from = at.saturating_sub(reach);
        (from..at).any(|one| words.contains(&self.lower(one)))
    }

    pub fn after(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        (at + 1..=at + reach).any(|one| words.contains(&self.lower(one)))
    }

    /// From the first chunk to the last.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        self.list[first].start..self.list[last].range().end
    }
}
