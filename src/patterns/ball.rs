//! What is known about one dropped ball, and counting it.

use super::basis::Basis;
use super::mentions::{Mention, Mentions, of_days};
use super::mirrors::Mirrors;
use super::promise::Promises;
use super::window::Settings;
use crate::model::{Day, Id, Party, folded_name};
use std::cmp::Reverse;
use std::collections::HashSet;

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
    fn of(n: usize, of: usize, threshold: u32) -> Self {
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

/// Which way a ball goes, from the window before to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    Rising,
    Falling,
    /// Never before this window.
    New,
    /// Nothing that chance would not do.
    Steady,
    /// Recurring in the window before, absent in this one.
    Quiet,
}

impl Trend {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::New => "new",
            Self::Steady => "steady",
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
    /// likelier direction, corrected for all that was tested. `None` where
    /// it was not tested.
    pub evidence: Option<f64>,
    /// The days it was first and last dropped, in either window.
    pub first: Day,
    pub last: Day,
    /// Different roles in the window.
    pub roles: usize,
    /// What the party said it would do about it, and what came of that.
    pub promises: Promises,
}

impl Ball {
    pub fn n(&self) -> usize {
        self.ids.len()
    }

    pub fn was(&self) -> usize {
        self.was_ids.len()
    }
}

/// Every ball that either window drops, strongest first; which way they go is
/// not said yet.
pub(super) fn balls(basis: &Basis<'_>, mirrors: &Mirrors<'_>, settings: Settings) -> Vec<Ball> {
    let dropped = |mentions: &&Mentions<'_>| {
        let since = settings.window.before().since;
        mentions.all.last().is_some_and(|last| last.day() >= since)
    };
    let mut balls: Vec<Ball> = basis
        .mentions
        .iter()
        .filter(dropped)
        .map(|mentions| ball(mentions, basis, mirrors, settings))
        .collect();
    balls.sort_by(|left, right| strength(left).cmp(&strength(right)));
    balls
}

pub(super) fn ball(
    mentions: &Mentions<'_>,
    basis: &Basis<'_>,
    mirrors: &Mirrors<'_>,
    settings: Settings,
) -> Ball {
    let (slug, party) = (mentions.key.0.as_ref(), mentions.key.1);
    let (window, before) = (settings.window, settings.window.before());
    let now = of_days(&mentions.all, window);
    let earlier = if before.until < window.since {
        of_days(&mentions.all, before)
    } else {
        &[]
    };
    let exposures = |span| basis.exposures.count(slug, party, &mentions.all, span);
    let (of, was_of) = (exposures(window), exposures(before));
    let level = |n, of| Level::of(n, of, settings.threshold);
    let roles: HashSet<String> = now
        .iter()
        .filter_map(|mention| mention.entry.post_mortem.role.as_deref())
        .map(folded_name)
        .collect();
    let days = || earlier.iter().chain(now).map(Mention::day);
    Ball {
        declared: mirrors
            .vocabulary
            .ball(slug)
            .is_some_and(|ball| ball.party == party),
        level: level(now.len(), of),
        ids: ids(now),
        days: now.iter().map(Mention::day).collect(),
        of,
        was_ids: ids(earlier),
        was_of,
        was_recurring: level(earlier.len(), was_of) == Level::Recurring,
        known_before: mentions.all.len() > now.len(),
        trend: Trend::Steady,
        evidence: None,
        first: days().next().unwrap_or(Day::FIRST),
        last: days().next_back().unwrap_or(Day::FIRST),
        roles: roles.len(),
        promises: Promises::about(mentions, basis, mirrors, window.until),
        slug: slug.to_owned(),
        party,
    }
}

/// Loudest level, then most often, then most often for what was possible, then
/// latest; the name settles what is left.
fn strength(ball: &Ball) -> impl Ord {
    let share = (1_000_000 * ball.n()).checked_div(ball.of);
    let counts = Reverse((ball.n(), share, ball.was(), ball.last));
    (ball.level, counts, ball.slug.clone(), ball.party)
}

fn ids(drops: &[Mention<'_>]) -> Vec<Id> {
    drops
        .iter()
        .map(|mention| mention.entry.id.clone())
        .collect()
}
