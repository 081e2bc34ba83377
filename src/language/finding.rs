//! Something found in a text.

use crate::diagnostic::{Code, Severity};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// Bytes of the passage's text.
    pub words: Range<usize>,
    /// Why it matters, in one sentence.
    pub message: String,
    /// A question to try instead of the words.
    pub question: Option<String>,
    /// The words that weighed most, if a classifier decided alone.
    pub weighed: Vec<String>,
}
