//! What counts can be set side by side by.

use super::spelled::spelled;

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
