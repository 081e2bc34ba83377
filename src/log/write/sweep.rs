//! What a hirelog that was killed left behind: a text that had no name yet. Whoever
//! writes next beside it takes it away, where it is certain that nobody works on it.

use super::target::WriteTarget;
use crate::log::read::found::{OURS, is_left_over};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// How a folder ends in which several texts wait, below the root.
pub(super) const WAITING: &str = ".waiting";
/// How a folder begins in which an import gathers what it writes.
pub(super) const STAGING: &str = ".hirelog-import-";

/// Where folders and files cannot be locked, a writer that is older is dead.
const OLD: Duration = Duration::from_secs(600);

/// Takes away what was left in the folders up to the root; `own` is the file that is
/// being written, by which the disk tells who we are and what time it is.
pub(super) fn sweep(target: &WriteTarget, own: &File) {
    for folder in target.folders() {
        if is_first(folder) {
            sweep_folder(folder, own);
        }
    }
}

/// Whether this process has not looked into a folder yet: what it leaves behind itself is
/// for the next one, and to list a large folder for each of its files takes for ever.
fn is_first(folder: &Path) -> bool {
    static SWEPT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    let Ok(mut swept) = SWEPT.lock() else {
        return false;
    };
    let is_first = !swept.iter().any(|known| known == folder);
    if is_first {
        swept.push(folder.to_owned());
    }
    is_first
}

fn sweep_folder(folder: &Path, own: &File) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let path = entry.path();
        if kind.is_file() && is_left_over(&name) {
            if is_left(&path, own) {
                // It is in nobody's way if it stays.
                let _ = fs::remove_file(path);
            }
        } else if kind.is_dir() && name.starts_with(STAGING) {
            remove_unused(&path, &path);
        } else if kind.is_dir() && name.starts_with(OURS) && name.ends_with(WAITING) {
            remove_unused(&path, folder);
        }
    }
}

/// Whether a file is ours, of some time ago, and in nobody's hands.
fn is_left(path: &Path, own: &File) -> bool {
    let (Ok(file), Ok(own)) = (File::open(path), own.metadata()) else {
        return false;
    };
    let Ok(about) = file.metadata() else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if about.uid() != own.uid() {
            return false;
        }
    }
    let is_old = match (about.modified(), own.modified()) {
        // Where a clock was set back since, it is of a time that is yet to come.
        (Ok(then), Ok(now)) => {
            now.duration_since(then)
                .unwrap_or_else(|ahead| ahead.duration())
                > OLD
        }
        _ => false,
    };
    // Whoever writes a file holds its lock, where the file system has locks.
    let is_held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    is_old && !is_held
}

/// Whether a hirelog that lives has this file or folder in its hands, or has just put it
/// away; `folder` is the one that it lies in.
pub(in crate::log) fn is_in_use(path: &Path, folder: &Path) -> bool {
    let is_held = |one| matches!(hold(one), Err(TryLockError::WouldBlock));
    is_held(path) || is_held(folder) || path.symlink_metadata().is_err()
}

/// Removes a folder whose owner, while it lives, holds the lock of this one.
pub(super) fn remove_unused(folder: &Path, locked: &Path) {
    if let Ok(lock) = File::open(locked)
        && lock.try_lock().is_ok()
    {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Whether Windows says that somebody else has a file open; nobody else ever does.
pub(super) fn is_busy(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    cfg!(windows)
        && (error.kind() == io::ErrorKind::PermissionDenied
            || error.raw_os_error() == Some(SHARING_VIOLATION))
}

/// A folder in which nobody else may change what its holder changes, for as long as what is
/// returned lives; the system lets go of it when the process ends, however it ends. `None`
/// where the disk knows no such thing.
///
/// # Errors
/// Where somebody else holds it.
#[cfg(not(windows))]
pub(in crate::log) fn hold(folder: &Path) -> Result<Option<File>, TryLockError> {
    let Ok(folder) = File::open(folder) else {
        return Ok(None);
    };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::Error(_)) => Ok(None),
        held => held.map(|()| None),
    }
}

/// The same where no folder can be locked: a file in it that only one can have open, and
/// that goes when it is closed.
#[cfg(windows)]
pub(in crate::log) fn hold(folder: &Path) -> Result<Option<File>, TryLockError> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let mut options = fs::OpenOptions::new();
    let options = options.write(true).create(true).share_mode(0);
    let file = folder.join(".hirelog-held");
    match options.custom_flags(DELETE_ON_CLOSE).open(&file) {
        Ok(held) => Ok(Some(held)),
        // While it goes it may not be opened either.
        Err(error) if is_busy(&error) && file.symlink_metadata().is_ok() => {
            Err(TryLockError::WouldBlock)
        }
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_looked_through_once() {
        let root = tempfile::tempdir().unwrap();
        let target = WriteTarget::within(root.path(), "a.toml");
        let own = File::create(root.path().join("own")).unwrap();
        let left = root.path().join(format!("{STAGING}1"));
        fs::create_dir(&left).unwrap();
        sweep(&target, &own);
        assert!(!left.exists());
        fs::create_dir(&left).unwrap();
        sweep(&target, &own);
        assert!(left.exists(), "nothing is listed again");
    }

    #[test]
    fn what_somebody_works_on_is_in_use_and_what_is_left_is_not() {
        let root = tempfile::tempdir().unwrap();
        let (waiting, text) = (root.path().join("a.waiting"), root.path().join("b"));
        fs::create_dir(&waiting).unwrap();
        fs::write(&text, "").unwrap();
        let is_used = |path: &Path| is_in_use(path, root.path());
        assert!(!is_used(&waiting) && !is_used(&text));
        let held = hold(&text);
        assert!(is_used(&text) && !is_used(&waiting));
        drop(held);
        let held = hold(root.path());
        assert!(is_used(&waiting) && is_used(&text));
        drop(held);
        assert!(is_used(&root.path().join("gone")));
    }
}

#[cfg(test)]
mod tests_of_holding {
    use super::*;

    #[test]
    fn one_holds_a_folder_at_a_time_and_leaves_nothing_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let held = hold(folder.path()).unwrap().unwrap();
        let second = hold(folder.path());
        assert!(matches!(second, Err(TryLockError::WouldBlock)));
        drop(held);
        drop(hold(folder.path()).unwrap().unwrap());
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        assert!(hold(&folder.path().join("none")).unwrap().is_none());
    }
}
