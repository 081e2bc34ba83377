//! The fields a query can name. The one list of them.

/// What stands before the colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Outcome,
    Stage,
    Role,
    Team,
    Case,
    Fit,
    /// A ball that some section drops.
    Dropped,
    /// A party whose section is written.
    Party,
    /// A party that wrote some section.
    By,
    Wanted,
    Pitched,
    Since,
    Until,
    /// An id or the beginning of one, or of a file name.
    Id,
}

impl Field {
    pub const ALL: [Self; 14] = [
        Self::Outcome,
        Self::Stage,
        Self::Role,
        Self::Team,
        Self::Case,
        Self::Fit,
        Self::Dropped,
        Self::Party,
        Self::By,
        Self::Wanted,
        Self::Pitched,
        Self::Since,
        Self::Until,
        Self::Id,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Stage => "stage",
            Self::Role => "role",
            Self::Team => "team",
            Self::Case => "case",
            Self::Fit => "fit",
            Self::Dropped => "dropped",
            Self::Party => "party",
            Self::By => "by",
            Self::Wanted => "wanted",
            Self::Pitched => "pitched",
            Self::Since => "since",
            Self::Until => "until",
            Self::Id => "id",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == word)
    }

    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::as_str)
    }

    /// In a few words, for those who choose one.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Outcome => "how it ended",
            Self::Stage => "how far it got",
            Self::Role => "what was hired for",
            Self::Team => "the team that hired",
            Self::Case => "a reference kept elsewhere",
            Self::Fit => "whether it was a match",
            Self::Dropped => "a ball that somebody dropped",
            Self::Party => "whose section is written",
            Self::By => "who wrote a section",
            Self::Wanted => "what the candidate said mattered",
            Self::Pitched => "what we led with",
            Self::Since => "from this day on",
            Self::Until => "up to this day",
            Self::Id => "an id, or the beginning of one",
        }
    }

    /// Whether a post-mortem can be without it.
    pub const fn can_be_empty(self) -> bool {
        !matches!(self, Self::Outcome | Self::Since | Self::Until | Self::Id)
    }
}
