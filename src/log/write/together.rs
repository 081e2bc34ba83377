//! Several files changed at once: all of them or none. Every new text is on the
//! disk before the first file is touched, so what can be foreseen to fail (a full
//! disk, a folder that may not be written to) fails while nothing has happened.
//! Then the files take their names, one quick step each; where one of them
//! refuses, those before it get their old text back. Each file is whole at any
//! moment: a process that is killed in between leaves some old, some new, and
//! the same command run again finishes.

use crate::error::{Error, Kind};
use crate::log::read::found::{OURS, follow_no_link};
use crate::log::threads::on_threads;
use crate::log::wait;
use crate::log::write;
use crate::log::write::sweep::WAITING;
use crate::log::write::target::WriteTarget;
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

/// Files written at once: a disk that is waited for flushes many as fast as one.
const AT_ONCE: usize = 16;

/// Whether somebody wants it to stop.
pub(in crate::log) type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Changes every file or none; false, and none, where somebody else wrote one of them
/// meanwhile. One at a time below a root: others wait. `stop` is asked as long as nothing has
/// happened yet.
///
/// # Errors
/// Where one of them refuses, with how the files stand then.
pub(in crate::log) fn replace_all(
    root: &Path,
    replacements: &[Replacement],
    stop: Stop<'_>,
) -> Result<bool, Error> {
    let lock = |folder: &Path| {
        write::lock_unless(folder, stop).map_err(|error| match stop() {
            true => stopped(),
            false => untouched(folder, error),
        })
    };
    let own = lock(root)?;
    let _wait = wait::shown(|| format!("writing to {}", path_text(root)));
    sweep(root);
    let folders: BTreeSet<&Path> = replacements
        .iter()
        .map(|one| write::folder_of(&one.file))
        .collect();
    for one in replacements {
        follow_no_link(root, &one.file).map_err(|error| untouched(&one.file, error))?;
    }
    for folder in &folders {
        write::check_folder(folder).map_err(|error| untouched(folder, error))?;
    }
    let waiting = WaitingTexts::write(root, replacements, stop)?;
    // The root is locked already, and a second lock of it would wait for ever.
    let others = folders.iter().filter(|folder| **folder != root);
    let locks = others.map(|folder| lock(folder));
    let locks = locks.collect::<Result<Vec<_>, _>>()?;
    for one in replacements {
        let there = fs::read(&one.file).map_err(|error| untouched(&one.file, error))?;
        if there != one.old.as_bytes() {
            return Ok(false);
        }
    }
    // Held until the last file was looked at: what another hirelog writes after that is theirs.
    let _locks = place(root, waiting, replacements, (own, locks))?;
    for folder in &folders {
        // The files are in place; a folder that cannot be flushed is no failure.
        let _ = write::flush_folder(folder);
    }
    for one in replacements {
        write::holds(&one.file, one.new.as_bytes()).map_err(|error| {
            write::failed("write", &one.file, error)
                .hint("all others were changed; when this one is right, run this again")
        })?;
    }
    Ok(true)
}

fn stopped() -> Error {
    Error::new(Kind::Interrupted, "interrupted; nothing was changed")
}

fn untouched(file: &Path, error: io::Error) -> Error {
    write::failed("write", file, error)
        .hint("no file was changed; put that right, then run this again")
}

/// Every file takes its name, or none keeps it. The locks are given back; they are let go
/// before anything is taken back, as that takes them anew.
fn place<L>(
    root: &Path,
    waiting: WaitingTexts,
    replacements: &[Replacement],
    locks: L,
) -> Result<L, Error> {
    let placed = waiting.put_in_place(replacements);
    drop(waiting);
    let Err((count, error)) = placed else {
        return Ok(locks);
    };
    drop(locks);
    let file = &replacements[count].file;
    let left = take_back(root, &replacements[..count]);
    let files = match left.len() {
        0 => return Err(untouched(file, error)),
        1 => "1 file has".to_owned(),
        count => format!("{count} files have"),
    };
    let error = write::failed("write", file, error).hint(format!(
        "{files} the new text already and could not get {} old text back",
        if left.len() == 1 { "its" } else { "their" }
    ));
    let named = left.iter().take(10);
    let named = named.map(|file| format!("changed: {}", path_text(file)));
    let error = named.fold(error, Error::hint);
    Err(error.hint("put right what refused, then run this again: it goes on where it stopped"))
}

/// New texts on the disk, under numbers; gone with the folder when dropped.
struct WaitingTexts(TempDir);

impl WaitingTexts {
    fn write(root: &Path, replacements: &[Replacement], stop: Stop<'_>) -> Result<Self, Error> {
        let folder = tempfile::Builder::new()
            .prefix(OURS)
            .suffix(WAITING)
            .tempdir_in(root)
            .map_err(|error| untouched(root, error))?;
        let waiting = Self(folder);
        // Every one is waited for before the first failure counts.
        let written = on_threads(replacements.len(), AT_ONCE, |number| match stop() {
            true => Ok(()),
            false => waiting
                .write_one(number, &replacements[number])
                .map_err(|error| untouched(&replacements[number].file, error)),
        });
        written.into_iter().collect::<Result<Vec<()>, _>>()?;
        match stop() {
            true => Err(stopped()),
            false => Ok(waiting),
        }
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
