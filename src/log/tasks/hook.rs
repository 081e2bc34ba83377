//! The git hook that checks what is about to be committed: its text, and putting
//! it where git will run it. A hook that is there already stays as it is, byte for
//! byte, and is run by ours when the check is done: a line below it would often
//! never be reached. Where another program writes the hooks anew whenever it likes,
//! nothing of ours would stay, and the entry for its own settings is told instead.

mod installed;

pub use installed::installed_hook;

use crate::error::{Error, Kind};
use crate::log::Made;
use crate::log::write::target::Target;
use crate::log::write::{self, Mode};
use crate::talk::shell_word;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

const NAME: &str = "pre-commit";
/// What the hook is called that was there before.
const BEFORE: &str = "pre-commit.before-hirelog";
/// What the pre-commit framework calls a hook that it found when it was installed,
/// and which it runs first.
const LEGACY: &str = "pre-commit.legacy";

const SCRIPT: &str = include_str!("../../../templates/pre-commit.sh");

/// What a line of the script says before its version.
const VERSION: &str = "# hirelog hook ";

/// How the hooks of version 0.1 begin and end: the whole of them but one line.
const OF_0_1: [&str; 2] = [
    "#!/bin/sh
# Checks the post-mortems that are about to be committed; written by `hirelog init --hook`.
# An error stops the commit; `git commit --no-verify` goes past it.
if ! command -v hirelog >/dev/null 2>&1; then
    echo 'hirelog is not on the PATH, so the post-mortems of this commit are not checked' >&2
    exit 0
fi
exec hirelog",
    " check --staged --quiet\n",
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
    let husky = hook.top.join(".husky");
    if hook.folder.ends_with(".husky/_") {
        // Written anew with every installation; it runs the file above with `sh`.
        let path = hook.folder.with_file_name(NAME);
        return match there(&path)? {
            Some(theirs) if hook.own(&theirs).is_none() => {
                Ok(vec![hook.line(path, &theirs, false)])
            }
            _ => hook.place(path),
        };
    }
    let path = hook.folder.join(NAME);
    let theirs = there(&path)?.unwrap_or_default();
    let settings = hook.lefthook_settings();
    let is_lefthook = calls_lefthook(&theirs);
    let mut made = match is_lefthook {
        true => Vec::new(),
        false => hook.place(path)?,
    };
    let is_checked = made
        .iter()
        .any(|one| !matches!(one, Made::LacksCheck { .. }));
    // What is set up may be installed at any moment, over what is there.
    if is_lefthook || settings.is_some() {
        let path = settings.unwrap_or_else(|| hook.top.join(LEFTHOOK[0]));
        made.push(hook.entry(path, is_checked));
    }
    if husky.is_dir() && !hook.folder.starts_with(&husky) {
        let path = husky.join(NAME);
        let theirs = there(&path)?.unwrap_or_default();
        made.push(hook.line(path, &theirs, is_checked));
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
                Mode::Runnable,
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
            let is_same = script == theirs || self.is_shared && self.is_in(&checks);
            if is_same && is_runnable(&path) {
                return Ok(vec![Made::Kept(path)]);
            }
            write::put_as(Mode::Runnable, &self.target(&path), script.as_bytes())
                .map_err(failed)?;
            return Ok(vec![Made::Changed(path)]);
        }
        // The pre-commit framework runs the one of ours that it found.
        let legacy = path.with_file_name(LEGACY);
        if theirs.contains("pre-commit.com")
            && let Some(own) = there(&legacy)?
            && self.own(&own).is_some()
        {
            return self.place(legacy);
        }
        if looks_at_its_name(&theirs) {
            return match is_shell(&theirs) {
                true => Ok(vec![self.line(path, &theirs, false)]),
                false => Err(self.unmovable(&path)),
            };
        }
        let before = path.with_file_name(BEFORE);
        keep(&path, &before)?;
        write::put_as(
            Mode::Runnable,
            &self.target(&path),
            self.script("").as_bytes(),
        )
        .map_err(failed)?;
        Ok(vec![Made::Moved(path.clone(), before), Made::Created(path)])
    }

    /// What lies in the working tree may come from anybody who may push, and with it a
    /// link on the way; what lies in the folder of git is this person's.
    fn target(&self, path: &Path) -> Target {
        match path.starts_with(self.top) && !path.starts_with(self.top.join(".git")) {
            true => Target::within(self.top, path),
            false => Target::named(path),
        }
    }

    /// The lines of the logs that a hook of ours checks; `None` for any other hook.
    fn own(&self, text: &str) -> Option<String> {
        let own = between(text, OF_0_1[0], OF_0_1[1]).map(|place| {
            let log = place.strip_prefix(" -C ").unwrap_or(".");
            format!("check {log}\n")
        });
        own.or_else(|| {
            let (head, rest) = SCRIPT.split_once("{program}")?;
            let (middle, tail) = rest.split_once("{checks}\n")?;
            let (_, checks) = between(text, head, tail)?.split_once(middle)?;
            Some(checks.to_owned())
        })
        .or_else(|| {
            let is_old = version(text)? < version(SCRIPT)?;
            let checks = text.lines().filter(|line| line.starts_with("check "));
            is_old.then(|| checks.map(|line| format!("{line}\n")).collect())
        })
    }

    fn lefthook_settings(&self) -> Option<PathBuf> {
        let settings = LEFTHOOK.map(|name| self.top.join(name));
        settings.into_iter().find(|path| path.is_file())
    }

    /// The script, which checks this log as well as those in `checks`.
    fn script(&self, checks: &str) -> String {
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

    fn check(&self) -> String {
        format!("check {}\n", shell_word(self.log))
    }

    fn is_in(&self, checks: &str) -> bool {
        let line = self.check();
        checks.starts_with(&line) || checks.contains(&format!("\n{line}"))
    }

    /// A line for a script that is somebody else's, to be put before everything else.
    fn line(&self, path: PathBuf, theirs: &str, is_checked: bool) -> Made {
        let line = self.guarding_line();
        if self.is_reached(theirs) {
            return Made::Kept(path);
        }
        Made::LacksCheck {
            path,
            how: "put this before all other lines but a first one that begins with #! in",
            what: line,
            is_checked,
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
        if self.is_entered(&path) {
            return Made::Kept(path);
        }
        let command = yaml(&self.command());
        Made::LacksCheck {
            path,
            how: "add this to",
            is_checked,
            what: format!("pre-commit:\n  commands:\n    hirelog:\n      run: {command}"),
        }
    }

    fn is_entered(&self, settings: &Path) -> bool {
        let plain = self.command();
        let command = yaml(&plain);
        fs::read_to_string(settings)
            .is_ok_and(|text| text.contains(&plain) || text.contains(&command))
    }

    /// Without a log at its place, in the working tree or the index, as on another
    /// branch, there is nothing to check.
    fn command(&self) -> String {
        let log = match self.log {
            dash if dash.starts_with('-') => format!("./{dash}"),
            log => log.to_owned(),
        };
        let mark = format!("{log}/{}", crate::log::TEAM_FILE);
        let mark = shell_word(mark.trim_start_matches("./"));
        format!(
            "test ! -f {mark} && test -z \"$(git --literal-pathspecs ls-files -- {mark})\" || hirelog -C {} check --staged --quiet",
            shell_word(&log)
        )
    }

    fn unmovable(&self, path: &Path) -> Error {
        let what = format!(
            "{} goes by its own name, so it cannot be put behind another hook",
            path.display()
        );
        Error::new(Kind::Unreadable, what).hint(format!("have it run first: {}", self.command()))
    }
}

/// YAML takes what JSON does.
fn yaml(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn calls_lefthook(text: &str) -> bool {
    ["call_lefthook", "lefthook run"]
        .iter()
        .any(|call| text.contains(call))
}

/// Which version of ours a hook is; `None` where it is another's, or of 0.1.
fn version(text: &str) -> Option<u32> {
    let line = text.lines().find_map(|line| line.strip_prefix(VERSION))?;
    line.split([',', ' ']).next()?.parse().ok()
}

/// What stands between the beginning of a text and its end.
fn between<'t>(text: &'t str, head: &str, tail: &str) -> Option<&'t str> {
    text.strip_prefix(head)?.strip_suffix(tail)
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
        let what = format!("{} is there already, and is another hook", before.display());
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
    write::create_as(Mode::As(permissions), &Target::named(before), &bytes).map_err(failed)
}
