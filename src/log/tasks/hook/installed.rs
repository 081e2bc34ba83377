//! The hooks that are there, for whoever asks whether they guard.

use super::script::{SCRIPT, version};
use super::{HOOKS, Hook, LEGACY, beside, calls_framework, calls_lefthook, is_runnable, there};
use crate::error::Error;
use std::path::PathBuf;

/// A hook of ours that git runs, by itself: without what else runs beside it.
#[derive(Debug)]
pub struct InstalledHook {
    /// Where it stands.
    pub path: PathBuf,
    /// What of it is ours, for a shell.
    pub script: String,
    /// It names its own hirelog; a line in somebody else's file looks on the PATH.
    pub names_program: bool,
    /// An older hirelog wrote it.
    pub is_old: bool,
    /// git passes over it, as nobody may run it.
    pub is_runnable: bool,
    /// It has the line ends of Windows, with which no shell runs it.
    pub has_returns: bool,
}

/// What git runs of ours, in the order of [`HOOKS`]; `None` where that is not checked.
///
/// # Errors
/// Where a hook that is there cannot be read.
pub fn installed_hooks(hook: &Hook<'_>) -> Result<[Option<InstalledHook>; HOOKS.len()], Error> {
    let [commit, merge, patch] = HOOKS.map(|(name, _)| installed(hook, name));
    Ok([commit?, merge?, patch?])
}

fn installed(hook: &Hook<'_>, name: &str) -> Result<Option<InstalledHook>, Error> {
    let first = hook.folder.join(name);
    let theirs = there(&first)?.unwrap_or_default();
    let is_first_run = is_runnable(&first);
    let is_husky = hook.folder.ends_with(".husky/_");
    let mut places = vec![first];
    if calls_framework(&theirs) {
        places.push(beside(&hook.folder.join(name), LEGACY));
    }
    if is_husky {
        places.push(hook.folder.with_file_name(name));
    }
    for path in places {
        let text = there(&path)?.unwrap_or_default();
        let own = hook.own(&text).filter(|checks| hook.is_in(checks));
        let is_own = own.is_some();
        if is_own || hook.is_reached(&text) {
            return Ok(Some(InstalledHook {
                is_runnable: is_first_run && (is_husky || is_runnable(&path)),
                has_returns: text.contains('\r') || theirs.contains('\r'),
                is_old: is_own && version(&text) != version(SCRIPT),
                script: if is_own { text } else { hook.command() },
                names_program: is_own,
                path,
            }));
        }
    }
    if calls_lefthook(&theirs)
        && let Some(path) = hook.lefthook_settings()
        && hook.is_entered(&path, name)
    {
        return Ok(Some(InstalledHook {
            path,
            script: hook.command(),
            names_program: false,
            is_old: false,
            is_runnable: is_first_run,
            has_returns: theirs.contains('\r'),
        }));
    }
    Ok(None)
}
