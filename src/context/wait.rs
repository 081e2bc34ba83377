//! Waits say what they wait for. What another program holds is told in a line that
//! stays. What is merely slow, a disk or a git, is shown after a second where somebody
//! watches, and wiped away when it is over; in a pipe nothing is said of it.

use super::Context;
use crate::talk::visible;
use std::any::Any;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Before this nobody wonders.
const QUIET: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(100);

/// Set where somebody watches: whether nothing may be drawn over, so that a line stays.
static WATCHED: OnceLock<bool> = OnceLock::new();
static CURRENT: Mutex<Option<Current>> = Mutex::new(None);

/// The outermost wait that is under way.
#[derive(Debug)]
struct Current {
    what: Option<String>,
    since: Instant,
    /// It stands on a line of its own, which others may have written on.
    stays: bool,
    shown: bool,
}

/// Wiped away when it is dropped.
#[derive(Debug)]
pub struct Wait(());

impl Context {
    /// From here on waits are shown, where somebody watches.
    pub fn show_waits(&self, quiet: bool) {
        let terminals = &self.terminals;
        let plain = terminals.plain;
        if terminals.talk.is_terminal && !quiet && WATCHED.set(plain).is_ok() {
            // Without a thread nothing is shown.
            let _ = thread::Builder::new().spawn(watch);
        }
    }

    pub fn progress(&self, quiet: bool) -> Progress {
        let terminals = &self.terminals;
        Progress {
            watched: terminals.talk.is_terminal && !terminals.plain && !quiet,
            next: Instant::now() + QUIET / 2,
            shown: false,
        }
    }
}

/// Shown while it is kept, unless something else is waited for around it.
pub fn wait(what: impl FnOnce() -> String) -> Option<Wait> {
    begin(|| Some(what()), false)
}

/// The same while others write to the terminal: it stays.
pub(super) fn wait_among_others(what: impl FnOnce() -> String) -> Option<Wait> {
    begin(|| Some(what()), true)
}

/// Shows no wait as long as it is kept, as the terminal is drawn on.
pub(super) fn no_wait() -> Option<Wait> {
    begin(|| None, false)
}

/// For rooms that do not know this one.
pub fn any_wait(what: String) -> Box<dyn Any> {
    Box::new(wait(|| what))
}

/// Says what is waited for, and lets it stand.
pub fn tell_wait(what: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(what));
}

fn begin(what: impl FnOnce() -> Option<String>, stays: bool) -> Option<Wait> {
    WATCHED.get()?;
    let mut current = current();
    if current.is_some() {
        return None;
    }
    *current = Some(Current {
        what: what(),
        since: Instant::now(),
        stays,
        shown: false,
    });
    Some(Wait(()))
}

fn current() -> MutexGuard<'static, Option<Current>> {
    CURRENT.lock().unwrap_or_else(PoisonError::into_inner)
}

fn watch() {
    let plain = WATCHED.get().is_none_or(|plain| *plain);
    loop {
        thread::sleep(BETWEEN);
        if let Some(current) = &mut *current()
            && let Some(what) = &current.what
            && !current.shown
            && current.since.elapsed() >= QUIET
        {
            current.stays |= plain;
            current.shown = true;
            show(&visible(what), current.stays, plain);
        }
    }
}

/// A terminal cuts the line off rather than begin another, which would stay.
fn show(what: &str, stays: bool, plain: bool) {
    let line = match (stays, plain) {
        (_, true) => format!("{what}\n"),
        (true, false) => {
            // Blanks take the cursor to the next line where somebody wrote on this one.
            let (columns, _) = crossterm::terminal::size().unwrap_or((80, 24));
            let blanks = " ".repeat(usize::from(columns).saturating_sub(1));
            format!("{blanks}\r\u{1b}[K{what}\n")
        }
        (false, false) => format!("\r\u{1b}[?7l{what}\u{1b}[K\u{1b}[?7h"),
    };
    tell(&line);
}

/// Says something while somebody is asked, or waits.
pub fn tell(text: &str) {
    let mut talk = io::stderr().lock();
    let _ = talk.write_all(text.as_bytes()).and_then(|()| talk.flush());
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(over) = current().take()
            && over.shown
            && !over.stays
        {
            tell("\r\u{1b}[K");
        }
    }
}

/// How far it has got, for what takes more than half a second: one line that is drawn over,
/// and only where somebody watches. Cleared away when it is dropped.
#[derive(Debug)]
pub struct Progress {
    watched: bool,
    next: Instant,
    shown: bool,
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
        tell(&format!("\r{}\u{1b}[K", text()));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            tell("\r\u{1b}[K");
        }
    }
}
