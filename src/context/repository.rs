//! The git repository that a folder is in, where a command asks for it.

use super::Context;
use super::git::Git;
use crate::error::Error;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Its working tree.
    pub top: PathBuf,
    /// Where it looks for hooks: its own folder, or what `core.hooksPath` names.
    pub hooks: PathBuf,
}

impl Context {
    /// `None` where the folder is in no working tree.
    ///
    /// # Errors
    /// Where git cannot be started, or does not take the repository for one.
    pub fn repository(&self, folder: &Path) -> Result<Option<Repository>, Error> {
        let Some(git) = Git::of(folder).filter(|git| git.below(folder).is_some()) else {
            return Ok(None);
        };
        let hooks = git.path(&["rev-parse", "--git-path", "hooks"])?;
        let top = git.top;
        Ok(Some(Repository { top, hooks }))
    }
}
