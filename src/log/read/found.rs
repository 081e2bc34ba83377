//! What a folder of a log may hold. Links are looked at, never followed.

use crate::model::path_text;
#[cfg(unix)]
use rustix::fs::{CWD, Mode, OFlags, openat};
use std::fs;
use std::io::{self, Read};
#[cfg(unix)]
use std::os::fd::OwnedFd;
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
    /// Something in the place of a folder, of which git keeps only where it is.
    Elsewhere,
    Device,
    /// A name that cannot be shown or typed.
    Name,
    /// Folders in folders in folders: nothing a log needs.
    TooDeep,
}

/// What a folder holds; names that begin with a dot are nobody's business.
///
/// # Errors
/// Where the folder cannot be listed.
pub(super) fn entries(folder: &Path, mut found: impl FnMut(Found)) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string();
        let is_text = name.is_ok();
        let name = name.unwrap_or_else(|name| name.to_string_lossy().into_owned());
        if name.starts_with('.') && !is_left_over(&name) {
            continue;
        }
        let (kind, is_post_mortem) = (entry.file_type()?, name.ends_with(".toml"));
        let is_folder = || fs::metadata(entry.path()).is_ok_and(|target| target.is_dir());
        if is_post_mortem && !is_text {
            found(Found::Refused(name, Refused::Name));
        } else if kind.is_dir() {
            found(Found::Folder(name));
        } else if kind.is_symlink() {
            if is_post_mortem || is_folder() {
                found(Found::Refused(name, Refused::Link));
            }
        } else if is_post_mortem && kind.is_file() {
            found(Found::File(name));
        } else if is_post_mortem {
            found(Found::Refused(name, Refused::Device));
        } else if kind.is_file() && looks_meant(&name) {
            found(Found::Stray(name));
        }
    }
    Ok(())
}

/// A folder of which many files are read: its path is walked once.
pub(super) struct OpenFolder<'p> {
    path: &'p Path,
    /// `None` where it can be walked through and not opened.
    #[cfg(unix)]
    opened: Option<OwnedFd>,
}

impl<'p> OpenFolder<'p> {
    pub(super) fn at(path: &'p Path) -> Self {
        Self {
            path,
            #[cfg(unix)]
            opened: openat(
                CWD,
                path,
                OFlags::DIRECTORY | OFlags::CLOEXEC,
                Mode::empty(),
            )
            .ok(),
        }
    }

    /// Neither is a link followed that took the place of a file since, nor waited for a pipe
    /// that did.
    #[cfg(unix)]
    fn open(&self, name: &str) -> io::Result<fs::File> {
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let open = || match &self.opened {
            Some(folder) => openat(folder, name, flags, Mode::empty()),
            None => openat(CWD, self.path.join(name), flags, Mode::empty()),
        };
        Ok(rustix::io::retry_on_intr(open)?.into())
    }

    #[cfg(not(unix))]
    fn open(&self, name: &str) -> io::Result<fs::File> {
        fs::File::open(self.path.join(name))
    }

    /// Reads a file as far as there is room; says how many bytes there are.
    ///
    /// # Errors
    /// Where it cannot be opened or read.
    pub(super) fn read_into(&self, name: &str, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.open(name)?;
        let mut length = 0;
        loop {
            length += match file.read(&mut buffer[length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(0) => return Ok(length),
                read => read?,
            };
            // Text ends in a newline: most files are read at one go.
            if length == buffer.len() || buffer[length - 1] == b'\n' {
                return Ok(length);
            }
        }
    }
}

#[cfg(unix)]
pub fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|file| file.file_type().is_fifo())
}

/// Those of Windows have names of their own and lie in no folder.
#[cfg(not(unix))]
pub fn is_pipe(_: &Path) -> bool {
    false
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
            path_text(link)
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_link_is_followed_and_what_looks_meant_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("2026")).unwrap();
        for name in ["a.toml", "b.txt", "c.TOML", "d.toml.orig", ".hidden.toml"] {
            fs::write(root.join(name), "x = 1\n").unwrap();
        }
        symlink("a.toml", root.join("link.toml")).unwrap();
        symlink("nowhere", root.join("broken")).unwrap();
        symlink("2026", root.join("2025")).unwrap();
        let mut found = Vec::new();
        entries(root, |one| found.push(one)).unwrap();
        found.sort();
        assert_eq!(
            found,
            [
                Found::Folder("2026".to_owned()),
                Found::File("a.toml".to_owned()),
                Found::Refused("2025".to_owned(), Refused::Link),
                Found::Refused("link.toml".to_owned(), Refused::Link),
                Found::Stray("c.TOML".to_owned()),
                Found::Stray("d.toml.orig".to_owned()),
            ]
        );
        assert!(
            OpenFolder::at(root)
                .read_into("link.toml", &mut [0; 64])
                .is_err()
        );
    }

    #[test]
    fn a_file_is_read_as_far_as_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.toml");
        for text in ["", "a = 1\n", "a = 1", "ends in the middle\nof a li"] {
            fs::write(&file, text).unwrap();
            for size in [3, 64] {
                let mut buffer = vec![0; size];
                let length = OpenFolder::at(folder.path()).read_into("a.toml", &mut buffer);
                let length = length.unwrap();
                assert_eq!(buffer[..length], text.as_bytes()[..text.len().min(size)]);
            }
        }
    }
}
