//! The git repository that a folder is in, where a command asks for it.

use super::Context;
use super::git::OF_ANOTHER_GIT;
use crate::error::{Error, Kind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Its working tree.
    pub top: PathBuf,
    /// Where it looks for hooks: its own folder, or what `core.hooksPath` names.
    pub hooks: PathBuf,
}

impl Context {
    /// Nothing where the folder is in no working tree.
    pub fn repository(&self, folder: &Path) -> Result<Option<Repository>, Error> {
        let Some(top) = said(folder, &["--show-toplevel"])? else {
            return Ok(None);
        };
        let top = PathBuf::from(top);
        let hooks = said(&top, &["--git-path", "hooks"])?;
        Ok(hooks.map(|hooks| Repository {
            hooks: top.join(hooks),
            top,
        }))
    }
}

/// What git answers in a folder; nothing outside of a working tree.
fn said(folder: &Path, question: &[&str]) -> Result<Option<String>, Error> {
    let mut git = Command::new("git");
    git.arg("rev-parse")
        .args(question)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    for name in OF_ANOTHER_GIT {
        git.env_remove(name);
    }
    let output = git.output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::new(Kind::Io, "git is not installed"),
        _ => Error::io("run git in", folder, error),
    })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.trim_end_matches(['\n', '\r']);
    Ok((output.status.success() && !line.is_empty()).then(|| line.to_owned()))
}
