//! Files that are looked at together, and the log that they are checked by.

use crate::diagnostic::Findings;
use crate::error::Error;
use crate::log::{Located, Log};
use crate::session::Session;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// Files that are checked by one log, or by none.
pub(super) struct Scope {
    /// With what is wrong with its `hirelog.toml`.
    pub log: Option<(Log, Findings)>,
    pub chosen: Chosen,
    /// All of the log as git holds it; `None` where its folder is read.
    pub held: Option<Vec<HeldFile>>,
    /// As they were typed, where some were.
    pub paths: Vec<PathBuf>,
}

/// A file that is not read from the disk: its path, relative to the root of the log, and
/// `None` for what is no file.
pub(super) type HeldFile = (String, Option<Vec<u8>>);

/// What is meant: at or below one of these; `None` for all of it.
pub(super) type Chosen = Option<HashSet<PathBuf>>;

pub(super) fn is_chosen(chosen: &Chosen, path: &Path) -> bool {
    let is_in = |chosen: &HashSet<PathBuf>| path.ancestors().any(|above| chosen.contains(above));
    chosen.as_ref().is_none_or(is_in)
}

/// Where there is a log; an error where there is none.
pub(super) fn at(located: &Located, session: &Session<'_>) -> Result<PathBuf, Error> {
    if Log::is_at(&located.root) {
        Ok(lexical(&located.root))
    } else {
        Err(session.no_log_at(located))
    }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

pub(super) fn absolute(path: &Path, session: &Session<'_>) -> PathBuf {
    lexical(&session.context.working_folder.join(path))
}

/// Without `.` and `..`, as somebody who reads the path would take them.
pub(super) fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
