//! The marks that imports leave in the files they write, as comments, and the keys
//! they were made with, which are kept outside of the log.

use super::folder::Listing;
use super::{Log, is_missing, text, write};
use crate::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// How the comment begins that says which application a file was made of.
pub const MARK: &str = "# import: ";

impl Log {
    /// Every mark in the log, with the path of its file. Files are searched as they
    /// are, whether or not they can be read as post-mortems.
    pub fn marks(&self) -> Result<Vec<(String, String)>, Error> {
        let folder = self.root.join(self.logs());
        let listing =
            Listing::of(&folder, self.logs()).map_err(|error| Error::io("list", &folder, error))?;
        let finder = memchr::memmem::Finder::new(MARK.as_bytes());
        let mut buffer = vec![0; 16 << 10];
        let mut marks = Vec::new();
        for file in &listing.files {
            let mut length = listing.read(file, &mut buffer);
            if length.as_ref().is_ok_and(|length| *length == buffer.len()) {
                buffer.resize(text::LARGEST, 0);
                length = listing.read(file, &mut buffer);
            }
            let Ok(length) = length else {
                continue;
            };
            let text = &buffer[..length];
            let begins_line = |at: &usize| *at == 0 || text[at - 1] == b'\n';
            let Some(at) = finder.find_iter(text).find(begins_line) else {
                continue;
            };
            let rest = &text[at + MARK.len()..];
            let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            if let Ok(mark) = str::from_utf8(&rest[..end]) {
                marks.push((mark.trim().to_owned(), listing.path(file)));
            }
        }
        Ok(marks)
    }
}

/// What a file that only its owner may read says; nothing where there is none.
pub fn read_secret(path: &Path) -> Result<Option<String>, Error> {
    match text::whole(path) {
        Err(error) if error.source.as_ref().is_some_and(is_missing) => Ok(None),
        text => text.map(Some),
    }
}

/// Writes a new file that only its owner may read, in a folder that only its owner
/// may enter if it has to be made.
pub fn keep_secret(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error| Error::io("write", path, error);
    let folder = write::folder_of(path);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(failed)?;
    let put = || -> io::Result<()> {
        let mut file = tempfile::Builder::new() // 0600, as the library makes them
            .prefix(".hirelog-")
            .tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path)
            .map_err(|refused| refused.error)?;
        write::flush_folder(folder)
    };
    put().map_err(failed)
}
