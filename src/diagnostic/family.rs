//! The families of rules.

/// What a rule is about; the word by which a team refuses a whole kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    Format,
    Vocabulary,
    Completeness,
    Blame,
    Privacy,
    Protected,
    Commitment,
    Merge,
}

impl Family {
    pub const ALL: [Self; 8] = [
        Self::Format,
        Self::Vocabulary,
        Self::Completeness,
        Self::Blame,
        Self::Privacy,
        Self::Protected,
        Self::Commitment,
        Self::Merge,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Vocabulary => "vocabulary",
            Self::Completeness => "completeness",
            Self::Blame => "blame",
            Self::Privacy => "privacy",
            Self::Protected => "protected",
            Self::Commitment => "commitment",
            Self::Merge => "merge",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == word)
    }
}
