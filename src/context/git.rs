//! The one door to git: every git that we start is started here.
//!
//! A folder of a log is written by many, and git takes any folder that holds
//! `HEAD`, `config`, `objects` and `refs` for a repository, whose settings name
//! programs to run. All of these can be tracked. So git never starts where the
//! files lie: the repository is found from there by walking up to a `.git`,
//! which nobody can track, and git runs at that top, told not to take any other
//! folder for a repository. What the settings and hooks of that repository and
//! of the person say counts, as with any git.
//!
//! A `.git` that came with an archive, between the log and the repository
//! around it, is the nearest one and is taken, as git itself takes it: whoever
//! unpacks a repository of somebody else's and commits in it runs its hooks.

use super::wait::wait;
use crate::error::{Error, Kind};
use crate::model::{path_text, plain_path};
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where a repository, an index or a pathspec is named for some other git: a
/// hook or an alias that runs us. The file says which repository is meant.
/// What configures git (`GIT_CONFIG_…`, `GIT_AUTHOR_…`) is the person's own.
const OF_ANOTHER_GIT: [&str; 12] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REFLOG_ACTION",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// How another git takes the paths that it is given; ours are taken as they are meant.
const PATHSPECS: [&str; 4] = [
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
];

const FOLDER: &str = ".git";

/// A git of one repository.
pub(super) struct Git {
    /// The top of its working tree, without links.
    pub top: PathBuf,
    /// Where it is started.
    at: PathBuf,
    /// A git that commits runs us, in the same repository: its index is meant.
    is_asked_by_git: bool,
}

impl Git {
    /// The repository that a file or folder lies in; `None` outside of any.
    pub fn of(path: &Path) -> Option<Self> {
        let path = real(path);
        let top = path.ancestors().find(|folder| is_repository(folder))?;
        Some(Self {
            top: top.to_owned(),
            at: top.to_owned(),
            is_asked_by_git: false,
        })
    }

    /// The same, with the index that is meant: in a hook that is the one of the
    /// commit about to be made, where that commit is one of this repository.
    pub fn of_what_is_staged(path: &Path, working_folder: &Path) -> Option<Self> {
        let own = Self::of(path);
        match Self::that_runs_us(working_folder) {
            Some(running) if running.has(path, own.as_ref()) => Some(running),
            _ => own,
        }
    }

    /// The git that a hook was started by, if one was.
    fn that_runs_us(working_folder: &Path) -> Option<Self> {
        if env::var_os("GIT_DIR").is_some() {
            // It names its repository; git looks for none.
            let mut git = Self {
                top: PathBuf::new(),
                at: working_folder.to_owned(),
                is_asked_by_git: true,
            };
            git.top = real(&git.path(&["rev-parse", "--show-toplevel"]).ok()?);
            return Some(git);
        }
        let mut names = OF_ANOTHER_GIT.iter();
        let git = names.any(|name| env::var_os(name).is_some());
        let git = git.then(|| Self::of(working_folder)).flatten()?;
        Some(Self {
            is_asked_by_git: true,
            ..git
        })
    }

    fn has(&self, path: &Path, own: Option<&Self>) -> bool {
        match own {
            Some(own) => own.top == self.top,
            None => self.below(path).is_some(),
        }
    }

    /// A path relative to the top, with no link on the way; `None` outside of the
    /// working tree, of which the folder of git itself is no part.
    pub fn below(&self, path: &Path) -> Option<PathBuf> {
        let path = real(path);
        let below = path.strip_prefix(&self.top).ok()?;
        let of_git = |part: Component<'_>| part.as_os_str().eq_ignore_ascii_case(FOLDER);
        (!below.components().any(of_git)).then(|| below.to_owned())
    }

