//! What keeps being dropped: post-mortems, the vocabulary, today and settings
//! in, plain data out; the same for table and JSON. Pure and deterministic: the
//! order of the post-mortems never matters, and every number can be counted
//! again from the ids that stand beside it.

mod balance;
mod count;
mod recurrence;
mod usage;

pub use balance::Balance;
pub use recurrence::{Recurrence, recurrences};
pub use usage::{Usage, usage};

use crate::model::{Day, Entry, Id, Party, Span};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// What counts as recurring, and where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub window: Span,
    /// So many post-mortems make a dropped ball recur.
    pub threshold: u32,
}

/// Fewer post-mortems than this in the window call nothing.
pub const FEWEST: usize = 5;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ball {
    pub slug: String,
    pub party: Party,
    /// The vocabulary has it, under this party.
    pub declared: bool,
    pub level: Level,
    /// Post-mortems of the window that drop it, by date, then id.
    pub ids: Vec<Id>,
    /// Post-mortems of the window that could have.
    pub of: usize,
    /// The same in the window before.
    pub was_ids: Vec<Id>,
    pub was_of: usize,
    /// It was recurring in the window before.
    pub was_recurring: bool,
    /// The days it was first and last dropped, in either window.
    pub first: Day,
    pub last: Day,
    /// Different roles in the window.
    pub roles: usize,
}

impl Ball {
    pub fn n(&self) -> usize {
        self.ids.len()
    }

    pub fn was(&self) -> usize {
        self.was_ids.len()
    }
}

/// A post-mortem of the window with sections nobody has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub id: Id,
    pub date: Day,
    pub role: Option<String>,
    pub parties: Vec<Party>,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patterns {
    pub window: Span,
    pub post_mortems: usize,
    pub before: Span,
    pub post_mortems_before: usize,
    /// In the order of [`Party::ALL`].
    pub balance: [Balance; 3],
    /// A mismatch of the window in which nobody dropped anything.
    pub honest_mismatches: usize,
    /// Strongest first.
    pub balls: Vec<Ball>,
    /// Oldest first.
    pub unfinished: Vec<Unfinished>,
    /// Too few post-mortems in the window to call anything.
    pub too_few: bool,
}

/// Counts. `entries` may hold post-mortems of any day.
pub fn patterns(entries: &[&Entry], vocabulary: &Vocabulary, settings: Settings) -> Patterns {
    let before = settings.window.before();
    let within = |span: Span| {
        let mut within: Vec<&Entry> = entries
            .iter()
            .copied()
            .filter(|entry| span.contains(entry.post_mortem.date))
            .collect();
        within.sort_unstable_by_key(|entry| entry.order());
        within
    };
    let now = within(settings.window);
    // At the beginning of time there is no window before.
    let earlier = if before.until < settings.window.since {
        within(before)
    } else {
        Vec::new()
    };
    let unfinished = now.iter().filter_map(|entry| unfinished(entry)).collect();
    let honest = |entry: &&&Entry| {
        entry.post_mortem.fit == Some(crate::model::Fit::Mismatch)
            && entry
                .post_mortem
                .sections
                .iter()
                .all(|section| section.dropped.is_empty())
    };
    Patterns {
        window: settings.window,
        post_mortems: now.len(),
        before,
        post_mortems_before: earlier.len(),
        balance: Party::ALL.map(|party| Balance::of(party, &now, vocabulary)),
        honest_mismatches: now.iter().filter(honest).count(),
        balls: count::balls(&now, &earlier, vocabulary, settings.threshold),
        unfinished,
        too_few: now.len() < FEWEST,
    }
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
