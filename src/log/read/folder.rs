//! Which files a log consists of: every `*.toml` below its folder, hidden names
//! and links left out.

use crate::error::Error;
use crate::log::read::found::is_missing;
use crate::log::root::Log;
use std::fs;
use std::io;
use std::path::Path;

#[cfg(not(unix))]
use crate::log::read::folder_portable::Folder;
#[cfg(unix)]
use crate::log::read::folder_unix::Folder;
use crate::log::read::found::{Found, ReadFile, Refused};

/// Every file of a log, by folder.
pub(in crate::log) struct Listing {
    folders: Vec<(String, Folder)>,
    pub files: Vec<FileName>,
    /// Path and reason.
    pub refused: Vec<(String, Refused)>,
    /// Not read, though their names look as if they were meant to be.
    pub strays: Vec<String>,
    /// Folders below that could not be listed.
    pub failed: Vec<(String, io::Error)>,
}

pub(in crate::log) struct FileName {
    folder: usize,
    name: String,
}

const DEEPEST: usize = 8;

impl Listing {
    /// `prefix` stands before every path, as in `logs`. A folder that is not
    /// there holds nothing: git does not keep empty folders.
    ///
    /// # Errors
    /// Where the folder is there and cannot be opened.
    pub fn of(root: &Path, prefix: &str) -> io::Result<Self> {
        let mut listing = Self {
            folders: Vec::new(),
            files: Vec::new(),
            refused: Vec::new(),
            strays: Vec::new(),
            failed: Vec::new(),
        };
        match Folder::open(root) {
            Ok(folder) => listing.add(folder, prefix.to_owned(), 0)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(listing)
    }

    fn add(&mut self, folder: Folder, path: String, depth: usize) -> io::Result<()> {
        let position = self.folders.len();
        let mut below = Vec::new();
        let refused = &mut self.refused;
        let strays = &mut self.strays;
        let files = &mut self.files;
        let listed = folder.list(|found| match found {
            Found::File(name) => files.push(FileName {
                folder: position,
                name,
            }),
            Found::Folder(name) => below.push(name),
            Found::Refused(name, reason) => refused.push((join(&path, &name), reason)),
            Found::Stray(name) => strays.push(join(&path, &name)),
        });
        let opened: Vec<_> = below
            .into_iter()
            .map(|name| (join(&path, &name), folder.open_below(&name)))
            .collect();
        self.folders.push((path, folder));
        for (path, folder) in opened {
            let added = match folder {
                _ if depth == DEEPEST => {
                    self.refused.push((path, Refused::TooDeep));
                    continue;
                }
                Ok(folder) => self.add(folder, path.clone(), depth + 1),
                Err(error) => Err(error),
            };
            if let Err(error) = added {
                self.failed.push((path, error));
            }
        }
        listed
    }

    /// Relative to the log.
    pub fn path(&self, file: &FileName) -> String {
        join(&self.folders[file.folder].0, &file.name)
    }

    pub fn stem<'a>(&self, file: &'a FileName) -> &'a str {
        file.name.strip_suffix(".toml").unwrap_or(&file.name)
    }

    /// # Errors
    /// Where the file cannot be opened or read.
    pub fn read(&self, file: &FileName, buffer: &mut [u8]) -> io::Result<usize> {
        self.folders[file.folder].1.read(&file.name, buffer)
    }
}

impl Log {
    /// Its files, from their names alone.
    pub(in crate::log) fn listing(&self) -> Result<Listing, Error> {
        let folder = self.root.join(self.logs());
        Listing::of(&folder, self.logs()).map_err(|error| Error::io("list", &folder, error))
    }
}

/// The post-mortems below a folder that a person names, relative to it; nothing
/// where it is no folder.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn files_below(folder: &Path) -> Result<Option<Vec<String>>, Error> {
    if !folder.is_dir() {
        return match fs::metadata(folder) {
            Err(error) if is_missing(&error) => Err(Error::io("check", folder, error)),
            _ => Ok(None),
        };
    }
    let listing = Listing::of(folder, "");
    let listing = listing.map_err(|error| Error::io("list", folder, error))?;
    let mut files: Vec<_> = listing
        .files
        .iter()
        .map(|file| listing.path(file))
        .collect();
    files.sort_unstable();
    Ok(Some(files))
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::log::read::folder_portable::Folder as Portable;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn both_ways_of_listing_find_the_same_and_follow_no_link() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("2026")).unwrap();
        for name in ["a.toml", "b.txt", "c.TOML", "d.toml.orig", ".hidden.toml"] {
            fs::write(root.join(name), "x = 1\n").unwrap();
        }
        symlink("a.toml", root.join("link.toml")).unwrap();
        symlink("nowhere", root.join("broken")).unwrap();
        symlink("2026", root.join("2025")).unwrap();

        let mut unix = Vec::new();
        Folder::open(root)
            .unwrap()
            .list(|found| unix.push(found))
            .unwrap();
        unix.sort();
        let mut portable = Vec::new();
        Portable::open(root)
            .unwrap()
            .list(|found| portable.push(found))
            .unwrap();
        portable.sort();
        assert_eq!(unix, portable);
        assert_eq!(
            unix,
            [
                Found::Folder("2026".to_owned()),
                Found::File("a.toml".to_owned()),
                Found::Refused("2025".to_owned(), Refused::Link),
                Found::Refused("link.toml".to_owned(), Refused::Link),
                Found::Stray("c.TOML".to_owned()),
                Found::Stray("d.toml.orig".to_owned()),
            ]
        );
    }

    #[test]
    fn both_ways_of_reading_read_the_same() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "a = 1\n", "a = 1", "ends in the middle\nof a li"] {
            fs::write(folder.path().join("a.toml"), text).unwrap();
            let read = |reader: &dyn ReadFile, size: usize| {
                let mut buffer = vec![0; size];
                let length = reader.read("a.toml", &mut buffer).unwrap();
                buffer[..length].to_vec()
            };
            let unix = Folder::open(folder.path()).unwrap();
            let portable = Portable::open(folder.path()).unwrap();
            assert_eq!(read(&unix, 64), text.as_bytes());
            assert_eq!(read(&portable, 64), text.as_bytes());
            assert_eq!(read(&unix, 3), read(&portable, 3));
        }
    }
}
