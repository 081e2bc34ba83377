//! Which files a log consists of: every `*.toml` below its folder, hidden names
//! and links left out.

use crate::error::Error;
use crate::log::locate::Log;
use crate::log::read::found::{Found, Refused, entries, is_missing};
use crate::log::wait;
use crate::model::{Id, Span, named_day, path_text};
use std::any::Any;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

/// Every file of a log, by folder.
#[derive(Default)]
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
    /// The number of the folder it lies in.
    pub folder: usize,
    pub name: String,
}

impl FileName {
    pub fn stem(&self) -> &str {
        self.name.strip_suffix(".toml").unwrap_or(&self.name)
    }
}

const DEEPEST: usize = 8;
/// Of two imports, days that lie this close may be days of one outcome.
const NEAR: u64 = 7;

impl Listing {
    /// `prefix` stands before every path, as in `logs`. A folder that is not
    /// there holds nothing: git does not keep empty folders.
    ///
    /// # Errors
    /// Where the folder is there and cannot be opened.
    pub fn of(root: &Path, prefix: &str) -> io::Result<Self> {
        let mut listing = Self::default();
        match listing.add(root, prefix, 0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(listing),
        }
    }

    /// Files that are known already, by their paths relative to the log.
    pub fn of_paths<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Self {
        let mut listing = Self::default();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            // Those of one folder come one after the other.
            if listing
                .folders
                .last()
                .is_none_or(|(last, _)| last != folder)
            {
                listing.folders.push((folder.to_owned(), root.join(folder)));
            }
            listing.files.push(FileName {
                folder: listing.folders.len() - 1,
                name: name.to_owned(),
            });
        }
        listing
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

    /// Leaves the files that are named after one of these days or after none, and what else
    /// may be one post-mortem with one of those: copies, and what was imported twice.
    pub fn keep_days(&mut self, days: Span) {
        let around = Span {
            since: days.since.minus_days(NEAR),
            until: days.until.plus_days(NEAR),
        };
        let is_of_them =
            |file: &FileName| named_day(file.stem()).is_none_or(|day| around.contains(day));
        let (kept, others): (Vec<_>, Vec<_>) =
            mem::take(&mut self.files).into_iter().partition(is_of_them);
        self.files = kept;
        let id = |file: &FileName| Id::from_stem(file.stem()).folded();
        let ids: HashSet<_> = self.files.iter().map(id).collect();
        let copies = others.into_iter().filter(|file| ids.contains(&id(file)));
        self.files.extend(copies);
    }

    /// The folder that a file lies in.
    pub fn place(&self, file: &FileName) -> &Path {
        &self.folders[file.folder].1
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
        [folder, "/", name].concat()
    }
}
