//! The person's editor.

use super::Context;
use crate::error::{Error, Kind};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A command line, and what named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    pub command: String,
    pub origin: &'static str,
}

/// Nobody reads a text and closes it in less.
const AT_ONCE: Duration = Duration::from_millis(700);

/// What to say of an editor that did so and changed nothing, and what to do about it.
pub const CAME_BACK_AT_ONCE: &str = "the editor came back at once with nothing changed";
pub const HAS_TO_WAIT: &str = "one that opens a window has to wait for it: EDITOR='code --wait', \
     'subl --wait', 'gvim -f'";

/// How the editor ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    Done,
    /// Sooner than anybody looks at a text: perhaps its window is still open.
    AtOnce,
    /// It said that something went wrong, as `:cq` does.
    Failed,
    /// Ctrl-C reached us and the editor did not survive it.
    Interrupted,
}

impl Context {
    /// HIRELOG_EDITOR over the person's own configuration over VISUAL over
    /// EDITOR over what the platform has.
    pub fn editor(&self, configured: Option<&str>) -> Editor {
        let named = |name: &str| {
            let mut all = self.editors.iter();
            let is_it = |(known, command): &&(&'static str, String)| {
                *known == name && !command.trim().is_empty()
            };
            let (origin, command) = all.find(is_it)?;
            Some((command.as_str(), *origin))
        };
        let configured = configured.map(|one| (one, "`editor` in your own config.toml"));
        let platform = if cfg!(windows) { "notepad" } else { "vi" };
        let (command, origin) = named("HIRELOG_EDITOR")
            .or(configured)
            .or_else(|| named("VISUAL"))
            .or_else(|| named("EDITOR"))
            .unwrap_or((platform, "the default of the platform"));
        Editor {
            command: command.to_owned(),
            origin,
        }
    }

    /// Opens a file in the editor and waits. Meanwhile Ctrl-C belongs to it.
    ///
    /// # Errors
    /// Where the editor cannot be started.
    pub fn edit(&self, editor: &Editor, file: &Path) -> Result<Edited, Error> {
        let unusable = |why: String| {
            Error::new(Kind::Io, format!("the editor could not be started: {why}")).hint(format!(
                "it is `{}`, from {}; set HIRELOG_EDITOR to another",
                editor.command, editor.origin
            ))
        };
        let mut command = command(&editor.command).map_err(unusable)?;
        let begun = Instant::now();
        let run = |stop: &(dyn Fn() -> bool + Sync)| (command.arg(file).status(), stop());
        let (status, is_interrupted) = self.uninterrupted(run)?;
        match status {
            Err(error) => Err(unusable(error.to_string())),
            Ok(status) if status.success() && begun.elapsed() < AT_ONCE => Ok(Edited::AtOnce),
            Ok(status) if status.success() => Ok(Edited::Done),
            Ok(_) if is_interrupted => Ok(Edited::Interrupted),
            // What a shell answers for what it cannot find or run.
            Ok(status) if matches!(status.code(), Some(126 | 127)) => {
                Err(unusable("there is no such program".to_owned()))
            }
            Ok(_) => Ok(Edited::Failed),
        }
    }
}

/// The program with its arguments. As git does it, so that one line serves both: a shell
/// reads whatever means something to a shell.
fn command(line: &str) -> Result<Command, String> {
    if Path::new(line).is_file() {
        // The path of a program, spaces and all.
        return Ok(Command::new(line));
    }
    let words = words(line).ok_or("its command line has an open quote")?;
    let (program, arguments) = words.split_first().ok_or("its command line is empty")?;
    if cfg!(unix) && line.contains(|meant: char| "|&;<>()$`*?[~=".contains(meant)) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{line} \"$@\""), program]);
        return Ok(shell);
    }
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// What a shell would split the line into.
fn words(command: &str) -> Option<Vec<String>> {
    // A backslash of a Windows path is not an escape.
    let command = if cfg!(windows) {
        command.replace('\\', "\\\\")
    } else {
        command.to_owned()
    };
    shell_words::split(&command).ok()
}
