//! The team's `hirelog.toml` and the person's own `config.toml`. Vocabulary and
//! thresholds belong to the team; editor, pager and colour to the person. A
//! team file is found by walking up, so it can never name a program to run.

mod questions;
pub(super) mod shape;
mod value;

use crate::diagnostic::{Code, Diagnostic};
use crate::log::conflict::conflict_markers;
use crate::log::read::fields::Problems;
use crate::log::read::syntax::with_syntax_errors;
use crate::model::{DroppedBall, Party, Question};
use shape::{DROPPED_BALL, TEAM, Takes, USER};
use toml_spanner::{Arena, Item, Key, Table};
use value::Value;

/// The name of the file that marks a log.
pub const TEAM_FILE: &str = "hirelog.toml";

/// What a team's file says; nothing where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamSettings {
    pub logs: Option<String>,
    /// Where new files say that their schema is.
    pub schema: Option<String>,
    /// A length such as `90d`, already found readable.
    pub window: Option<String>,
    pub threshold: Option<u32>,
    pub retain: Option<String>,
    pub signoff: Option<String>,
    /// Of the report: a file below this one, by the form its name says.
    pub template: Option<String>,
    pub ignore: Vec<String>,
    pub allow: Vec<String>,
    pub balls: Vec<DroppedBall>,
    pub stages: Vec<String>,
    pub hide: Vec<String>,
    pub questions: Vec<Question>,
    pub import: ImportSettings,
}

/// What the stages and reasons of the team's applicant tracking system are called
/// here: each a name there and a word here; a blank word stands for none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportSettings {
    pub stages: Vec<(String, String)>,
    pub outcomes: Vec<(String, String)>,
}

/// What a person's own file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserSettings {
    pub log: Option<String>,
    pub editor: Option<String>,
    pub pager: Option<String>,
    pub color: Option<String>,
    pub party: Option<Party>,
}

/// Reads a team's file.
pub fn team(source: &str) -> (TeamSettings, Vec<Diagnostic>) {
    read(source, |table, settings: &mut TeamSettings, problems| {
        for (key, item) in table.entries() {
            let name = key.as_str();
            match shape::find(TEAM, name) {
                Some(Takes::Section(keys)) => section(key, item, keys, settings, problems),
                Some(Takes::Blocks(_)) if name == "question" => {
                    settings.questions = questions::read(item, problems);
                }
                Some(Takes::Blocks(_)) => settings.balls = balls(item, problems),
                Some(takes) => settings.set(name, value::read(takes, name, item, problems)),
                None => problems.unknown_key(key, "hirelog.toml", shape::names(TEAM)),
            }
        }
    })
}

impl TeamSettings {
    /// Each by its name with the section it is in.
    fn set(&mut self, name: &str, value: Value) {
        match name {
            "logs" => self.logs = value.text(),
            "new.schema" => self.schema = value.text(),
            "patterns.window" => self.window = value.text(),
            "patterns.threshold" => self.threshold = value.number(),
            "policy.retain" => self.retain = value.text(),
            "report.signoff" => self.signoff = value.text(),
            "report.template" => self.template = value.text(),
            "check.ignore" => self.ignore = value.list(),
            "check.allow" => self.allow = value.list(),
            "vocabulary.stages" => self.stages = value.list(),
            "vocabulary.hide" => self.hide = value.list(),
            "import.stages" => self.import.stages = value.names(),
            "import.outcomes" => self.import.outcomes = value.names(),
            _ => {}
        }
    }
}

/// Reads a person's file.
pub fn user(source: &str) -> (UserSettings, Vec<Diagnostic>) {
    read(source, |table, settings: &mut UserSettings, problems| {
        for (key, item) in table.entries() {
            let name = key.as_str();
            let Some(takes) = shape::find(USER, name) else {
                problems.unknown_key(key, "config.toml", shape::names(USER));
                continue;
            };
            let text = value::read(takes, name, item, problems).text();
            match name {
                "log" => settings.log = text,
                "editor" => settings.editor = text,
                "pager" => settings.pager = text,
                "color" => settings.color = text,
                _ => settings.party = text.as_deref().and_then(Party::parse),
            }
        }
    })
}

