//! Post-mortems that no log would have after a commit: their folder goes elsewhere, or its
//! mark does, or names another folder. Nothing would be checked from then on, nor said.

use super::places::{is_mark, marks, path_in, team_file};
use crate::context::{Index, Indexed};
use crate::error::{Error, Kind};
use crate::log::{self, LARGEST, Log};
use crate::session::Session;
use std::collections::HashSet;
use std::path::PathBuf;

/// What the next commit takes away.
pub(super) fn gone(index: &Index) -> impl Iterator<Item = &Indexed> {
    let there: HashSet<_> = index.files.iter().map(|file| &file.path).collect();
    let before = index.before.iter();
    before.filter(move |file| !there.contains(&file.path))
}

/// # Errors
/// Where there is one: what stays in a folder that was a log's, and what is staged elsewhere
/// and reads as one.
pub(super) fn none_is_lost(index: &Index, session: &Session<'_>) -> Result<(), Error> {
    let changed = index.before.iter().filter(|file| is_mark(index, file));
    let changed: Vec<_> = changed.collect();
    if changed.is_empty() && gone(index).next().is_none() {
        return Ok(());
    }
    let now = logs(index, marks(index).collect())?;
    let same = marks(index).filter(|mark| changed.iter().all(|one| one.path != mark.path));
    let then = logs(index, same.chain(changed.iter().copied()).collect())?;
    let is_in = |logs: &LogsByFolder, file: &Indexed| {
        let mut logs = logs.iter();
        logs.any(|(root, log)| path_in(index, log, root, file).is_some_and(|path| log.has(&path)))
    };
    if changed.is_empty() && !gone(index).any(|file| is_in(&then, file)) {
        return Ok(());
    }
    let files = index.files.iter().filter(|file| file.is_file);
    let outside = files.filter(|file| !is_in(&now, file));
    let (mut lost, others): (Vec<_>, Vec<_>) = outside.partition(|file| is_in(&then, file));
    let others = others.into_iter().filter(|file| file.is_staged);
    let others: Vec<_> = others.collect();
    let texts = index.read(&others, LARGEST)?;
    let read = others.into_iter().zip(texts);
    let tells = read.filter(|(_, text)| text.as_deref().is_some_and(log::tells));
    lost.extend(tells.map(|(file, _)| file));
    // A team may keep the mark to itself.
    lost.retain(|file| {
        let root = log::log_of(&file.path).filter(|root| root.starts_with(&index.top));
        let root = root.filter(|root| team_file(index, root).is_none());
        let log = root.and_then(|root| Some((log::whole_path(&root), Log::open(&root).ok()?)));
        log.is_none_or(|(root, log)| path_in(index, &log, &root, file).is_none())
    });
    let Some(first) = lost.first() else {
        return Ok(());
    };
    let count = match lost.len() {
        1 => "a post-mortem or decision".to_owned(),
        count => format!("{count} post-mortems or decisions"),
    };
    let what = format!(
        "after this commit no log has {count}, and nothing would check what they say: {}",
        session.shown(&first.path)
    );
    Err(Error::new(Kind::Unreadable, what)
        .hint("in the same commit, move hirelog.toml with them, or name their folder in it (`logs`, `decisions`)")
        .hint("where they are to be checked no more: git commit --no-verify"))
}

/// Folders without links, and the logs in them.
type LogsByFolder = Vec<(PathBuf, Log)>;

fn logs(index: &Index, marks: Vec<&Indexed>) -> Result<LogsByFolder, Error> {
    let texts = index.read(&marks, LARGEST)?.into_iter();
    let logs = marks.into_iter().zip(texts).filter_map(|(mark, text)| {
        let root = mark.path.parent()?.to_owned();
        let (log, _) = Log::holding(&root, text.as_deref());
        Some((root, log))
    });
    Ok(logs.collect())
}
