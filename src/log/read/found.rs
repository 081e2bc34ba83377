//! What a folder of a log may hold, however it is opened.

use std::fs;
use std::io;
use std::path::Path;

/// What a folder holds.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::log) enum Found {
    Folder(String),
    File(String),
    Refused(String, Refused),
    /// Not read, though its name looks as if it was meant to be.
    Stray(String),
}

/// `k7f3q.TOML`, `k7f3q.toml.orig`: a slip of the fingers, or left behind by a merge.
pub(in crate::log) fn looks_meant(name: &str) -> bool {
    if is_left_over(name) {
        return true;
    }
    let name = name.to_ascii_lowercase();
    let behind = name.split_once(".toml").map(|(_, behind)| behind);
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['.', '~', ' ', '_', '-']))
}

/// How every file and folder begins that is put in place of another.
pub(in crate::log) const OURS: &str = ".hirelog-";
/// How a file ends that has no name yet.
pub(in crate::log) const TEMPORARY: &str = ".tmp";

/// The text of a post-mortem that had no name yet when its hirelog was killed.
pub(in crate::log) fn is_left_over(name: &str) -> bool {
    name.starts_with(OURS) && name.ends_with(TEMPORARY)
}

/// Why something is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::log) enum Refused {
    Link,
    Device,
    /// A name that cannot be shown or typed.
    Name,
    /// Folders in folders in folders: nothing a log needs.
    TooDeep,
}

pub(in crate::log) trait ReadFile {
    fn read(&self, name: &str, buffer: &mut [u8]) -> io::Result<usize>;
}

pub(in crate::log) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_symlink())
}

/// Follows no link below a folder.
///
/// # Errors
/// Where a part of the path below a folder is a link.
pub(in crate::log) fn follow_no_link(root: &Path, path: &Path) -> io::Result<()> {
    let below = path.strip_prefix(root).unwrap_or(Path::new(""));
    let parts = below
        .ancestors()
        .filter(|part| !part.as_os_str().is_empty());
    match parts
        .map(|part| root.join(part))
        .filter(|part| is_link(part))
        .last()
    {
        None => Ok(()),
        Some(link) => Err(io::Error::other(format!(
            "{} is a link, and links are never followed",
            link.display()
        ))),
    }
}

/// There is nothing under that name.
pub(in crate::log) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