    /// Whether the disk takes several spellings of a name for one, in letter case or in
    /// how a letter is composed: as git found out when it made the repository.
    pub fn folds_names(&self) -> bool {
        let keys = "^core\\.(ignorecase|precomposeunicode)$";
        let answer = self.answer(&["config", "--type=bool", "--get-regexp", keys]);
        let mut lines = answer
            .iter()
            .flat_map(|answer| answer.split(|byte| *byte == b'\n'));
        lines.any(|line| line.ends_with(b" true"))
    }

    /// A git with these arguments, that asks nobody anything: no editor, no
    /// password, no passphrase. Who signs has an agent.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new("git");
        command
            .args(["-c", "safe.bareRepository=explicit"])
            .args(arguments)
            .current_dir(&self.at)
            .stdin(Stdio::null())
            .env("GIT_EDITOR", ":")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("SSH_ASKPASS", "false")
            .env("SSH_ASKPASS_REQUIRE", "force")
            .env_remove("GPG_TTY");
        for name in PATHSPECS {
            command.env_remove(name);
        }
        if !self.is_asked_by_git {
            for name in OF_ANOTHER_GIT {
                command.env_remove(name);
            }
        }
        command
    }

    /// What git answers, in English.
    ///
    /// # Errors
    /// Where git cannot be started, or ends with anything but 0.
    pub fn answer<A: AsRef<OsStr>>(&self, question: &[A]) -> Result<Vec<u8>, Error> {
        let output = self.output(question)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        Err(says(&complaint))
    }

    /// The same, whatever it ends with.
    ///
    /// # Errors
    /// Where git cannot be started.
    pub fn output<A: AsRef<OsStr>>(&self, question: &[A]) -> Result<Output, Error> {
        let mut command = self.command(question);
        let _wait = wait(|| "waiting for git".to_owned());
        let output = command.env("LC_ALL", "C").output();
        output.map_err(|error| not_started(&error))
    }

    /// A path that git answers; a relative one starts where git does.
    ///
    /// # Errors
    /// As for any answer.
    pub fn path<A: AsRef<OsStr>>(&self, question: &[A]) -> Result<PathBuf, Error> {
        let mut answer = self.answer(question)?;
        let end = answer
            .iter()
            .rposition(|byte| !matches!(byte, b'\n' | b'\r'));
        answer.truncate(end.map_or(0, |end| end + 1));
        Ok(self.at.join(os_string(answer)))
    }
}

/// Whether a folder has a `.git`: a folder as git makes it, or the file that a
/// worktree or a submodule has in its place. git passes over an empty one.
fn is_repository(folder: &Path) -> bool {
    let inside = folder.join(FOLDER);
    let has = |name| inside.join(name).symlink_metadata().is_ok();
    inside.is_file() || ["HEAD", "objects", "refs"].into_iter().all(has)
}

/// Without links, as far as the path is there.
pub(super) fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some(plain_path(real).join(path.strip_prefix(above).ok()?))
    });
    there.unwrap_or_else(|| path.to_owned())
}

/// A path from the top as git names it: with slashes, wherever it runs.
pub(super) fn in_git(path: &Path) -> OsString {
    match cfg!(windows) {
        true => path_text(path).into(),
        false => path.into(),
    }
}

/// A file from the top as the last commit has it, in the words of git.
pub(super) fn in_head(path: &Path) -> OsString {
    let mut named = OsString::from("HEAD:");
    named.push(in_git(path));
    named
}

/// A path as git writes it.
#[cfg(unix)]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// In its own words: what is wrong, and what it says to do.
pub(super) fn says(complaint: &str) -> Error {
    let mut lines = complaint
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("nothing");
    let rest: Vec<_> = lines.collect();
    let error = Error::new(
        Kind::Io,
        format!("git says: {}", first.trim_start_matches("fatal: ")),
    );
    error.maybe_hint((!rest.is_empty()).then(|| rest.join(" ")))
}

pub(super) fn not_started(error: &io::Error) -> Error {
    let what = match error.kind() {
        ErrorKind::NotFound => "git is not installed".to_owned(),
        _ => format!("git could not be started: {error}"),
    };
    Error::new(Kind::Io, what)
}
