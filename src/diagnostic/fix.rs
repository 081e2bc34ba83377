//! What would put a problem right, where that is certain.

use std::ops::Range;

/// Changes of single bytes, all or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a person would be told: "write `feedback-late`".
    pub what: String,
    pub edits: Vec<Edit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text.
    pub place: Range<usize>,
    pub text: String,
}
