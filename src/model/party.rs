//! The three parties of a hiring process.

use std::fmt;

/// Who looks at their own part in the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Party {
    Manager,
    Candidate,
    Recruiter,
}

impl Party {
    /// In the order in which files, pages and counts name them.
    pub const ALL: [Self; 3] = [Self::Manager, Self::Candidate, Self::Recruiter];

    /// The word used in files, flags and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Candidate => "candidate",
            Self::Recruiter => "recruiter",
        }
    }

    /// The party as a sentence names it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Manager => "hiring manager",
            Self::Candidate => "candidate",
            Self::Recruiter => "recruiter",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|party| party.as_str() == word)
    }

    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Party {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
