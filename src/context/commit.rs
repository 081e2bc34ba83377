//! `--commit`: one file is committed, and whatever else is staged or changed
//! stays as it is. Nothing is ever asked, and a git that cannot commit now says
//! why in one line.

use super::Context;
use super::git::{Git, not_started};
use crate::error::{Error, Kind};
use signal_hook::consts::SIGINT;
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// What became of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    Done,
    /// The last commit has it as it is.
    Already,
}

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
/// it is tried again.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

impl Context {
    /// Commits one file.
    ///
    /// # Errors
    /// Where it cannot be: the first line says why not, and the hint what has to
    /// come first.
    pub fn commit(&self, file: &Path, message: &str) -> Result<Committed, Error> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let handler = signal_hook::flag::register(SIGINT, Arc::clone(&interrupted))
            .map_err(|error| Error::io("prepare", "for Ctrl-C".as_ref(), error))?;
        let committed = Repository::of(file).and_then(|repository| repository.commit(message));
        signal_hook::low_level::unregister(handler);
        committed.map_err(|error| match interrupted.load(Ordering::Relaxed) {
            true => Error::new(Kind::Interrupted, "interrupted"),
            false => error,
        })
    }
}

/// The repository a file is in, ready to commit it.
struct Repository {
    git: Git,
    /// The file, from the top.
    file: PathBuf,
    /// Held while the index changes. Of two gits that change it at once, one
    /// may write down what it had read before the other did.
    _lock: Option<File>,
}

/// What a git said.
struct Said {
    code: Option<i32>,
    output: String,
    complaint: String,
}

impl Repository {
    /// An error where nothing can be committed at the moment.
    fn of(file: &Path) -> Result<Self, Error> {
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
            return Err(refused("it has no name"));
        };
        let Some(git) = Git::of(folder) else {
            return Err(refused("it is in no git repository"));
        };
        let outside = || refused("it is not in the working tree of the repository");
        let file = git.below(folder).ok_or_else(outside)?.join(name);
        let mut repository = Self {
            git,
            file,
            _lock: None,
        };
        let index = repository.check_place()?;
        repository._lock = index.parent().and_then(lock);
        repository.check_branch()?;
        repository.check_identity()?;
        repository.check_ignored()?;
        Ok(repository)
    }

    /// Where the index is.
    fn check_place(&self) -> Result<PathBuf, Error> {
        let mut question = vec!["rev-parse", "--is-inside-work-tree", "--git-path", "index"];
        for (name, _) in UNFINISHED {
            question.extend(["--git-path", name]);
        }
        let said = self.ask(&question)?;
        if said.code != Some(0) {
            return Err(said.refused());
        }
        let mut lines = said.output.lines();
        if lines.next() != Some("true") {
            return Err(refused("it is not in the working tree of the repository"));
        }
        let index = self.git.top.join(lines.next().unwrap_or_default());
        let unfinished = UNFINISHED
            .iter()
            .zip(lines)
            .find(|(_, path)| self.git.top.join(path).exists());
        match unfinished {
            Some(((_, what), _)) => Err(refused(format!("{what} is under way")).hint("finish it")),
            None => Ok(index),
        }
    }

    fn check_branch(&self) -> Result<(), Error> {
        match self.ask(&["symbolic-ref", "-q", "HEAD"])?.code {
            Some(0) => Ok(()),
            _ => Err(
                refused("no branch is checked out, and a commit outside one gets lost")
                    .hint("git switch to one"),
            ),
        }
    }

    fn check_identity(&self) -> Result<(), Error> {
        for identity in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            if self.ask(&["var", identity])?.code != Some(0) {
                return Err(refused("git knows no name and address to commit it under")
                    .hint("set user.name and user.email with git config"));
            }
        }
        Ok(())
    }

    fn check_ignored(&self) -> Result<(), Error> {
        // It knows no `:(literal)`, and no patterns either.
        let path = Path::new(".").join(&self.file);
        let question = ["check-ignore", "-v", "--"];
        let said = run(self.git.command(&question).arg(path))?;
        if said.code != Some(0) {
            return Ok(());
        }
        let rule = said.output.split('\t').next().unwrap_or_default();
        Err(refused(format!("git ignores it, by {rule}")).hint("change that rule"))
    }

    fn commit(&self, message: &str) -> Result<Committed, Error> {
        let tracked = self.on_file(&["ls-files", "--error-unmatch"])?.code == Some(0);
        if tracked {
            let same = ["diff", "--quiet", "--no-ext-diff", "HEAD"];
            if self.on_file(&same)?.code == Some(0) {
                return Ok(Committed::Already);
            }
        } else {
            // Its name alone: the index is otherwise as it was.
            self.on_file(&["add", "--intent-to-add"])?.done()?;
        }
        let command = ["commit", "--quiet", "--only", "--message", message];
        let committed = self.on_file(&command)?.committed();
        if committed.is_err() && !tracked {
            self.on_file(&["rm", "--cached", "--quiet", "--force"])?;
        }
        committed.map(|()| Committed::Done)
    }

    /// A question whose answer is read here, and so is wanted in English.
    fn ask(&self, question: &[&str]) -> Result<Said, Error> {
        run(self.git.command(question).env("LC_ALL", "C"))
    }

    /// A command on the one file, taken by its letters: a name may hold what a
    /// pattern is made of.
    fn on_file(&self, command: &[&str]) -> Result<Said, Error> {
        let mut literal = OsString::from(":(literal)");
        literal.push(&self.file);
        for _ in 1..TRIES {
            let said = run(self.git.command(command).arg("--").arg(&literal))?;
            if said.code == Some(0) || !said.complaint.contains("index.lock") {
                return Ok(said);
            }
            thread::sleep(PAUSE);
        }
        run(self.git.command(command).arg("--").arg(&literal))
    }
}

