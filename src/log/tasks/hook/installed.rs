//! The hooks that are there, for whoever asks whether they guard; the text of
//! ours, the same whatever git calls it by, and how one of ours is told from anybody else's,
//! also of another version.

use super::{HOOKS, Hook, LEGACY, beside, calls_framework, calls_lefthook, is_runnable, there};
use crate::error::Error;
use crate::log::Made;
use crate::log::tasks::init::attributes;
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

pub(super) const SCRIPT: &str = include_str!("../../../../templates/pre-commit.sh");

/// What a line of the script says before its version.
const VERSION: &str = "# hirelog hook ";

impl Hook<'_> {
    /// The lines of the logs that a hook of ours checks; `None` for any other hook.
    pub(super) fn own(&self, text: &str) -> Option<String> {
        let text = &text.replace("\r\n", "\n"); // as git may have checked it out
        let as_it_is = || {
            let (head, rest) = SCRIPT.split_once("{program}")?;
            let (middle, tail) = rest.split_once("{checks}\n")?;
            let own = text.strip_prefix(head)?.strip_suffix(tail)?;
            Some(own.split_once(middle)?.1.to_owned())
        };
        as_it_is().or_else(|| {
            let is_old = version(text)? < version(SCRIPT)?;
            let checks = text.lines().filter(|line| line.starts_with("check "));
            is_old.then(|| checks.map(|line| format!("{line}\n")).collect())
        })
    }

    /// The script, which checks this log as well as those in `checks`.
    pub(super) fn script(&self, checks: &str) -> String {
        let line = if self.is_in(checks) {
            String::new()
        } else {
            self.check()
        };
        SCRIPT.replacen("{program}", self.program, 1).replacen(
            "{checks}\n",
            &format!("{checks}{line}"),
            1,
        )
    }

    /// Has git keep the line ends of those that are ours and files of the repository: where it
    /// gives files the line ends of Windows, no shell would run them, and nobody there could
    /// commit anything.
    pub(super) fn line_ends(&self, made: &[Made]) -> Result<Option<Made>, Error> {
        let path = made.iter().find_map(|one| match one {
            Made::Created(path) | Made::Changed(path) | Made::Kept(path) => {
                let name = path.file_name()?;
                (HOOKS.iter().any(|hook| name == hook.0) && self.is_tracked(path)).then_some(path)
            }
            _ => None,
        });
        let Some(folder) = path.and_then(|path| path.parent()) else {
            return Ok(None);
        };
        let lines = HOOKS
            .map(|(hook, _)| format!("/{hook} text eol=lf\n"))
            .concat();
        attributes(&self.target(&folder.join(".gitattributes")), &lines).map(Some)
    }
}

/// Which version of ours a hook is; `None` where it is another's. Those of hirelog 0.1 had
/// none, and are run as somebody else's are.
pub(super) fn version(text: &str) -> Option<u32> {
    let line = text.lines().find_map(|line| line.strip_prefix(VERSION))?;
    line.split([',', ' ']).next()?.parse().ok()
}
