//! Whether there is enough to call anything. Counts may always be said; that a
//! ball recurs, a change, a promise that holds, a wall, only of enough.

use super::ball::{Ball, Level, Trend};
use super::change::Verdict;

/// Fewer post-mortems than this in the window call nothing.
pub const FEWEST: usize = 5;

/// Fewer chances than this can show a run or a promise, and no trend.
pub const FEW_CHANCES: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    Enough,
    /// Counts and no patterns.
    TooFew,
}

impl Sample {
    pub const fn of(post_mortems: usize) -> Self {
        if post_mortems < FEWEST {
            Self::TooFew
        } else {
            Self::Enough
        }
    }

    /// `None` with too few, and for a ball that the window does not drop.
    pub fn level(self, ball: &Ball) -> Option<Level> {
        (self == Self::Enough && ball.n() > 0).then_some(ball.level)
    }

    /// Which way a ball goes, where that is worth saying.
    pub fn trend(self, ball: &Ball) -> Option<Trend> {
        let is_few = ball.trend == Trend::Quiet && ball.of < FEW_CHANCES;
        let says_something = ball.trend != Trend::Steady && !is_few;
        (self == Self::Enough && says_something).then_some(ball.trend)
    }

    /// What came of a promise; `None` with too few.
    pub fn verdict(self, verdict: Verdict) -> Option<Verdict> {
        (self == Self::Enough).then_some(verdict)
    }
}
