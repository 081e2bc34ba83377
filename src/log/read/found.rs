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
    let name = name.to_ascii_lowercase();
    let behind = name.split_once(".toml").map(|(_, behind)| behind);
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['.', '~', ' ', '_', '-']))
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

/// There is nothing under that name.
pub(in crate::log) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
