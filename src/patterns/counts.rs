//! Counting: everything that the post-mortems of a window, and of the one before
//! it, come to. What of it may be said is for the digest to decide.

use super::balance::Balance;
use super::ball::{Ball, Counted, Level, balls};
use super::basis::Basis;
use super::cluster::{Cluster, clusters};
use super::decided::{Decided, decided};
use super::funnel::{Funnel, funnel};
use super::names::Names;
use super::priorities::Priorities;
use super::sample::Sample;
use super::share::Share;
use super::stakes::days;
use super::trend::call;
use super::wall::{Wall, walls};
use super::window::{Settings, looked_at, until, within};
use crate::model::{Day, DecisionEntry, Entry, Fit, Id, Party, Section, Span, Text};
use crate::query::Query;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A post-mortem of the window with sections that wait: for words, or for somebody
/// to say which balls the words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: Id,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
    pub date: Day,
    pub role: Option<Text>,
    pub parties: Vec<Party>,
}

/// The post-mortems of the window that are of one of several logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfLog {
    pub log: Arc<str>,
    pub ids: Vec<Id>,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns {
    pub window: Span,
    pub post_mortems: usize,
    /// Files that could not be read, and have no part in this: whoever counts sets it.
    pub unread: usize,
    /// What the post-mortems were asked to match, days aside; empty where all count.
    pub query: String,
    /// Post-mortems of any day, where the query matches none of them.
    pub none_of: usize,
    /// The query took a part of what happened to a role: nothing is said then of rows in
    /// it, nor of what it left out.
    pub is_chosen: bool,
    pub before: Span,
    pub post_mortems_before: usize,
    /// By name; empty where one log is read.
    pub logs: Vec<OfLog>,
    /// In the order of [`Party::ALL`].
    pub balance: [Balance; 3],
    /// Mismatches of the window in which nobody dropped anything.
    pub honest_mismatches: Vec<Id>,
    /// Those of them where somebody said that nothing was dropped, and nothing that is
    /// written may yet be a ball; and how many of their parts nobody has written.
    pub sorted_mismatches: usize,
    pub open_parts: usize,
    /// Every ball that either window drops, strongest first.
    pub balls: Vec<Ball>,
    /// Most post-mortems first.
    pub clusters: Vec<Cluster>,
    /// Longest first.
    pub walls: Vec<Wall>,
    pub priorities: Priorities,
    /// Sections that nobody has written, oldest first.
    pub unfinished: Vec<Waiting>,
    /// Sections that are written and not sorted, oldest first.
    pub unsorted: Vec<Waiting>,
    /// Imported ones of the window, and how many of them somebody looked at.
    pub imported: Share,
    /// In force, those that wait to be looked at first, then the latest.
    pub decisions: Vec<Decided>,
    /// From the outcomes of the window, imported ones that nobody has looked at
    /// among them.
    pub funnel: Funnel,
    /// The log is older than both windows together.
    pub is_old: bool,
    /// Post-mortems of the last twelve months that were written long after their
    /// outcome, as far as a promise in them says so.
    pub written_late: usize,
    /// The party that keeps the log for itself, where one does.
    pub keeper: Option<Party>,
    /// Too few post-mortems in the window to call anything.
    pub too_few: bool,
}

impl Patterns {
    /// What was asked for, where that is less than everything, and of how many post-mortems
    /// none matches it.
    pub fn asked(&mut self, query: &Query, matching: &[&Entry], all: &[Entry]) {
        self.none_of = if matching.is_empty() { all.len() } else { 0 };
        if !query.is_empty() {
            query.text().clone_into(&mut self.query);
        }
        self.is_chosen = !query.takes_roles_whole();
    }

    /// The walls and runs that may be spoken of.
    pub fn runs(&self) -> impl Iterator<Item = &Wall> {
        let walls = if self.is_chosen { &[] } else { &self.walls[..] };
        walls.iter().filter(|wall| !wall.is_interrupted)
    }

    /// The balls that recur, where there is enough to say so.
    pub fn recurring(&self) -> impl Iterator<Item = &Ball> {
        let balls = if self.too_few { &[] } else { &self.balls[..] };
        balls.iter().filter(|ball| ball.level == Level::Recurring)
    }
}

/// Counts. `entries` may hold post-mortems of any day; those after the window
/// have not happened yet.
pub fn patterns(entries: &[&Entry], vocabulary: &Vocabulary, settings: Settings) -> Patterns {
    patterns_since_decisions(entries, &[], vocabulary, settings)
}

