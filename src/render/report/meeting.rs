//! What a page for the weekly meeting is made of.

use crate::patterns::{Digest, Grouped, History, Patterns};
use crate::vocabulary::Questions;

#[derive(Debug, Clone, Copy)]
pub struct Meeting<'a> {
    pub patterns: &'a Patterns,
    pub history: &'a History,
    pub digest: &'a Digest<'a>,
    pub questions: &'a Questions<'a>,
    /// The balls side by side, where that was asked for.
    pub grouped: Option<&'a Grouped>,
    /// Which post-mortems, where not all were meant.
    pub query: &'a str,
    /// The team's own closing line.
    pub signoff: Option<&'a str>,
}
