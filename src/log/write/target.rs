//! A file that is about to be written, and from which folder on no link is followed on
//! the way to it. Whatever writes asks for the folder here. Folders are
//! made, and flushed so that a loss of power takes no name that is in them.

use crate::error::Error;
use crate::log::locate::Log;
use crate::log::read::found::follow_no_link;
use crate::model::plain_path;
use std::path::{Path, PathBuf};
use std::{fs, io};

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

/// Makes a folder that nobody else may enter, where it is not there.
pub(in crate::log) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    make_folder(folder, &mut builder)
}

/// Makes a folder where it is not there. Those above are flushed: else a loss of power
/// takes its name, and with it all that is put into it.
pub(in crate::log) fn make_folder(folder: &Path, builder: &mut fs::DirBuilder) -> io::Result<()> {
    let is_missing = |folder: &&Path| fs::symlink_metadata(folder).is_err();
    let missing = folder.ancestors().take_while(is_missing).count();
    builder.recursive(true).create(folder)?;
    for made in folder.ancestors().take(missing) {
        // As wherever a folder cannot be flushed, that is no failure.
        let _ = flush_folder(folder_of(made));
    }
    Ok(())
}

pub(in crate::log) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

pub(in crate::log) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether a folder lets files be made in it. The one made to find out has no
/// name where the system can do that, so nothing is left of it by a process that
/// is killed at that moment.
pub(in crate::log) fn check_folder(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder).map(drop)
}

impl Log {
    /// Whether new files can be written: asked before anybody types anything.
    ///
    /// # Errors
    /// Where no file can be made in the folder.
    pub fn check_writable(&self) -> Result<(), Error> {
        check_writable(&self.root.join(self.logs()))
    }
}

/// Whether files can be made in a folder, or in the nearest that is there.
///
/// # Errors
/// Where no file can be made in the folder.
pub fn check_writable(folder: &Path) -> Result<(), Error> {
    let nearest = folder.ancestors().find(|folder| folder.is_dir());
    check_folder(nearest.unwrap_or(folder)).map_err(|error| Error::io("write to", folder, error))
}

/// A folder by the one name it has, however it was reached.
pub fn whole_path(folder: &Path) -> PathBuf {
    let reached = folder.ancestors().find_map(|above| {
        let mut whole = plain_path(fs::canonicalize(above).ok()?);
        whole.extend(folder.strip_prefix(above).ok()?);
        Some(whole)
    });
    reached.unwrap_or_else(|| folder.to_owned())
}
