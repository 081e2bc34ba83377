//! What would put a problem right, where that is certain, and the comment that switches it off.

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

/// `# hirelog: allow HL301 quoting the debrief`, behind a value or on the line
/// above its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// Bytes of the comment.
    pub place: Range<usize>,
    /// As they are written there.
    pub codes: Vec<String>,
    pub has_reason: bool,
    /// Bytes of the key and value it speaks of.
    pub covers: Range<usize>,
    /// It stands above everything, and speaks of the file as a whole as well.
    pub covers_file: bool,
}
