//! Which files are meant.

use crate::cli::Check;
use crate::error::Error;
use crate::log::{self, LARGEST};
use crate::session::Session;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// What is meant.
pub(super) enum Chosen {
    All,
    /// At or below one of these.
    Some(Vec<PathBuf>),
    /// These, as git has them staged.
    Staged(HashMap<PathBuf, Option<Vec<u8>>>),
}

impl Chosen {
    pub fn by(args: &Check, session: &Session<'_>, root: Option<&Path>) -> Result<Self, Error> {
        if let (true, Some(root)) = (args.staged, root) {
            let staged = session.context.staged(root, ".toml", LARGEST as u64)?;
            let Some(staged) = staged else {
                let what = "nothing is staged here: this is no git repository";
                return Err(
                    Error::usage(what).hint("leave out --staged to check the files as they are")
                );
            };
            // git gives paths without links; here they are named as the log is.
            let real = log::whole_path(root);
            let below = staged.into_iter().filter_map(|file| {
                let path = root.join(file.path.strip_prefix(&real).ok()?);
                Some((path, file.bytes))
            });
            return Ok(Self::Staged(below.collect()));
        }
        if args.paths.is_empty() {
            return Ok(Self::All);
        }
        let paths = args.paths.iter().filter(|path| !is_stdin(path));
        Ok(Self::Some(
            paths.map(|path| absolute(path, session)).collect(),
        ))
    }

    pub fn contains(&self, path: &Path) -> bool {
        match self {
            Self::All => true,
            Self::Some(chosen) => chosen.iter().any(|chosen| path.starts_with(chosen)),
            Self::Staged(staged) => staged.contains_key(path),
        }
    }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

pub(super) fn absolute(path: &Path, session: &Session<'_>) -> PathBuf {
    lexical(&session.context.working_folder.join(path))
}

/// Without `.` and `..`, as somebody who reads the path would take them.
pub(super) fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
