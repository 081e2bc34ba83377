//! A rule as a table lists it.

use super::{Code, Severity};

/// One line of the table of all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub code: Code,
    pub severity: Severity,
    pub title: String,
    /// What it means, why it matters and what to do; examples between lines of
    /// three backticks.
    pub explanation: String,
}
