//! The fields a query can name: the keys of a post-mortem that the table of keys
//! opens to queries, and what can be asked of a post-mortem besides.

use crate::model::{Entry, Fact, Need, Party, Section, ValueKind};

/// Where a post-mortem stands: a word, what it means, and whether one does, in a log
/// that may be kept by one party for itself.
pub struct Standing {
    pub word: &'static str,
    pub meaning: &'static str,
    pub(super) holds: fn(&Entry, Option<Party>) -> bool,
}

/// Stands for the hyphen of a negated term, which a command line would take for
/// the beginning of flags.
pub const MINUS: char = '\u{2212}';

/// Asks for the decisions instead of the post-mortems.
pub const DECISION: &str = "decision";

/// What `is:` may be followed by.
pub const STANDINGS: [Standing; 4] = [
    Standing {
        word: "unfinished",
        meaning: "a section is not written yet",
        holds: |entry, keeper| {
            let missing = |party: Party| keeper.is_none_or(|keeper| keeper == party);
            !entry.is_skeleton() && entry.post_mortem.unwritten().any(missing)
        },
    },
    Standing {
        word: "unsorted",
        meaning: "a section is written, and nobody said which balls it drops",
        holds: |entry, _| entry.post_mortem.sections.iter().any(Section::is_unsorted),
    },
    Standing {
        word: "imported",
        meaning: "it came out of a tracking system's export",
        holds: |entry, _| entry.imported,
    },
    Standing {
        word: DECISION,
        meaning: "no post-mortem: what a meeting decided",
        holds: |_, _| false,
    },
];

/// The fields that are no keys, one line each: what stands before the colon, and in a
/// few words what is asked.
macro_rules! fields {
    ($($(#[$about:meta])* $name:ident = $word:literal, $meaning:literal;)+) => {
        /// What stands before the colon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Field {
            /// What a key says; of a key of sections, in any of them.
            Fact(Fact),
            $($(#[$about])* $name,)+
        }

        /// All but the keys.
        const BESIDES: &[Field] = &[$(Field::$name),+];

        impl Field {
            pub fn as_str(self) -> &'static str {
                match self {
                    Self::Fact(fact) => fact.name(),
                    $(Self::$name => $word,)+
                }
            }

            /// In a few words, for those who choose one.
            pub fn meaning(self) -> &'static str {
                match self {
                    Self::Fact(fact) => fact.about().query.unwrap_or_default(),
                    $(Self::$name => $meaning,)+
                }
            }
        }
    };
}

fields! {
    /// A party whose section is written.
    Party = "party", "whose section is written";
    /// Where it stands: one of [`STANDINGS`].
    Is = "is", "unfinished, unsorted, imported or decision";
    Since = "since", "from this day on";
    Until = "until", "up to this day";
    /// An id or the beginning of one, or of a file name.
    Id = "id", "an id, or the beginning of one";
}

impl Field {
    pub const STAGE: Self = Self::Fact(Fact::Stage);
    pub const ROLE: Self = Self::Fact(Fact::Role);
    pub const TEAM: Self = Self::Fact(Fact::Team);

    /// Every field, in the order in which they are named: the parties stand with what
    /// they wrote.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        let keys = |facts: &'static [Fact]| {
            let queried = facts.iter().filter(|fact| fact.about().query.is_some());
            queried.copied().map(Self::Fact)
        };
        let (party, others) = BESIDES.split_at(1);
        let party = party.iter().copied();
        keys(Fact::HEAD)
            .chain(party)
            .chain(keys(Fact::SECTION))
            .chain(others.iter().copied())
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|field| field.as_str() == word)
    }

    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        Self::all().map(Self::as_str)
    }

    /// Whether it asks for more than the key of that name says.
    pub fn needs_a_word(self) -> bool {
        match self {
            Self::Fact(fact) => fact.about().query != Some(fact.about().meaning),
            Self::Party | Self::Is => true,
            Self::Since | Self::Until | Self::Id => false,
        }
    }

    /// Whether a post-mortem can be without it.
    pub fn can_be_empty(self) -> bool {
        match self {
            Self::Fact(fact) => fact.about().need == Need::Optional,
            Self::Party => true,
            Self::Is | Self::Since | Self::Until | Self::Id => false,
        }
    }

    /// What its key takes, where it is a key.
    pub(super) fn kind(self) -> Option<ValueKind> {
        match self {
            Self::Fact(fact) => Some(fact.about().kind),
            Self::Party | Self::Is | Self::Since | Self::Until | Self::Id => None,
        }
    }
}
