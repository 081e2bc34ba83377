//! Who does what a clause tells, seen from the section it stands in: the same noun
//! is the writer's own side in one section and somebody else in another.

use super::passage::Passage;
use crate::model::Fact;

/// A set of roles, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Role(u16);

impl Role {
    pub const NONE: Self = Self(0);
    /// The subject that a sentence leaves out when it begins with its verb.
    pub const ELIDED: Self = Self(1);
    pub const ME: Self = Self(1 << 1);
    pub const WE: Self = Self(1 << 2);
    /// The section's party in the third person.
    pub const OWN: Self = Self(1 << 3);
    /// One of the other two parties.
    pub const OTHER: Self = Self(1 << 4);
    /// They, he, she: most often one of the other two.
    pub const THEY: Self = Self(1 << 5);
    /// Somebody who is no party: finance, an agency, a coordinator.
    pub const THIRD: Self = Self(1 << 6);
    pub const NOBODY: Self = Self(1 << 7);
    pub const EVERYONE: Self = Self(1 << 8);
    pub const YOU: Self = Self(1 << 9);
    /// Something of another's: their feedback, the manager's brief.
    pub const THEIR_THING: Self = Self(1 << 10);
    /// Something of one's own: my notes, our offer.
    pub const MY_THING: Self = Self(1 << 11);
    /// One's own people: my team, our panel.
    pub const MINE: Self = Self(1 << 12);
    pub const THING: Self = Self(1 << 13);
    /// Words of a sentence before anything is its subject.
    pub const UNNAMED: Self = Self(1 << 14);

    pub const SELF: Self = Self::ME.or(Self::WE);
    pub const OTHERS: Self = Self::OTHER.or(Self::THEY).or(Self::THIRD);
    /// Oneself, and everything that is one's own.
    pub const OWN_SIDE: Self = Self::SELF
        .or(Self::ELIDED)
        .or(Self::MINE)
        .or(Self::MY_THING);
    const ANYONE: Self = Self::OTHERS.or(Self::OWN);

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The number of the first of them; of none it is past all roles.
    pub const fn first(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    /// As patterns name it.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "me" => Self::ME,
            "other" => Self::OTHERS,
            "anyone" => Self::ANYONE,
            "person" => Self::ANYONE
                .or(Self::SELF)
                .or(Self::ELIDED)
                .or(Self::YOU)
                .or(Self::UNNAMED),
            "thing" => Self::THING.or(Self::THEIR_THING),
            "theirs" => Self::THEIR_THING,
            "notself" => Self(!Self::OWN_SIDE.0),
            _ => return None,
        })
    }

    /// Who is understood when a sentence begins with its verb.
    pub fn understood(passage: &Passage<'_>) -> Self {
        match passage.field {
            Fact::Tldr => Self::ELIDED,
            _ if passage.is_described() => Self::OWN,
            _ => Self::ME.or(Self::ELIDED),
        }
    }
}
