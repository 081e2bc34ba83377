//! Which log: a flag, the environment, the nearest `hirelog.toml` above, the
//! person's own configuration, or a personal log, in this order.

use crate::log::settings::TEAM_FILE;
use std::path::{Path, PathBuf};

/// Where a log may be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Flag,
    Environment,
    /// A `hirelog.toml` at or above the working folder.
    Above,
    User,
    Personal,
}

impl Origin {
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Flag => "given by --log",
            Self::Environment => "given by HIRELOG_DIR",
            Self::Above => "the nearest hirelog.toml at or above the working folder",
            Self::User => "named by `log` in your own config.toml",
            Self::Personal => "your personal log, as nothing names another",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    pub root: PathBuf,
    pub origin: Origin,
}

/// What may name a log, from outside.
#[derive(Debug, Clone, Copy)]
pub struct Candidates<'a> {
    pub flag: Option<&'a Path>,
    pub environment: Option<&'a Path>,
    pub working_folder: &'a Path,
    pub user: Option<&'a Path>,
    /// Where a personal log would be, if the system has such a place.
    pub personal: Option<&'a Path>,
}

/// The log that a file or folder is in: the nearest `hirelog.toml` at or above.
pub fn log_of(path: &Path) -> Option<PathBuf> {
    let marked = |folder: &&Path| folder.join(TEAM_FILE).is_file();
    path.ancestors().find(marked).map(Path::to_owned)
}

/// Logs that lie right below a folder, by name: whoever writes beside one may mean it.
pub fn logs_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_hidden = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.as_encoded_bytes().starts_with(b".")
    };
    let below = entries.map(|entry| entry.path());
    let is_log = |path: &PathBuf| !is_hidden(path) && path.join(TEAM_FILE).is_file();
    let mut logs: Vec<PathBuf> = below.filter(is_log).collect();
    logs.sort();
    logs
}

/// Nothing only where the system has no data folder.
pub fn locate(candidates: &Candidates<'_>) -> Option<Located> {
    let from = |path: &Path| candidates.working_folder.join(path);
    let (root, origin) = if let Some(path) = candidates.flag {
        (from(path), Origin::Flag)
    } else if let Some(path) = candidates.environment {
        (from(path), Origin::Environment)
    } else if let Some(path) = log_of(candidates.working_folder) {
        (path, Origin::Above)
    } else if let Some(path) = candidates.user {
        (from(path), Origin::User)
    } else {
        (candidates.personal?.to_owned(), Origin::Personal)
    };
    Some(Located { root, origin })
}
