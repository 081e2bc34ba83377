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
    /// A question to try where words read as blame or promise nothing. The text
    /// is kept whatever it says.
    pub nudge: &'a dyn Fn(&SectionText<'_>) -> Option<Nudge>,
}

/// Which text of a section was typed, by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionText<'a> {
    pub party: Party,
    pub by: Option<Party>,
    /// `owned` or `next`.
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
