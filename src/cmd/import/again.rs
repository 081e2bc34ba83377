//! A file that an import wrote: whether anybody touched it since, what a later export says
//! of it, and what becomes of it. A key changes only while it holds what was last written.

use crate::error::Error;
use crate::import::{ImportMark, Skeleton, System};
use crate::log::{AS_IMPORTED, ImportOrigin, Loaded, Log, MARK};
use crate::model::PostMortem;
use siphasher::sip::SipHasher24;
use std::hash::Hasher;

/// How the comments begin, and go on, that an import writes on why it ended.
pub(super) const REASON: &str = "reason there: ";
pub(super) const MAY_HINT: &str = " may hint at ";

/// What a later export says.
pub(super) enum LaterExport {
    Same,
    /// Something new, and nobody has touched the file: what it said and says.
    Changed(String),
    /// Something else than the file, in which people wrote.
    Differs(String),
}

/// The comment that keeps what an import writes: in words, and all of it as a number.
pub(super) fn as_imported(post_mortem: &PostMortem, text: &str) -> String {
    format!("{AS_IMPORTED}{} ({})", said(post_mortem), number(text))
}

fn said(post_mortem: &PostMortem) -> String {
    let stage = post_mortem.stage.as_deref().unwrap_or("no stage");
    format!("{}, {}, {stage}", post_mortem.date, post_mortem.outcome)
}

/// Of all that stands below the comments at the top, however its lines end.
fn number(text: &str) -> String {
    let mut hasher = SipHasher24::new();
    for line in text.lines().skip_while(|line| line.starts_with('#')) {
        hasher.write(line.as_bytes());
        hasher.write(b"\n");
    }
    format!("{:016x}", hasher.finish())
}

fn kept(source: &str) -> Option<&str> {
    let mut lines = source.lines().filter_map(|line| line.strip_prefix("# "));
    lines.find_map(|line| line.strip_prefix(AS_IMPORTED))
}

/// Whether it says what an import wrote, and no more.
pub(super) fn is_untouched(source: &str) -> bool {
    kept(source).is_some_and(|kept| kept.ends_with(&format!(" ({})", number(source))))
}

/// What cannot be read is left as it is.
pub(super) fn compared(log: &Log, path: &str, shown: &str, new: &Skeleton) -> LaterExport {
    let loaded = log.load(path).ok();
    let Some((loaded, here)) = loaded
        .and_then(|loaded| Some((loaded.entry()?.post_mortem, loaded)))
        .map(|(here, loaded)| (loaded, here))
    else {
        return LaterExport::Same;
    };
    let (there, here) = (said(&taken_over(&here, new)), said(&here));
    let was = kept(&loaded.source).is_some_and(|kept| kept.starts_with(&there));
    if there == here || was {
        return LaterExport::Same;
    }
    if is_untouched(&loaded.source) {
        return LaterExport::Changed(format!("{shown}: it was {here}; it is {there}"));
    }
    LaterExport::Differs(format!("{shown}: here {here}; there {there}"))
}

/// What an export does not say, it does not take away.
fn taken_over(old: &PostMortem, new: &Skeleton) -> PostMortem {
    let mut changed = old.clone();
    let new = &new.post_mortem;
    changed.date = new.date;
    changed.outcome.clone_from(&new.outcome);
    if new.stage.is_some() {
        changed.stage.clone_from(&new.stage);
    }
    changed
}

/// Without the comments on why it ended, which were of another end.
fn without_reason(text: &str) -> String {
    let is_of_reason = |line: &&str| {
        line.starts_with(&format!("# {REASON}")) || line.starts_with('#') && line.contains(MAY_HINT)
    };
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !is_of_reason(line)).collect()
}

/// Takes over what an export says now. A file is called after its new day; gives its path.
///
/// # Errors
/// Where the file cannot be read or written.
pub(super) fn change(log: &Log, path: &str, new: &Skeleton, number: u32) -> Result<String, Error> {
    let loaded = log.load(path)?;
    let old = loaded.editable(&log.root)?;
    let changed = taken_over(old, new);
    let text = log.revised(&loaded, old, &changed)?;
    let text = match changed.outcome == old.outcome {
        true => text,
        false => without_reason(&text),
    };
    let now = as_imported(&changed, &text);
    let text = match kept(&text) {
        Some(kept) => text.replacen(&format!("{AS_IMPORTED}{kept}"), &now, 1),
        None => text.clone(),
    };
    let text = ImportOrigin::changed_by(&text, number);
    if log.replace(&loaded, &text)?
        && changed.date != old.date
        // What it says is written, and a name only decorates.
        && let Ok(Some(called)) = log.call_after(path, changed.date)
    {
        return Ok(called);
    }
    Ok(path.to_owned())
}

/// Has a file known again by a further mark, which says of which system it is: the comment
/// above the first does that for the first alone.
///
/// # Errors
/// Where the file cannot be read or written.
pub(super) fn merge(
    log: &Log,
    path: &str,
    mark: &ImportMark,
    system: System,
    number: u32,
) -> Result<(), Error> {
    let loaded = log.load(path)?;
    let first = ImportOrigin::of(loaded.source.as_bytes());
    let first = first.and_then(|origin| origin.marks.into_iter().next());
    let Some(first) = first.map(|first| format!("{MARK}{first}")) else {
        return Ok(());
    };
    let end = match loaded.source.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    let both = format!("{first}{end}{MARK}{mark} {}", system.as_str());
    let text = loaded.source.replacen(&first, &both, 1);
    log.replace(&loaded, &ImportOrigin::changed_by(&text, number))
        .map(drop)
}

/// Whether it was untouched and is gone now.
///
/// # Errors
/// Where the file cannot be removed.
pub(super) fn remove(log: &Log, loaded: &Loaded) -> Result<bool, Error> {
    Ok(is_untouched(&loaded.source) && log.remove(loaded)?)
}
