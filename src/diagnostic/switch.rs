//! A comment that switches findings off, where it stands.

use std::ops::Range;

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
