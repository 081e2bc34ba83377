//! The git hook that checks what is about to be committed: its text, and putting
//! it where git will run it. A hook that is there already stays as it is, byte for
//! byte, and is run by ours before the check, as it may stage more: a line below it
//! would often never be reached. Where another program writes the hooks anew whenever it likes,
//! nothing of ours would stay, and the entry for its own settings is told instead.

mod installed;

pub use installed::{InstalledHook, installed_hooks};

use crate::error::{Error, Kind};
use crate::log::write::{self, Mode, target::WriteTarget};
use crate::log::{Made, TEAM_FILE};
use crate::model::path_text;
use crate::talk::shell_word;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What is to be checked, where.
#[derive(Debug)]
pub struct Hook<'a> {
    /// The top of the working tree.
    pub top: &'a Path,
    /// Where git looks for hooks.
    pub folder: &'a Path,
    /// The folder of the log, from the top.
    pub log: &'a str,
    /// hirelog, as a shell finds it.
    pub program: &'a str,
    /// The hook is part of the repository, and other people's as well.
    pub is_shared: bool,
}

/// What git runs before a commit, and before one that it makes by itself of a merge or of a
/// patch, with what each commits.
pub const HOOKS: [(&str, &str); 3] = [
    ("pre-commit", "commit"),
    ("pre-merge-commit", "merge that git commits by itself"),
    ("pre-applypatch", "patch that git am commits"),
];
/// How the hook is called on that was there before.
const BEFORE: &str = ".before-hirelog";
/// What the pre-commit framework calls a hook on that it found when it was installed,
/// and which it runs first.
const LEGACY: &str = ".legacy";

/// Names under which the pre-commit framework and prek look for their settings.
const FRAMEWORK: [&str; 3] = [
    ".pre-commit-config.yaml",
    ".pre-commit-config.yml",
    "prek.toml",
];

/// Names under which lefthook looks for its settings.
const LEFTHOOK: [&str; 9] = [
    "lefthook.yml",
    "lefthook.yaml",
    "lefthook.toml",
    "lefthook.json",
    ".lefthook.yml",
    ".lefthook.yaml",
    ".lefthook.toml",
    ".lefthook.json",
    ".config/lefthook.yml",
];

/// Has git check a log before each commit.
///
/// # Errors
/// Where the hook cannot be written, or where the one that is there cannot be kept.
pub fn add_hook(hook: &Hook<'_>) -> Result<Vec<Made>, Error> {
    let made = placed(hook)?;
    let line_ends = hook.line_ends(&made)?;
    Ok(made.into_iter().chain(line_ends).collect())
}

fn placed(hook: &Hook<'_>) -> Result<Vec<Made>, Error> {
    let husky = hook.top.join(".husky");
    let mut made = Vec::new();
    if hook.folder.ends_with(".husky/_") {
        for (name, _) in HOOKS {
            // Written anew with every installation; it runs the file above with `sh`.
            let path = hook.folder.with_file_name(name);
            match there(&path)? {
                Some(theirs) if hook.own(&theirs).is_none() => {
                    made.push(hook.line(path, &theirs, until(name)));
                }
                _ => made.extend(hook.place(path)?),
            }
        }
        return Ok(made);
    }
    let settings = hook.lefthook_settings();
    let mut is_lefthook = false;
    for (name, _) in HOOKS {
        let path = hook.folder.join(name);
        match calls_lefthook(&there(&path)?.unwrap_or_default()) {
            true => is_lefthook = true,
            false => made.extend(hook.place(path)?),
        }
    }
    let waits = |one: &Made| matches!(one, Made::LacksCheck { .. });
    let is_checked = !is_lefthook && !made.iter().any(waits);
    // What is set up may be installed at any moment, over what is there.
    if is_lefthook || settings.is_some() {
        let path = settings.unwrap_or_else(|| hook.top.join(LEFTHOOK[0]));
        made.push(hook.entry(path, is_checked));
    }
    if husky.is_dir() && !hook.folder.starts_with(&husky) {
        for (name, _) in HOOKS {
            let path = husky.join(name);
            let theirs = there(&path)?.unwrap_or_default();
            made.push(hook.line(path, &theirs, until(name).filter(|_| !is_checked)));
        }
    }
    Ok(made)
}

/// What a hook says that is there; the letters that are none stand for themselves.
fn there(path: &Path) -> Result<Option<String>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        // Also a link to nothing: for git there is no hook.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

