//! A file that is about to be written, and from which folder on no link is followed on
//! the way to it. Whatever writes asks for the folder here.

use crate::log::read::found::follow_no_link;
use crate::log::write::folder::make_folder;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone)]
pub(in crate::log) struct WriteTarget {
    pub file: PathBuf,
    /// Below it no link is followed.
    root: Option<PathBuf>,
}

impl WriteTarget {
    /// A file of a log: anybody who may push can put a link on the way to it.
    pub fn within(root: &Path, below: impl AsRef<Path>) -> Self {
        Self {
            file: root.join(below),
            root: Some(root.to_owned()),
        }
    }

    /// A file whose whole path a person or the system named: the way to it is theirs.
    pub fn named(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            root: None,
        }
    }

    /// The folder that the file lies in, or will.
    ///
    /// # Errors
    /// Where a link is on the way to it.
    pub fn folder(&self) -> io::Result<&Path> {
        let folder = match self.file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        match self.root.as_deref() {
            Some(root) => follow_no_link(root, folder).map(|()| folder),
            None => Ok(folder),
        }
    }

    /// The same for a file that is there, and is to be replaced.
    ///
    /// # Errors
    /// Where a link is on the way to it, or stands in its place.
    pub fn folder_of_old(&self) -> io::Result<&Path> {
        if let Some(root) = self.root.as_deref() {
            follow_no_link(root, &self.file)?;
        }
        self.folder()
    }

    /// Makes the folder, where it is not there.
    ///
    /// # Errors
    /// Where it cannot be made, or a link is on the way to it.
    pub fn make_folder(&self) -> io::Result<&Path> {
        let folder = self.folder()?;
        make_folder(folder, &mut fs::DirBuilder::new())?;
        Ok(folder)
    }

    /// The folders from that of the file up to that from which on no link is followed.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let count = self.root.as_deref().map_or(1, |root| {
            let below = self.file.strip_prefix(root).unwrap_or(&self.file);
            below.components().count()
        });
        self.file.ancestors().skip(1).take(count)
    }
}
