//! Holding a folder: whoever does so changes something in it that nobody else may change
//! meanwhile. The system lets go of it when the process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Whether Windows says that somebody else has a file open; nobody else ever does.
pub(super) fn is_busy(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    cfg!(windows)
        && (error.kind() == io::ErrorKind::PermissionDenied
            || error.raw_os_error() == Some(SHARING_VIOLATION))
}

/// Held for as long as what is returned lives; `None` where the disk knows no such thing.
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
    let mut options = std::fs::OpenOptions::new();
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
