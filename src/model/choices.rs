//! The closed lists that a person chooses from, but for the parties.

use super::spelled::spelled;

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
