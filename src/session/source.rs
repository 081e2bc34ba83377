//! What a reading command reads: one log, or several that are named with `-C`, as one.
//! Nothing is written to several.

use super::{Session, team_words};
use crate::error::Error;
use crate::log::{
    self, Decisions, LATEST, Loaded, Log, LogPart, NamedFile, Prose, Reading, TeamSettings,
    is_whole_name,
};
use crate::model::{DecisionEntry, Entry, Question, Span, path_text};
use crate::patterns::{THRESHOLD, WINDOW};
use crate::render::Logs;
use crate::talk::{CommandLine, Talk};
use crate::vocabulary::{TeamWords, WordsOf};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// More than this to choose from is no choice.
const MOST: usize = 10;

pub struct LogSource {
    /// The log; of several, what holds for all of them, at the folder one stands in.
    pub log: Arc<Log>,
    /// One or several.
    pub parts: Vec<LogPart>,
}

impl LogSource {
    /// # Errors
    /// Where the folder of a log cannot be listed.
    pub fn read(&self, prose: Prose) -> Result<Reading, Error> {
        Reading::of_several(&self.parts, prose)
    }

    /// Reads what is named after one of these days, of one log; of several, everything.
    ///
    /// # Errors
    /// Where the folder of a log cannot be listed.
    pub fn read_days(&self, days: Span, prose: Prose) -> Result<Reading, Error> {
        match self.logs() {
            Logs::One => self.log.read_days(days, prose),
            Logs::Several => self.read(prose),
        }
    }

    /// Reads what was read before once more, with its sentences.
    pub fn read_again(&self, entries: &[&Entry]) -> Reading {
        Reading::again_of_several(&self.parts, entries)
    }

    /// The decisions, each with its log where it is of one of several.
    ///
    /// # Errors
    /// Where the folder of a log cannot be listed.
    pub fn decisions(&self) -> Result<Decisions, Error> {
        let mut all = Decisions::default();
        for part in &self.parts {
            let mut decisions = part.log.decisions()?;
            for entry in &mut decisions.entries {
                entry.path = part.named(&entry.path);
                entry.log.clone_from(&part.name);
            }
            for findings in &mut decisions.broken {
                findings.path = part.named(&findings.path);
            }
            all.append(decisions);
        }
        Ok(all)
    }

    /// The decision of this name, where there is one; of several logs, in the first.
    ///
    /// # Errors
    /// Where several are called so, or it cannot be read as a decision.
    pub fn find_decision(&self, name: &str) -> Result<Option<DecisionEntry>, Error> {
        for part in &self.parts {
            if let Some(loaded) = part.log.find_decision(name)? {
                return Ok(Some(DecisionEntry {
                    path: part.named(&loaded.entry.path),
                    log: part.name.clone(),
                    ..loaded.entry
                }));
            }
        }
        Ok(None)
    }

    pub const fn logs(&self) -> Logs {
        match self.parts.as_slice() {
            [_] => Logs::One,
            _ => Logs::Several,
        }
    }

    /// The one file that is meant, whichever of the logs it is in.
    ///
    /// # Errors
    /// Where no file is called so, or more than one.
    pub fn find(&self, name: &str, session: &Session<'_>) -> Result<Loaded, Error> {
        if let [one] = self.parts.as_slice() {
            let loaded = one.log.load_named(name)?;
            session.tell_of_latest(name, &loaded);
            return Ok(loaded);
        }
        let mut there: Vec<(&LogPart, String)> = Vec::new();
        for part in &self.parts {
            let paths = match name {
                LATEST => part.log.find(LATEST).into_iter().collect(),
                name => part.log.called(name)?,
            };
            there.extend(paths.into_iter().map(|path| (part, path)));
        }
        if name == LATEST {
            let day = |(part, path): &(&LogPart, String)| {
                let loaded = part.load(path).ok()?;
                Some(loaded.decoded.post_mortem?.date)
            };
            let latest = there.iter().filter_map(day).max();
            there.retain(|one| day(one) == latest);
        } else if there.iter().any(|(part, path)| part.named(path) == name) {
            there.retain(|(part, path)| part.named(path) == name);
        } else if there.iter().any(|(_, path)| is_whole_name(name, path)) {
            there.retain(|(_, path)| is_whole_name(name, path));
        }
        match there.as_slice() {
            [(part, path)] => {
                let loaded = part.load(path)?;
                session.tell_of_latest(name, &loaded);
                Ok(loaded)
            }
            [] => {
                let list = session.command().then("list");
                let what = format!("no post-mortem of these logs is called `{name}`");
                Err(Error::usage(what).hint(format!("the ids: {list}")))
            }
            several => {
                let what = format!("`{name}` could be any of {} post-mortems", several.len());
                let commands = several.iter().take(MOST).map(|(part, path)| {
                    let show = CommandLine::new("hirelog").option("-C", &part.shown);
                    show.then("show").word(path).to_string()
                });
                Err(commands.fold(Error::usage(what), Error::hint))
            }
        }
    }

