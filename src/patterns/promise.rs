//! Promises: what a party said it would do next time about a ball it dropped,
//! and whether it was dropped again. Counted in exposures, not in days: hiring
//! is slow and calendars lie. Nothing is ever called fixed.

use super::basis::Basis;
use super::mentions::{Mention, Mentions};
use super::mirrors::Mirrors;
use crate::model::{Day, Id, Span};
use std::borrow::Cow;

/// From this many exposures on without a drop, a promise holds.
pub const HOLDS: usize = 3;

/// What came of the promises about one ball.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No promise yet.
    None,
    /// Nothing since could have dropped it.
    Untested,
    /// Not dropped since, in fewer than three exposures.
    SoFar,
    /// Not dropped since, in three exposures or more.
    Holding,
    /// Dropped again after some promise.
    CameBack,
}

impl Standing {
    pub(super) const fn of(made: usize, came_back: usize, exposures: usize) -> Self {
        match (made, came_back, exposures) {
            (0, _, _) => Self::None,
            (_, 1.., _) => Self::CameBack,
            (_, _, 0) => Self::Untested,
            (_, _, HOLDS..) => Self::Holding,
            _ => Self::SoFar,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Untested => "untested",
            Self::SoFar => "so-far",
            Self::Holding => "holding",
            Self::CameBack => "came-back",
        }
    }
}

/// One promise: the sentence stands in `next` of the party's section there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: Id,
    pub day: Day,
}

/// The promises of a party about one of its balls, up to the end of the window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promises {
    /// Post-mortems that drop the ball and say what the party will do.
    pub made: usize,
    pub latest: Option<Promise>,
    /// Later post-mortems than the latest promise that could have dropped it.
    pub exposures: usize,
    /// How many of those did.
    pub dropped_since: usize,
    /// Times it was dropped on a later day than some promise.
    pub came_back: usize,
    /// The latest of those times.
    pub last_came_back: Option<Day>,
    /// Mirrors that were dropped since the latest promise: the same thing,
    /// seen from another side.
    pub partly: Vec<String>,
}

impl Promises {
    pub(super) fn about(
        mentions: &Mentions<'_>,
        basis: &Basis<'_>,
        mirrors: &Mirrors<'_>,
        until: Day,
    ) -> Self {
        let promises = || mentions.all.iter().filter(|mention| mention.promises);
        let (Some(first), Some(latest)) = (promises().next(), promises().next_back()) else {
            return Self::default();
        };
        let (slug, party) = (mentions.key.0.as_ref(), mentions.key.1);
        let after =
            |day: Day, all: &[Mention<'_>]| all.len() - all.partition_point(|one| one.day() <= day);
        let came_back = after(first.day(), &mentions.all);
        let since = Span {
            since: latest.day().plus_days(1),
            until,
        };
        let open = latest.day() < until;
        let exposures = || basis.exposures.count(slug, party, &mentions.all, since);
        let dropped_since = |mirror: &&Cow<'_, str>| {
            basis
                .mentions
                .iter()
                .any(|other| other.key.0 == **mirror && after(latest.day(), &other.all) > 0)
        };
        let partly = mirrors.of(slug).iter().filter(dropped_since);
        let last = mentions.all.last().map(Mention::day);
        Self {
            made: promises().count(),
            latest: Some(Promise {
                id: latest.entry.id.clone(),
                day: latest.day(),
            }),
            exposures: if open { exposures() } else { 0 },
            dropped_since: after(latest.day(), &mentions.all),
            came_back,
            last_came_back: last.filter(|_| came_back > 0),
            partly: partly.map(ToString::to_string).collect(),
        }
    }

    /// A ball that came back has come back, whatever was promised since: how it
    /// goes from there, `exposures` and `dropped_since` say.
    pub const fn standing(&self) -> Standing {
        Standing::of(self.made, self.came_back, self.exposures)
    }
}
