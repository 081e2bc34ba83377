//! Counting: everything that the post-mortems of a window, and of the one before
//! it, come to. What of it may be said is for the digest to decide.

use super::balance::Balance;
use super::ball::{Ball, Level, balls};
use super::basis::Basis;
use super::cluster::{Cluster, clusters};
use super::mirrors::Mirrors;
use super::priorities::Priorities;
use super::sample::Sample;
use super::trend::call;
use super::wall::{Wall, walls};
use super::window::{Settings, until, within};
use crate::model::{Day, Entry, Fit, Id, Party, Span};
use crate::vocabulary::Vocabulary;

/// A post-mortem of the window with sections nobody has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
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
    pub unfinished: Vec<Unwritten>,
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
    let sample = Sample::of(now.len());
    let basis = Basis::of_windows(&known, vocabulary, window);
    let mirrors = Mirrors::new(vocabulary);
    let mut balls = balls(&basis, &mirrors, settings);
    call(&mut balls, settings.threshold, sample);
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
        clusters: clusters(&basis, &balls, &mirrors, settings),
        walls: walls(&known, vocabulary, window),
        priorities: Priorities::among(now, vocabulary),
        balls,
        unfinished: now.iter().filter_map(|entry| unwritten(entry)).collect(),
        too_few: sample == Sample::TooFew,
    }
}

fn unwritten(entry: &Entry) -> Option<Unwritten> {
    let parties: Vec<_> = entry.post_mortem.unwritten().collect();
    (!parties.is_empty()).then(|| Unwritten {
        id: entry.id.clone(),
        date: entry.post_mortem.date,
        role: entry.post_mortem.role.clone(),
        parties,
    })
}
