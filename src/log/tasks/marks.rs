//! The marks that imports left in a log, and the keys they were made with, which are
//! kept outside of it.

use crate::diagnostic::Findings;
use crate::error::Error;
use crate::log::read::check_whole;
use crate::log::read::found::is_missing;
use crate::log::read::mark::ImportOrigin;
use crate::log::read::text;
use crate::log::read::walk;
use crate::log::write::Mode;
use crate::log::write::target::Target;
use crate::log::{Log, write};
use std::path::Path;

impl Log {
    /// What imports say of the files they wrote, with the path of each. Files are searched
    /// as they are, whether or not they can be read as post-mortems.
    ///
    /// # Errors
    /// Where the mark of a file cannot be known: its application might be imported
    /// a second time.
    pub fn imported(&self) -> Result<Vec<(ImportOrigin, String)>, Error> {
        let listing = self.listing()?;
        let mut unknown = walk::not_opened(&listing);
        unknown.retain(|(_, problem)| problem.is_error());
        let mut buffer = vec![0; 16 << 10];
        let mut imported = Vec::new();
        for file in &listing.files {
            match walk::length(&listing, file, &mut buffer) {
                Ok(length) => {
                    let origin = ImportOrigin::of(&buffer[..length]);
                    imported.extend(origin.map(|origin| (origin, listing.path(file))));
                }
                Err(problem) => unknown.push((listing.path(file), *problem)),
            }
        }
        unknown.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let unknown = unknown.into_iter();
        let unknown = unknown.map(|(path, problem)| Findings::of_file(path, problem));
        let may = "hold what was imported before";
        check_whole(
            &self.root,
            &unknown.collect::<Vec<_>>(),
            may,
            "was imported",
        )?;
        Ok(imported)
    }
}

/// What a file that only its owner may read says; `None` where there is none.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_secret(path: &Path) -> Result<Option<String>, Error> {
    match text::whole(path) {
        Err(error) if error.source.as_ref().is_some_and(is_missing) => Ok(None),
        text => text.map(Some),
    }
}

/// Writes a new file that only its owner may read, in a folder that only its owner
/// may enter if it has to be made.
///
/// # Errors
/// Where the file is there already, or cannot be written.
pub fn keep_secret(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error| write::failed("write", path, error);
    write::make_private_folder(write::folder_of(path)).map_err(failed)?;
    write::create_as(Mode::Private, &Target::named(path), text.as_bytes()).map_err(failed)
}
