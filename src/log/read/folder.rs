//! Which files a log consists of: every `*.toml` below its folder, hidden names
//! and links left out.

use crate::error::Error;
use crate::log::read::found::{Found, Refused, entries, is_missing, read_into};
use crate::log::root::Log;
use crate::log::wait;
use crate::model::path_text;
use std::any::Any;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Every file of a log, by folder.
pub(in crate::log) struct Listing {
    /// Relative to the log, and where each is.
    folders: Vec<(String, PathBuf)>,
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
        match listing.add(root, prefix, 0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(listing),
        }
    }

    fn add(&mut self, folder: &Path, path: &str, depth: usize) -> io::Result<()> {
        let position = self.folders.len();
        let mut below = Vec::new();
        let listed = entries(folder, |found| match found {
            Found::File(name) => self.files.push(FileName {
                folder: position,
                name,
            }),
            Found::Folder(name) => below.push(name),
            Found::Refused(name, reason) => self.refused.push((join(path, &name), reason)),
            Found::Stray(name) => self.strays.push(join(path, &name)),
        });
        self.folders.push((path.to_owned(), folder.to_owned()));
        for name in below {
            let path = join(path, &name);
            if depth == DEEPEST {
                self.refused.push((path, Refused::TooDeep));
            } else if let Err(error) = self.add(&folder.join(name), &path, depth + 1) {
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
        read_into(&self.folders[file.folder].1.join(&file.name), buffer)
    }
}

impl Log {
    /// Says that its files are read, where that takes long.
    pub(in crate::log) fn reading(&self) -> Option<Box<dyn Any>> {
        wait::shown(|| format!("reading {}", path_text(self.root.join(self.logs()))))
    }

    /// Its files, from their names alone.
    pub(in crate::log) fn listing(&self) -> Result<Listing, Error> {
        let folder = self.root.join(self.logs());
        let _wait = self.reading();
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