/// Holds off other hirelogs, as long as it is patient: one that runs in a hook of
/// this commit must not wait for its end. Where folders have no locks, it does
/// without.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    for _ in 0..TRIES {
        if folder.try_lock().is_ok() {
            return Some(folder);
        }
        thread::sleep(PAUSE);
    }
    None
}

/// Runs a git. What it complains of goes into a file: a hook may leave a program
/// running that holds on to it, and nobody waits for that.
fn run(command: &mut Command) -> Result<Said, Error> {
    let (mut output, mut complaint) = (paper()?, paper()?);
    let status = command
        .stdout(write_on(&output)?)
        .stderr(write_on(&complaint)?)
        .status()
        .map_err(|error| not_started(&error))?;
    Ok(Said {
        code: status.code(),
        output: read(&mut output),
        complaint: read(&mut complaint),
    })
}

fn paper() -> Result<File, Error> {
    tempfile::tempfile().map_err(|error| Error::io("listen", "to git".as_ref(), error))
}

fn write_on(paper: &File) -> Result<Stdio, Error> {
    let paper = paper.try_clone();
    paper
        .map(Stdio::from)
        .map_err(|error| Error::io("listen", "to git".as_ref(), error))
}

fn read(paper: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = paper.rewind();
    let _ = paper.take(1 << 16).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Said {
    fn done(&self) -> Result<(), Error> {
        match self.code {
            Some(0) => Ok(()),
            _ => Err(self.refused()),
        }
    }

    /// A commit that ended without git having a word about it: only a hook
    /// does that.
    fn committed(&self) -> Result<(), Error> {
        match (self.of_git(), self.lines().next()) {
            (None, None) if self.code == Some(1) => {
                Err(refused("a hook refused it without a word"))
            }
            (None, Some(line)) if self.code == Some(1) => {
                Err(refused(format!("a hook refused it: {line}")))
            }
            _ => self.done(),
        }
    }

    /// Why, as far as one line can say it.
    fn refused(&self) -> Error {
        match self.of_git().or_else(|| self.lines().next()) {
            Some(line) => refused(format!("git says: {line}")),
            None => refused("git has no word about it"),
        }
    }

    fn of_git(&self) -> Option<&str> {
        let marked = |mark: &str| self.lines().find_map(|line| line.strip_prefix(mark));
        marked("error: ").or_else(|| marked("fatal: "))
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = self.complaint.lines();
        lines
            .map(|line| line.trim().trim_end_matches([':', '.']))
            .filter(|line| !line.is_empty())
    }
}

fn refused(why: impl Into<String>) -> Error {
    Error::new(Kind::Io, why)
}