impl Hook<'_> {
    /// The hook in its place, in front of the one that is there.
    fn place(&self, path: PathBuf) -> Result<Vec<Made>, Error> {
        let failed = |error| write::failed("create", &path, error);
        if fs::symlink_metadata(&path).is_err() {
            write::create_as(
                &Mode::Runnable,
                &self.target(&path),
                self.script("").as_bytes(),
            )
            .map_err(failed)?;
            return Ok(vec![Made::Created(path)]);
        }
        let theirs = there(&path)?.unwrap_or_default();
        if let Some(checks) = self.own(&theirs) {
            let script = self.script(&checks);
            // Everybody's hirelog is somewhere else.
            let is_same =
                script == theirs || self.is_shared && self.is_in(&checks) && !theirs.contains('\r');
            if is_same && is_runnable(&path) {
                return Ok(vec![Made::Kept(path)]);
            }
            write::put_as(&Mode::Runnable, &self.target(&path), script.as_bytes())
                .map_err(failed)?;
            return Ok(vec![Made::Changed(path)]);
        }
        // The pre-commit framework runs the one of ours that it found.
        let legacy = beside(&path, LEGACY);
        if calls_framework(&theirs)
            && let Some(own) = there(&legacy)?
            && self.own(&own).is_some()
        {
            return self.place(legacy);
        }
        if looks_at_its_name(&theirs) {
            return match is_shell(&theirs) {
                true => {
                    let until = until(&path.file_name().unwrap_or_default().to_string_lossy());
                    Ok(vec![self.line(path, &theirs, until)])
                }
                false => Err(self.unmovable(&path)),
            };
        }
        let before = beside(&path, BEFORE);
        keep(&path, &before)?;
        let script = self.script("");
        write::put_as(&Mode::Runnable, &self.target(&path), script.as_bytes()).map_err(failed)?;
        Ok(vec![Made::Moved(path.clone(), before), Made::Created(path)])
    }

    /// What lies in the working tree may come from anybody who may push, and with it a
    /// link on the way; what lies in the folder of git is this person's.
    fn target(&self, path: &Path) -> WriteTarget {
        match self.is_tracked(path) {
            true => WriteTarget::within(self.top, path),
            false => WriteTarget::named(path),
        }
    }

    fn is_tracked(&self, path: &Path) -> bool {
        path.starts_with(self.top) && !path.starts_with(self.top.join(".git"))
    }

    fn lefthook_settings(&self) -> Option<PathBuf> {
        let settings = LEFTHOOK.map(|name| self.top.join(name));
        settings.into_iter().find(|path| path.is_file())
    }

    /// The settings of the pre-commit framework, where they have it run hirelog.
    pub fn framework_settings(&self) -> Option<PathBuf> {
        let settings = FRAMEWORK.map(|name| self.top.join(name));
        let runs = |path: &PathBuf| {
            fs::read_to_string(path).is_ok_and(|text| text.contains("hirelog-check"))
        };
        settings.into_iter().find(runs)
    }

    fn check(&self) -> String {
        format!("check {}\n", shell_word(self.log))
    }

    fn is_in(&self, checks: &str) -> bool {
        let line = self.check();
        checks.starts_with(&line) || checks.contains(&format!("\n{line}"))
    }

    /// A line for a script that is somebody else's, to be put before everything else.
    fn line(&self, path: PathBuf, theirs: &str, until: Option<String>) -> Made {
        let line = self.guarding_line();
        if self.is_reached(theirs) {
            return Made::Kept(path);
        }
        Made::LacksCheck {
            path,
            how: "put this before all other lines but a first one that begins with #! in",
            what: line,
            until,
        }
    }

    fn guarding_line(&self) -> String {
        format!("{} || exit 1", self.command())
    }

    /// Whether a script holds that line, above what ends it.
    fn is_reached(&self, theirs: &str) -> bool {
        let line = self.guarding_line();
        let mut reached = theirs.lines().take_while(|line| {
            let first = line.split_whitespace().next();
            !matches!(first, Some("exec" | "exit"))
        });
        reached.any(|there| there.trim() == line)
    }

    /// For the settings of lefthook.
    fn entry(&self, path: PathBuf, is_checked: bool) -> Made {
        let missing: Vec<_> = HOOKS
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| !self.is_entered(&path, name))
            .collect();
        let Some(first) = missing.first() else {
            return Made::Kept(path);
        };
        let until = until(first).filter(|_| !is_checked);
        let command = yaml(&self.command());
        let entry =
            |name: &&str| format!("{name}:\n  commands:\n    hirelog:\n      run: {command}");
        Made::LacksCheck {
            path,
            how: "add this to",
            until,
            what: missing.iter().map(entry).collect::<Vec<_>>().join("\n"),
        }
    }

    /// Whether the settings of lefthook have our command for a hook of git's.
    fn is_entered(&self, settings: &Path, name: &str) -> bool {
        let plain = self.command();
        let command = yaml(&plain);
        fs::read_to_string(settings).is_ok_and(|text| {
            let times = HOOKS.iter().take_while(|hook| hook.0 != name).count() + 1;
            let is_there = |command| text.matches(command).count() >= times;
            text.contains(name) && (is_there(plain.as_str()) || is_there(&command))
        })
    }

    /// Without a log at its place, nor any in the index or that goes with this commit, as on
    /// another branch, there is nothing to check.
    fn command(&self) -> String {
        let log = match self.log {
            dash if dash.starts_with('-') => format!("./{dash}"),
            log => log.to_owned(),
        };
        let mark = shell_word(format!("{log}/{TEAM_FILE}").trim_start_matches("./"));
        let logs = format!("':(top,glob)**/{TEAM_FILE}'");
        format!(
            "test ! -f {mark} && test -z \"$(git ls-files -- {logs})\" && git diff --cached --quiet -- {logs} || hirelog -C {} check --staged --quiet",
            shell_word(&log)
        )
    }

    fn unmovable(&self, path: &Path) -> Error {
        let what = format!(
            "{} goes by its own name, so it cannot be put behind another hook",
            path_text(path)
        );
        Error::new(Kind::Unreadable, what).hint(format!("have it run first: {}", self.command()))
    }
}

