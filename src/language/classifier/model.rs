//! The four classifiers, and sets of them.

use crate::diagnostic::Family;

/// What a classifier decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    Blame,
    Commitment,
    /// Whether what a rule found is a trait.
    Protected,
    /// Whether something that no rule found hints at one.
    Hints,
}

pub const MODELS: [Model; 4] = [
    Model::Blame,
    Model::Commitment,
    Model::Protected,
    Model::Hints,
];

/// A set of them, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Models(u8);

impl Models {
    pub const NONE: Self = Self(0);

    pub fn of(models: &[Model]) -> Self {
        let bits = models
            .iter()
            .fold(0, |bits, model| bits | 1 << *model as u8);
        Self(bits)
    }

    /// Whether the model with this number is one of them.
    pub const fn has(self, at: usize) -> bool {
        self.0 >> at & 1 == 1
    }

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that weigh what the rules of a family found. The patterns for protected traits
    /// know the sentences that their classifiers learn from too well: these have to see for
    /// themselves.
    pub fn taught_by(family: Family) -> Self {
        match family {
            Family::Blame => Self::of(&[Model::Blame]),
            Family::Commitment => Self::of(&[Model::Commitment]),
            _ => Self::NONE,
        }
    }
}
