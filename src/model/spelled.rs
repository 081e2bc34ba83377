//! Enums of which each variant is one word in files, flags and JSON.

use std::fmt;

/// Each line: its explanation, `Variant = "word",`. Gives the list of all, the word
/// of each and the way back, so that none of the three can forget a variant.
macro_rules! spelled {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $($(#[$line:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        $visible enum $name {
            $($(#[$line])* $variant,)+
        }

        #[allow(dead_code, reason = "not every enum is read back, or listed")]
        impl $name {
            /// In the order in which files, pages and counts name them.
            pub const ALL: [Self; Self::WORDS.len()] = [$(Self::$variant),+];

            /// The word of each, in the same order.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word used in files, flags and JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.as_str() == word)
            }
        }
    };
}

pub(crate) use spelled;

spelled! {
    /// Whether it was a match at all; a mismatch is nobody's doing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Fit {
        Match = "match",
        Mismatch = "mismatch",
        Unsure = "unsure",
    }
}

spelled! {
    /// What makes it happen when nobody remembers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum RestsOn {
        /// Nothing yet.
        Memory = "memory",
        /// A list that somebody goes through.
        List = "list",
        /// It happens unless somebody stops it.
        Default = "default",
        /// The step cannot go on without it.
        Gate = "gate",
    }
}

spelled! {
    /// Never a person: nobody is ranked.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Grouping {
        Team = "team",
        Role = "role",
        Stage = "stage",
        Month = "month",
        Quarter = "quarter",
    }
}

spelled! {
    /// Who looks at their own part in the outcome.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Party {
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

    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Party {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
