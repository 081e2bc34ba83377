//! Putting a file in place: whole or not at all, and still there after the
//! power goes. A temporary file in the same folder, flushed to the disk, takes
//! the name; then the folder is flushed too.

pub(super) mod batch;
pub(super) mod change;
pub(super) mod draft;
pub(super) mod page;
pub(in crate::log) mod sweep;
pub(super) mod target;
pub(super) mod together;
pub(super) mod unfinished;

use crate::error::{Error, Kind};
use crate::log::read::found::{OURS, TEMPORARY};
use crate::log::wait;
use crate::model::{any_length, path_text};
use std::any::Any;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;
use sweep::{hold, is_busy};
use target::WriteTarget;
pub(super) use target::{check_folder, flush_folder, folder_of, make_private_folder};
use tempfile::{NamedTempFile, TempPath};

/// How often an edit is tried anew when others write the same file meanwhile.
pub(super) const TRIES: usize = 64;

/// Who may do what with a new file.
pub(super) enum Mode {
    /// As this person's files are.
    Plain,
    /// The same, and it can be run: from the moment on at which it has its name.
    Runnable,
    /// Nobody else may read it.
    Private,
    As(fs::Permissions),
}

/// What is said where a file could not be written, or holds something else than what was
/// written: then it has its name already, and nobody may be told to do it again.
pub(super) fn failed(doing: &str, path: &Path, error: io::Error) -> Error {
    match error
        .get_ref()
        .is_some_and(|inner| inner.is::<NotAsWritten>())
    {
        true => {
            let what = format!(
                "{} was written, and says something else now",
                path_text(path)
            );
            Error::new(Kind::Io, what).hint("somebody else may have written it at the same moment; look at it before you do anything else")
        }
        false => Error::io(doing, path, error),
    }
}

/// What was written is not what is there.
#[derive(Debug)]
struct NotAsWritten;

impl fmt::Display for NotAsWritten {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("it says something else than what was written")
    }
}

impl std::error::Error for NotAsWritten {}

/// Creates a file; an error of kind `AlreadyExists` where the name is taken.
pub(super) fn create(target: &WriteTarget, text: &[u8]) -> io::Result<()> {
    create_as(&Mode::Plain, target, text)
}

pub(super) fn create_as(mode: &Mode, target: &WriteTarget, text: &[u8]) -> io::Result<()> {
    let _wait = writing(target);
    target.make_folder()?;
    // Also where nothing more could be written: what is there is there.
    if fs::symlink_metadata(&target.file).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let file = flushed(target, text, mode)?;
    take_free_name(file.into_temp_path(), target)?;
    settle(target, text)
}

/// Gives a file a name that nobody has; an error of kind `AlreadyExists` where somebody
/// does.
fn take_free_name(file: TempPath, target: &WriteTarget) -> io::Result<()> {
    target.folder()?;
    let path = &target.file;
    match file.persist_noclobber(any_length(path)) {
        Ok(()) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Err(refused.error),
        Err(refused) => reserve_name(refused.path, path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => error,
            _ => refused.error,
        }),
    }
}

/// Gives a file another name, and waits for whoever replaces it; an error of kind
/// `AlreadyExists` where somebody has that name.
pub(super) fn rename(old: &WriteTarget, new: &WriteTarget) -> io::Result<()> {
    let folder = old.folder_of_old()?;
    let folder_of_new = new.make_folder()?;
    let _lock = lock(folder)?;
    if fs::symlink_metadata(&new.file).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(&old.file, &new.file)?;
    // It has its name; a folder that cannot be flushed is no failure.
    let _ = flush_folder(folder_of_new).and_then(|()| flush_folder(folder));
    Ok(())
}

/// The same where the file system has neither a rename that replaces nothing nor hard
/// links: the name is taken by an empty file, and that is replaced.
fn reserve_name(file: TempPath, path: &Path) -> io::Result<()> {
    fs::File::create_new(path)?;
    file.persist(any_length(path)).map_err(|refused| {
        // It is empty, and ours.
        let _ = fs::remove_file(path);
        refused.error
    })
}

/// What is left to do once a file has its name. It is there from then on, so a folder that
/// cannot be flushed and a file that cannot be read back are no failure: whoever was told
/// so would write it again.
///
/// # Errors
/// Where the disk holds something else than what was written.
fn settle(target: &WriteTarget, text: &[u8]) -> io::Result<()> {
    let _ = target.folder().and_then(flush_folder);
    holds(&target.file, text)
}

/// A file that has its name says what was written, as far as anybody can read it.
pub(super) fn holds(path: &Path, text: &[u8]) -> io::Result<()> {
    match fs::read(path) {
        Ok(there) if there != text => Err(io::Error::other(NotAsWritten)),
        _ => Ok(()),
    }
}

/// Puts a file in place, whether one is there or not. Permissions are kept.
pub(super) fn put(target: &WriteTarget, text: &[u8]) -> io::Result<()> {
    let there = fs::metadata(&target.file).ok();
    let mode = there.map_or(Mode::Plain, |file| Mode::As(file.permissions()));
    put_as(&mode, target, text)
}

pub(super) fn put_as(mode: &Mode, target: &WriteTarget, text: &[u8]) -> io::Result<()> {
    let _wait = writing(target);
    let file = flushed(target, text, mode)?;
    place(file, &target.file)?;
    settle(target, text)
}