/// YAML takes what JSON does.
fn yaml(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn until(name: &str) -> Option<String> {
    let hook = HOOKS.iter().find(|(hook, _)| name.starts_with(hook));
    hook.map(|(_, commits)| format!("no {commits} is checked"))
}

/// The pre-commit framework, and those that do as it does.
fn calls_framework(text: &str) -> bool {
    let calls = ["pre-commit.com", "hook-impl"];
    calls.iter().any(|call| text.contains(call))
}

fn calls_lefthook(text: &str) -> bool {
    ["call_lefthook", "lefthook run"]
        .iter()
        .any(|call| text.contains(call))
}

/// Whether a hook does something else under another name: one script that is all
/// hooks of a repository asks how it was called.
fn looks_at_its_name(text: &str) -> bool {
    let mut text = text.to_owned();
    for folder in ["dirname \"$0\"", "dirname -- \"$0\"", "dirname $0"] {
        text = text.replace(folder, "");
    }
    let names = [
        "$0",
        "${0",
        "basename",
        "husky",
        "argv[0]",
        "__FILE__",
        "PROGRAM_NAME",
    ];
    names.iter().any(|name| text.contains(name))
}

fn is_shell(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.strip_prefix("#!").is_none_or(|program| {
        let shells = ["sh", "bash", "dash", "zsh", "ksh"];
        let mut words = program.split(['/', ' ']);
        words.any(|word| shells.contains(&word))
    })
}

/// A hook under its further name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

fn is_runnable(path: &Path) -> bool {
    #[cfg(unix)]
    let is_runnable = fs::metadata(path).is_ok_and(|file| {
        std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o111 != 0
    });
    #[cfg(not(unix))]
    let is_runnable = path.is_file();
    is_runnable
}

/// Gives a hook a second name, under which it stays. At no moment is it gone.
fn keep(path: &Path, before: &Path) -> Result<(), Error> {
    let failed = |error| Error::io("create", before, error);
    let same = || match (fs::read_link(path), fs::read_link(before)) {
        (Ok(one), Ok(other)) => one == other,
        (Err(_), Err(_)) => fs::read(path).ok() == fs::read(before).ok(),
        _ => false,
    };
    if fs::symlink_metadata(before).is_ok() {
        // As it is when the last try was stopped halfway.
        if same() {
            return Ok(());
        }
        let what = format!(
            "{} is there already, and is another hook",
            path_text(before)
        );
        return Err(Error::new(Kind::Io, what)
            .hint("when neither it nor what it does is needed, delete it; then run this again"));
    }
    #[cfg(unix)]
    if let Ok(target) = fs::read_link(path) {
        return std::os::unix::fs::symlink(target, before).map_err(failed);
    }
    if fs::hard_link(path, before).is_ok() {
        return Ok(());
    }
    let bytes = fs::read(path).map_err(failed)?;
    let permissions = fs::metadata(path).map_err(failed)?.permissions();
    write::create_as(&Mode::As(permissions), &WriteTarget::named(before), &bytes).map_err(failed)
}
