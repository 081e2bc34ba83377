//! A log whose files are not read from the disk: somebody else holds them, as git
//! does what is staged. They are taken as if they lay in the folder.

use super::found::{Refused, is_left_over, looks_meant};
use super::text::{refused, stray, text};
use super::walk::LogFile;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::log::locate::Log;
use crate::log::settings::{self, TEAM_FILE, TeamSettings};
use crate::model::Fact;
use std::path::Path;

impl Log {
    /// A log with these bytes for its `hirelog.toml`, and what is wrong with those; without
    /// any that is no file, and the log is one that sets nothing.
    pub fn holding(root: &Path, team_file: Option<&[u8]>) -> (Self, Findings) {
        let no_file = || Box::new(refused(Refused::Link));
        let (team, findings) = match team_file.ok_or_else(no_file).and_then(text) {
            Ok(source) => {
                let (team, diagnostics) = settings::team(source);
                (team, Findings::of(TEAM_FILE, source, diagnostics))
            }
            Err(problem) => {
                let findings = Findings::of_file(TEAM_FILE, *problem);
                (TeamSettings::default(), findings)
            }
        };
        let (root, odd) = (root.to_owned(), None);
        (Self { root, team, odd }, findings)
    }

    /// Whether a file with this path below the root is one of the log: it is read, or its
    /// name looks as if it was meant to be, as a hidden copy that an editor made does; or a
    /// hirelog that was stopped left it.
    pub fn has(&self, path: &str) -> bool {
        if is_left_over(name(path)) {
            return true;
        }
        let below = self.below_its_folders(path);
        below.is_some_and(|path| is_read(path) || looks_meant(name(path)))
    }

    /// The path from the folder of the post-mortems or of the decisions on.
    fn below_its_folders<'p>(&self, path: &'p str) -> Option<&'p str> {
        let below = |folder: &str| path.strip_prefix(folder)?.strip_prefix('/');
        below(self.logs()).or_else(|| below(self.decisions_folder()))
    }

    /// Whether a file with this path below the root is to be a decision.
    pub fn is_of_decisions(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.decisions_folder());
        below.is_some_and(|path| path.starts_with('/'))
    }

    /// Whether it is no post-mortem, nor meant to be one: notes, a table, a picture.
    pub fn is_beside(&self, path: &str) -> bool {
        !is_read(path) && !looks_meant(name(path))
    }

    /// A file with these bytes, as it would be read; without any it is no file. `None`
    /// where it is hidden and says nothing of anybody, as what sets an editor does.
    pub fn held<'a>(&self, path: &'a str, bytes: Option<&'a [u8]>) -> Option<LogFile<'a>> {
        let name = name(path);
        let is_hidden = self.below_its_folders(path).is_some_and(is_hidden);
        let says = match bytes {
            _ if is_left_over(name) => {
                // No rule looks into it, and git would keep it for ever.
                let severity = Severity::Error;
                let left = stray(name);
                Err(Box::new(Diagnostic { severity, ..left }))
            }
            Some(bytes) if is_hidden && !may_tell(bytes) => match text(bytes) {
                Ok(text) if self.is_beside(path) => Ok(text),
                _ => return None,
            },
            Some(bytes) if !is_hidden && self.is_beside(path) => text(bytes).map_err(|problem| {
                let way = "take it out of the commit with git rm --cached, and keep it elsewhere: nobody can look for contact data in it";
                Box::new(problem.help(way))
            }),
            Some(bytes) if is_hidden || !is_read(path) && !bytes.trim_ascii().is_empty() => {
                // The same: a case in it would be found by nobody, and redacted by nobody.
                let why = match is_read(path) {
                    true => "a name in its path begins with a dot",
                    false => "its name does not end in .toml",
                };
                let what =
                    format!("{why}, so it is not read, and git would keep what it says for ever");
                let severity = Severity::Error;
                let kept = Diagnostic::new(Code::NotRead, what);
                let way =
                    "rename it, or take it out of the commit with git rm --cached, and delete it";
                Err(Box::new(Diagnostic {
                    severity,
                    ..kept.help(way)
                }))
            }
            None if !is_read(path) => Err(Box::new(refused(Refused::Elsewhere))),
            None => Err(Box::new(refused(Refused::Link))),
            _ if !is_read(path) => Err(Box::new(stray(name))),
            Some(bytes) => text(bytes),
        };
        Some(LogFile {
            path: path.to_owned(),
            stem: name.strip_suffix(".toml").unwrap_or(name),
            text: says,
        })
    }
}

/// Whether some name of the path begins with a dot, so that no log lists the file.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// Whether a text, wherever it lies, is a post-mortem or a decision, also one with mistakes:
/// some lines set the keys that each has.
pub fn tells(bytes: &[u8]) -> bool {
    let sets = |key: Fact| {
        bytes.split(|byte| *byte == b'\n').any(|line| {
            let behind = line.strip_prefix(key.name().as_bytes());
            behind.is_some_and(|behind| behind.trim_ascii_start().starts_with(b"="))
        })
    };
    sets(Fact::Date) && (sets(Fact::Outcome) || sets(Fact::DecidedAbout))
}

/// Whether it may be a post-mortem or a decision, each of which has one of these keys.
fn may_tell(bytes: &[u8]) -> bool {
    let has = |key: Fact| memchr::memmem::find(bytes, key.name().as_bytes()).is_some();
    has(Fact::Outcome) || has(Fact::DecidedAbout)
}

fn is_read(path: &str) -> bool {
    path.ends_with(".toml")
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
