//! Reading the log and picking what a query asks for.

use super::{LogSource, Session};
use crate::context::Answer;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::error::Error;
use crate::log::{Decisions, Log, LogPart, Prose, Reading};
use crate::model::{Entry, Fact, Span, same_name};
use crate::query::{Field, Query, QueryError, UnknownValue};
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use std::mem::ManuallyDrop;

/// A log that was read, and the query that was asked of it.
pub struct Selection {
    pub source: LogSource,
    pub vocabulary: Vocabulary,
    pub query: Query,
    /// Never given back: the process ends with the answer, and freeing ten
    /// thousand post-mortems piece by piece takes a tenth of reading them.
    pub reading: ManuallyDrop<Reading>,
}

impl Selection {
    /// Everything is read; what matches is picked later, as commands differ in
    /// what days mean to them.
    ///
    /// # Errors
    /// Where there is no log, it cannot be read, or the words are no query.
    pub fn read(session: &Session<'_>, words: &[String], prose: Prose) -> Result<Self, Error> {
        Self::read_files(session, words, prose, &[], None).map(|(selection, _)| selection)
    }

    /// Reads what may match, for commands that look at nothing else: files that are named
    /// after a day that is not asked for are passed over.
    ///
    /// # Errors
    /// Where there is no log, it cannot be read, or the words are no query.
    pub fn read_matching(
        session: &Session<'_>,
        words: &[String],
        prose: Prose,
    ) -> Result<Self, Error> {
        let read = Self::read_files(session, words, prose, &[], Some(Query::days));
        read.map(|(selection, _)| selection)
    }

    /// The same as `read`, where values that nobody has of these fields are no mistake:
    /// they are handed over instead.
    ///
    /// # Errors
    /// Where there is no log, it cannot be read, or the words are no query.
    pub fn read_widely(
        session: &Session<'_>,
        words: &[String],
        fields: &[Field],
    ) -> Result<(Self, Vec<UnknownValue>), Error> {
        Self::read_files(session, words, Prose::Promises, fields, None)
    }

    fn read_files(
        session: &Session<'_>,
        words: &[String],
        prose: Prose,
        fields: &[Field],
        days: Option<fn(&Query) -> Option<Span>>,
    ) -> Result<(Self, Vec<UnknownValue>), Error> {
        let source = session.source()?;
        let log = &source.log;
        let vocabulary = session.vocabulary(log);
        let query =
            Query::parse(words, &vocabulary, session.context.today).map_err(misunderstood)?;
        let query = query.kept_by(session.keeper(log));
        let prose = if query.reads_sentences() {
            Prose::Whole
        } else {
            prose
        };
        let named = days
            .and_then(|days| days(&query))
            .map(|days| source.read_days(days, prose));
        let matches = |entry: &Entry| query.matches(entry, &vocabulary);
        let answers = |reading: &Reading| {
            let entries = &reading.entries;
            entries.iter().any(matches) && query.unknown_values(entries, &vocabulary).is_empty()
        };
        // What there is instead is said of the whole log.
        let reading = match named.transpose()?.filter(answers) {
            Some(reading) => reading,
            None => source.read(prose)?,
        };
        let reading = ManuallyDrop::new(reading);
        let is_empty = |part: &&LogPart| {
            let mut entries = reading.entries.iter();
            part.name.is_some() && entries.all(|entry| entry.log != part.name)
        };
        for part in source.parts.iter().filter(is_empty) {
            session.remark(format!("nothing in {} to count", part.shown));
        }
        let unknown = query.unknown_values(&reading.entries, &vocabulary);
        let (allowed, unknown): (Vec<_>, Vec<_>) = unknown
            .into_iter()
            .partition(|one| fields.contains(&one.field));
        if let Some(error) = Error::all(unknown.iter().map(nobody_has).collect()) {
            // What could not be read may be what was asked for.
            let broken = reading.broken.iter().take(MOST_NAMED).map(|broken| {
                let path = session.shown(&log.root.join(&broken.path));
                let check = session.command().then("check").word(&path);
                format!("{path} could not be read, and may have it: {check}")
            });
            return Err(broken.fold(error, Error::hint));
        }
        let selection = Self {
            source,
            vocabulary,
            query,
            reading,
        };
        Ok((selection, allowed))
    }

    /// What holds in the log, or in all of several.
    pub fn log(&self) -> &Log {
        &self.source.log
    }

    pub fn matching(&self) -> Vec<&Entry> {
        self.reading
            .entries
            .iter()
            .filter(|entry| self.query.matches(entry, &self.vocabulary))
            .collect()
    }

