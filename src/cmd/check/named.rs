//! Which files are meant where they are named, and by which log each is checked: the one
//! that it lies in, then what is said besides.

use super::scope::{Scope, absolute, at, is_stdin};
use crate::cli::Check;
use crate::error::Error;
use crate::log::{self, LATEST, Log};
use crate::session::Session;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// One for each log.
pub(super) fn scopes(args: &Check, session: &Session<'_>) -> Result<Vec<Scope>, Error> {
    if args.paths.is_empty() {
        let located = match args.fix {
            true => vec![session.located()?],
            false => session.all_located()?,
        };
        let roots = located.iter().map(|located| {
            let root = at(located, session)?;
            session.remark_own(located);
            Ok(root)
        });
        let mut roots = roots.collect::<Result<Vec<_>, _>>()?;
        let mut seen = HashSet::new();
        roots.retain(|root| seen.insert(log::whole_path(root)));
        let scope = |root: PathBuf| {
            Ok(Scope {
                log: Some(Log::open_as_far_as_possible(&root)?),
                chosen: None,
                held: None,
                paths: Vec::new(),
            })
        };
        return roots.into_iter().map(scope).collect();
    }
    let mut groups = PathsByLog::default();
    let besides = at(&session.located_by_files()?, session).ok();
    let named = args.paths.iter().filter(|path| !is_stdin(path));
    let named = named.map(|path| match besides.as_deref() {
        Some(root) => by_id(path, root, session),
        None => Ok(path.clone()),
    });
    for path in &named.collect::<Result<Vec<_>, _>>()? {
        let whole = absolute(path, session);
        let below = match log::log_of(&whole) {
            Some(root) => {
                groups.add(Some(root), path);
                continue;
            }
            None => log::files_below(&whole)?,
        };
        // A folder may hold logs, and files of none.
        let Some(below) = below else {
            groups.add(besides.clone(), path);
            continue;
        };
        let mut roots = Vec::new();
        for file in below {
            let file = path.join(file);
            match log::log_of(&absolute(&file, session)) {
                Some(root) if roots.contains(&root) => {}
                Some(root) => {
                    groups.add(Some(root.clone()), &root);
                    roots.push(root);
                }
                None => groups.add(besides.clone(), &file),
            }
        }
    }
    if args.paths.iter().any(|path| is_stdin(path)) {
        let root = match groups.0.first() {
            Some((root, _)) => root.clone(),
            None => at(&session.located()?, session).ok(),
        };
        groups.add(root, Path::new("-"));
    }
    let scope = |(root, paths): (Option<PathBuf>, Vec<PathBuf>)| {
        let chosen = paths.iter().filter(|path| !is_stdin(path));
        Scope {
            // Files that are named are checked wherever they are.
            log: root.and_then(|root| Log::open_as_far_as_possible(&root).ok()),
            chosen: Some(chosen.map(|path| absolute(path, session)).collect()),
            held: None,
            paths,
        }
    };
    Ok(groups.0.into_iter().map(scope).collect())
}

/// A path, or the file of the log that an id names where nothing lies there.
fn by_id(path: &Path, root: &Path, session: &Session<'_>) -> Result<PathBuf, Error> {
    let is_word = path.components().count() == 1;
    let name = path.to_str().filter(|_| is_word);
    let (Some(name), Err(_)) = (name, log::files_below(&absolute(path, session))) else {
        return Ok(path.to_owned());
    };
    let (log, _) = Log::open_as_far_as_possible(root)?;
    if log.called(name)?.is_empty() && name != LATEST {
        let decision = log.find_decision(name).ok().flatten();
        let file = decision.map(|decision| log.root.join(decision.entry.path));
        return Ok(file.unwrap_or_else(|| path.to_owned()));
    }
    Ok(log.root.join(log.find(name)?))
}

/// Paths by the log that checks them, in the order in which they are named.
#[derive(Default)]
struct PathsByLog(Vec<(Option<PathBuf>, Vec<PathBuf>)>);

impl PathsByLog {
    fn add(&mut self, root: Option<PathBuf>, path: &Path) {
        match self.0.iter_mut().find(|(there, _)| *there == root) {
            Some((_, paths)) => paths.push(path.to_owned()),
            None => self.0.push((root, vec![path.to_owned()])),
        }
    }
}
