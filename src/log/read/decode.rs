//! TOML text -> post-mortem, with every problem and its place.
//!
//! The reader is toml-spanner. Measured over 10,000 files of 1.6 KB on two
//! cores, warm, alternating with `rg -c zzzqqq` over the same files (ratio of
//! medians): opening and reading alone 0.67, toml-spanner with this kind of
//! field reader 1.3, events of `toml_parser` 2.1, `toml` with serde 2.5, its
//! recoverable tree 2.5. In memory it is four times as fast as `toml` (2.5
//! against 11 µs a file). It agreed with `toml` on the acceptance and on every
//! value of 150,000 mutated post-mortems. It keeps the place of every key and
//! value, and on a file with seven planted mistakes it reported seven problems
//! where the recoverable tree reported eight; a forgotten `]` costs it one
//! message instead of 69.
//!
//! A fresh arena a file is as fast as one for many and keeps memory small.
//! Unknown tables are never walked: their depth is not bounded.

use crate::diagnostic::{Code, Diagnostic};
use crate::log::read::fields::{KEPT, Problems, says_nothing};
use crate::log::read::plain::{KnownLines, plain};
use crate::log::read::syntax::recovered_with;
use crate::log::read::text::Prose;
use crate::model::{Day, Fact, Key, Need, NewValue, Party, PostMortem, SCHEMA};
use std::fmt::Display;
use toml_spanner::{Item, Table};

/// What a text that leaves something out stands for. A file of the log may
/// leave out nothing that is required; what a person pipes in may.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    pub date: Option<Day>,
    pub outcome: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// Nothing when there is an error among the diagnostics.
    pub post_mortem: Option<PostMortem>,
    /// What could be read, where there is an error: to be looked at, and no post-mortem.
    pub rest: Option<PostMortem>,
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a newer hirelog wrote it; such a file is read, never written.
    pub newer: bool,
    /// Whether it is written as hirelog writes: nothing but comments stands beside the keys.
    pub is_plain: bool,
}

/// Reads one file of the log.
pub fn decode(source: &str) -> Decoded {
    decode_with(source, &Defaults::default(), Prose::Whole)
}

pub fn decode_with(source: &str, defaults: &Defaults, prose: Prose) -> Decoded {
    decode_known(source, defaults, prose, &mut KnownLines::default())
}

/// The same, where lines are known that were read before.
pub(in crate::log) fn decode_known(
    source: &str,
    defaults: &Defaults,
    prose: Prose,
    known: &mut KnownLines,
) -> Decoded {
    match plain(source, prose, known) {
        None => decode_parsed(source, defaults, prose),
        post_mortem => Decoded {
            post_mortem,
            is_plain: true,
            ..Decoded::default()
        },
    }
}

/// The same of a text of any form.
pub(in crate::log) fn decode_parsed(source: &str, defaults: &Defaults, prose: Prose) -> Decoded {
    if source.trim_start_matches('\u{feff}').trim().is_empty() && defaults.outcome.is_none() {
        let empty = Diagnostic::of_file(Code::Missing, "the file is empty")
            .help("it needs an outcome at least; `hirelog new --outcome withdrew --dry-run` prints such a file");
        return Decoded {
            diagnostics: vec![empty],
            ..Decoded::default()
        };
    }
    let problems = Problems {
        prose,
        ..Problems::default()
    };
    let read = |table: &Table<'_>, problems: &mut Problems| read(table, defaults, problems);
    let ((read, is_whole), problems) = recovered_with(source, problems, read);
    let (mut diagnostics, newer) = (problems.diagnostics, problems.newer);
    let mut is_broken = diagnostics.iter().any(Diagnostic::is_error);
    if newer && !is_whole && !is_broken {
        let what = "its date or outcome is written in a way this hirelog does not know";
        let unknown = Diagnostic::of_file(Code::NewerSchema, what);
        diagnostics.insert(0, unknown.help("update hirelog to read it"));
    }
    is_broken |= !is_whole;
    let (post_mortem, rest) = match is_broken {
        true => (None, Some(read)),
        false => (Some(read), None),
    };
    Decoded {
        post_mortem,
        rest,
        diagnostics,
        newer,
        is_plain: false,
    }
}

/// What a table says, and whether that is all a post-mortem has to say.
fn read(table: &Table<'_>, defaults: &Defaults, problems: &mut Problems) -> (PostMortem, bool) {
    read_schema(table, defaults, problems);
    let mut post_mortem = PostMortem::new(Day::FIRST, "");
    let mut is_whole = true;
    for (name, item) in table.entries() {
        if name.as_str() == SCHEMA_KEY {
            continue;
        }
        if let Some(fact) = Fact::find(Fact::HEAD, name.as_str()) {
            is_whole &= take(Key::head(fact), item, &mut post_mortem, problems);
        } else if let Some(party) = Party::parse(name.as_str()) {
            let section = problems.table(party, item);
            for (name, item) in section.into_iter().flat_map(Table::entries) {
                let party = Some(party);
                match Fact::find(Fact::SECTION, name.as_str()) {
                    Some(fact) => {
                        take(Key { party, fact }, item, &mut post_mortem, problems);
                    }
                    None => unknown_key(party, name, problems),
                }
            }
        } else {
            unknown_key(None, name, problems);
        }
    }
    let is_missing = |fact: &Fact| table.get(fact.name()).is_none();
    for fact in Fact::required().filter(is_missing) {
        match defaults.get(fact) {
            None => {
                is_whole = false;
                problems.diagnostics.push(missing(fact));
            }
            given => Key::head(fact).set(&mut post_mortem, given),
        }
    }
    (post_mortem, is_whole)
}

