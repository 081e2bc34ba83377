//! What a person is typing, kept on disk until it is safely in the log: in
//! their own state folder, readable by nobody else.

use crate::error::Error;
use crate::log::write;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, PartialEq, Eq)]
pub struct Draft {
    pub path: PathBuf,
}

impl Draft {
    /// Starts a draft in `state_folder/drafts`. The name ends in `.toml`, so
    /// that an editor knows what it holds.
    pub fn create(state_folder: &Path, name: &str, text: &str) -> Result<Self, Error> {
        let folder = state_folder.join("drafts");
        let failed = |error| Error::io("keep a draft in", &folder, error);
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).map_err(failed)?;
        let mut file = tempfile::Builder::new() // 0600, as the library makes them
            .prefix(&format!("{name}-"))
            .suffix(".toml")
            .tempfile_in(&folder)
            .map_err(failed)?;
        file.write_all(text.as_bytes())
            .and_then(|()| write::flush(file.as_file()))
            .map_err(failed)?;
        let (_, path) = file.keep().map_err(|error| failed(error.error))?;
        Ok(Self { path })
    }

    /// All drafts, the latest first. None where they cannot be looked at.
    pub fn all(state_folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(state_folder.join("drafts")).into_iter();
        let mut drafts: Vec<_> = entries
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let path = entry.path();
                let file = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                let is_draft = path.extension().is_some_and(|ending| ending == "toml");
                is_draft.then(|| (file.modified().ok(), path))
            })
            .collect();
        drafts.sort();
        drafts
            .into_iter()
            .rev()
            .map(|(_, path)| Self { path })
            .collect()
    }

    /// A text beside the draft, for an editor; `read` gives it back.
    pub fn beside(&self, text: &str) -> Result<Self, Error> {
        let path = self.text_path();
        let failed = |error| Error::io("write", &path, error);
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new() // 0600, as the library makes them
            .tempfile_in(folder)
            .map_err(failed)?;
        file.write_all(text.as_bytes())
            .and_then(|()| write::flush(file.as_file()))
            .map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        Ok(Self { path })
    }

    /// What an editor was left with beside this draft, as happens when the
    /// session ends under it.
    pub fn left_beside(&self) -> Option<String> {
        let beside = Self {
            path: self.text_path(),
        };
        let text = beside.read().ok()?;
        beside.remove();
        Some(text)
    }

    fn text_path(&self) -> PathBuf {
        self.path.with_extension("md")
    }

    /// The draft at a path, if that is where drafts are kept.
    pub fn at(state_folder: &Path, path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok()?;
        let folder = fs::canonicalize(state_folder.join("drafts")).ok()?;
        (path.parent() == Some(folder.as_path())).then_some(Self { path })
    }

    pub fn read(&self) -> Result<String, Error> {
        let bytes = fs::read(&self.path).map_err(|error| Error::io("read", &self.path, error))?;
        String::from_utf8(bytes).map_err(|error| {
            let error = io::Error::new(io::ErrorKind::InvalidData, error);
            Error::io("read", &self.path, error)
        })
    }

    /// Replaces what the draft holds.
    pub fn write(&self, text: &str) -> Result<(), Error> {
        let failed = |error| Error::io("write", &self.path, error);
        let old = fs::read(&self.path).map_err(failed)?;
        write::replace(&self.path, &old, text.as_bytes()).map_err(failed)?;
        Ok(())
    }

    /// It is in the log now. A draft that cannot be removed is only litter.
    pub fn remove(self) {
        let _ = fs::remove_file(self.text_path());
        let _ = fs::remove_file(self.path);
    }
}
