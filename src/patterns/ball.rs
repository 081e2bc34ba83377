//! What is known about one dropped ball, and counting it.

use super::basis::Basis;
use super::mentions::{Mention, Mentions, of_days};
use super::names::Names;
use super::promise::Promises;
use super::share::Share;
use super::window::Settings;
use crate::model::{Day, Id, Party, spelled};
use crate::vocabulary::Vocabulary;
use foldhash::HashSet;
use std::cmp::Reverse;

spelled! {
    /// How loudly a ball is called.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Level {
        /// At least the threshold, and at least one in twenty of those that could.
        Recurring = "recurring",
        /// Twice or more, and less than that.
        Watch = "watch",
        Once = "once",
        /// Not in this window, though in the one before.
        Quiet = "quiet",
    }
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
}

spelled! {
    /// Which way a ball goes. The words are those of the JSON; a page says *more often*
    /// and *less often*, since a day, for nobody knows where it goes from there.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Trend {
        Rising = "rising",
        Falling = "falling",
        /// Nothing that chance would not do.
        Steady = "steady",
        /// Recurring in the window before, absent in this one, and not by chance.
        Quiet = "quiet",
    }
}

/// Since when a ball has been dropped more often or less often, as far as can be
/// said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    pub day: Day,
    pub since: Share,
    /// All chances before that day.
    pub older: Share,
    /// Where two thirds or more of the drops since are of one role or team: what it
    /// is called, and how many those are.
    pub mostly: Option<(String, usize)>,
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
    pub trend: Trend,
    /// Of a ball that is dropped more often or less often.
    pub since: Option<Since>,
    /// Of a quiet ball: drops that were to be expected.
    pub expected: Option<f64>,
    /// The logarithm of what the stakes on the likelier direction are worth, beside
    /// what they must be worth to say so. `None` where no stake was on it.
    pub evidence: Option<f64>,
    /// The days it was first and last dropped, in either window.
    pub first: Day,
    pub last: Day,
    /// The day it was dropped for the first time ever.
    pub first_ever: Day,
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

    pub fn share(&self) -> Share {
        Share::new(self.n(), self.of)
    }
}

/// Every ball that either window drops, strongest first; which way they go is
/// not said yet.
pub(super) fn balls(basis: &Basis<'_>, counted: &Counted<'_>) -> Vec<Ball> {
    let since = counted.settings.window.before().since;
    let dropped = |mentions: &&Mentions<'_>| {
        let last = mentions.all.last();
        last.is_some_and(|last| last.day() >= since)
    };
    let dropped = basis.mentions.iter().filter(dropped);
    let mut balls: Vec<Ball> = dropped
        .map(|mentions| ball(mentions, basis, counted))
        .collect();
    balls.sort_by(|left, right| strength(left).cmp(&strength(right)));
    balls
}

/// What a ball is counted by.
pub(super) struct Counted<'a> {
    pub vocabulary: &'a Vocabulary,
    pub roles: &'a Names<'a>,
    pub teams: &'a Names<'a>,
    pub settings: Settings,
}

pub(super) fn ball(mentions: &Mentions<'_>, basis: &Basis<'_>, counted: &Counted<'_>) -> Ball {
    let (slug, party) = (mentions.key.0.as_ref(), mentions.key.1);
    let settings = counted.settings;
    let (window, before) = (settings.window, settings.window.before());
    let now = of_days(&mentions.all, window);
    let earlier = of_days(&mentions.all, before);
    let chances = basis.exposures.of(mentions);
    let (of, was_of) = (chances.within(window).of, chances.within(before).of);
    let level = |n, of| Level::of(n, of, settings.threshold);
    let roles: HashSet<&str> = now
        .iter()
        .filter_map(|mention| mention.entry.post_mortem.role.as_deref())
        .filter_map(|role| counted.roles.normal(role))
        .collect();
    let days = || earlier.iter().chain(now).map(Mention::day);
    Ball {
        declared: counted
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
        trend: Trend::Steady,
        since: None,
        expected: None,
        evidence: None,
        first: days().next().unwrap_or(Day::FIRST),
        last: days().next_back().unwrap_or(Day::FIRST),
        first_ever: mentions.all.first().map_or(Day::FIRST, Mention::day),
        roles: roles.len(),
        promises: Promises::about(mentions, basis, settings),
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