    /// Every file by its name, those named after the latest days first; of several logs,
    /// log by log.
    ///
    /// # Errors
    /// Where the folder of a log cannot be listed.
    pub fn names(&self) -> Result<Vec<NamedFile>, Error> {
        let of_part = |part: &LogPart| {
            let named = |file: NamedFile| NamedFile {
                path: part.named(&file.path),
                log: part.name.clone(),
                ..file
            };
            Ok(part.log.names()?.into_iter().map(named).collect::<Vec<_>>())
        };
        let parts: Result<Vec<_>, Error> = self.parts.iter().map(of_part).collect();
        Ok(parts?.concat())
    }

    fn part_of(&self, log: Option<&Arc<str>>) -> &LogPart {
        let part = self.parts.iter().find(|part| log == part.name.as_ref());
        part.unwrap_or(&self.parts[0])
    }

    /// The log that this entry is of.
    pub fn log_of(&self, entry: &Entry) -> &Log {
        &self.part_of(entry.log.as_ref()).log
    }

    /// The file of an entry, read again and whole.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn load(&self, entry: &Entry) -> Result<Loaded, Error> {
        self.load_at(entry.log.as_ref(), &entry.path)
    }

    /// # Errors
    /// Where the file cannot be read.
    pub fn load_at(&self, log: Option<&Arc<str>>, path: &str) -> Result<Loaded, Error> {
        let part = self.part_of(log);
        part.load(part.own_path(path))
    }

    /// The files of its log that have the id of this entry, which is shown alone.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn copies_of(&self, entry: &Entry, session: &Session<'_>) -> Result<Talk, Error> {
        let part = self.part_of(entry.log.as_ref());
        session.copies_of(part.own_path(&entry.path), &part.log)
    }

    /// How hirelog is called for the log of this entry alone, to change it.
    pub fn command(&self, entry: &Entry, session: &Session<'_>) -> CommandLine {
        match self.logs() {
            Logs::One => session.command(),
            Logs::Several => {
                let part = self.part_of(entry.log.as_ref());
                CommandLine::new("hirelog").option("-C", &part.shown)
            }
        }
    }
}

impl<'a> Session<'a> {
    /// What the command reads.
    ///
    /// # Errors
    /// Where a log that is meant is not there or cannot be opened, and where several
    /// cannot be counted as one.
    pub fn source(&self) -> Result<LogSource, Error> {
        let one = |log| {
            let log = Arc::new(log);
            let part = LogPart {
                log: Arc::clone(&log),
                name: None,
                shown: ".".to_owned(),
                whole: PathBuf::new(),
            };
            LogSource {
                log,
                parts: vec![part],
            }
        };
        let [_, _, ..] = self.globals.log.as_slice() else {
            return self.log().map(one);
        };
        let mut logs: Vec<(PathBuf, Log)> = Vec::new();
        let mut errors = Vec::new();
        for folder in &self.globals.log {
            let located = self.located_at(Some(folder), None);
            match located.and_then(|located| self.open_located(&located)) {
                Err(error) => errors.push(error),
                Ok(log) => {
                    let whole = log::whole_path(&log.root);
                    match logs.iter().find(|(known, _)| *known == whole) {
                        Some((_, known)) => self.remark(format!(
                            "{} is the log at {} once more, and is read once",
                            path_text(folder),
                            self.shown(&known.root)
                        )),
                        None => logs.push((whole, log)),
                    }
                }
            }
        }
        if let Some(error) = Error::all(errors) {
            return Err(error);
        }
        match <[_; 1]>::try_from(logs) {
            Ok([(_, log)]) => Ok(one(log)),
            Err(logs) => self.joined(logs),
        }
    }

