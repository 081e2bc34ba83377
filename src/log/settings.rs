//! The team's `hirelog.toml` and the person's own `config.toml`. Vocabulary and
//! thresholds belong to the team; editor, pager and colour to the person. A
//! team file is found by walking up, so it can never name a program to run.

mod questions;
mod report;

use super::decode::conflict_markers;
use super::fields::Problems;
use super::syntax::with_syntax_errors;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Day, DroppedBall, Party, Question, SCHEMA};
use toml_spanner::{Arena, Item, Key, Table};

/// The name of the file that marks a log.
pub const TEAM_FILE: &str = "hirelog.toml";

/// What a team's file says; nothing where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamSettings {
    pub logs: Option<String>,
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
            match key.as_str() {
                "schema" => schema(item, problems),
                "logs" => {
                    settings.logs = problems
                        .filled("logs", item)
                        .and_then(|logs| folder(&logs, item, problems))
                }
                "patterns" => section(
                    key,
                    item,
                    problems,
                    ["window", "threshold"],
                    |name, item, problems| match name {
                        "window" => settings.window = length("patterns.window", item, problems),
                        _ => settings.threshold = threshold(item, problems),
                    },
                ),
                "policy" => section(key, item, problems, ["retain"], |_, item, problems| {
                    settings.retain = length("policy.retain", item, problems);
                }),
                "report" => report::read(key, item, problems, settings),
                "check" => section(
                    key,
                    item,
                    problems,
                    ["ignore", "allow"],
                    |name, item, problems| {
                        let words = problems.strings(&format!("check.{name}"), item);
                        *(if name == "ignore" {
                            &mut settings.ignore
                        } else {
                            &mut settings.allow
                        }) = words;
                    },
                ),
                "vocabulary" => section(
                    key,
                    item,
                    problems,
                    ["stages", "hide"],
                    |name, item, problems| {
                        let words = problems.strings(&format!("vocabulary.{name}"), item);
                        *(if name == "stages" {
                            &mut settings.stages
                        } else {
                            &mut settings.hide
                        }) = words;
                    },
                ),
                "dropped_ball" => settings.balls = balls(item, problems),
                "question" => settings.questions = questions::read(item, problems),
                _ => problems.unknown_key(
                    key,
                    "hirelog.toml",
                    [
                        "schema",
                        "logs",
                        "patterns",
                        "policy",
                        "report",
                        "check",
                        "vocabulary",
                        "dropped_ball",
                        "question",
                    ],
                ),
            }
        }
    })
}

/// Reads a person's file.
pub fn user(source: &str) -> (UserSettings, Vec<Diagnostic>) {
    read(source, |table, settings: &mut UserSettings, problems| {
        for (key, item) in table.entries() {
            match key.as_str() {
                "log" => settings.log = problems.filled("log", item),
                "editor" => settings.editor = problems.filled("editor", item),
                "pager" => settings.pager = problems.string("pager", item).map(str::to_owned),
                "color" => {
                    settings.color = one_of("color", item, &["auto", "always", "never"], problems)
                }
                "as" => {
                    let parties = Party::ALL.map(Party::as_str);
                    settings.party = one_of("as", item, &parties, problems)
                        .as_deref()
                        .and_then(Party::parse);
                }
                _ => problems.unknown_key(
                    key,
                    "config.toml",
                    ["log", "editor", "pager", "color", "as"],
                ),
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

fn schema(item: &Item<'_>, problems: &mut Problems) {
    if let Some(schema) = problems
        .integer("schema", item)
        .filter(|schema| *schema != SCHEMA)
    {
        problems.push(
            Diagnostic::error(
                Code::NewerSchema,
                item.span().range(),
                format!("this hirelog knows format {SCHEMA}, not {schema}"),
            )
            .help("update hirelog, or write schema = 1"),
        );
    }
}

/// Calls `set` with each key of the section that it knows.
fn section<const N: usize>(
    key: &Key<'_>,
    item: &Item<'_>,
    problems: &mut Problems,
    known: [&str; N],
    mut set: impl FnMut(&str, &Item<'_>, &mut Problems),
) {
    let Some(table) = problems.table(key.as_str(), item) else {
        return;
    };
    for (name, item) in table.entries() {
        if known.contains(&name.as_str()) {
            set(name.as_str(), item, problems);
        } else {
            problems.unknown_key(name, &format!("the section [{}]", key.as_str()), known);
        }
    }
}

fn length(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let length = problems.filled(name, item)?;
    if Day::LAST.first_of_last(&length).is_none() {
        problems.push(
            Diagnostic::error(
                Code::NotAllowed,
                item.span().range(),
                format!("`{name}` is not a length of time"),
            )
            .help("write days, weeks or months, such as \"90d\", \"12w\" or \"6m\""),
        );
        return None;
    }
    Some(length)
}

fn threshold(item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    let number = problems.integer("patterns.threshold", item)?;
    let threshold = u32::try_from(number)
        .ok()
        .filter(|threshold| *threshold >= 2);
    if threshold.is_none() {
        problems.push(
            Diagnostic::error(
                Code::NotAllowed,
                item.span().range(),
                format!("`patterns.threshold` cannot be {number}"),
            )
            .help("once is no pattern: write 2 or more"),
        );
    }
    threshold
}

/// The folder of the post-mortems, below the team file and nowhere else.
fn folder(logs: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let below = below(logs);
    if below.is_none() {
        problems.push(
            Diagnostic::error(
                Code::NotAllowed,
                item.span().range(),
                "`logs` must be a folder below this file",
            )
            .help("write a relative path, such as \"logs\""),
        );
    }
    below
}

/// A relative path that stays below, with forward slashes.
fn below(path: &str) -> Option<String> {
    let parts: Vec<_> = path
        .split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    let leaves = path.starts_with(['/', '\\']) || path.contains(':') || parts.contains(&"..");
    (!leaves).then(|| parts.join("/"))
}

fn one_of(
    name: &str,
    item: &Item<'_>,
    allowed: &[&str],
    problems: &mut Problems,
) -> Option<String> {
    let word = problems.filled(name, item)?;
    if !allowed.contains(&word.as_str()) {
        problems.not_allowed(name, &word, item.span(), allowed.iter().copied());
        return None;
    }
    Some(word)
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

fn party(item: &Item<'_>, problems: &mut Problems) -> Option<Party> {
    let parties = Party::ALL.map(Party::as_str);
    Party::parse(&one_of("party", item, &parties, problems)?)
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
        match name {
            "slug" => {
                slug = problems
                    .filled(name, item)
                    .and_then(|slug| plain(slug, item, problems))
            }
            "party" => party = self::party(item, problems),
            "stages" => ball.stages = problems.strings(name, item),
            "meaning" => ball.meaning = problems.filled(name, item).unwrap_or_default(),
            "aliases" => ball.aliases = problems.strings(name, item),
            "mirrors" => ball.mirrors = problems.strings(name, item),
            "care" => ball.care = problems.filled(name, item),
            _ => problems.unknown_key(
                key,
                "a [[dropped_ball]]",
                [
                    "slug", "party", "stages", "meaning", "aliases", "mirrors", "care",
                ],
            ),
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

fn plain(slug: String, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let plain = crate::model::slug(&slug);
    if plain == slug {
        return Some(slug);
    }
    problems.push(
        Diagnostic::error(
            Code::NotAllowed,
            item.span().range(),
            format!("\"{slug}\" is not a slug"),
        )
        .help(format!("lower-case words joined by hyphens: \"{plain}\"")),
    );
    None
}

#[cfg(test)]
mod tests;
