//! Making a log. What is already there is left as it is.

use super::settings::TEAM_FILE;
use super::write;
use crate::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What became of one file of a new log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    Created(PathBuf),
    /// It was there before.
    Kept(PathBuf),
    /// It was there before, and lacks a line that it should have.
    Lacks(PathBuf, &'static str),
}

/// Line ends in the repository are one newline, whatever a clone uses.
const ATTRIBUTES: &str = "/logs/**/*.toml text eol=lf\n";

/// Creates `hirelog.toml`, `logs/`, a README for the team and `.gitattributes`.
/// The mark of a log comes last: a log that is half made is none.
pub fn init(root: &Path) -> Result<Vec<Made>, Error> {
    let logs = match super::Log::open(root) {
        Ok(log) => root.join(log.logs()),
        Err(_) => root.join("logs"),
    };
    let there = logs.is_dir();
    fs::create_dir_all(&logs).map_err(|error| Error::io("create", &logs, error))?;
    let mut made = vec![if there {
        Made::Kept(logs)
    } else {
        Made::Created(logs)
    }];
    for (name, text) in [
        ("README.md", include_str!("../../templates/team-readme.md")),
        (".gitattributes", ATTRIBUTES),
        (TEAM_FILE, include_str!("../../templates/hirelog.toml")),
    ] {
        let path = root.join(name);
        made.push(match write::create(&path, text.as_bytes()) {
            Ok(()) => Made::Created(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => kept(path),
            Err(error) => return Err(Error::io("create", &path, error)),
        });
    }
    Ok(made)
}

fn kept(path: PathBuf) -> Made {
    let line = ATTRIBUTES.trim_end();
    let lacks = path.ends_with(".gitattributes")
        && fs::read_to_string(&path)
            .is_ok_and(|text| !text.lines().any(|known| known.trim() == line));
    if lacks {
        Made::Lacks(path, line)
    } else {
        Made::Kept(path)
    }
}
