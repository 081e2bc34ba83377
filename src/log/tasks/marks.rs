//! The marks that imports leave in the files they write, as comments, and the keys
//! they were made with, which are kept outside of the log.

use crate::diagnostic::Findings;
use crate::error::Error;
use crate::log::read::check_whole;
use crate::log::read::folder::Listing;
use crate::log::read::found::is_missing;
use crate::log::read::text;
use crate::log::read::walk;
use crate::log::{Log, write};
use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// How the comment begins that says which application a file was made of.
pub const MARK: &str = "# import: ";
/// And how the one that says of which system it was.
const FROM: &str = "# imported from ";

impl Log {
    /// Every mark in the log, with the path of its file. Files are searched as they
    /// are, whether or not they can be read as post-mortems.
    ///
    /// # Errors
    /// Where the mark of a file cannot be known: its application might be imported
    /// a second time.
    pub fn marks(&self) -> Result<Vec<(String, String)>, Error> {
        let folder = self.root.join(self.logs());
        let listing =
            Listing::of(&folder, self.logs()).map_err(|error| Error::io("list", &folder, error))?;
        let mut unknown = walk::not_opened(&listing);
        unknown.retain(|(_, problem)| problem.is_error());
        let mut buffer = vec![0; 16 << 10];
        let mut marks = Vec::new();
        for file in &listing.files {
            let mut length = listing.read(file, &mut buffer);
            if length.as_ref().is_ok_and(|length| *length == buffer.len()) {
                buffer.resize(text::LARGEST, 0);
                length = listing.read(file, &mut buffer);
            }
            match length {
                Ok(length) => {
                    let mark = mark(&buffer[..length]);
                    marks.extend(mark.map(|mark| (mark, listing.path(file))));
                }
                Err(error) => unknown.push((listing.path(file), text::unreadable(&error))),
            }
        }
        unknown.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let unknown = unknown.into_iter().map(|(path, problem)| Findings {
            path,
            source: None,
            diagnostics: vec![problem],
        });
        let may = "hold what was imported before";
        check_whole(
            &self.root,
            &unknown.collect::<Vec<_>>(),
            may,
            "was imported",
        )?;
        Ok(marks)
    }
}

/// Which system, and whose import of it, a file was made of.
pub fn import_of(source: &str) -> Option<String> {
    let mark = mark(source.as_bytes())?;
    let key = mark.split('-').next().unwrap_or_default();
    let mut lines = source.lines().filter_map(|line| line.strip_prefix(FROM));
    let system = lines.next().and_then(|rest| rest.split(';').next());
    Some(format!("{key} {}", system.unwrap_or_default()))
}

/// The mark in a file, wherever a line begins with it. Text of two bytes a letter
/// is searched without its zeros.
fn mark(bytes: &[u8]) -> Option<String> {
    let plain = match memchr::memchr(0, bytes) {
        Some(_) => Cow::Owned(bytes.iter().copied().filter(|byte| *byte != 0).collect()),
        None => Cow::Borrowed(bytes),
    };
    let text: &[u8] = &plain;
    let begins_line = |at: &usize| {
        let before = &text[..*at];
        before.is_empty() || before.ends_with(b"\n") || before.ends_with(b"\r") || is_bom(before)
    };
    let at = memchr::memmem::find_iter(text, MARK).find(begins_line)?;
    let rest = &text[at + MARK.len()..];
    let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let mark = str::from_utf8(&rest[..end]).ok()?;
    Some(mark.trim().to_owned())
}

fn is_bom(bytes: &[u8]) -> bool {
    matches!(bytes, b"\xef\xbb\xbf" | b"\xff\xfe" | b"\xfe\xff")
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
        write::flush(file.as_file())?;
        write::take_free_name(file.into_temp_path(), path)?;
        // It has its name; a folder that cannot be flushed is no failure.
        let _ = write::flush_folder(folder);
        Ok(())
    };
    put().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_however_a_file_was_saved_since() {
        let source = "schema = 1\n# import: key 0f\nrole = \"x\"\n";
        let sixteen: Vec<_> = source.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = "# import: key 0f\n";
        for bytes in [
            source.as_bytes(),
            source.replace('\n', "\r\n").as_bytes(),
            source.replace('\n', "\r").as_bytes(),
            first.as_bytes(),
            format!("\u{feff}{first}").as_bytes(),
            &sixteen,
            &[&[0xff, 0xfe][..], &sixteen].concat(),
            &[source.as_bytes(), b"# Zo\xeb"].concat(),
        ] {
            assert_eq!(mark(bytes).as_deref(), Some("key 0f"), "{bytes:?}");
        }
        assert_eq!(mark(b"owned = \"see # import: key 0f\"\n"), None);
    }
}
