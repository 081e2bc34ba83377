//! `--commit`: one file is committed, and whatever else is staged or changed
//! stays as it is. Nothing is ever asked. Why not is said in the words of git
//! and of its hooks, who know; here only what git would do without a word is
//! held back.

use super::Context;
use super::git::{Git, in_git, in_head, not_started, os_string};
use super::wait::{tell_wait, wait_among_others};
use crate::error::{Error, Kind};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// What became of the file.
#[derive(Debug, PartialEq, Eq)]
pub enum Committed {
    Done,
    /// The last commit has it as it is.
    Already,
    /// git, or a hook of the repository, would not: the last of what it said, line by line;
    /// `None` where that stands on the terminal already.
    Refused(GitSaid),
}

/// What a git said that refused.
type GitSaid = Option<Vec<String>>;

/// What is unfinished while one of these is in the folder of git; a commit in
/// between would become part of it, or lose what it remembers.
const UNFINISHED: [(&str, &str); 8] = [
    ("rebase-merge", "a rebase"),
    ("rebase-apply", "a rebase, or git am,"),
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("sequencer", "a cherry-pick or revert"),
    ("SQUASH_MSG", "a squashed merge"),
    ("BISECT_START", "a bisect"),
];

/// Another git has the index for moments only: this often and this long apart
/// it is looked for again, and after so many it is said what is waited for.
const TRIES: usize = 100;
const SILENT: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// So many lines of what was said are passed on: a finding with what stands
/// around it, and not the whole of a build.
const LAST: usize = 20;
const MOST: u64 = 1 << 16;

impl Context {
    /// Commits one file, and that these names of it are gone.
    ///
    /// # Errors
    /// Where that is not even tried: why not, and the hint what has to come first.
    pub fn commit(&self, file: &Path, gone: &[PathBuf], message: &str) -> Result<Committed, Error> {
        let is_watched = self.terminals.talk.is_terminal;
        let commit = |stop: &(dyn Fn() -> bool + Sync)| {
            let repository = Committing::of(file, gone);
            let committed = repository.and_then(|it| it.commit(message, is_watched, stop));
            (committed, stop())
        };
        let (committed, is_interrupted) = self.uninterrupted(commit)?;
        match committed {
            Ok(Committed::Refused(_)) | Err(_) if is_interrupted => {
                Err(Error::new(Kind::Interrupted, "interrupted"))
            }
            committed => committed,
        }
    }
}

/// The repository a file is in, ready to commit it.
struct Committing<'a> {
    git: Git,
    /// The file, from the top.
    file: PathBuf,
    /// Names of it in the index under which nothing is any more.
    gone: &'a [PathBuf],
    /// The folder of git, where the index is.
    folder: PathBuf,
    /// Held while the index changes. Of two gits that change it at once, one
    /// may write down what it had read before the other did.
    _lock: Option<File>,
    /// What stands before a path so that no letter of it is a pattern.
    magic: &'static str,
}

