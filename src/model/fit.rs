//! Whether a candidate and a role matched.

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
