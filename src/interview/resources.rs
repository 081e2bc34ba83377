//! What a conversation draws on, and what it may remark about a text.

use super::memory::Memory;
use crate::model::{Day, Fact, Party};
use crate::vocabulary::search::Search;
use crate::vocabulary::{Questions, Vocabulary};

/// What a conversation draws on.
pub struct Resources<'a> {
    pub vocabulary: &'a Vocabulary,
    pub questions: &'a Questions<'a>,
    pub search: &'a Search<'a>,
    pub memory: &'a Memory,
    /// The party that keeps the log for itself: nobody asks it about the others.
    pub keeper: Option<Party>,
    pub today: Day,
    /// A fresh reference for the case.
    pub case: String,
    /// What to try instead, where words name somebody, read as blame or promise nothing.
    /// The text is kept whatever it says.
    pub nudges: &'a dyn Fn(&TypedText<'_>) -> Vec<Nudge>,
}

/// Which text was typed, by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedText<'a> {
    pub party: Option<Party>,
    pub by: Option<Party>,
    pub fact: Fact,
    pub text: &'a str,
}

/// A quiet line about what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    /// The words it is about.
    pub words: String,
    /// What to ask oneself instead.
    pub question: String,
}
