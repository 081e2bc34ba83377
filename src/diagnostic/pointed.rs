//! Problems that name a key, whose place is looked up in the text when they are drawn.

use super::Diagnostic;
use std::ops::Range;

/// A problem found in values: it names a key and words of its text, and no byte
/// of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointed {
    pub diagnostic: Diagnostic,
    /// The key, such as `manager.owned` or `recruiter.dropped[1]`; nothing for
    /// the file as a whole.
    pub field: Option<String>,
    /// Bytes of the value as it was read.
    pub words: Option<Range<usize>>,
    pub remedy: Option<Remedy>,
}

/// How a value is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Another word in its place.
    Write(String),
    /// The item goes out of its list.
    TakeOut,
}

impl Pointed {
    pub fn at(field: impl Into<String>, diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            field: Some(field.into()),
            words: None,
            remedy: None,
        }
    }

    /// At a whole word, without its quotes.
    pub fn at_word(field: impl Into<String>, word: &str, mut diagnostic: Diagnostic) -> Self {
        diagnostic.words = Some(word.to_owned());
        Self {
            words: Some(0..word.len()),
            ..Self::at(field, diagnostic)
        }
    }

    pub fn of_file(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            field: None,
            words: None,
            remedy: None,
        }
    }

    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }
}