    /// Several logs as one: what the first says holds, and where another says something
    /// else, that is said.
    fn joined(&self, logs: Vec<(PathBuf, Log)>) -> Result<LogSource, Error> {
        let wholes: Vec<&Path> = logs.iter().map(|(whole, _)| whole.as_path()).collect();
        let names = names(&wholes);
        let keepers: Vec<_> = logs.iter().map(|(_, log)| self.keeper(log)).collect();
        let (keeper, others) = (keepers[0], &keepers[1..]);
        if others.iter().any(|other| *other != keeper) {
            let kept = |is_kept: bool| {
                let mut all = keepers.iter().zip(&names);
                let found = all.find(|(keeper, _)| keeper.is_some() == is_kept);
                found.map_or("", |(_, name)| name.as_str())
            };
            let (own, team) = (kept(true), kept(false));
            return Err(Error::usage(format!(
                "{own} is one person's own log, and {team} is a team's: one person can only guess at the parts of the others, so the two are not counted together"
            ))
            .hint("read the one first, then the other"));
        }
        let (_, first) = &logs[0];
        let counted = |log: &Log| {
            let window = log.team.window.clone().unwrap_or_else(|| WINDOW.to_owned());
            let threshold = log.team.threshold.unwrap_or(THRESHOLD).to_string();
            [("window", window), ("threshold", threshold)]
        };
        for (number, (what, holds)) in counted(first).into_iter().enumerate() {
            for ((_, log), name) in logs.iter().zip(&names) {
                let other = &counted(log)[number].1;
                if *other != holds {
                    self.counted_otherwise.borrow_mut().push(format!(
                        "{what}: {holds} in {}, {other} in {name}; all are counted with {holds}",
                        names[0]
                    ));
                }
            }
        }
        let of_each: Vec<_> = logs
            .iter()
            .zip(&names)
            .map(|((_, log), name)| WordsOf {
                log: name,
                words: team_words(&log.team),
            })
            .collect();
        let (words, differences) = TeamWords::joined(&of_each);
        differences.into_iter().for_each(|said| self.remark(said));
        let mut questions = Vec::new();
        for question in logs.iter().flat_map(|(_, log)| &log.team.questions) {
            let mut known = questions.iter();
            if !known.any(|known: &Question| known.slug == question.slug) {
                questions.push(question.clone());
            }
        }
        let signoff = &first.team.signoff;
        let is_shared = logs.iter().all(|(_, log)| log.team.signoff == *signoff);
        let team = TeamSettings {
            keeper: Some(keeper),
            window: first.team.window.clone(),
            threshold: first.team.threshold,
            signoff: signoff.clone().filter(|_| is_shared),
            balls: words.balls,
            stages: words.stages,
            hide: words.hide,
            questions,
            ..TeamSettings::default()
        };
        let parts = logs
            .into_iter()
            .zip(names)
            .map(|((whole, log), name)| LogPart {
                shown: self.shown(&log.root),
                name: Some(name.into()),
                log: Arc::new(log),
                whole,
            });
        Ok(LogSource {
            log: Arc::new(Log {
                root: self.context.working_folder.clone(),
                team,
                odd: None,
            }),
            parts: parts.collect(),
        })
    }
}

/// As much of the end of each path as tells it from the others.
fn names(wholes: &[&Path]) -> Vec<String> {
    let end = |whole: &Path, count: usize| {
        let parts = whole.components();
        let mut parts: Vec<_> = parts
            .filter(|part| matches!(part, Component::Normal(_)))
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.drain(..parts.len().saturating_sub(count));
        parts.join("/")
    };
    let name = |whole: &&Path| {
        let longest = whole.components().count();
        let is_alone = |count: &usize| {
            let same = |other: &&&Path| end(other, *count) == end(whole, *count);
            wholes.iter().filter(same).count() == 1
        };
        let count = (1..longest).find(is_alone).unwrap_or(longest);
        end(whole, count)
    };
    wholes.iter().map(name).collect()
}

#[cfg(test)]
mod tests;
