//! What a meeting decided about dropped balls: a small file of its own, and a promise like
//! any `next`. Its keys are in the table of all keys.

use super::fact::{Decision, Fact};
use super::{Day, Id, NewValue, REDACTED, Redaction};
use std::sync::Arc;

/// A decision at its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionEntry {
    pub id: Id,
    /// Relative to the log, or where several are read to the folder one stands in.
    pub path: String,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
    pub decision: Decision,
}

impl Decision {
    /// Without its sentences; what counts are made of stays.
    #[must_use]
    pub fn redacted(&self) -> Self {
        let mut redacted = self.clone();
        let marked = |fact: &&Fact| fact.about().redaction == Redaction::Marked;
        for fact in Fact::DECISION.iter().filter(marked) {
            let mark = NewValue::Text(REDACTED.to_owned());
            fact.set_in_decision(&mut redacted, Some(mark));
        }
        redacted
    }

    /// Whether it was in force on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.date <= day && self.withdrawn.is_none_or(|withdrawn| day < withdrawn)
    }

    /// Whether it waits to be looked at again.
    pub fn is_due(&self, today: Day) -> bool {
        self.holds_on(today) && self.review.is_some_and(|review| review <= today)
    }
}
