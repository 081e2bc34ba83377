//! Several files changed at once: all of them or none. Every new text is on the
//! disk before the first file is touched, so what can be foreseen to fail (a full
//! disk, a folder that may not be written to) fails while nothing has happened.
//! Then the files take their names, one quick step each; where one of them
//! refuses, those before it get their old text back. Each file is whole at any
//! moment: a process that is killed in between leaves some old, some new, and
//! the same command run again finishes.

use crate::log::read::found::{OURS, follow_no_link};
use crate::log::wait;
use crate::log::write;
use crate::log::write::sweep::WAITING;
use crate::log::write::target::WriteTarget;
use crate::log::write::threads::on_threads;
use crate::model::path_text;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// One file and what becomes of it.
#[derive(Debug, Clone)]
pub(in crate::log) struct Replacement {
    pub file: PathBuf,
    pub old: String,
    pub new: String,
}

/// What came of it, where nothing went wrong.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::log) enum Together {
    Done,
    /// Somebody else wrote one of the files meanwhile; nothing was changed.
    Changed,
    /// Somebody wanted it to stop; nothing was changed.
    Stopped,
}

/// What went wrong.
#[derive(Debug)]
pub(in crate::log) struct Failed {
    pub file: PathBuf,
    pub error: io::Error,
    pub state: FileState,
}

/// How the files stand after something went wrong.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::log) enum FileState {
    /// Every file holds its old text.
    Untouched,
    /// These hold the new text and could not get their old one back.
    Left(Vec<PathBuf>),
    /// All were changed, and this one does not hold what was written.
    Placed,
}

/// Files written at once: a disk that is waited for flushes many as fast as one.
const AT_ONCE: usize = 16;

/// Whether somebody wants it to stop.
pub(in crate::log) type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Changes every file or none. One at a time below a root: others wait.
pub(in crate::log) fn replace_all(
    root: &Path,
    replacements: &[Replacement],
    stop: Stop<'_>,
) -> Result<Together, Failed> {
    let own = match write::lock_unless(root, stop) {
        Err(_) if stop() => return Ok(Together::Stopped),
        own => own.map_err(|error| Failed::before(root, error))?,
    };
    let _wait = wait::shown(|| format!("writing to {}", path_text(root)));
    sweep(root);
    let folders: BTreeSet<&Path> = replacements
        .iter()
        .map(|one| write::folder_of(&one.file))
        .collect();
    for one in replacements {
        follow_no_link(root, &one.file).map_err(|error| Failed::before(&one.file, error))?;
    }
    for folder in &folders {
        write::check_folder(folder).map_err(|error| Failed::before(folder, error))?;
    }
    let waiting = match WaitingTexts::write(root, replacements, stop)? {
        Some(waiting) => waiting,
        None => return Ok(Together::Stopped),
    };
    // The root is locked already, and a second lock of it would wait for ever.
    let others = folders.iter().filter(|folder| **folder != root);
    let lock = |folder: &&Path| {
        write::lock_unless(folder, stop).map_err(|error| Failed::before(folder, error))
    };
    let locks = match others.map(lock).collect::<Result<Vec<_>, _>>() {
        Err(_) if stop() => return Ok(Together::Stopped),
        locks => locks?,
    };
    for one in replacements {
        match fs::read(&one.file) {
            Ok(bytes) if bytes == one.old.as_bytes() => {}
            Ok(_) => return Ok(Together::Changed),
            Err(error) => return Err(Failed::before(&one.file, error)),
        }
    }
    // Held until the last file was looked at: what another hirelog writes after that is theirs.
    let _locks = place(root, waiting, replacements, (own, locks))?;
    for folder in &folders {
        // The files are in place; a folder that cannot be flushed is no failure.
        let _ = write::flush_folder(folder);
    }
    for one in replacements {
        if let Err(error) = write::holds(&one.file, one.new.as_bytes()) {
            return Err(Failed {
                state: FileState::Placed,
                ..Failed::before(&one.file, error)
            });
        }
    }
    Ok(Together::Done)
}

/// Every file takes its name, or none keeps it. The locks are given back; they are let go
/// before anything is taken back, as that takes them anew.
fn place<L>(
    root: &Path,
    waiting: WaitingTexts,
    replacements: &[Replacement],
    locks: L,
) -> Result<L, Failed> {
    let placed = waiting.put_in_place(replacements);
    drop(waiting);
    let Err((count, error)) = placed else {
        return Ok(locks);
    };
    drop(locks);
    let left = take_back(root, &replacements[..count]);
    Err(Failed {
        state: if left.is_empty() {
            FileState::Untouched
        } else {
            FileState::Left(left)
        },
        ..Failed::before(&replacements[count].file, error)
    })
}

impl Failed {
    fn before(file: &Path, error: io::Error) -> Self {
        Self {
            file: file.to_owned(),
            error,
            state: FileState::Untouched,
        }
    }
}

/// New texts on the disk, under numbers; gone with the folder when dropped.
struct WaitingTexts(TempDir);

impl WaitingTexts {
    /// `None` where it was stopped.
    fn write(
        root: &Path,
        replacements: &[Replacement],
        stop: Stop<'_>,
    ) -> Result<Option<Self>, Failed> {
        let folder = tempfile::Builder::new()
            .prefix(OURS)
            .suffix(WAITING)
            .tempdir_in(root)
            .map_err(|error| Failed::before(root, error))?;
        let waiting = Self(folder);
        // Every one is waited for before the first failure counts.
        let written = on_threads(replacements.len(), AT_ONCE, |number| match stop() {
            true => Ok(()),
            false => waiting
                .write_one(number, &replacements[number])
                .map_err(|error| Failed::before(&replacements[number].file, error)),
        });
        for one in written {
            one?;
        }
        Ok((!stop()).then_some(waiting))
    }

    fn write_one(&self, number: usize, one: &Replacement) -> io::Result<()> {
        let permissions = fs::metadata(&one.file)?.permissions();
        let (place, text) = (self.place(number), one.new.as_bytes());
        let mut file = fs::File::create_new(&place)?;
        file.set_permissions(permissions)?;
        file.write_all(text)?;
        write::flush(&file)?;
        write::holds(&place, text)
    }

    fn place(&self, number: usize) -> PathBuf {
        self.0.path().join(number.to_string())
    }

    /// How many took their name, where one did not.
    fn put_in_place(&self, replacements: &[Replacement]) -> Result<(), (usize, io::Error)> {
        for (number, one) in replacements.iter().enumerate() {
            fs::rename(self.place(number), &one.file).map_err(|error| (number, error))?;
        }
        Ok(())
    }
}

/// Old texts back where the new ones stand; gives the files where that failed.
fn take_back(root: &Path, replacements: &[Replacement]) -> Vec<PathBuf> {
    let is_back = |one: &&Replacement| {
        let target = WriteTarget::within(root, &one.file);
        let back = write::replace(&target, one.new.as_bytes(), one.old.as_bytes());
        // One that somebody else wrote at this moment is theirs.
        back.is_ok()
    };
    let left = replacements.iter().rev().filter(|one| !is_back(one));
    left.map(|one| one.file.clone()).collect()
}

/// Removes what a killed process left waiting: whoever works here holds the lock
/// of the root, and has cleared up when it lets go.
fn sweep(root: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && name.starts_with(OURS) && name.ends_with(WAITING) {
            // It is in nobody's way if it stays.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
