//! What is staged, by the logs that it lies in. Files and settings are those of the
//! index; the working tree may say something else.

mod lost;
mod places;

use super::scope::{Scope, at, lexical};
use crate::context::{Index, Indexed};
use crate::error::Error;
use crate::log::{self, LARGEST, Log, TEAM_FILE};
use crate::session::Session;
use places::{is_mark, marks, path_in, team_file};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The logs with something staged. Without `-C` it is looked for in the repository one
/// stands in, then in the log that is meant; with it also where files of that log go.
pub(super) fn scopes(session: &Session<'_>) -> Result<Vec<Scope>, Error> {
    let is_named = !session.globals.log.is_empty();
    if !is_named && let Some(index) = session.context.index(&session.context.working_folder)? {
        let scopes = of_all(&index, session)?;
        if !scopes.is_empty() {
            return Ok(scopes);
        }
    }
    let located = session.located_by_files()?;
    let root = lexical(&located.root);
    let Some(index) = session.context.index(&root)? else {
        at(&located, session)?;
        let what = "nothing is staged here: this is no git repository";
        return Err(Error::usage(what).hint("leave out --staged to check the files as they are"));
    };
    let team = team_file(&index, &root);
    if is_named {
        // A hook names the log where it once was: in this commit, or an earlier one, it moved.
        let real = log::whole_path(&root);
        let is_own = |file: &&Indexed| index.below(&file.path, &real).is_some();
        let before = index.before.iter();
        let mut logs = marks(&index).chain(before.filter(|file| is_mark(&index, file)));
        let mut is_away = || team.is_none() && !Log::is_at(&root) && logs.next().is_some();
        if lost::gone(&index).any(|file| is_own(&file)) || is_away() {
            return of_all(&index, session);
        }
        if index.before.iter().any(|file| is_own(&file)) {
            lost::none_is_lost(&index, session)?;
        }
    }
    if team.is_none() {
        at(&located, session)?;
    }
    Ok(scope(&index, &root)?.into_iter().collect())
}

fn of_all(index: &Index, session: &Session<'_>) -> Result<Vec<Scope>, Error> {
    lost::none_is_lost(index, session)?;
    let roots = roots(index).into_iter();
    let scopes = roots.filter_map(|root| scope(index, &root).transpose());
    scopes.collect()
}

/// Where logs are that may hold what is staged: the nearest `hirelog.toml` above, in the
/// index, or beside it where the team does not share one.
fn roots(index: &Index) -> Vec<PathBuf> {
    let marked: Vec<_> = marks(index).filter_map(|file| file.path.parent()).collect();
    let root = |file: &Indexed| {
        let above = |folder: &&&Path| index.below(&file.path, folder).is_some();
        let held = marked
            .iter()
            .filter(above)
            .max_by_key(|folder| folder.components().count());
        let there = log::log_of(&file.path).filter(|root| root.starts_with(&index.top));
        // Of two that are above one file, the nearer is the longer.
        let both = [held.map(|held| held.to_path_buf()), there]
            .into_iter()
            .flatten();
        both.max_by_key(|folder| folder.components().count())
    };
    let mut roots: Vec<PathBuf> = Vec::new();
    for root in index
        .files
        .iter()
        .filter(|file| file.is_staged)
        .filter_map(root)
    {
        if !roots
            .iter()
            .any(|known| index.below(&root, known) == Some(Path::new("")))
        {
            roots.push(root);
        }
    }
    roots.sort();
    roots
}

/// The log at a folder as the next commit would hold it; `None` where that changes
/// nothing in it.
fn scope(index: &Index, root: &Path) -> Result<Option<Scope>, Error> {
    // git gives paths without links; here they are named as the log is.
    let real = log::whole_path(root);
    let team = team_file(index, root);
    let log = match team {
        Some(file) => {
            let bytes = index.read(&[file], LARGEST)?.pop().flatten();
            Log::holding(root, bytes.as_deref())
        }
        None => Log::open_as_far_as_possible(root)?,
    };
    let below = |file| path_in(index, &log.0, &real, file);
    let files = index.files.iter();
    let files = files.filter_map(|file| below(file).map(|path| (path, file)));
    let (staged, others): (Vec<_>, Vec<_>) = files.partition(|(_, file)| file.is_staged);
    let mut chosen: HashSet<_> = staged.iter().map(|(path, _)| root.join(path)).collect();
    chosen.extend(
        team.filter(|file| file.is_staged)
            .map(|_| root.join(TEAM_FILE)),
    );
    if chosen.is_empty() {
        return Ok(None);
    }
    let mut held = Vec::with_capacity(staged.len() + others.len());
    for (files, is_meant) in [(staged, true), (others, false)] {
        let (paths, files): (Vec<_>, Vec<_>) = files.into_iter().unzip();
        let bytes = match index.read(&files, LARGEST) {
            Ok(bytes) => bytes,
            Err(error) if is_meant => return Err(error),
            // What was never fetched, or cannot be decrypted here, is not held against
            // what is about to be committed.
            Err(_) => continue,
        };
        held.extend(paths.into_iter().zip(bytes));
    }
    Ok(Some(Scope {
        log: Some(log),
        chosen: Some(chosen),
        held: Some(held),
        paths: Vec::new(),
    }))
}
