//! A post-mortem at its place in the log, and what a meeting decided: a small file of its own
//! beside them, and a promise like any `next`.

use super::fact::{Decision, Fact};
use super::{Day, Id, NewValue, PostMortem, REDACTED, Redaction, Section};
use std::sync::Arc;

/// What reading one file of the log gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub id: Id,
    /// Relative to the log, or where several are read to the folder one stands in, with forward slashes on every platform.
    pub path: String,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
    /// Held apart, as it is large and entries are moved.
    pub post_mortem: Box<PostMortem>,
    /// It was made of a row of an export.
    pub imported: bool,
}

impl Entry {
    /// A post-mortem at its usual place.
    #[cfg(test)]
    pub fn sample(stem: &str, post_mortem: PostMortem) -> Self {
        Self {
            id: Id::from_stem(stem),
            path: format!("logs/{stem}.toml"),
            log: None,
            post_mortem: post_mortem.into(),
            imported: false,
        }
    }

    /// Imported, and nobody has touched it since.
    pub fn is_skeleton(&self) -> bool {
        self.imported && !self.post_mortem.sections.iter().any(Section::is_written)
    }

    /// The file name without its folder and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// Date, then id: the order of every list on every platform.
    pub fn order(&self) -> (Day, &str, &str) {
        (self.post_mortem.date, self.id.as_str(), &self.path)
    }
}

/// A decision at its place in the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
            let mark = NewValue::Text(REDACTED.into());
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
