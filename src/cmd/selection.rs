//! Reading the log and picking what a query asks for.

use super::session::Session;
use crate::cli::Cli;
use crate::diagnostic::{Code, Findings, nearest};
use crate::error::Error;
use crate::log::{Log, Prose, Reading};
use crate::model::Entry;
use crate::query::{Query, QueryError};
use crate::vocabulary::Vocabulary;
use clap::CommandFactory;
use std::mem::ManuallyDrop;

/// A log that was read, and the query that was asked of it.
pub(super) struct Selection {
    pub log: Log,
    pub vocabulary: Vocabulary,
    pub query: Query,
    /// Never given back: the process ends with the answer, and freeing ten
    /// thousand post-mortems piece by piece takes a tenth of reading them.
    pub reading: ManuallyDrop<Reading>,
}

impl Selection {
    /// Everything is read; what matches is picked later, as commands differ in
    /// what days mean to them.
    pub fn read(session: &Session<'_>, words: &[String], prose: Prose) -> Result<Self, Error> {
        let log = session.log()?;
        let vocabulary = session.vocabulary(&log);
        let query = Query::parse(words, &vocabulary, session.context.today)
            .map_err(|error| usage(words, error))?;
        let reading = ManuallyDrop::new(log.read(if query.has_words() {
            Prose::Whole
        } else {
            prose
        })?);
        let unknown = query.unknown_values(&reading.entries, &vocabulary);
        if let Some(first) = unknown.first() {
            let field = first.field.as_str();
            let near = first.nearest.as_ref().map(|near| {
                let near = if near.contains(' ') {
                    format!("'{field}:{near}'")
                } else {
                    format!("{field}:{near}")
                };
                format!("did you mean {near}?")
            });
            let what = format!("nothing here has the {field} `{}`", first.value);
            return Err(Error::usage(what).maybe_hint(near));
        }
        Ok(Self {
            log,
            vocabulary,
            query,
            reading,
        })
    }

    pub fn matching(&self) -> Vec<&Entry> {
        self.reading
            .entries
            .iter()
            .filter(|entry| self.query.matches(entry, &self.vocabulary))
            .collect()
    }

    /// Why there is nothing to show.
    pub fn nothing(&self, session: &Session<'_>) -> String {
        let all = self.reading.entries.len();
        match all {
            0 if self.reading.broken.is_empty() => {
                format!(
                    "the log at {} holds no post-mortem yet; write the first: hirelog new\n",
                    session.shown(&self.log.root)
                )
            }
            _ => format!("0 of {all} match {}\n", self.query.text()),
        }
    }

    /// Files that a newer hirelog wrote: their counts may lack something.
    pub fn newer(&self) -> Vec<Findings> {
        newer(&self.reading)
    }
}

/// Files that a newer hirelog wrote: their counts may lack something.
pub(super) fn newer(reading: &Reading) -> Vec<Findings> {
    let newer = |one: &&Findings| {
        one.diagnostics
            .iter()
            .any(|problem| problem.code == Code::NewerSchema)
    };
    reading.odd.iter().filter(newer).cloned().collect()
}

/// An unknown flag ends up in the query, as terms may begin with a hyphen.
fn usage(words: &[String], error: QueryError) -> Error {
    let flag = words.iter().find(|word| word.starts_with("--"));
    if let Some(flag) = flag {
        let cli = Cli::command();
        let commands = cli.get_subcommands().flat_map(clap::Command::get_arguments);
        let flags: Vec<String> = cli
            .get_arguments()
            .chain(commands)
            .filter_map(|argument| argument.get_long().map(|long| format!("--{long}")))
            .collect();
        let near = nearest(
            flag.split('=').next().unwrap_or(flag),
            flags.iter().map(String::as_str),
        );
        return Error::usage(format!("there is no option {flag}"))
            .maybe_hint(near.map(|near| format!("did you mean {near}?")));
    }
    Error::usage(error.what).maybe_hint(error.hint)
}
