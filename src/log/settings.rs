//! The team's `hirelog.toml` and the person's own `config.toml`. Vocabulary and
//! thresholds belong to the team; editor, pager and colour to the person. A
//! team file is found by walking up, so it can never name a program to run.

mod blocks;
pub(super) mod shape;
mod value;

use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::error::Error;
use crate::log::read::syntax::recovered;
use crate::model::{DroppedBall, Party, Question, path_text};
use shape::{TEAM, Takes, USER};
use std::path::Path;
use value::{SettingValue, known};

/// The name of the file that marks a log.
pub const TEAM_FILE: &str = "hirelog.toml";

/// Where post-mortems are kept, unless the team says otherwise; and decisions.
pub(super) const LOGS: &str = "logs";
pub(super) const DECISIONS: &str = "decisions";

/// What a team's file says; empty where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamSettings {
    pub logs: Option<String>,
    pub decisions: Option<String>,
    /// Who keeps the log for itself; `Some(None)` where the file says that nobody does.
    pub keeper: Option<Option<Party>>,
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
    recovered(source, |table, problems| {
        let mut settings = TeamSettings::default();
        for (key, item) in known(table, TEAM, "hirelog.toml", problems) {
            match key.takes {
                Takes::Section(keys) => {
                    let Some(table) = problems.table(key.name, item) else {
                        continue;
                    };
                    let owner = format!("the section [{}]", key.name);
                    for (own, item) in known(table, keys, &owner, problems) {
                        let name = format!("{}.{}", key.name, own.name);
                        settings.set(&name, value::read(own.takes, &name, item, problems));
                    }
                }
                Takes::Blocks(_) if key.name == "question" => {
                    settings.questions = blocks::questions(item, problems);
                }
                Takes::Blocks(_) => settings.balls = blocks::balls(item, problems),
                takes => settings.set(key.name, value::read(takes, key.name, item, problems)),
            }
        }
        let logs = settings.logs.as_deref().unwrap_or(LOGS);
        let decisions = settings.decisions.as_deref().unwrap_or(DECISIONS);
        let is_inside = |one: &str, other: &str| {
            let below = one.strip_prefix(other);
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        };
        if is_inside(decisions, logs) || is_inside(logs, decisions) {
            let item = table.get("decisions").or_else(|| table.get("logs"));
            let place = item.map_or(0..0, |item| item.span().range());
            let what = "of the folders of the logs and of the decisions one is in the other";
            let inside = Diagnostic::error(Code::NotAllowed, place, what);
            problems.push(inside.help("name a folder beside them: decisions = \"decisions\""));
        }
        settings
    })
}

impl TeamSettings {
    /// Each by its name with the section it is in.
    fn set(&mut self, name: &str, value: SettingValue) {
        match name {
            "logs" => self.logs = value.text,
            "decisions" => self.decisions = value.text,
            // Blank, it says that nobody does; what cannot be read is an error.
            "keeper" => self.keeper = Some(value.text.as_deref().and_then(Party::parse)),
            "new.schema" => self.schema = value.text,
            "patterns.window" => self.window = value.text,
            "patterns.threshold" => self.threshold = value.number,
            "policy.retain" => self.retain = value.text,
            "report.signoff" => self.signoff = value.text,
            "report.template" => self.template = value.text,
            "check.ignore" => self.ignore = value.list,
            "check.allow" => self.allow = value.list,
            "vocabulary.stages" => self.stages = value.list,
            "vocabulary.hide" => self.hide = value.list,
            "import.stages" => self.import.stages = value.names,
            "import.outcomes" => self.import.outcomes = value.names,
            _ => {}
        }
    }
}

/// Reads a person's file.
pub fn user(source: &str) -> (UserSettings, Vec<Diagnostic>) {
    recovered(source, |table, problems| {
        let mut settings = UserSettings::default();
        for (key, item) in known(table, USER, "config.toml", problems) {
            let text = value::read(key.takes, key.name, item, problems).text;
            match key.name {
                "log" => settings.log = text,
                "editor" => settings.editor = text,
                "pager" => settings.pager = text,
                "color" => settings.color = text,
                _ => settings.party = text.as_deref().and_then(Party::parse),
            }
        }
        settings
    })
}

/// What a configuration file says, unless something in it is wrong; and what in it
/// surprises.
pub(super) fn usable<S>(
    path: &Path,
    source: &str,
    read: impl Fn(&str) -> (S, Vec<Diagnostic>),
) -> Result<(S, Option<Findings>), Error> {
    let (settings, diagnostics) = read(source);
    let path = path_text(path);
    let findings = Findings::of(&path, source, diagnostics);
    if findings.diagnostics.iter().any(Diagnostic::is_error) {
        let what = format!("{path} cannot be used as it is");
        return Err(Error::findings(what, vec![findings]));
    }
    let odd = (!findings.diagnostics.is_empty()).then_some(findings);
    Ok((settings, odd))
}

#[cfg(test)]
mod tests;
