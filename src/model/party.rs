//! The three parties of a hiring process.

use super::spelled::spelled;
use std::fmt;

spelled! {
    /// Who looks at their own part in the outcome.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Party {
        /// It stands where none was read yet, in what no reader lets out without one.
        #[default]
        Manager = "manager",
        Candidate = "candidate",
        Recruiter = "recruiter",
    }
}

impl Party {
    /// The party as a sentence names it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Manager => "hiring manager",
            Self::Candidate => "candidate",
            Self::Recruiter => "recruiter",
        }
    }

    /// What people type for it as well.
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Manager => &["hiring-manager", "hm"],
            Self::Candidate | Self::Recruiter => &[],
        }
    }

    /// The party of this name, or called so.
    pub fn called(name: &str) -> Option<Self> {
        let is_it = |party: &Self| party.as_str() == name || party.aliases().contains(&name);
        Self::ALL.into_iter().find(is_it)
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
