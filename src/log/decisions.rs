//! The decisions of a log: small files in a folder beside the post-mortems, read and written
//! by the same table of keys.

use super::Defaults;
use super::edit::revise::set;
use super::find::{is_whole_name, stem};
use super::locate::Log;
use super::read::decode::{SCHEMA_KEY, blank, missing, names, read_schema};
use super::read::fields::{Problems, says_nothing};
use super::read::folder::Listing;
use super::read::syntax::recovered;
use super::read::text;
use super::read::walk::{LogFile, each_of};
use super::settings::DECISIONS;
use super::value::{ProseLines, written};
use super::write::change::rewrite;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::error::{Error, Kind};
use crate::model::{Day, Decision, DecisionEntry, Fact, Id, Key, Need, SCHEMA};
use std::io;
use toml_spanner::Table;

/// The decisions of a log, and what is wrong with their files.
#[derive(Debug, Default)]
pub struct Decisions {
    /// By date, then id.
    pub entries: Vec<DecisionEntry>,
    /// Files that could not be read as decisions, by path.
    pub broken: Vec<Findings>,
}

/// One decision, read whole.
#[derive(Debug)]
pub struct LoadedDecision {
    pub entry: DecisionEntry,
    pub source: String,
    /// A newer hirelog wrote it; it is read, never written.
    newer: bool,
}

impl Decisions {
    pub fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.broken.append(&mut other.broken);
        self.sort();
    }

    fn sort(&mut self) {
        let order = |one: &DecisionEntry| (one.decision.date, one.id.to_string());
        self.entries.sort_by_cached_key(order);
        self.broken.sort_by(|one, other| one.path.cmp(&other.path));
    }
}

impl Log {
    /// Where the decisions are, relative to the root.
    pub fn decisions_folder(&self) -> &str {
        self.team.decisions.as_deref().unwrap_or(DECISIONS)
    }

    pub(super) fn decision_files(&self) -> Result<Listing, Error> {
        let folder = self.root.join(self.decisions_folder());
        Listing::of(&folder, self.decisions_folder())
            .map_err(|error| Error::io("list", &folder, error))
    }

    /// Shows every file of the decisions, whatever it holds.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn each_decision<G: Default + Send>(
        &self,
        visit: impl Fn(&mut G, LogFile<'_>) + Sync,
    ) -> Result<Vec<G>, Error> {
        Ok(each_of(&self.decision_files()?, visit))
    }

    /// Reads every decision of the log.
    ///
    /// # Errors
    /// Where the folder cannot be listed; a file that cannot be read is a finding.
    pub fn decisions(&self) -> Result<Decisions, Error> {
        let read = |part: &mut Decisions, page: LogFile<'_>| {
            let path = page.path;
            let (source, decision, diagnostics) = match page.text {
                Err(problem) if !problem.is_error() => return,
                Err(problem) => ("", None, vec![*problem]),
                Ok(source) => {
                    let (decision, diagnostics) = decode_decision(source);
                    (source, decision, diagnostics)
                }
            };
            match decision {
                None => part.broken.push(Findings::of(&path, source, diagnostics)),
                Some(decision) => part.entries.push(entry(path, decision)),
            }
        };
        let mut all = Decisions::default();
        for part in self.each_decision(read)? {
            all.append(part);
        }
        Ok(all)
    }

    /// The decision of this name, where there is one.
    ///
    /// # Errors
    /// Where several are called so, or it cannot be read as a decision.
    pub fn find_decision(&self, name: &str) -> Result<Option<LoadedDecision>, Error> {
        let listing = self.decision_files()?;
        let mut paths = Self::called_in(&listing, name);
        // A beginning that post-mortems have is theirs.
        if !paths.iter().any(|path| is_whole_name(name, path)) && !self.called(name)?.is_empty() {
            paths.clear();
        }
        let path = match paths.as_slice() {
            [] => return Ok(None),
            [path] => path.clone(),
            many => {
                let what = format!("`{name}` could be any of {} decisions", many.len());
                let paths = many.iter().take(10).cloned();
                return Err(paths.fold(Error::usage(what), Error::hint));
            }
        };
        let file = self.root.join(&path);
        let source = text::whole(&file)?;
        let (decision, diagnostics) = decode_decision(&source);
        let newer = diagnostics.iter().any(|one| one.code == Code::NewerSchema);
        let Some(decision) = decision else {
            return Err(self.refused("this decision cannot be read", &path, &source, diagnostics));
        };
        Ok(Some(LoadedDecision {
            entry: entry(path, decision),
            source,
            newer,
        }))
    }

    /// Writes a decision under a fresh id. Gives its path relative to the root.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn create_decision(
        &self,
        text: &str,
        date: Day,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<String, Error> {
        let folder = self.decisions_folder();
        self.create_called(text, |id| format!("{folder}/{date}-{id}.toml"), random)
    }

    /// Puts another text in the place of one that was read; what is said elsewhere stays.
    ///
    /// # Errors
    /// Where somebody else wrote the file meanwhile, or it cannot be written.
    pub fn replace_decision(&self, loaded: &LoadedDecision, text: &str) -> Result<(), Error> {
        match rewrite(&self.root.join(&loaded.entry.path), &loaded.source, text)? {
            true => Ok(()),
            false => Err(Error::new(
                Kind::Io,
                "somebody else wrote the decision meanwhile; nothing was changed",
            )
            .hint("try again")),
        }
    }
}