/// The same, with what meetings decided, by date, then id: each is a promise.
pub fn patterns_since_decisions(
    entries: &[&Entry],
    decisions: &[DecisionEntry],
    vocabulary: &Vocabulary,
    settings: Settings,
) -> Patterns {
    let (window, before) = (settings.window, settings.window.before());
    let all = until(entries, window.until);
    let known = looked_at(&all);
    let now = within(&known, window);
    let earlier = within(&known, before);
    let sample = Sample::of(now.len());
    let basis = Basis::of(&known, decisions, vocabulary);
    let (roles, teams) = roles_and_teams(&all);
    let counted = Counted {
        vocabulary,
        roles: &roles,
        teams: &teams,
        settings,
    };
    let mut balls = balls(&basis, &counted);
    call(&mut balls, &basis, &counted, sample);
    let honest = |entry: &&&Entry| {
        let sections = &entry.post_mortem.sections;
        entry.post_mortem.fit == Some(Fit::Mismatch)
            && sections.iter().all(|section| section.balls().is_empty())
    };
    let honest: Vec<&&Entry> = now.iter().filter(honest).collect();
    let is_sorted = |entry: &&&&Entry| {
        let sections = &entry.post_mortem.sections;
        sections.iter().any(Section::is_sorted) && !sections.iter().any(Section::is_unsorted)
    };
    let sorted = honest.iter().filter(is_sorted);
    let open = sorted
        .clone()
        .flat_map(|entry| entry.post_mortem.unwritten());
    let is_missed = |party: &Party| settings.keeper.is_none_or(|keeper| keeper == *party);
    let calls = sample == Sample::Enough;
    let in_window = within(&all, window);
    let waiting = |waits: fn(&Section) -> bool| -> Vec<Waiting> {
        now.iter()
            .filter_map(|entry| waiting(entry, waits))
            .collect()
    };
    Patterns {
        window,
        post_mortems: now.len(),
        unread: 0,
        query: String::new(),
        none_of: 0,
        is_chosen: false,
        before,
        post_mortems_before: earlier.len(),
        logs: logs(&all, now),
        balance: Party::ALL.map(|party| Balance::of(party, now, vocabulary)),
        open_parts: open.filter(is_missed).count(),
        sorted_mismatches: sorted.count(),
        honest_mismatches: honest.iter().map(|entry| entry.id.clone()).collect(),
        clusters: if calls {
            clusters(now, &basis, &balls, settings)
        } else {
            Vec::new()
        },
        walls: if calls {
            walls(&all, vocabulary, &roles, &teams, settings)
        } else {
            Vec::new()
        },
        priorities: Priorities::among(now, vocabulary),
        balls,
        unfinished: waiting(|section| !section.is_written()),
        unsorted: waiting(Section::is_unsorted),
        imported: imported(in_window),
        decisions: decided(&basis, settings),
        funnel: funnel(in_window, vocabulary),
        is_old: known
            .first()
            .is_some_and(|first| first.post_mortem.date < before.since),
        written_late: written_late(&known, window.until),
        keeper: settings.keeper,
        too_few: !calls,
    }
}

/// The losses in a row alone.
pub(super) fn walls_among(
    entries: &[&Entry],
    vocabulary: &Vocabulary,
    settings: Settings,
) -> Vec<Wall> {
    let all = until(entries, settings.window.until);
    let known = looked_at(&all);
    if Sample::of(within(&known, settings.window).len()) != Sample::Enough {
        return Vec::new();
    }
    let (roles, teams) = roles_and_teams(&all);
    walls(&all, vocabulary, &roles, &teams, settings)
}

/// The priorities alone.
pub(super) fn priorities_among(
    entries: &[&Entry],
    vocabulary: &Vocabulary,
    settings: Settings,
) -> Priorities {
    let known = looked_at(&until(entries, settings.window.until));
    Priorities::among(within(&known, settings.window), vocabulary)
}

pub(super) fn roles_and_teams<'a>(all: &[&'a Entry]) -> (Names<'a>, Names<'a>) {
    let named =
        |name: fn(&Entry) -> Option<&str>| Names::of(all.iter().filter_map(move |one| name(one)));
    (
        named(|entry| entry.post_mortem.role.as_deref()),
        named(|entry| entry.post_mortem.team.as_deref()),
    )
}

/// Those without a post-mortem in the window are named as well.
fn logs(all: &[&Entry], now: &[&Entry]) -> Vec<OfLog> {
    let names: BTreeSet<_> = all.iter().filter_map(|entry| entry.log.as_ref()).collect();
    let of = |log: &Arc<str>| {
        let own = now.iter().filter(|entry| entry.log.as_ref() == Some(log));
        OfLog {
            log: Arc::clone(log),
            ids: own.map(|entry| entry.id.clone()).collect(),
        }
    };
    names.into_iter().map(of).collect()
}

/// Of the imported ones, those that somebody looked at.
fn imported(window: &[&Entry]) -> Share {
    let imported = || window.iter().filter(|entry| entry.imported);
    let looked_at = imported().filter(|entry| !entry.is_skeleton());
    Share::new(looked_at.count(), imported().count())
}

/// As many days after an outcome nobody remembers it as it was.
const LATE: u64 = 30;

/// Stakes are on the order in which post-mortems come, and that is the order of
/// their outcomes.
fn written_late(sorted: &[&Entry], until: Day) -> usize {
    let first = days(until)[0];
    let is_late = |entry: &&&Entry| {
        let date = entry.post_mortem.date;
        let mut promised = entry
            .post_mortem
            .sections
            .iter()
            .filter_map(|one| one.promised);
        date >= first && promised.any(|day| day.days_since(date) > LATE)
    };
    sorted.iter().filter(is_late).count()
}

fn waiting(entry: &Entry, waits: fn(&Section) -> bool) -> Option<Waiting> {
    let sections = entry.post_mortem.by_party();
    let waiting = sections.filter(|(_, section)| waits(section));
    let parties: Vec<_> = waiting.map(|(party, _)| party).collect();
    (!parties.is_empty()).then(|| Waiting {
        id: entry.id.clone(),
        log: entry.log.clone(),
        date: entry.post_mortem.date,
        role: entry.post_mortem.role.clone(),
        parties,
    })
}
