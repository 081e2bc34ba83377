//! What a page for the weekly meeting is made of.

use crate::model::Day;
use crate::patterns::{Digest, Grouped, History, MonthlyBall, Patterns};
use crate::vocabulary::Questions;

#[derive(Debug, Clone, Copy)]
pub struct Meeting<'a> {
    /// What the log is called, and when its page is made.
    pub log: &'a str,
    pub today: Day,
    pub patterns: &'a Patterns,
    pub history: &'a History,
    pub digest: &'a Digest<'a>,
    pub questions: &'a Questions<'a>,
    /// Those of [`Digest::drawn`], month by month.
    pub months: &'a [MonthlyBall],
    /// The balls of each team, where the log has any.
    pub teams: Option<&'a Grouped>,
    /// The balls side by side, where that was asked for.
    pub grouped: Option<&'a Grouped>,
    /// Which post-mortems, where not all were meant.
    pub query: &'a str,
    /// The team's own closing line.
    pub signoff: Option<&'a str>,
}