impl<'a> Committing<'a> {
    /// An error where nothing can be committed at the moment.
    fn of(file: &Path, gone: &'a [PathBuf]) -> Result<Self, Error> {
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
            return Err(refused("it has no name"));
        };
        let Some(git) = Git::of(folder) else {
            return Err(refused("it is in no git repository"));
        };
        let outside = || refused("it is not in the working tree of the repository");
        let file = git.below(folder).ok_or_else(outside)?.join(name);
        let folder = git.path(&["rev-parse", "--absolute-git-dir"])?;
        let unfinished = UNFINISHED
            .iter()
            .find(|(name, _)| folder.join(name).exists());
        if let Some((_, what)) = unfinished {
            return Err(refused(format!("{what} is under way")).hint("finish it"));
        }
        if !git
            .output(&["symbolic-ref", "-q", "HEAD"])?
            .status
            .success()
        {
            let what = "no branch is checked out here, and a commit on none is soon lost";
            return Err(match git.top.join(".jj").is_dir() {
                true => refused(what).hint("commit it with jj"),
                false => refused(what).hint("go to a branch with git switch"),
            });
        }
        let magic = if git.folds_names() {
            ":(literal,icase)"
        } else {
            ":(literal)"
        };
        let mut committing = Self {
            _lock: lock(&folder),
            git,
            file,
            gone,
            folder,
            magic,
        };
        committing.file = committing.as_tracked()?;
        Ok(committing)
    }

    fn commit(
        &self,
        message: &str,
        is_watched: bool,
        stop: &dyn Fn() -> bool,
    ) -> Result<Committed, Error> {
        if self.gone.is_empty() && self.is_committed()? {
            return Ok(Committed::Already);
        }
        self.wait(stop);
        let is_tracked = self.is_tracked()?;
        // Its name alone: the index is otherwise as it was.
        let add = ["add", "--intent-to-add"];
        if !is_tracked && let Some(said) = self.run(&add, &[], false)? {
            return Ok(Committed::Refused(said));
        }
        let command = ["commit", "--quiet", "--only", "--message", message];
        let refusal = self.run(&command, self.gone, is_watched)?;
        if refusal.is_some() && !is_tracked {
            self.run(&["rm", "--cached", "--quiet", "--force"], &[], false)?;
        }
        Ok(refusal.map_or(Committed::Done, Committed::Refused))
    }

    /// By what it holds: an index can be told to pass over what changes.
    fn is_committed(&self) -> Result<bool, Error> {
        let committed = in_head(&self.file);
        let committed = [OsStr::new("rev-parse"), "--verify".as_ref(), &committed];
        let committed = self.git.output(&committed)?;
        if !committed.status.success() {
            return Ok(false);
        }
        let file = in_git(&Path::new(".").join(&self.file));
        let here = [OsStr::new("hash-object"), "--".as_ref(), &file];
        Ok(self.git.answer(&here)? == committed.stdout)
    }

    /// The file as the index spells it, where that has it.
    fn as_tracked(&self) -> Result<PathBuf, Error> {
        let listed = ["ls-files", "-z", "--"].map(OsStr::new);
        let listed = self
            .git
            .answer(&[&listed[..], &[&self.literal(&self.file)]].concat())?;
        let mut listed = listed
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty());
        let name = listed.next().map(<[u8]>::to_owned).map(os_string);
        Ok(name.map_or_else(|| self.file.clone(), PathBuf::from))
    }

    /// Whether the index has it. An error where it is told never to take it in again.
    fn is_tracked(&self) -> Result<bool, Error> {
        let listed = [
            OsStr::new("ls-files"),
            "-v".as_ref(),
            "--".as_ref(),
            &self.literal(&self.file),
        ];
        let tell = |flag| {
            let what = "git is told to take it for unchanged, whatever it says";
            Err(refused(what).hint(format!("take that back with git update-index {flag}")))
        };
        match self.git.answer(&listed)?.first() {
            None => Ok(false),
            Some(b'S' | b's') => tell("--no-skip-worktree"),
            Some(mark) if mark.is_ascii_lowercase() => tell("--no-assume-unchanged"),
            Some(_) => Ok(true),
        }
    }

    /// A file by its letters: a name may hold what a pattern is made of.
    fn literal(&self, file: &Path) -> OsString {
        let mut literal = OsString::from(self.magic);
        literal.push(in_git(file));
        literal
    }

    /// Until no other git holds the index; the one that is started then says why
    /// it cannot have it.
    fn wait(&self, stop: &dyn Fn() -> bool) {
        let held = self.folder.join("index.lock");
        for round in (0..TRIES).take_while(|_| held.exists() && !stop()) {
            if round == SILENT {
                tell_wait("waiting for another git, which holds index.lock");
            }
            thread::sleep(PAUSE);
        }
    }

    /// Runs a command on the one file and other names; `None` where it was done.
    fn run(
        &self,
        command: &[&str],
        others: &[PathBuf],
        is_watched: bool,
    ) -> Result<Option<GitSaid>, Error> {
        let mut git = self.git.command(command);
        git.arg("--").arg(self.literal(&self.file));
        git.args(others.iter().map(|other| self.literal(other)));
        if is_watched {
            // What a hook says, or asks, is to be seen while it runs.
            let _wait =
                wait_among_others(|| "waiting for git and the hooks of this repository".to_owned());
            let status = git.stdout(io::stderr()).stderr(Stdio::inherit()).status();
            let status = status.map_err(|error| not_started(&error))?;
            return Ok((!status.success()).then_some(None));
        }
        listen(&mut git, &self.folder)
    }
}

/// Holds off other hirelogs, as long as it is patient: one that runs in a hook of
/// this commit must not wait for its end. Where folders have no locks, it does
/// without.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    for round in 0..TRIES {
        if folder.try_lock().is_ok() {
            return Some(folder);
        }
        if round == SILENT {
            tell_wait("waiting for another hirelog, which commits here");
        }
        thread::sleep(PAUSE);
    }
    None
}

/// Runs a git. What it says goes into a file without a name in a folder that git
/// writes to: a hook may leave a program running that holds on to it, and nobody
/// waits for that.
fn listen(command: &mut Command, folder: &Path) -> Result<Option<GitSaid>, Error> {
    let failed = |error| Error::io("listen", "to git".as_ref(), error);
    // Where nothing can be written there, git says so itself.
    let said = tempfile::tempfile_in(folder).or_else(|_| tempfile::tempfile());
    let mut said = said.map_err(failed)?;
    let status = command
        .stdout(said.try_clone().map_err(failed)?)
        .stderr(said.try_clone().map_err(failed)?)
        .status()
        .map_err(|error| not_started(&error))?;
    if status.success() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let length = said.seek(SeekFrom::End(0)).map_err(failed)?;
    said.seek(SeekFrom::Start(length.saturating_sub(MOST)))
        .map_err(failed)?;
    said.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(Some(last(&String::from_utf8_lossy(&bytes)))))
}

/// The last lines that say something, without what colours them.
fn last(said: &str) -> Vec<String> {
    let plain = anstream::adapter::strip_str(said).to_string();
    let lines = plain.lines().map(str::trim_end);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    let last = lines.len().saturating_sub(LAST);
    lines[last..]
        .iter()
        .map(|line| (*line).to_owned())
        .collect()
}

fn refused(why: impl Into<String>) -> Error {
    Error::new(Kind::Io, why)
}
