//! Pages that leave the log: where one is written, and the template a team
//! keeps for it. Both are looked at before anything is counted.

use crate::error::{Error, Kind};
use crate::log::read::found::{follow_no_link, is_link};
use crate::log::read::text;
use crate::log::write::target::WriteTarget;
use crate::log::{Log, write};
use crate::model::{path_text, plain_path};
use crate::talk::CommandLine;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A file to write a page to, already found writable.
#[derive(Debug)]
pub struct Output {
    /// As it was named.
    pub path: PathBuf,
    /// Where links lead: the file itself is replaced, not the link to it.
    file: PathBuf,
}

impl Output {
    /// Whether a page can be written there; nothing is yet.
    ///
    /// # Errors
    /// Where nothing can be written there.
    pub fn at(path: &Path) -> Result<Self, Error> {
        refuse_toml(path, path)?;
        let refused = |error| Error::io("write", path, error);
        let file = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_link(path) => {
                let what = format!("{} is a link to nothing", path_text(path));
                return Err(Error::new(Kind::Io, what).hint("remove the link"));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(refused(error)),
            Ok(found) if found.is_dir() => {
                return Err(refused(io::ErrorKind::IsADirectory.into())
                    .hint("name the file in it that is to be written"));
            }
            Ok(found) if found.is_file() => {
                let file = path.canonicalize().map_err(refused)?;
                refuse_toml(path, &file)?;
                OpenOptions::new()
                    .write(true)
                    .open(&file)
                    .map_err(refused)?;
                file
            }
            Ok(_) => {
                let what = format!("{} is a pipe or a device, and no file", path_text(path));
                return Err(Error::usage(what).hint("to print the page: -o -"));
            }
        };
        let folder = write::folder_of(&file);
        write::check_folder(folder).map_err(|error| {
            let missing = error.kind() == io::ErrorKind::NotFound;
            let hint = missing.then(|| {
                let make = CommandLine::new("mkdir -p").word(folder);
                format!("make it first: {make}")
            });
            Error::io("write", path, error).maybe_hint(hint)
        })?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Whole or not at all.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(&self, text: &str) -> Result<(), Error> {
        write::put(&WriteTarget::named(&self.file), text.as_bytes())
            .map_err(|error| write::failed("write", &self.path, error))
    }

    /// Where it is, however one got here.
    pub fn whole_path(&self) -> PathBuf {
        self.file
            .canonicalize()
            .map_or_else(|_| self.file.clone(), plain_path)
    }
}

/// A log is read from such files, whatever a link to one is called.
fn refuse_toml(path: &Path, file: &Path) -> Result<(), Error> {
    let ending = file.extension();
    if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        return Ok(());
    }
    let (named, hint) = (path_text(path), "a page ends in .html, .md or .json");
    let what = match path == file {
        true => format!("{named} would be taken for a post-mortem"),
        false => format!("{named} is a link to {}, which is no page", path_text(file)),
    };
    Err(Error::usage(what).hint(hint))
}

/// A file of that name in a folder of the person's own, which is made if need be.
///
/// # Errors
/// Where the folder cannot be made, or nothing can be written in it.
pub fn page_in(folder: &Path, name: &str) -> Result<Output, Error> {
    fs::create_dir_all(folder).map_err(|error| Error::io("make", folder, error))?;
    Output::at(&folder.join(name))
}

impl Log {
    /// The text of a template that the team's file names. Like everything of a
    /// log it is a file below it, and no link.
    ///
    /// # Errors
    /// Where there is no such file below the log, or it is no text.
    pub fn template(&self, path: &str) -> Result<String, Error> {
        let file = self.root.join(path);
        if let Err(link) = follow_no_link(&self.root, &file) {
            return Err(Error::new(Kind::Unreadable, link.to_string())
                .hint("put the template itself there, or take `template` out of hirelog.toml"));
        }
        if fs::metadata(&file).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            let what = format!("{} is not a file", path_text(file));
            return Err(Error::new(Kind::Unreadable, what).hint("put a template there"));
        }
        text::whole(&file).map_err(|error| {
            error.hint(
                "it is what `template` in hirelog.toml names; without it the built-in page is used",
            )
        })
    }
}

#[cfg(test)]
#[cfg(windows)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_written_and_a_name_that_cannot_be_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let page = Output::at(&folder.path().join("page.html")).unwrap();
        page.write("a page").unwrap();
        // What opens pages takes no path with the mark.
        assert!(!page.whole_path().to_string_lossy().starts_with(r"\\?"));
        let refused = Output::at(Path::new("aux/page.html")).unwrap_err();
        assert!(
            refused
                .hints
                .iter()
                .any(|hint| hint.contains("for a device")),
            "{refused:?}"
        );
    }
}
