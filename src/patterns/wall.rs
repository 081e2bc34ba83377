//! Walls, and the runs that chance explains: losses in a row at one stage, among
//! those of a role, of a team or of everything who reached it.

use super::mentions::balls_of;
use super::names::Names;
use super::runs::{Enders, Reached, Run, Whose, runs};
use super::window::Settings;
use crate::model::{Day, Entry, Id, Outcome, Party, Question, Text};
use crate::vocabulary::{Questions, Vocabulary};
use std::cmp::Reverse;

/// The latest outcomes of all that reached a stage: all losses, all there.
#[derive(Debug, Clone, PartialEq)]
pub struct Wall {
    /// As mostly written.
    pub role: Option<String>,
    pub team: Option<String>,
    pub stage: String,
    /// The day of the first of them; it may lie before the window.
    pub since: Day,
    /// The first loss of the same row that is not counted: imported and not looked at, or
    /// without a stage. The row is longer than it is said to be.
    pub uncounted: Option<Day>,
    /// By date, then id.
    pub ids: Vec<Id>,
    /// Their days, in the same order.
    pub days: Vec<Day>,
    /// How the latest of them ended.
    pub outcome: Text,
    pub ended_by: Enders,
    /// How many ended because contact was lost, in either direction.
    pub silences: usize,
    /// Whose balls were dropped most often in them.
    pub party: Party,
    /// How often chance alone makes such a run in a window, over all roles.
    pub by_chance: f64,
    /// Somebody got past the stage, so that chance can be told at all.
    pub is_passed: bool,
    /// Somebody got past it in between, or since, of whom runs know nothing: imported and not
    /// looked at, or without a stage. It is no row then, and no page says it.
    pub is_interrupted: bool,
}

/// A run that chance makes less often than this a window is a wall.
const SELDOM: f64 = 0.02;

impl Wall {
    /// Otherwise it is a run.
    pub fn is_wall(&self) -> bool {
        self.by_chance <= SELDOM
    }

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
        let fitting = questions.at_stage(party, &self.stage, "");
        let about_the_stage = fitting.iter().find(|question| !question.stages.is_empty());
        about_the_stage.or(fitting.first()).cloned()
    }
}

/// The runs that stand at the end of the window and were hit within it, longest
/// first. `all` is everything up to then, by date, then id.
pub(super) fn walls<'a>(
    all: &[&'a Entry],
    vocabulary: &Vocabulary,
    roles: &'a Names<'a>,
    teams: &'a Names<'a>,
    settings: Settings,
) -> Vec<Wall> {
    let got_to = |entry: &&'a Entry| {
        let post_mortem = &entry.post_mortem;
        let outcome = vocabulary.outcome(&post_mortem.outcome);
        let rank = |stage: Option<&str>| vocabulary.stage_rank(stage?);
        let said = rank(post_mortem.stage.as_deref());
        // An outcome alone says how far it got at least.
        let stage = said.or_else(|| rank(outcome?.from.as_deref()))?;
        let lost = outcome.is_none_or(Outcome::is_loss);
        let reached = Reached {
            day: post_mortem.date,
            stage,
            lost: lost.then(|| Enders::of(outcome.map(|outcome| outcome.ended_by))),
            role: post_mortem
                .role
                .as_deref()
                .and_then(|role| roles.normal(role)),
            team: post_mortem
                .team
                .as_deref()
                .and_then(|team| teams.normal(team)),
        };
        let counts = said.is_some() && !entry.is_skeleton();
        Some((counts, (*entry, reached)))
    };
    let (counted, others): (Vec<_>, Vec<_>) = all
        .iter()
        .filter_map(got_to)
        .partition(|(counts, _)| *counts);
    let (entries, reached): (Vec<&Entry>, Vec<Reached<'a>>) =
        counted.into_iter().map(|(_, one)| one).unzip();
    let others: Vec<Reached<'a>> = others.into_iter().map(|(_, (_, one))| one).collect();
    // With one role, those that name none are of it.
    let everything = settings.keeper.is_some() || roles.len() < 2;
    let runs = runs(&reached, settings.window, everything).into_iter();
    let mut walls: Vec<_> = runs
        .map(|run| {
            (
                run.whose,
                wall(
                    &run,
                    &entries,
                    [&reached, &others],
                    vocabulary,
                    roles,
                    teams,
                ),
            )
        })
        .collect();
    walls.sort_by(|(whose, wall), (other, next)| {
        let order = |wall: &Wall| (Reverse(wall.length()), wall.since);
        let rank = |wall: &Wall| vocabulary.stage_rank(&wall.stage);
        (order(wall), whose, rank(wall)).cmp(&(order(next), other, rank(next)))
    });
    walls.into_iter().map(|(_, wall)| wall).collect()
}

fn wall(
    run: &Run<'_>,
    entries: &[&Entry],
    [reached, others]: [&[Reached<'_>]; 2],
    vocabulary: &Vocabulary,
    roles: &Names<'_>,
    teams: &Names<'_>,
) -> Wall {
    let losses: Vec<&Entry> = run.losses.iter().map(|loss| entries[*loss]).collect();
    let dropped = |party: Party| {
        let balls = losses.iter().flat_map(|entry| balls_of(entry, vocabulary));
        balls.filter(|ball| ball.1 == party).count()
    };
    let (role, team) = match run.whose {
        Whose::Role(role) => (Some(roles.shown(role)), None),
        Whose::Team(team) => (None, Some(teams.shown(team))),
        Whose::Everything => (None, None),
    };
    let latest = losses.last().map(|latest| &latest.post_mortem);
    let first = losses
        .first()
        .map_or(Day::FIRST, |first| first.post_mortem.date);
    let is_of_it = |one: &&Reached<'_>| match run.whose {
        Whose::Role(role) => one.role == Some(role),
        Whose::Team(team) => one.team == Some(team),
        Whose::Everything => true,
    };
    let is_silence =
        |one: &&&Entry| vocabulary.outcome_slug(&one.post_mortem.outcome) == "unresponsive";
    let passed = |one: &Reached<'_>| one.passed() > run.stage;
    let of_it = || others.iter().filter(is_of_it);
    let before = reached.iter().filter(is_of_it).chain(of_it());
    let before = before.filter(|one| passed(one) && one.day < first);
    let passed_last = before.map(|one| one.day).max();
    let is_uncounted = |one: &&Reached<'_>| {
        let is_later = passed_last.is_none_or(|last| last < one.day);
        one.stage == run.stage && one.lost.is_some() && is_later
    };
    let uncounted = of_it().filter(is_uncounted).map(|one| one.day).min();
    Wall {
        role,
        team,
        stage: vocabulary.stages[run.stage].slug.clone(),
        since: first,
        uncounted,
        ids: losses.iter().map(|entry| entry.id.clone()).collect(),
        days: losses.iter().map(|entry| entry.post_mortem.date).collect(),
        outcome: latest
            .map(|latest| latest.outcome.clone())
            .unwrap_or_default(),
        ended_by: run.ended_by,
        silences: losses.iter().filter(is_silence).count(),
        party: Party::ALL
            .into_iter()
            .rev()
            .max_by_key(|party| dropped(*party))
            .unwrap_or(Party::Manager),
        by_chance: run.by_chance,
        is_passed: run.is_passed || others.iter().any(passed),
        is_interrupted: of_it().any(|one| one.day >= first && passed(one)),
    }
}
