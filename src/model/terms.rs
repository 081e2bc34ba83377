//! The words of the vocabulary, one type a kind. Which words there are is the
//! business of the vocabulary room; what each consists of is written here, as
//! the built-in file and a team's own `hirelog.toml` share it.

use super::Party;
use serde::Deserialize;

/// How far a hiring process got; or what matters to a candidate, or what a company leads with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub slug: String,
    #[serde(default)]
    pub meaning: String,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// How a hiring process ended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub slug: String,
    pub meaning: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The stage this outcome usually means.
    pub stage: Option<String>,
    /// The first and the last stage at which it can be, where not all are.
    pub from: Option<String>,
    pub until: Option<String>,
    pub ended_by: EndedBy,
    /// The dropped balls that are most often behind it, whosever they are.
    #[serde(default)]
    pub balls: Vec<String>,
}

/// Who ended a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndedBy {
    /// Nobody: somebody was hired.
    Accepted,
    /// The role closed.
    Closed,
    /// The candidate.
    They,
    /// The team.
    We,
    /// One of the two, and the outcome does not say which.
    Either,
}

impl Outcome {
    /// Whether the team lost the candidate.
    pub const fn is_loss(&self) -> bool {
        !matches!(self.ended_by, EndedBy::Accepted | EndedBy::Closed)
    }
}

/// Something one party can carry next time; never a trait of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DroppedBall {
    pub slug: String,
    pub party: Party,
    /// Where it can be dropped; empty: anywhere.
    #[serde(default)]
    pub stages: Vec<String>,
    #[serde(default)]
    pub meaning: String,
    /// Words people really use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The same event seen from another party.
    #[serde(default)]
    pub mirrors: Vec<String>,
    /// What to leave out when writing about it.
    pub care: Option<String>,
}

/// Something to ask a party about its own part in an outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub slug: String,
    pub party: Party,
    #[serde(default)]
    pub asks: Asks,
    /// Where it makes sense; empty: anywhere.
    #[serde(default)]
    pub stages: Vec<String>,
    /// After which outcomes it makes sense; empty: after any.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Balls of other parties after which it is asked; empty: whatever they dropped.
    #[serde(default)]
    pub after: Vec<String>,
    /// Not asked where another party dropped a ball.
    #[serde(default)]
    pub only_alone: bool,
    /// The dropped ball of this party that it is about.
    pub ball: Option<String>,
    pub text: String,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Asks {
    /// To look at one's own part at all.
    #[default]
    Opening,
    /// The same event seen from another party, once that one has dropped its ball.
    Mirrored,
    /// What to own.
    Dropped,
    /// What to do next time.
    Next,
}
