//! What keeps being dropped: post-mortems, the vocabulary, today and settings
//! in, plain data out; the same for table, JSON and Markdown. Pure and
//! deterministic: the order of the post-mortems never matters, and every number
//! can be counted again from the ids that stand beside it.
//!
//! Frequencies look at the window and the one before it. What was promised, and
//! the walls a role runs into, look at everything up to the end of the window.

mod balance;
mod ball;
mod behind;
mod brief;
mod cluster;
mod commitment;
mod count;
mod defaults;
mod drops;
mod exposure;
mod fisher;
mod keeper;
mod priorities;
mod recurrence;
mod tally;
mod trend;
mod usage;
mod wall;

pub use balance::Balance;
pub use ball::{Ball, Level};
pub use behind::{Behind, Dropped, Kept, behind};
pub use brief::{Again, Ask, BALLS, Brief, Material, Promised, Side, brief, reached};
pub use cluster::Cluster;
pub use commitment::{Commitment, HOLDS, Promise, State};
pub use defaults::{THRESHOLD, WINDOW};
pub use keeper::keeper;
pub use priorities::{Pair, Priorities, Priority};
pub use recurrence::{Recurrence, recurrences};
pub use trend::{FALSE_CALLS, Trend};
pub use usage::{Usage, usage};
pub use wall::{IN_A_ROW, Wall};

use crate::model::{Day, Entry, Fit, Id, Party, Span};
use crate::vocabulary::Vocabulary;
use cluster::Mirrors;
use std::borrow::Cow;
use tally::Tally;

/// What counts as recurring, and where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub window: Span,
    /// So many post-mortems make a dropped ball recur.
    pub threshold: u32,
}

/// Fewer post-mortems than this in the window call nothing.
pub const FEWEST: usize = 5;

/// A post-mortem of the window with sections nobody has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub id: Id,
    pub date: Day,
    pub role: Option<String>,
    pub parties: Vec<Party>,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns {
    pub window: Span,
    pub post_mortems: usize,
    pub before: Span,
    pub post_mortems_before: usize,
    /// In the order of [`Party::ALL`].
    pub balance: [Balance; 3],
    /// Mismatches of the window in which nobody dropped anything.
    pub honest_mismatches: Vec<Id>,
    /// Every ball that either window drops, strongest first.
    pub balls: Vec<Ball>,
    /// Most post-mortems first.
    pub clusters: Vec<Cluster>,
    /// Longest first.
    pub walls: Vec<Wall>,
    pub priorities: Priorities,
    /// Oldest first.
    pub unfinished: Vec<Unfinished>,
    /// Too few post-mortems in the window to call anything.
    pub too_few: bool,
}

impl Patterns {
    /// The balls that recur, where there is enough to say so.
    pub fn recurring(&self) -> impl Iterator<Item = &Ball> {
        let balls = if self.too_few { &[] } else { &self.balls[..] };
        balls.iter().filter(|ball| ball.level == Level::Recurring)
    }
}

/// Counts. `entries` may hold post-mortems of any day; those after the window
/// have not happened yet.
pub fn patterns(entries: &[&Entry], vocabulary: &Vocabulary, settings: Settings) -> Patterns {
    let (window, before) = (settings.window, settings.window.before());
    let known = until(entries, window.until);
    let now = within(&known, window);
    // At the beginning of time there is no window before.
    let earlier = if before.until < window.since {
        within(&known, before)
    } else {
        &[]
    };
    let too_few = now.len() < FEWEST;
    let tally = Tally::of_windows(&known, vocabulary, window);
    let mirrors = Mirrors::new(vocabulary);
    let mut balls = count::balls(&tally, &mirrors, settings);
    trend::call(&mut balls, settings.threshold, too_few);
    let honest = |entry: &&&Entry| {
        let sections = &entry.post_mortem.sections;
        entry.post_mortem.fit == Some(Fit::Mismatch)
            && sections.iter().all(|section| section.dropped.is_empty())
    };
    let honest = now.iter().filter(honest);
    Patterns {
        window,
        post_mortems: now.len(),
        before,
        post_mortems_before: earlier.len(),
        balance: Party::ALL.map(|party| Balance::of(party, now, vocabulary)),
        honest_mismatches: honest.map(|entry| entry.id.clone()).collect(),
        clusters: cluster::clusters(&tally, &balls, &mirrors, settings),
        walls: wall::walls(&known, vocabulary, window),
        priorities: Priorities::among(now, vocabulary),
        balls,
        unfinished: now.iter().filter_map(|entry| unfinished(entry)).collect(),
        too_few,
    }
}

/// What is known at the end of a day, by date, then id.
fn until<'a>(entries: &[&'a Entry], day: Day) -> Vec<&'a Entry> {
    let known = entries.iter().copied();
    let mut known: Vec<_> = known
        .filter(|entry| entry.post_mortem.date <= day)
        .collect();
    known.sort_by_key(|entry| entry.order());
    known
}

/// The part of them that falls into a span.
fn within<'e, 'a>(sorted: &'e [&'a Entry], span: Span) -> &'e [&'a Entry] {
    let since = sorted.partition_point(|entry| entry.post_mortem.date < span.since);
    let until = sorted.partition_point(|entry| entry.post_mortem.date <= span.until);
    &sorted[since..until.max(since)]
}

/// A slug in one party's section.
type Key<'a> = (Cow<'a, str>, Party);

/// The balls of one post-mortem, each once a party, however often it is named.
fn keys<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<Key<'a>> {
    let mut keys: Vec<Key<'a>> = Vec::new();
    for (party, section) in entry.post_mortem.by_party() {
        for words in &section.dropped {
            let key = (vocabulary.known(words).slug, party);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

fn unfinished(entry: &Entry) -> Option<Unfinished> {
    let parties: Vec<_> = entry.post_mortem.unwritten().collect();
    (!parties.is_empty()).then(|| Unfinished {
        id: entry.id.clone(),
        date: entry.post_mortem.date,
        role: entry.post_mortem.role.clone(),
        parties,
    })
}

#[cfg(test)]
mod tests;
