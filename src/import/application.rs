//! What an export says of one application, in the same words for every system.

use crate::model::Day;

/// What an export says of one application, and all that is taken from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Application {
    /// By what it is known again.
    pub source: Option<Source>,
    pub status: Status,
    pub decided_by: DecidedBy,
    pub offer: Option<AnsweredOffer>,
    /// The day it ended.
    pub ended: Option<Day>,
    /// Why the day is not known, if something else stands in its place.
    pub no_day: Option<String>,
    /// The system's name for how far it got.
    pub stage: Option<String>,
    pub role: Option<String>,
    pub team: Option<String>,
    /// Nobody is to know of this role, so it is left out.
    pub is_confidential: bool,
    /// Labels that say how or why it ended, the most telling first.
    pub labels: Vec<String>,
    /// Labels that say no more than that it ended, as far as is known here.
    pub over: Vec<String>,
}

/// By what a row is known again. Only its keyed digest is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The system's own id.
    Id(String),
    /// A person's number and the role, which together are as good as an id.
    Person(String),
    /// All that the export says of it, where it has no id. Never written anywhere.
    Content(String),
}

/// Stands between what is put together.
const BETWEEN: char = '\u{1e}';

impl Source {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(text) | Self::Person(text) | Self::Content(text) => text,
        }
    }

    pub fn of_person(number: &str, role: &str) -> Self {
        Self::Person(format!("{number}{BETWEEN}{role}"))
    }

    /// What stands in the column of ids, whatever that is called.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Person(text) => text.split(BETWEEN).next(),
            Self::Content(_) => None,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Status {
    /// Still in the process.
    #[default]
    Active,
    /// Never an application: a lead, or a prospect that became one elsewhere.
    Lead,
    /// Few may know of this candidate.
    Private,
    Archived,
    Hired,
    /// A word this reader does not know.
    Unknown,
}

/// Who said no.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DecidedBy {
    Company,
    Candidate,
    #[default]
    Unknown,
}

/// The last offer, if it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredOffer {
    pub answer: OfferAnswer,
    pub day: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferAnswer {
    Accepted,
    Declined,
}
