//! The families of rules.

use crate::model::spelled;

spelled! {
    /// What a rule is about; the word by which a team refuses a whole kind.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Family {
        Format = "format",
        Vocabulary = "vocabulary",
        Completeness = "completeness",
        Blame = "blame",
        Privacy = "privacy",
        Protected = "protected",
        Commitment = "commitment",
        Merge = "merge",
    }
}