/// Replaces a file that still holds `expected`; false where somebody else wrote it in the
/// meantime, and it was left alone. Its permissions are kept.
pub(super) fn replace(target: &WriteTarget, expected: &[u8], text: &[u8]) -> io::Result<bool> {
    let folder = target.folder_of_old()?;
    let path = &target.file;
    // First of all, as somebody who waits for it may press Ctrl-C: nothing is left lying.
    let _lock = lock(folder)?;
    let _wait = writing(target);
    let file = flushed(target, text, &Mode::As(fs::metadata(path)?.permissions()))?;
    if fs::read(path)? != expected {
        return Ok(false);
    }
    place(file, path)?;
    settle(target, text)?;
    Ok(true)
}

/// Takes a file away that still holds `expected`; false where it holds something else.
pub(super) fn remove(target: &WriteTarget, expected: &[u8]) -> io::Result<bool> {
    let folder = target.folder_of_old()?;
    let _lock = lock(folder)?;
    if fs::read(&target.file)? != expected {
        return Ok(false);
    }
    fs::remove_file(&target.file)?;
    // It is gone; a folder that cannot be flushed is no failure.
    let _ = flush_folder(folder);
    Ok(true)
}

/// Gives a file its name, over what has that name. Windows may refuse it for as long as
/// somebody else looks at what is there, such as another hirelog or what looks for viruses.
fn place(mut file: NamedTempFile, path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        // It would keep everybody from reading the file under its new name.
        let _ = file.as_file().unlock();
    }
    let path = &any_length(path);
    for _ in 0..WONDERING {
        match file.persist(path) {
            Ok(_) => return Ok(()),
            Err(refused) if is_busy(&refused.error) => file = refused.file,
            Err(refused) => return Err(refused.error),
        }
        thread::sleep(PAUSE);
    }
    file.persist(path)
        .map(drop)
        .map_err(|refused| refused.error)
}

/// Says that a file is written, where that takes long.
fn writing(target: &WriteTarget) -> Option<Box<dyn Any>> {
    wait::shown(|| format!("writing {}", path_text(&target.file)))
}

/// A file that has no name of its own yet.
fn nameless(mode: &Mode, folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(OURS).suffix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(match mode {
        Mode::Runnable => 0o777,
        Mode::Plain | Mode::As(_) => 0o666,
        Mode::Private => 0o600,
    }));
    #[cfg(not(unix))]
    let _ = mode; // the folder says who may read what lies in it
    builder.tempfile_in(any_length(folder))
}

fn flushed(target: &WriteTarget, text: &[u8], mode: &Mode) -> io::Result<NamedTempFile> {
    let folder = target.folder()?;
    let mut file = nameless(mode, folder)?;
    // As long as it is held, nobody takes it for left behind.
    let _ = file.as_file().try_lock();
    sweep::sweep(target, file.as_file());
    if let Mode::As(permissions) = mode {
        file.as_file().set_permissions(permissions.clone())?;
    }
    file.write_all(text)?;
    flush(file.as_file())?;
    Ok(file)
}

/// Holds off other hirelogs that replace files of the same folder, for the
/// moment between comparing and renaming. A file system without locks does
/// without: the comparison still stands.
///
/// # Errors
/// Where somebody else holds it and does not let go.
pub(super) fn lock(folder: &Path) -> io::Result<Option<fs::File>> {
    lock_unless(folder, &|| false)
}

/// The same, as long as nobody wants it to stop.
pub(super) fn lock_unless(folder: &Path, stop: &dyn Fn() -> bool) -> io::Result<Option<fs::File>> {
    for tries in 0..PATIENCE {
        if let Ok(held) = hold(folder) {
            return Ok(held);
        }
        if stop() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if tries == WONDERING {
            let what = || {
                format!(
                    "waiting for another program that writes to {}",
                    path_text(folder)
                )
            };
            wait::told(what);
        }
        thread::sleep(PAUSE);
    }
    Err(io::Error::other(
        "another program has been holding its folder for half a minute; a hirelog that was stopped with Ctrl-Z does that",
    ))
}

const PAUSE: Duration = Duration::from_millis(10);
/// After so many pauses somebody wonders what is going on, and after so many it is enough.
const WONDERING: usize = 100;
const PATIENCE: usize = 3_000;

/// Through to the disk, where the file system knows how.
pub(super) fn flush(file: &fs::File) -> io::Result<()> {
    match file.sync_all() {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_links_and_such_a_rename_a_name_is_taken_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = |text: &str| {
            let target = WriteTarget::named(&folder.path().join("a.toml"));
            let file = flushed(&target, text.as_bytes(), &Mode::Plain);
            file.unwrap().into_temp_path()
        };
        let path = folder.path().join("a.toml");
        reserve_name(file("one"), &path).unwrap();
        let taken = reserve_name(file("two"), &path).unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        let below = folder.path().join("none/b.toml");
        assert!(reserve_name(file("two"), &below).is_err());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left over"
        );
    }

    #[test]
    fn a_path_longer_than_windows_takes_by_itself_is_written_like_any_other() {
        let root = tempfile::tempdir().unwrap();
        let folder: std::path::PathBuf = std::iter::repeat_n("a folder of a person", 16).collect();
        let target = WriteTarget::within(root.path(), folder.join("a.toml"));
        assert!(target.file.as_os_str().len() > 300);
        create(&target, b"one").unwrap();
        let taken = create(&target, b"two").unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
        assert!(matches!(replace(&target, b"one", b"two"), Ok(true)));
        put(&target, b"three").unwrap();
        let other = WriteTarget::within(root.path(), folder.join("b.toml"));
        rename(&target, &other).unwrap();
        assert_eq!(fs::read(&other.file).unwrap(), b"three");
        assert!(matches!(remove(&other, b"three"), Ok(true)));
        assert_eq!(fs::read_dir(other.folder().unwrap()).unwrap().count(), 0);
    }
}
