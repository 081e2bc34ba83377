//! Which log: a flag, the environment, the nearest `hirelog.toml` above, the
//! person's own configuration, or a personal log, in this order; and
//! a log that is there: its folder, and what its `hirelog.toml` says.

use super::read::found::{follow_no_link, is_link};
use super::read::text;
use super::settings::{self, LOGS, TEAM_FILE, TeamSettings, usable};
use crate::diagnostic::Findings;
use crate::error::{Error, Kind};
use crate::model::path_text;
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

/// A log that is there.
#[derive(Debug)]
pub struct Log {
    pub root: PathBuf,
    pub team: TeamSettings,
    /// What is wrong in `hirelog.toml`.
    pub odd: Option<Findings>,
}

impl Log {
    pub fn is_at(root: &Path) -> bool {
        root.join(TEAM_FILE).is_file()
    }

    /// Opens the log at a folder; an error where there is none, or where its
    /// `hirelog.toml` cannot be understood.
    ///
    /// # Errors
    /// Where there is no log, or its `hirelog.toml` cannot be used.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let path = root.join(TEAM_FILE);
        let source = team_source(root)?;
        let (team, odd) = usable(&path, &source, settings::team)?;
        Self::with(root, team, odd)
    }

    /// Opens the log with what can be understood of its `hirelog.toml`, and says
    /// what that file holds: for looking for mistakes, not for counting.
    ///
    /// # Errors
    /// Where there is no log.
    pub fn open_as_far_as_possible(root: &Path) -> Result<(Self, Findings), Error> {
        let source = team_source(root)?;
        let (team, diagnostics) = settings::team(&source);
        let findings = Findings::of(TEAM_FILE, &source, diagnostics);
        Ok((Self::with(root, team, None)?, findings))
    }

    fn with(root: &Path, team: TeamSettings, odd: Option<Findings>) -> Result<Self, Error> {
        let logs = root.join(team.logs.as_deref().unwrap_or(LOGS));
        if let Err(link) = follow_no_link(root, &logs) {
            return Err(Error::new(Kind::Unreadable, link.to_string())
                .hint("put the folder itself there, or name another with `logs` in hirelog.toml"));
        }
        let root = root.to_owned();
        Ok(Self { root, team, odd })
    }

    /// Where the post-mortems are, relative to the root.
    pub fn logs(&self) -> &str {
        self.team.logs.as_deref().unwrap_or(LOGS)
    }
}

/// What the file that marks a log says.
fn team_source(root: &Path) -> Result<String, Error> {
    let path = root.join(TEAM_FILE);
    if is_link(&path) {
        let what = format!(
            "{} is a link, and links are never followed",
            path_text(path)
        );
        return Err(Error::new(Kind::Unreadable, what).hint("put the file itself there"));
    }
    text::whole_if_there(&path)?.ok_or_else(|| {
        let what = format!("there is no log at {}", path_text(root));
        Error::new(Kind::Unreadable, what)
    })
}
