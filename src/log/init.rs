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
    Lacks(PathBuf, String),
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

/// A git hook that runs a command before each commit; `folder` is where the
/// repository looks for hooks.
pub fn add_hook(folder: &Path, line: &str) -> Result<Made, Error> {
    let path = folder.join("pre-commit");
    let text = include_str!("../../templates/pre-commit.sh").replace("{line}", line);
    let made = add(path, &text, line)?;
    #[cfg(unix)]
    if let Made::Created(path) = &made {
        let runnable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(path, runnable)
            .map_err(|error| Error::io("make runnable", path, error))?;
    }
    Ok(made)
}

/// A GitHub workflow that checks the log at `below`, relative to the repository.
pub fn add_workflow(top: &Path, below: &str) -> Result<Made, Error> {
    let path = top.join(".github/workflows/hirelog.yml");
    // YAML takes what JSON does.
    let text = include_str!("../../templates/workflow.yml")
        .replace("{log}", &serde_json::Value::from(below).to_string());
    add(path, &text, "hirelog check --format github")
}

/// The log as its repository names it: with forward slashes, `.` for the same
/// folder. Both paths are looked up, as either may go through a link.
pub fn below(top: &Path, root: &Path) -> String {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (top, root) = (real(top), real(root));
    let below = root.strip_prefix(&top).unwrap_or(&root);
    match below.to_string_lossy().replace('\\', "/") {
        below if below.is_empty() => ".".to_owned(),
        below => below,
    }
}

/// Never over what is there: that is somebody's work, and they are told the
/// line it lacks.
fn add(path: PathBuf, text: &str, line: &str) -> Result<Made, Error> {
    match write::create(&path, text.as_bytes()) {
        Ok(()) => Ok(Made::Created(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let there = fs::read_to_string(&path).is_ok_and(|there| there.contains(line));
            Ok(if there {
                Made::Kept(path)
            } else {
                Made::Lacks(path, line.to_owned())
            })
        }
        Err(error) => Err(Error::io("create", &path, error)),
    }
}

fn kept(path: PathBuf) -> Made {
    let line = ATTRIBUTES.trim_end();
    let lacks = path.ends_with(".gitattributes")
        && fs::read_to_string(&path)
            .is_ok_and(|text| !text.lines().any(|known| known.trim() == line));
    if lacks {
        Made::Lacks(path, line.to_owned())
    } else {
        Made::Kept(path)
    }
}
