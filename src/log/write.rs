//! Putting a file in place: whole or not at all, and still there after the
//! power goes. A temporary file in the same folder, flushed to the disk, takes
//! the name; then the folder is flushed too.

pub(super) mod batch;
pub(super) mod change;
pub(super) mod draft;
pub(super) mod page;
pub(super) mod reach;
pub(super) mod together;
pub(super) mod unfinished;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::{NamedTempFile, TempPath};

/// How often an edit is tried anew when others write the same file meanwhile.
pub(super) const TRIES: usize = 64;

/// Who may do what with a new file.
pub(super) enum Mode {
    /// As this person's files are.
    Plain,
    /// The same, and it can be run: from the moment on at which it has its name.
    Runnable,
    As(fs::Permissions),
}

/// Creates a file; an error of kind `AlreadyExists` where the name is taken.
pub(super) fn create(path: &Path, text: &[u8]) -> io::Result<()> {
    create_as(Mode::Plain, path, text)
}

pub(super) fn create_as(mode: Mode, path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let file = flushed(folder, text, mode)?;
    take_free_name(file.into_temp_path(), path)?;
    settle(folder, path, text)
}

/// Gives a file a name that nobody has; an error of kind `AlreadyExists` where somebody
/// does.
pub(super) fn take_free_name(file: TempPath, path: &Path) -> io::Result<()> {
    match file.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Err(refused.error),
        Err(refused) => reserve_name(refused.path, path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => error,
            _ => refused.error,
        }),
    }
}

/// The same where the file system has neither a rename that replaces nothing nor hard
/// links: the name is taken by an empty file, and that is replaced.
fn reserve_name(file: TempPath, path: &Path) -> io::Result<()> {
    fs::File::create_new(path)?;
    file.persist(path).map_err(|refused| {
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
fn settle(folder: &Path, path: &Path, text: &[u8]) -> io::Result<()> {
    let _ = flush_folder(folder);
    match fs::read(path) {
        Ok(there) if there != text => Err(not_as_written()),
        _ => Ok(()),
    }
}

/// Puts a file in place, whether one is there or not. Permissions are kept.
pub(super) fn put(path: &Path, text: &[u8]) -> io::Result<()> {
    let there = fs::metadata(path).ok();
    let mode = there.map_or(Mode::Plain, |file| Mode::As(file.permissions()));
    put_as(mode, path, text)
}

pub(super) fn put_as(mode: Mode, path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let file = flushed(folder, text, mode)?;
    file.persist(path).map_err(|refused| refused.error)?;
    settle(folder, path, text)
}

/// What came of replacing a file.
pub(super) enum Replaced {
    Done,
    /// Somebody else wrote it in the meantime; it was left alone.
    Changed,
}

/// Replaces a file that still holds `expected`. Its permissions are kept.
pub(super) fn replace(path: &Path, expected: &[u8], text: &[u8]) -> io::Result<Replaced> {
    let folder = folder_of(path);
    let file = flushed(folder, text, Mode::As(fs::metadata(path)?.permissions()))?;
    let _lock = lock(folder);
    if fs::read(path)? != expected {
        return Ok(Replaced::Changed);
    }
    file.persist(path).map_err(|refused| refused.error)?;
    settle(folder, path, text)?;
    Ok(Replaced::Done)
}

fn flushed(folder: &Path, text: &[u8], mode: Mode) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hirelog-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(match mode {
        Mode::Runnable => 0o777,
        Mode::Plain | Mode::As(_) => 0o666,
    }));
    let mut file = builder.tempfile_in(folder)?;
    if let Mode::As(permissions) = mode {
        file.as_file().set_permissions(permissions)?;
    }
    file.write_all(text)?;
    flush(file.as_file())?;
    Ok(file)
}

/// Holds off other hirelogs that replace files of the same folder, for the
/// moment between comparing and renaming. A file system without locks does
/// without: the comparison still stands.
pub(super) fn lock(folder: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// Writes a file that is not there yet, through to the disk.
pub(super) fn write_flushed(
    path: &Path,
    text: &[u8],
    permissions: fs::Permissions,
) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.set_permissions(permissions)?;
    file.write_all(text)?;
    flush(&file)
}

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

/// Whether a folder lets files be made in it. The one made to find out has no
/// name where the system can do that, so nothing is left of it by a process that
/// is killed at that moment.
pub(super) fn check_folder(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder).map(drop)
}

pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

pub(super) fn read_back(path: &Path, text: &[u8]) -> io::Result<()> {
    if fs::read(path)? == text {
        return Ok(());
    }
    Err(not_as_written())
}

pub(super) fn not_as_written() -> io::Error {
    io::Error::other("what was read back is not what was written")
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_links_and_such_a_rename_a_name_is_taken_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let file = |text: &str| {
            let file = flushed(folder.path(), text.as_bytes(), Mode::Plain);
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
}
