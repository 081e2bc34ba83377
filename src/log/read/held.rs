//! A log whose files are not read from the disk: somebody else holds them, as git
//! does what is staged. They are taken as if they lay in the folder.

use super::found::{Refused, is_left_over, looks_meant};
use super::text::{refused, stray, text};
use super::walk::LogFile;
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::log::root::Log;
use crate::log::settings::{self, TEAM_FILE, TeamSettings};
use crate::model::Fact;
use std::path::Path;

impl Log {
    /// A log with this text for its `hirelog.toml`, and what is wrong with that; without
    /// any it is one that sets nothing.
    pub fn holding(root: &Path, team_file: Result<&str, Box<Diagnostic>>) -> (Self, Findings) {
        let (team, findings) = match team_file {
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
    /// name looks as if it was meant to be, as a hidden copy that an editor made does.
    pub fn has(&self, path: &str) -> bool {
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
            Some(bytes) if is_hidden && !may_tell(bytes) => return None,
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
            None if is_hidden => return None,
            _ if !is_read(path) => Err(Box::new(stray(name))),
            None => Err(Box::new(refused(Refused::Link))),
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
