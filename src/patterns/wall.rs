//! Walls: losses in a row that all ended at the same stage.

use super::mentions::balls_of;
use crate::model::{Day, Entry, Id, Party, Question, Span, folded_name};
use crate::vocabulary::{Questions, Vocabulary};
use std::cmp::Reverse;
use std::collections::HashMap;

/// As many losses in a row as this are a wall.
pub const IN_A_ROW: usize = 3;

/// The latest outcomes of a role, of a team, or of everything: all losses, all
/// at one stage. A hire takes a wall down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// As the latest post-mortem spells it.
    pub role: Option<String>,
    pub team: Option<String>,
    pub stage: String,
    /// The day of the first of them; it may lie before the window.
    pub since: Day,
    /// By date, then id.
    pub ids: Vec<Id>,
    /// How the latest of them ended.
    pub outcome: String,
    /// Whose balls were dropped most often in them.
    pub party: Party,
}

impl Wall {
    pub fn length(&self) -> usize {
        self.ids.len()
    }

    /// Something to ask about this stage, of the party that dropped most there;
    /// whatever the outcomes were.
    pub fn question(&self, questions: &Questions<'_>) -> Option<Question> {
        self.question_to(self.party, questions)
    }

    /// The same of another party.
    pub fn question_to(&self, party: Party, questions: &Questions<'_>) -> Option<Question> {
        let fitting = questions.choose(party, Some(&self.stage), "", &[]);
        let about_the_stage = fitting.iter().find(|question| !question.stages.is_empty());
        about_the_stage.or(fitting.first()).cloned()
    }
}

/// What a wall is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Whose<'a> {
    Role(&'a str),
    Team(&'a str),
    Everything,
}

/// The walls that stand at the end of the window and were hit within it, longest
/// first. `sorted` is everything that is known, by date, then id.
pub(super) fn walls(sorted: &[&Entry], vocabulary: &Vocabulary, window: Span) -> Vec<Wall> {
    let mut runs: Vec<Run<'_>> = vec![Run::new(Whose::Everything)];
    let mut by_name: HashMap<(bool, String), usize> = HashMap::new();
    let mut by_spelling: HashMap<Whose<'_>, usize> = HashMap::new();
    // Latest first: a run ends where the row is broken.
    for &entry in sorted.iter().rev() {
        let post_mortem = &entry.post_mortem;
        if post_mortem.date < window.since && runs.iter().all(|run| run.broken) {
            break;
        }
        runs[0].add(entry, window, vocabulary);
        let role = post_mortem.role.as_deref().map(Whose::Role);
        let team = post_mortem.team.as_deref().map(Whose::Team);
        for whose in role.into_iter().chain(team) {
            let run = *by_spelling.entry(whose).or_insert_with(|| {
                *by_name.entry(whose.name()).or_insert_with(|| {
                    runs.push(Run::new(whose));
                    runs.len() - 1
                })
            });
            runs[run].add(entry, window, vocabulary);
        }
    }
    let told = |run: &&Run<'_>| {
        let is_wall = run.losses.len() >= IN_A_ROW;
        is_wall && (run.whose != Whose::Everything || is_one_role(sorted))
    };
    let walls = runs.iter().filter(told).map(|run| run.wall(vocabulary));
    let mut walls: Vec<Wall> = walls.collect();
    walls.sort_by_key(|wall| {
        let order = (Reverse(wall.length()), wall.since);
        let whose = (wall.role.is_none(), wall.team.is_none());
        (order, whose, wall.role.clone(), wall.team.clone())
    });
    walls
}

fn is_one_role(entries: &[&Entry]) -> bool {
    let mut roles = entries
        .iter()
        .filter_map(|entry| entry.post_mortem.role.as_deref());
    let first = roles.next().map(folded_name);
    roles.all(|role| Some(folded_name(role)) == first)
}

impl Whose<'_> {
    /// Whether it is a role, and what it is called.
    fn name(self) -> (bool, String) {
        match self {
            Self::Role(name) => (true, folded_name(name)),
            Self::Team(name) => (false, folded_name(name)),
            Self::Everything => (false, String::new()),
        }
    }
}

/// The losses in a row with which one of them ends so far, latest first.
struct Run<'a> {
    whose: Whose<'a>,
    stage: Option<String>,
    losses: Vec<&'a Entry>,
    broken: bool,
}

impl<'a> Run<'a> {
    const fn new(whose: Whose<'a>) -> Self {
        Self {
            whose,
            stage: None,
            losses: Vec::new(),
            broken: false,
        }
    }

    /// The next earlier one. Where the latest lies before the window, nobody ran
    /// into anything there, and the row counts as broken.
    fn add(&mut self, entry: &'a Entry, window: Span, vocabulary: &Vocabulary) {
        if self.broken {
            return;
        }
        if self.losses.is_empty() && entry.post_mortem.date < window.since {
            self.broken = true;
            return;
        }
        let post_mortem = &entry.post_mortem;
        let is_loss = vocabulary
            .outcome(&post_mortem.outcome)
            .is_none_or(|outcome| outcome.loss);
        match post_mortem.stage.as_deref().filter(|_| is_loss) {
            None => self.broken = true,
            Some(stage) => {
                let stage = vocabulary.stage_slug(stage);
                if self.stage.as_deref().is_some_and(|known| known != stage) {
                    self.broken = true;
                } else {
                    self.stage.get_or_insert_with(|| stage.into_owned());
                    self.losses.push(entry);
                }
            }
        }
    }

    fn wall(&self, vocabulary: &Vocabulary) -> Wall {
        let (latest, first) = (self.losses[0], self.losses[self.losses.len() - 1]);
        let dropped = |party: Party| {
            let keys = self
                .losses
                .iter()
                .flat_map(|entry| balls_of(entry, vocabulary));
            keys.filter(|key| key.1 == party).count()
        };
        let name = |name: &str| Some(name.trim().to_owned());
        let (role, team) = match self.whose {
            Whose::Role(role) => (name(role), None),
            Whose::Team(team) => (None, name(team)),
            Whose::Everything => (None, None),
        };
        Wall {
            role,
            team,
            stage: self.stage.clone().unwrap_or_default(),
            since: first.post_mortem.date,
            ids: self
                .losses
                .iter()
                .rev()
                .map(|entry| entry.id.clone())
                .collect(),
            outcome: latest.post_mortem.outcome.clone(),
            party: Party::ALL
                .into_iter()
                .rev()
                .max_by_key(|party| dropped(*party))
                .unwrap_or(Party::Manager),
        }
    }
}
