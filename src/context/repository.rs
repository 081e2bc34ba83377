//! The git repository that a folder is in, where a command asks for it.

use super::Context;
use super::git::{Git, os_string};
use crate::error::Error;
use crate::talk::CommandLine;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Its working tree.
    pub top: PathBuf,
    /// The folder of git, which the working trees of one repository share.
    folder: PathBuf,
    /// Where git looks for hooks: in its own folder, or where `core.hooksPath` says.
    hooks: PathBuf,
    /// `core.hooksPath` stands in settings that are not this repository's alone,
    /// and means one folder for all.
    is_for_all: bool,
}

impl Context {
    /// The top of the repository that a file or folder lies in, without starting git.
    pub fn repository_top(&self, path: &Path) -> Option<PathBuf> {
        Git::of(path).map(|git| git.top)
    }

    /// `None` where the folder is in no working tree.
    ///
    /// # Errors
    /// Where git cannot be started, or does not take the repository for one.
    pub fn repository(&self, folder: &Path) -> Result<Option<Repository>, Error> {
        let Some(git) = Git::of(folder).filter(|git| git.below(folder).is_some()) else {
            return Ok(None);
        };
        let hooks = git.path(&["rev-parse", "--git-path", "hooks"])?;
        let own = git.path(&["rev-parse", "--git-common-dir"])?;
        let named = git.output(&[
            "config",
            "--show-scope",
            "--type=path",
            "--get",
            "core.hooksPath",
        ])?;
        // `global`, a tab, and the path; nothing where it is not set.
        let mut named = named.stdout.splitn(2, |byte| *byte == b'\t');
        let scope = named.next().unwrap_or_default();
        let is_own = matches!(scope, b"local" | b"worktree" | b"");
        let path = named.next().map(<[u8]>::to_owned).map(os_string);
        Ok(Some(Repository {
            hooks,
            folder: own.canonicalize().unwrap_or(own),
            is_for_all: !is_own && path.is_some_and(|path| Path::new(&path).is_absolute()),
            top: git.top,
        }))
    }
}

impl Repository {
    /// Where a hook runs in this repository and in no other.
    ///
    /// # Errors
    /// Where git looks for hooks elsewhere.
    pub fn hooks(&self) -> Result<&Path, Error> {
        let hooks = self.hooks.display();
        let what = if self.is_for_all {
            format!(
                "core.hooksPath names {hooks} for all of your repositories, and a hook there would run in each of them"
            )
        } else if !self.is_inside(&self.hooks) {
            format!("git looks for hooks in {hooks}, which does not belong to this repository")
        } else {
            return Ok(&self.hooks);
        };
        let own = CommandLine::new("git config core.hooksPath").word(self.folder.join("hooks"));
        let way = format!("for hooks of its own here: {own}");
        Err(Error::usage(what).hint(way))
    }

    /// Whether the hooks are files that everybody has, and not of this clone alone.
    pub fn shares_hooks(&self) -> bool {
        !real(&self.hooks).starts_with(&self.folder)
    }

    fn is_inside(&self, path: &Path) -> bool {
        let path = real(path);
        path.starts_with(&self.folder) || path.starts_with(&self.top)
    }
}

/// Without links, as far as the path is there.
fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some(real.join(path.strip_prefix(above).ok()?))
    });
    there.unwrap_or_else(|| path.to_owned())
}
