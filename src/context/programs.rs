//! Programs: the person's browser, to look at a page that was written, and this one, for
//! scripts that start it later from elsewhere.

use super::Context;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, thread};

/// So long an opener may take to say that it cannot; one that is still there is
/// the browser itself.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOKS: u32 = 40;

impl Context {
    /// Opens a page; false where no program here would. What opens it is what
    /// the person or the system chose, never what a log says.
    pub fn open_page(&self, page: &Path) -> bool {
        let own = self.browser.as_deref().and_then(program);
        let own = own.map(|mut command| {
            command.arg(page);
            command
        });
        own.into_iter().chain(of_the_system(page)).any(opened)
    }

    /// This program by a path that lasts: the one under which the PATH has it, as
    /// an update may put the file itself elsewhere. `None` where the system does
    /// not say.
    pub fn program(&self) -> Option<PathBuf> {
        let own = env::current_exe().ok()?;
        let real = own.canonicalize().ok()?;
        let path = env::var_os("PATH").unwrap_or_default();
        let on_path = env::split_paths(&path)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(NAME).with_extension(env::consts::EXE_EXTENSION))
            .find(|file| file.canonicalize().is_ok_and(|file| file == real));
        Some(on_path.unwrap_or(own))
    }
}

/// A program with its arguments, of a command line.
pub(super) fn program(line: &str) -> Option<Command> {
    let words = shell_words::split(line).ok()?;
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments);
    Some(command)
}

fn of_the_system(page: &Path) -> Vec<Command> {
    let programs: &[&str] = if cfg!(windows) {
        &["explorer"]
    } else if cfg!(target_os = "macos") {
        &["open"]
    } else {
        &["xdg-open", "wslview"]
    };
    let command = |program: &&str| {
        let mut command = Command::new(program);
        command.arg(page);
        command
    };
    programs.iter().map(command).collect()
}

fn opened(mut command: Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().is_ok_and(took_it)
}

fn took_it(mut child: Child) -> bool {
    for _ in 0..LOOKS {
        match child.try_wait() {
            // Windows' own says 1 whatever it did.
            Ok(Some(status)) => return status.success() || cfg!(windows),
            Ok(None) => thread::sleep(PATIENCE / LOOKS),
            Err(_) => return false,
        }
    }
    true
}

const NAME: &str = "hirelog";
