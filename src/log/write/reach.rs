//! A folder before anything is in it: whether it can be written to, and the one
//! name by which it is known.

use crate::error::Error;
use crate::log::root::Log;
use crate::log::write;
use crate::model::plain_path;
use std::fs;
use std::path::{Path, PathBuf};

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
    write::check_folder(nearest.unwrap_or(folder))
        .map_err(|error| Error::io("write to", folder, error))
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
