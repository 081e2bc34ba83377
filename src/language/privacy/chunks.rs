//! A text as chunks between blanks, without the marks around them, and with
//! their lower case at hand.

use crate::language::listing::listed;
use std::ops::Range;

pub(super) struct Chunk<'a> {
    /// As written, without marks around it.
    pub text: &'a str,
    pub lower: String,
    pub start: usize,
    /// Whether marks stand behind it, before the blank: `street,`.
    pub ends: bool,
}

impl Chunk<'_> {
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub fn digits(&self) -> usize {
        self.text.bytes().filter(u8::is_ascii_digit).count()
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
const HINTS: [&str; 22] = listed(
    "dot punkt point punto underscore discord insta [at] (at) born birth handle zero double \
    linkedin telegram gmail four five seven eight nine",
);

pub(super) fn is_suspicious(text: &str) -> bool {
    let marked = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'@' | b'/' | b'_');
    text.bytes().any(marked)
        || HINTS.iter().any(|hint| mentions(text, hint))
        || mentions(text, "(a t)")
}

/// Whether a text has a word, in any case.
fn mentions(text: &str, word: &str) -> bool {
    let first = word.as_bytes()[0];
    let mut rest = text.as_bytes();
    while rest.len() >= word.len() {
        let Some(at) = memchr::memchr2(first, first.to_ascii_uppercase(), rest) else {
            return false;
        };
        rest = &rest[at..];
        if rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word.as_bytes()) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// `(at)`, `(dot)`
fn is_mark(chunk: &str) -> bool {
    ["(at)", "(dot)"]
        .iter()
        .any(|mark| chunk.eq_ignore_ascii_case(mark))
}

impl<'a> Chunks<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut list = Vec::new();
        let mut start = 0;
        for chunk in text.split_inclusive(char::is_whitespace) {
            let place = start;
            start += chunk.len();
            let chunk = chunk.trim_end();
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
            let right = match right.strip_prefix('(') {
                Some(inner)
                    if !inner.starts_with(|first: char| first.is_ascii_digit())
                        && !is_mark(right) =>
                {
                    inner.trim_end_matches(')')
                }
                Some(inner) if !right.contains(')') => inner,
                _ => right,
            };
            if right.is_empty() {
                continue;
            }
            let start = right.as_ptr() as usize - text.as_ptr() as usize;
            list.push(Chunk {
                text: right,
                lower: right.to_lowercase(),
                start,
                ends: start + right.len() < place + chunk.len(),
            });
        }
        Self { text, list }
    }

    pub fn lower(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |chunk| &chunk.lower)
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
