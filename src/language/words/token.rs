//! One word, number or mark of a text.

use super::lexicon::WordId;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// Ends a sentence.
    Stop,
    /// Divides a sentence: comma, dash, colon, bracket.
    Pause,
    Quote,
    /// Anything else that is visible.
    Mark,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordCase {
    Lower,
    Capitalised,
    Capitals,
}

#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte in the text; what was contracted shares its place.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Of the word in lower case, written out.
    pub hash: u64,
    /// The hash of its first letters.
    pub stem: u64,
    pub id: WordId,
    pub kind: TokenKind,
    pub letters: WordCase,
    /// Inside quotation marks: not the writer's own voice.
    pub quoted: bool,
}

impl Token {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

pub const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '`' | 'ʼ' | '´')
}