/// Puts what stands there in its place; false where it lacks what every
/// post-mortem has to say.
fn take(key: Key, item: &Item<'_>, post_mortem: &mut PostMortem, problems: &mut Problems) -> bool {
    let about = key.fact.about();
    let wanted = problems.prose;
    problems.prose = wanted.of_key(key.fact);
    let value = problems.value(about.kind, key, item);
    problems.prose = wanted;
    let is_blank = value.is_none() && says_nothing(item);
    if is_blank && about.need == Need::Required {
        problems.diagnostics.push(blank(key, key.fact, item));
    } else if is_blank && key.fact == Fact::Hold {
        let message = "`hold` is blank, so it holds nothing";
        let blank = Diagnostic::new(Code::HoldBlank, message).at(item.span().range());
        problems.push(
            blank.help("say why nothing may redact or remove this file, or take the key out"),
        );
    }
    let is_said = value.is_some() || about.need == Need::Optional;
    key.set(post_mortem, value);
    is_said
}

/// What is wrong with a key that has to say something and holds nothing.
pub(in crate::log) fn blank(name: impl Display, fact: Fact, item: &Item<'_>) -> Diagnostic {
    let message = format!("`{name}` is blank");
    let help = format!("say {}, such as {}", fact.about().meaning, example(fact));
    Diagnostic::error(Code::Missing, item.span().range(), message).help(help)
}

pub(in crate::log) fn missing(fact: Fact) -> Diagnostic {
    let help = match fact {
        Fact::Date => "add the day of the outcome at the top, such as".to_owned(),
        _ if Fact::DECISION.contains(&fact) => format!("say {}, such as", fact.about().meaning),
        _ => format!("say at the top {}, such as", fact.about().meaning),
    };
    Diagnostic::of_file(Code::Missing, format!("`{}` is missing", fact.name()))
        .help(format!("{help} {}", example(fact)))
}

/// A line that sets a key which no post-mortem may do without.
const fn example(fact: Fact) -> &'static str {
    match fact {
        Fact::Date | Fact::DecidedOn => "date = 2026-11-20",
        Fact::DecidedAbout => "about = [\"feedback-late\"]",
        Fact::DecidedFor => "party = \"manager\"",
        Fact::Decided => "next = \"When …, I will …\"",
        _ => "outcome = \"offer-declined\"",
    }
}

impl Defaults {
    fn get(&self, fact: Fact) -> Option<NewValue> {
        match fact {
            Fact::Date => self.date.map(NewValue::Day),
            Fact::Outcome => self
                .outcome
                .as_ref()
                .map(|text| NewValue::Text(text.into())),
            _ => None,
        }
    }
}

pub(in crate::log) fn read_schema(table: &Table<'_>, defaults: &Defaults, problems: &mut Problems) {
    let Some(item) = table.get(SCHEMA_KEY) else {
        if defaults.date.is_none() {
            problems.diagnostics.push(
                Diagnostic::of_file(Code::Missing, "`schema` is missing")
                    .help(format!("add schema = {SCHEMA} as the first line")),
            );
        }
        return;
    };
    match problems.integer(SCHEMA_KEY, item) {
        Some(SCHEMA) | None => {}
        Some(schema) if schema > SCHEMA => {
            problems.diagnostics.push(
                Diagnostic::warning(
                    Code::NewerSchema,
                    item.span().range(),
                    format!("written by a newer hirelog (format {schema}; this one knows {SCHEMA}); read as far as possible, never changed"),
                )
                .help("update hirelog to edit it"),
            );
            problems.newer = true;
        }
        Some(schema) => problems.push(
            Diagnostic::error(
                Code::NotAllowed,
                item.span().range(),
                format!("there is no format {schema}"),
            )
            .help(format!("write schema = {SCHEMA}")),
        ),
    }
}

/// One that stands in a section, or above them.
fn unknown_key(party: Option<Party>, key: &toml_spanner::Key<'_>, problems: &mut Problems) {
    let name = key.as_str();
    let (place, way) = match party {
        Some(party) if head_names().any(|known| known == name) => (
            format!("in the section [{party}]"),
            "move it above the first section",
        ),
        Some(party) => {
            let owner = format!("the section [{party}]");
            return problems.unknown_key(key, &owner, names(Fact::SECTION));
        }
        None if Fact::find(Fact::SECTION, name).is_some() => (
            "above the sections".to_owned(),
            "move it below [manager], [candidate] or [recruiter]",
        ),
        None => return problems.unknown_key(key, "a post-mortem", head_names()),
    };
    let what = format!("`{name}` stands {place}, where it means nothing");
    let misplaced = Diagnostic::warning(Code::UnknownKey, key.span.range(), what);
    problems.push(misplaced.note(KEPT).help(way));
}

/// The key that says of which format a file is.
pub(in crate::log) const SCHEMA_KEY: &str = "schema";

/// Everything that may stand above the sections, or begins one.
pub(in crate::log) fn head_names() -> impl Iterator<Item = &'static str> {
    let sections = Party::ALL.into_iter().map(Party::as_str);
    [SCHEMA_KEY]
        .into_iter()
        .chain(names(Fact::HEAD))
        .chain(sections)
}

pub(in crate::log) fn names(facts: &[Fact]) -> impl Iterator<Item = &'static str> {
    facts.iter().map(|fact| fact.name())
}

#[cfg(test)]
mod tests;
