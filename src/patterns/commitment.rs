//! Commitments: what a party said it would do next time about a ball it dropped,
//! and whether it was dropped again. Counted in exposures, not in days: hiring
//! is slow and calendars lie. Nothing is ever called fixed.

use super::cluster::Mirrors;
use super::drops::{Drop, Drops};
use super::tally::Tally;
use crate::model::{Day, Id, Span};
use std::borrow::Cow;

/// From so many exposures on without a drop, a commitment holds.
pub const HOLDS: usize = 3;

/// What came of the commitments about one ball.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No commitment yet.
    None,
    /// Nothing since could have dropped it.
    Untested,
    /// Not dropped since, in fewer than three exposures.
    SoFar,
    /// Not dropped since, in three exposures or more.
    Holding,
    /// Dropped again after some commitment.
    CameBack,
}

impl State {
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

/// One post-mortem that drops the ball; of a commitment, the sentence stands in
/// `next` of the party's section there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: Id,
    pub day: Day,
}

impl Promise {
    pub(super) fn of(drop: &Drop<'_>) -> Self {
        Self {
            id: drop.entry.id.clone(),
            day: drop.day(),
        }
    }
}

/// The commitments of a party about one of its balls, up to the end of the window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commitment {
    /// Post-mortems that drop the ball and say what the party will do.
    pub made: usize,
    pub latest: Option<Promise>,
    /// Later post-mortems than the latest commitment that could have dropped it.
    pub exposures: usize,
    /// How many of those did.
    pub dropped_since: usize,
    /// Times it was dropped on a later day than some commitment.
    pub came_back: usize,
    /// The latest of those times.
    pub last_came_back: Option<Day>,
    /// Mirrors that were dropped since the latest commitment: the same thing,
    /// seen from another side.
    pub partly: Vec<String>,
}

impl Commitment {
    pub(super) fn about(
        drops: &Drops<'_>,
        tally: &Tally<'_>,
        mirrors: &Mirrors<'_>,
        until: Day,
    ) -> Self {
        let promises = || drops.all.iter().filter(|drop| drop.commits);
        let (Some(first), Some(latest)) = (promises().next(), promises().next_back()) else {
            return Self::default();
        };
        let (slug, party) = (drops.key.0.as_ref(), drops.key.1);
        let after =
            |day: Day, all: &[Drop<'_>]| all.len() - all.partition_point(|drop| drop.day() <= day);
        let came_back = after(first.day(), &drops.all);
        let since = Span {
            since: latest.day().plus_days(1),
            until,
        };
        let open = latest.day() < until;
        let exposures = || tally.exposures.count(slug, party, &drops.all, since);
        let dropped_since = |mirror: &&Cow<'_, str>| {
            tally
                .drops
                .iter()
                .any(|other| other.key.0 == **mirror && after(latest.day(), &other.all) > 0)
        };
        let partly = mirrors.of(slug).iter().filter(dropped_since);
        Self {
            made: promises().count(),
            latest: Some(Promise::of(latest)),
            exposures: if open { exposures() } else { 0 },
            dropped_since: after(latest.day(), &drops.all),
            came_back,
            last_came_back: drops.all.last().map(Drop::day).filter(|_| came_back > 0),
            partly: partly.map(ToString::to_string).collect(),
        }
    }

    /// A ball that came back has come back, whatever was promised since: how it
    /// goes from there, `exposures` and `dropped_since` say.
    pub const fn state(&self) -> State {
        state(self.made, self.came_back, self.exposures)
    }
}

pub(super) const fn state(made: usize, came_back: usize, exposures: usize) -> State {
    match (made, came_back, exposures) {
        (0, _, _) => State::None,
        (_, 1.., _) => State::CameBack,
        (_, _, 0) => State::Untested,
        (_, _, HOLDS..) => State::Holding,
        _ => State::SoFar,
    }
}
