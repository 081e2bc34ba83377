//! How far it has got, for what takes more than half a second: one line on
//! standard error that is drawn over, and only where somebody watches.

use super::Context;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Before this nobody wonders.
const QUIET: Duration = Duration::from_millis(500);
const BETWEEN: Duration = Duration::from_millis(100);

/// Cleared away when it is dropped.
#[derive(Debug)]
pub struct Progress {
    watched: bool,
    next: Instant,
    shown: bool,
}

impl Context {
    pub fn progress(&self, quiet: bool) -> Progress {
        let terminals = &self.terminals;
        Progress {
            watched: terminals.talk.is_terminal && !terminals.plain && !quiet,
            next: Instant::now() + QUIET,
            shown: false,
        }
    }
}

impl Progress {
    /// May be called for every small step; the text is made only when it is shown.
    pub fn tell(&mut self, text: impl FnOnce() -> String) {
        if !self.watched {
            return;
        }
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + BETWEEN;
        self.shown = true;
        let mut talk = io::stderr().lock();
        let _ = write!(talk, "\r{}\u{1b}[K", text()).and_then(|()| talk.flush());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let mut talk = io::stderr().lock();
            let _ = write!(talk, "\r\u{1b}[K").and_then(|()| talk.flush());
        }
    }
}