    /// Hands over post-mortems with their sentences, some at a time: sentences are most of a
    /// log, and those of many files are never held at once unless the query looks into them.
    /// It ends where `take` has enough. Gives what can no longer be read.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn hand_over(
        &self,
        entries: &[&Entry],
        mut take: impl FnMut(&[&Entry]) -> Result<bool, Error>,
    ) -> Result<Vec<Findings>, Error> {
        let mut broken = Vec::new();
        for part in entries.chunks(TOGETHER) {
            let wants_more = if self.reading.prose == Prose::Whole {
                take(part)?
            } else {
                let mut again = self.source.read_again(part);
                broken.append(&mut again.broken);
                take(&again.entries.iter().collect::<Vec<_>>())?
            };
            if !wants_more {
                break;
            }
        }
        Ok(broken)
    }

    /// The decisions that are asked for; with `any_day`, whatever days the query names.
    ///
    /// # Errors
    /// Where the folder of a log cannot be listed.
    pub fn decisions(&self, any_day: bool) -> Result<Decisions, Error> {
        let mut decisions = self.source.decisions()?;
        decisions.entries.retain(|one| match any_day {
            true => self.query.counts_decision(&one.decision, &self.vocabulary),
            false => self.query.matches_decision(&one.decision, &self.vocabulary),
        });
        Ok(decisions)
    }

    /// Why there is no decision to show.
    pub fn no_decision(&self, session: &Session<'_>) -> Talk {
        match self.source.parts.len() {
            1 => {
                let decide = session.command().then("decide");
                format!("no such decision is here; make one: {decide}\n").into()
            }
            logs => format!("no such decision is in these {logs} logs\n").into(),
        }
    }

    /// Why there is nothing to show.
    pub fn nothing(&self, session: &Session<'_>) -> Talk {
        let all = &self.reading.entries;
        match all.len() {
            0 if self.reading.broken.is_empty() => {
                let hirelog = session.command();
                let log = match session.shown(&self.log().root) {
                    here if here == "." => "this log".to_owned(),
                    root => format!("the log at {root}"),
                };
                match self.source.parts.len() {
                    1 => {
                        format!("{log} holds no post-mortem yet; write the first: {hirelog} new\n")
                            .into()
                    }
                    logs => format!("none of the {logs} logs holds a post-mortem yet\n").into(),
                }
            }
            0 => Talk::default(),
            count => {
                let mut nothing = Talk::from(format!("0 of {count} match {}\n", self.query.text()));
                if let Some(word) = self.query.word_for_a_standing() {
                    nothing += format!("did you mean is:{word}?\n");
                }
                nothing
            }
        }
    }
}

/// Post-mortems that are handed over together.
const TOGETHER: usize = 512;

/// The most broken files that are named one by one.
const MOST_NAMED: usize = 3;

impl Session<'_> {
    /// The answer that a reading gave, with what is wrong with files that it read.
    pub fn with_reading(&self, mut answer: Answer, reading: &Reading, log: &Log) -> Answer {
        let ahead = reading.entries.iter().filter_map(|entry| {
            let ahead = Diagnostic::in_future(entry.post_mortem.date, self.context.today)?;
            Some(Findings::of_file(&entry.path, ahead))
        });
        answer.talk += self.talk_of(&ahead.take(MOST_NAMED).collect::<Vec<_>>(), log);
        answer.talk += self.talk_of(&in_doubt(reading), log);
        self.with_broken(answer, &reading.broken, log)
    }
}

/// Files that a newer hirelog wrote, as their counts may lack something; those that are not
/// counted, being one post-mortem with another; and, where names said what to read, those
/// with another day.
pub fn in_doubt(reading: &Reading) -> Vec<Findings> {
    let codes = [
        Code::NewerSchema,
        Code::FileDate,
        Code::SameId,
        Code::SameOutcome,
        Code::Identical,
        Code::TwoImports,
    ];
    let is_told = |one: &&Findings| {
        let mut problems = one.diagnostics.iter();
        problems.any(|problem| codes.contains(&problem.code))
    };
    reading.odd.iter().filter(is_told).cloned().collect()
}

fn misunderstood(errors: Vec<QueryError>) -> Error {
    let causes = errors
        .into_iter()
        .map(|error| Error::usage(error.what).maybe_hint(error.hint));
    Error::all(causes.collect()).unwrap_or_else(|| Error::usage("the query cannot be understood"))
}

/// A value that nothing is called, here or in the vocabulary.
fn nobody_has(unknown: &UnknownValue) -> Error {
    let (field, value) = (unknown.field.as_str(), &unknown.value);
    let what = match unknown.field {
        Field::Fact(Fact::Dropped) => format!("nothing here drops `{value}`"),
        Field::Fact(Fact::Wanted) => format!("nobody here wanted `{value}`"),
        Field::Fact(Fact::Pitched) => format!("nothing here pitched `{value}`"),
        _ => format!("nothing here has the {field} `{value}`"),
    };
    // A name with a comma in it, of which a shell took the quotes.
    let whole = unknown.known.iter().find(|name| {
        let first = name.split_once(',').map(|(first, _)| same_name(first));
        first.is_some_and(|first| first == same_name(value))
    });
    let near = whole.or(unknown.nearest.as_ref()).map(|near| {
        let near = match near.contains(',') {
            true => format!("\"{near}\""),
            false => near.clone(),
        };
        let quote = if near.contains([' ', ',']) { "'" } else { "" };
        format!("did you mean {quote}{field}:{near}{quote}?")
    });
    let known = (near.is_none() && !unknown.known.is_empty()).then(|| {
        let more = if unknown.known.len() > 8 { ", …" } else { "" };
        format!(
            "what there is: {}{more}",
            unknown.known[..unknown.known.len().min(8)].join(", ")
        )
    });
    Error::usage(what).maybe_hint(near).maybe_hint(known)
}
