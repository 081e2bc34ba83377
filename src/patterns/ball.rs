//! What is known about one dropped ball.

use super::{Commitment, Trend};
use crate::model::{Day, Id, Party};

/// How loudly a ball is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// At least the threshold, and at least one in twenty of those that could.
    Recurring,
    /// Twice or more, and less than that.
    Watch,
    Once,
    /// Not in this window, though in the one before.
    Quiet,
}

impl Level {
    pub(super) fn of(n: usize, of: usize, threshold: u32) -> Self {
        match n {
            0 => Self::Quiet,
            n if n >= threshold as usize && 20 * n >= of => Self::Recurring,
            1 => Self::Once,
            _ => Self::Watch,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recurring => "recurring",
            Self::Watch => "watch",
            Self::Once => "once",
            Self::Quiet => "quiet",
        }
    }
}

/// One dropped ball of one party. A slug that two parties' sections drop is two.
#[derive(Debug, Clone, PartialEq)]
pub struct Ball {
    pub slug: String,
    pub party: Party,
    /// The vocabulary has it, under this party.
    pub declared: bool,
    pub level: Level,
    /// Post-mortems of the window that drop it, by date, then id.
    pub ids: Vec<Id>,
    /// Their days, in the same order.
    pub days: Vec<Day>,
    /// Post-mortems of the window that could have.
    pub of: usize,
    /// The same in the window before.
    pub was_ids: Vec<Id>,
    pub was_of: usize,
    /// It was recurring in the window before.
    pub was_recurring: bool,
    /// It was dropped before this window, however long ago.
    pub known_before: bool,
    pub trend: Trend,
    /// How likely so strong a change is by chance: the one-sided mid-p of the
    /// likelier direction, corrected for all that was tested. Nothing where it
    /// was not tested.
    pub evidence: Option<f64>,
    /// The days it was first and last dropped, in either window.
    pub first: Day,
    pub last: Day,
    /// Different roles in the window.
    pub roles: usize,
    /// What the party said it would do about it, and what came of that.
    pub commitment: Commitment,
}

impl Ball {
    pub fn n(&self) -> usize {
        self.ids.len()
    }

    pub fn was(&self) -> usize {
        self.was_ids.len()
    }
}
