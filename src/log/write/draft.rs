//! What a person is typing, kept on disk until it is safely in the log: in their own
//! state folder, readable by nobody else. Each draft has a folder of its own, so that
//! whatever an editor leaves beside it goes with it.

use crate::error::Error;
use crate::log::write::sweep::hold;
use crate::log::write::target::WriteTarget;
use crate::log::write::{self, Mode};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub struct Draft {
    pub path: PathBuf,
    /// Held as long as somebody is at it; nothing where the file system has no locks.
    _in_use: Option<fs::File>,
}

/// The folder of all drafts, below the state folder.
const DRAFTS: &str = "drafts";

impl Draft {
    /// Starts a draft. The name ends in `.toml`, so that an editor knows what it holds.
    ///
    /// # Errors
    /// Where the folder of drafts cannot be made or written to.
    pub fn create(state_folder: &Path, name: &str, text: &str) -> Result<Self, Error> {
        let all = state_folder.join(DRAFTS);
        let failed = |error| Error::io("keep a draft in", &all, error);
        write::make_private_folder(&all).map_err(failed)?;
        let prefix = format!("{name}-");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(&all).map_err(failed)?;
        let path = folder.path().join(format!("{name}.toml"));
        put(&path, text).map_err(failed)?;
        Ok(Self {
            _in_use: hold(&folder.keep()).ok().flatten(),
            path,
        })
    }

    /// All drafts that nobody is at, the latest first. None where they cannot be looked at.
    pub fn all(state_folder: &Path) -> Vec<Self> {
        let below = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let drafts = below(&state_folder.join(DRAFTS)).flat_map(|entry| {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            // Those of an older hirelog lie beside each other.
            let (alone, own) = match is_folder {
                true => (None, Some(below(&entry.path()))),
                false => (Some(entry), None),
            };
            alone.into_iter().chain(own.into_iter().flatten())
        });
        let mut drafts: Vec<_> = drafts
            .filter_map(|entry| {
                let path = entry.path();
                let file = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
                let is_draft = path.extension().is_some_and(|ending| ending == "toml");
                (is_draft && !is_hidden).then(|| (file.modified().ok(), path))
            })
            .collect();
        drafts.sort();
        let drafts = drafts.into_iter().rev();
        drafts.filter_map(|(_, path)| Self::free(path)).collect()
    }

    /// Unless somebody is at it in another terminal.
    fn free(path: PathBuf) -> Option<Self> {
        let _in_use = match own_folder(&path) {
            Some(folder) => hold(folder).ok()?,
            None => None,
        };
        Some(Self { path, _in_use })
    }

    /// A text beside the draft, for an editor; gives its path.
    pub fn beside(&self, text: &str) -> Result<PathBuf, Error> {
        let path = self.text_path();
        put(&path, text).map_err(|error| write::failed("write", &path, error))?;
        Ok(path)
    }

    /// What an editor left beside this draft, which is taken away with all else that lies
    /// there; also where the session ended under it.
    pub fn left_beside(&self) -> Option<String> {
        let text = read(&self.text_path()).ok();
        self.sweep();
        text
    }

    fn text_path(&self) -> PathBuf {
        self.path.with_extension("md")
    }

    /// Takes away what editors leave beside a draft: copies, and what they undo by.
    fn sweep(&self) {
        let Some(folder) = own_folder(&self.path) else {
            let _ = fs::remove_file(self.text_path());
            return;
        };
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path() != self.path {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The draft at a path, if that is where drafts are kept.
    pub fn at(state_folder: &Path, path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok()?;
        let drafts = fs::canonicalize(state_folder.join(DRAFTS)).ok()?;
        let folder = own_folder(&path).map_or(path.parent(), Path::parent);
        let is_draft = path.extension().is_some_and(|ending| ending == "toml");
        (is_draft && folder == Some(drafts.as_path())).then_some(Self {
            path,
            _in_use: None,
        })
    }

    /// # Errors
    /// Where the draft is gone, or is no text.
    pub fn read(&self) -> Result<String, Error> {
        read(&self.path).map_err(|error| Error::io("read", &self.path, error))
    }

    /// Replaces what the draft holds.
    ///
    /// # Errors
    /// Where the draft cannot be written.
    pub fn write(&self, text: &str) -> Result<(), Error> {
        put(&self.path, text).map_err(|error| write::failed("write", &self.path, error))
    }

    /// It is in the log now. A draft that cannot be removed is only litter.
    pub fn remove(self) {
        self.sweep();
        let _ = fs::remove_file(&self.path);
        if let Some(folder) = own_folder(&self.path) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The folder that holds this draft alone.
fn own_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    (folder.file_name()? != DRAFTS).then_some(folder)
}

/// Whole or not at all, for nobody else's eyes.
fn put(path: &Path, text: &str) -> io::Result<()> {
    write::put_as(&Mode::Private, &WriteTarget::named(path), text.as_bytes())
}

fn read(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_somebody_is_at_is_nobody_elses() {
        let state = tempfile::tempdir().unwrap();
        let draft = Draft::create(state.path(), "new", "one").unwrap();
        assert_eq!(Draft::all(state.path()).len(), 0);
        draft.write("two").unwrap();
        drop(draft);
        let all = Draft::all(state.path());
        assert_eq!(all[0].read().unwrap(), "two");
        for draft in all {
            draft.remove();
        }
        // As 0.1 kept them.
        put(&state.path().join("drafts/new-abc.toml"), "old").unwrap();
        let old = Draft::all(state.path()).pop().unwrap();
        assert_eq!(old.read().unwrap(), "old");
        old.remove();
        assert_eq!(fs::read_dir(state.path().join(DRAFTS)).unwrap().count(), 0);
    }
}