fn read<S: Default>(
    source: &str,
    read: impl FnOnce(&Table<'_>, &mut S, &mut Problems),
) -> (S, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let mut settings = S::default();
    let conflicts = conflict_markers(source);
    if !conflicts.is_empty() {
        return (settings, conflicts);
    }
    let arena = Arena::new();
    let document = toml_spanner::parse_recoverable(source, &arena);
    read(document.table(), &mut settings, &mut problems);
    if !document.errors().is_empty() {
        problems.diagnostics = with_syntax_errors(problems.diagnostics, document.errors(), source);
    }
    problems
        .diagnostics
        .sort_by_key(|problem| problem.place.as_ref().map_or(0, |place| place.start));
    (settings, problems.diagnostics)
}

/// The keys of a section that it knows.
fn section(
    key: &Key<'_>,
    item: &Item<'_>,
    keys: &'static [shape::Key],
    settings: &mut TeamSettings,
    problems: &mut Problems,
) {
    let owner = key.as_str();
    let Some(table) = problems.table(owner, item) else {
        return;
    };
    for (key, item) in table.entries() {
        match shape::find(keys, key.as_str()) {
            Some(takes) => {
                let name = format!("{owner}.{}", key.as_str());
                settings.set(&name, value::read(takes, &name, item, problems));
            }
            None => {
                problems.unknown_key(key, &format!("the section [{owner}]"), shape::names(keys));
            }
        }
    }
}

fn balls(item: &Item<'_>, problems: &mut Problems) -> Vec<DroppedBall> {
    blocks("dropped_ball", item, problems, ball)
}

/// Each block called `[[name]]`, as far as it can be read.
fn blocks<T>(
    name: &str,
    item: &Item<'_>,
    problems: &mut Problems,
    read: impl Fn(&Item<'_>, &mut Problems) -> Option<T>,
) -> Vec<T> {
    let Some(array) = item.as_array() else {
        let help = format!("write each as a block that begins with [[{name}]]");
        problems.wrong_type(name, item, "a list of blocks").help = Some(help);
        return Vec::new();
    };
    array
        .iter()
        .filter_map(|item| read(item, problems))
        .collect()
}

/// Says which keys a block lacks or leaves blank, each with what could stand there.
fn missing(name: &str, table: &Table<'_>, keys: [(&str, &str); 2], problems: &mut Problems) {
    for (key, help) in keys {
        let place = match table.get(key) {
            None => table.span(),
            Some(item) if item.as_str().is_some_and(|text| text.trim().is_empty()) => item.span(),
            Some(_) => continue,
        };
        let what = format!("this [[{name}]] has no `{key}`");
        problems.push(Diagnostic::error(Code::Missing, place.range(), what).help(help));
    }
}

fn ball(item: &Item<'_>, problems: &mut Problems) -> Option<DroppedBall> {
    if item.as_table().is_none() {
        let help = "write each as a block that begins with [[dropped_ball]]".to_owned();
        problems
            .wrong_type("dropped_ball", item, "a list of blocks")
            .help = Some(help);
    }
    let table = item.as_table()?;
    let (mut slug, mut party) = (None, None);
    let mut ball = DroppedBall {
        slug: String::new(),
        party: Party::Manager,
        stages: Vec::new(),
        meaning: String::new(),
        aliases: Vec::new(),
        mirrors: Vec::new(),
        care: None,
    };
    for (key, item) in table.entries() {
        let name = key.as_str();
        let Some(takes) = shape::find(DROPPED_BALL, name) else {
            problems.unknown_key(key, "a [[dropped_ball]]", shape::names(DROPPED_BALL));
            continue;
        };
        let value = value::read(takes, name, item, problems);
        match name {
            "slug" => slug = value.text(),
            "party" => party = value.text().as_deref().and_then(Party::parse),
            "stages" => ball.stages = value.list(),
            "meaning" => ball.meaning = value.text().unwrap_or_default(),
            "aliases" => ball.aliases = value.list(),
            "mirrors" => ball.mirrors = value.list(),
            _ => ball.care = value.text(),
        }
    }
    let keys = [
        ("slug", "such as slug = \"panel-not-briefed\""),
        ("party", "manager, candidate or recruiter"),
    ];
    missing("dropped_ball", table, keys, problems);
    ball.slug = slug?;
    ball.party = party?;
    Some(ball)
}

#[cfg(test)]
mod tests;
