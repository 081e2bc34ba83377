//! The person's browser, to look at a page that was written.

use super::Context;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// So long an opener may take to say that it cannot; one that is still there is
/// the browser itself.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOKS: u32 = 40;

impl Context {
    /// Opens a page; false where no program here would. What opens it is what
    /// the person or the system chose, never what a log says.
    pub fn open_page(&self, page: &Path) -> bool {
        let own = self.browser.as_deref().and_then(|command| {
            let words = shell_words::split(command).ok()?;
            let (program, arguments) = words.split_first()?;
            let mut command = Command::new(program);
            command.args(arguments).arg(page);
            Some(command)
        });
        own.into_iter().chain(of_the_system(page)).any(opened)
    }
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
