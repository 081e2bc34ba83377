//! A text as chunks between blanks, without the marks around them, and with
//! their lower case at hand.

use crate::language::listing::listed;
use crate::language::parsed::Parsed;
use crate::language::words::lexicon::hashes;
use crate::language::words::token::{Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

pub(super) struct Chunk<'a> {
    /// As written, without marks around it.
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    pub start: usize,
    /// How many digits it has.
    pub digits: usize,
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
    let marked = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'@' | b'/' | b'_');
    let text = parsed.passage.text;
    let mut digits = 0;
    let mut hints = |word: &Token| {
        if word.kind != TokenKind::Word {
            return false;
        }
        digits += usize::from(DIGITS.contains(&word.hash));
        // "at" is a mark within brackets only.
        let is_hint = HINTS.contains(&word.hash)
            && (word.hash != HINTS[0] || text[..word.start as usize].ends_with(['[', '(']));
        // jo-punkt-smith
        is_hint || digits >= FEWEST_DIGITS || text[word.range()].contains('-')
    };
    text.bytes().any(marked) || parsed.words.iter().any(&mut hints)
}

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
        let mut list = Vec::new();
        let mut start = 0;
        for chunk in text.split_inclusive(char::is_whitespace) {
            let place = start;
            start += chunk.len();
            let chunk = chunk.trim_end();
            let right = match chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                true => chunk,
                false => without_marks(chunk),
            };
            if right.is_empty() {
                continue;
            }
            let start = right.as_ptr() as usize - text.as_ptr() as usize;
            list.push(Chunk {
                text: right,
                lower: match right.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    true => Cow::Borrowed(right),
                    false => Cow::Owned(right.to_lowercase()),
                },
                start,
                digits: right.bytes().filter(u8::is_ascii_digit).count(),
                is_marked: right
                    .bytes()
                    .any(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic() && byte != b'\''),
                ends: start + right.len() < place + chunk.len(),
            });
        }
        Self { text, list }
    }

    pub fn lower(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |chunk| &chunk.lower)
    }

    /// Whether a digit stands at most so many chunks before this one, or behind it.
    pub fn has_digit(&self, at: usize, before: usize, behind: usize) -> bool {
        let last = (at + behind).min(self.list.len() - 1);
        let around = &self.list[at.saturating_sub(before)..=last];
        around.iter().any(|chunk| chunk.digits > 0)
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