impl LoadedDecision {
    /// The text with the decision turned into another one; every other byte stays.
    ///
    /// # Errors
    /// Where a newer hirelog wrote the file, or it would not read back as it was meant.
    pub fn revised(&self, new: &Decision) -> Result<String, Error> {
        let old = &self.entry.decision;
        let changed = Fact::DECISION
            .iter()
            .filter(|fact| fact.of_decision(old) != fact.of_decision(new));
        let text = changed
            .copied()
            .try_fold(self.source.clone(), |text, fact| {
                set(&text, Key::head(fact), fact.of_decision(new))
            });
        let path = &self.entry.path;
        match text
            .ok()
            .filter(|text| decode_decision(text).0.as_ref() == Some(new))
        {
            _ if self.newer => Err(Error::usage(format!(
                "a newer hirelog wrote {path}, so this one does not change it"
            ))
            .hint("update hirelog to change it")),
            Some(text) => Ok(text),
            None => Err(Error::usage(format!(
                "{path} would not read back as it was meant, so nothing was written"
            ))
            .hint("change it in an editor")),
        }
    }
}

fn entry(path: String, decision: Decision) -> DecisionEntry {
    DecisionEntry {
        id: Id::from_stem(stem(&path)),
        path,
        log: None,
        decision,
    }
}

/// The text of a new file.
pub fn encode_decision(decision: &Decision) -> String {
    let line = |fact: &Fact| {
        let value = fact.of_decision(decision)?;
        let value = written(fact.about().kind, Some(value), ProseLines::Many("\n"));
        Some(format!("{} = {value}\n", fact.name()))
    };
    let lines: String = Fact::DECISION.iter().filter_map(line).collect();
    format!("{SCHEMA_KEY} = {SCHEMA}\n{lines}")
}

/// What a text says as a decision, and what is wrong with it.
pub fn decode_decision(source: &str) -> (Option<Decision>, Vec<Diagnostic>) {
    let (decision, diagnostics) = recovered(source, read);
    let is_sound = !diagnostics.iter().any(Diagnostic::is_error);
    (decision.filter(|_| is_sound), diagnostics)
}

/// `None` where it lacks what every decision has to say.
fn read(table: &Table<'_>, problems: &mut Problems) -> Option<Decision> {
    read_schema(table, &Defaults::default(), problems);
    for (key, _) in table.entries() {
        let is_known = Fact::find(Fact::DECISION, key.as_str()).is_some();
        if !is_known && key.as_str() != SCHEMA_KEY {
            problems.unknown_key(key, "a decision", names(Fact::DECISION));
        }
    }
    let mut decision = Decision::default();
    let mut is_whole = true;
    for fact in Fact::DECISION {
        let item = table.get(fact.name());
        let value = item.and_then(|item| problems.value(fact.about().kind, fact.name(), item));
        let is_said = value
            .as_ref()
            .is_some_and(|value| !value.as_value().is_blank());
        if !is_said && fact.about().need == Need::Required {
            is_whole = false;
            match item {
                None => problems.diagnostics.push(missing(*fact)),
                Some(item) if value.is_some() || says_nothing(item) => {
                    problems.diagnostics.push(blank(fact.name(), *fact, item));
                }
                // A value of another form is named already.
                Some(_) => {}
            }
        }
        fact.set_in_decision(&mut decision, value);
    }
    is_whole.then_some(decision)
}
