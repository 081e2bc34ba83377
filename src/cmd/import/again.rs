//! An application that was imported before: what a later export says of it, beside what
//! its file says now. A key changes only while it holds what an import last wrote.

use crate::error::Error;
use crate::import::Skeleton;
use crate::log::Log;
use crate::model::{Entry, PostMortem};

/// How the comment begins that keeps what an import wrote.
const AS_IMPORTED: &str = "as imported: ";

/// What a later export says.
pub(super) enum Again {
    Same,
    /// Something new, and nobody has touched the file: what it said and says.
    Changed(String),
    /// Something else than the file, in which people wrote.
    Differs(String),
}

/// What an import wrote of a post-mortem, in a line.
pub(super) fn as_imported(post_mortem: &PostMortem) -> String {
    format!("{AS_IMPORTED}{}", said(post_mortem))
}

fn said(post_mortem: &PostMortem) -> String {
    let stage = post_mortem.stage.as_deref().unwrap_or("no stage");
    format!("{}, {}, {stage}", post_mortem.date, post_mortem.outcome)
}

fn kept(source: &str) -> Option<&str> {
    let mut lines = source.lines().filter_map(|line| line.strip_prefix("# "));
    lines.find_map(|line| line.strip_prefix(AS_IMPORTED))
}

/// Whether it says what an import wrote, and no more.
fn is_untouched(entry: &Entry, source: &str) -> bool {
    let post_mortem = &entry.post_mortem;
    entry.is_skeleton()
        && post_mortem.tldr.is_none()
        && post_mortem.hold.is_none()
        && kept(source) == Some(said(post_mortem).as_str())
}

/// What cannot be read is left as it is.
pub(super) fn compared(log: &Log, path: &str, new: &Skeleton) -> Again {
    let loaded = log.load(path).ok();
    let Some((loaded, entry)) = loaded
        .and_then(|loaded| Some((loaded.entry()?, loaded)))
        .map(|(entry, loaded)| (loaded, entry))
    else {
        return Again::Same;
    };
    let (there, here) = (said(&new.post_mortem), said(&entry.post_mortem));
    if there == here || kept(&loaded.source) == Some(there.as_str()) {
        return Again::Same;
    }
    if is_untouched(&entry, &loaded.source) {
        return Again::Changed(format!("{path}: it was {here}; it is {there}"));
    }
    Again::Differs(format!("{path}: here {here}; there {there}"))
}

/// Takes over what an export says now.
///
/// # Errors
/// Where the file cannot be read or written.
pub(super) fn change(log: &Log, path: &str, new: &Skeleton) -> Result<(), Error> {
    let loaded = log.load(path)?;
    let old = loaded.editable(&log.root)?;
    let mut changed = old.clone();
    changed.date = new.post_mortem.date;
    changed.outcome.clone_from(&new.post_mortem.outcome);
    changed.stage.clone_from(&new.post_mortem.stage);
    let text = log.revised(&loaded, old, &changed)?;
    let text = text.replacen(&as_imported(old), &as_imported(&changed), 1);
    log.replace(&loaded, &text).map(|_| ())
}

/// Whether it was untouched and is gone now.
///
/// # Errors
/// Where the file cannot be removed.
pub(super) fn remove(log: &Log, path: &str) -> Result<bool, Error> {
    let loaded = log.load(path)?;
    match loaded.entry() {
        Some(entry) if is_untouched(&entry, &loaded.source) => log.remove(&loaded),
        _ => Ok(false),
    }
}
