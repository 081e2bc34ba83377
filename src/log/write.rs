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
use tempfile::NamedTempFile;

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
    file.persist_noclobber(path)
        .map_err(|refused| refused.error)?;
    flush_folder(folder)?;
    read_back(path, text)
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
    flush_folder(folder)?;
    read_back(path, text)
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
    flush_folder(folder)?;
    read_back(path, text)?;
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
    file.as_file().sync_all()?;
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
    file.sync_all()
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
    Err(io::Error::other(
        "what was read back is not what was written",
    ))
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
