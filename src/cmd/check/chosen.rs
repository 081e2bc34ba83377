//! Which files are meant.

use crate::cli::Check;
use crate::context::Index;
use crate::error::Error;
use crate::log::{self, LARGEST, Located, Log, TEAM_FILE};
use crate::session::Session;
use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

/// Paths, and what is staged there; `None` for what is no file.
type Files = HashMap<PathBuf, Option<Vec<u8>>>;

/// What is meant.
pub(super) enum Chosen {
    All,
    /// At or below one of these.
    Some(Vec<PathBuf>),
    /// These, as git has them staged.
    Staged(Files),
}

impl Chosen {
    /// What is meant, and the log that it is in, where one is.
    pub fn by(args: &Check, session: &Session<'_>) -> Result<(Self, Option<PathBuf>), Error> {
        if args.staged {
            let (staged, root) = staged(session)?;
            return Ok((Self::Staged(staged), Some(root)));
        }
        let paths = args.paths.iter().filter(|path| !is_stdin(path));
        let paths: Vec<_> = paths.map(|path| absolute(path, session)).collect();
        // The first file decides, and then what is said besides.
        let root = match paths.first().map(|first| log::log_of(first)) {
            Some(Some(root)) => Ok(root),
            Some(None) => at(&session.located_by_files()?, session),
            None => at(&session.located()?, session),
        };
        match root {
            // Files that are named are checked wherever they are.
            Err(_) if !args.paths.is_empty() => Ok((Self::Some(paths), None)),
            root if args.paths.is_empty() => Ok((Self::All, Some(root?))),
            root => Ok((Self::Some(paths), Some(root?))),
        }
    }

    pub fn contains(&self, path: &Path) -> bool {
        match self {
            Self::All => true,
            Self::Some(chosen) => chosen.iter().any(|chosen| path.starts_with(chosen)),
            Self::Staged(staged) => staged.contains_key(path),
        }
    }
}

/// The staged files of one log. Without `-C` it is the log that they lie in, in the
/// repository one stands in.
fn staged(session: &Session<'_>) -> Result<(Files, PathBuf), Error> {
    let index = |folder: &Path| session.context.staged(folder, ".toml", LARGEST as u64);
    if session.globals.log.is_none()
        && let Some(index) = index(&session.context.working_folder)?
    {
        let mut logs = logs_of(&index)?;
        if logs.len() > 1 {
            return Err(several(&logs, session));
        }
        if let Some(root) = logs.pop_first() {
            return Ok((below(index, &root), root));
        }
    }
    let root = at(&session.located_by_files()?, session)?;
    let Some(index) = index(&root)? else {
        let what = "nothing is staged here: this is no git repository";
        return Err(Error::usage(what).hint("leave out --staged to check the files as they are"));
    };
    Ok((below(index, &root), root))
}

/// Where there is a log; an error where there is none.
fn at(located: &Located, session: &Session<'_>) -> Result<PathBuf, Error> {
    if Log::is_at(&located.root) {
        Ok(lexical(&located.root))
    } else {
        Err(session.no_log_at(located))
    }
}

/// git gives paths without links; here they are named as the log is.
fn below(index: Index, root: &Path) -> Files {
    let real = log::whole_path(root);
    let below = index.files.into_iter().filter_map(|file| {
        let path = root.join(file.path.strip_prefix(&real).ok()?);
        Some((path, file.bytes))
    });
    below.collect()
}

/// The logs that hold what is staged.
fn logs_of(index: &Index) -> Result<BTreeSet<PathBuf>, Error> {
    let mut logs = BTreeSet::new();
    for file in &index.files {
        let root = log::log_of(&file.path).filter(|root| root.starts_with(&index.top));
        let Some(root) = root.filter(|root| !logs.contains(root)) else {
            continue;
        };
        let (log, _) = Log::open_as_far_as_possible(&root)?;
        if file.path.starts_with(root.join(log.logs())) || file.path == root.join(TEAM_FILE) {
            logs.insert(root);
        }
    }
    Ok(logs)
}

fn several(logs: &BTreeSet<PathBuf>, session: &Session<'_>) -> Error {
    let shown: Vec<_> = logs.iter().map(|root| session.shown(root)).collect();
    let what = format!(
        "what is staged lies in {} logs: {}",
        logs.len(),
        shown.join(", ")
    );
    let first = shell_words::quote(&shown[0]);
    Error::usage(what).hint(format!("check each: hirelog -C {first} check --staged"))
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
