//! Requests to stop: Ctrl-C, the end of the session, a closed terminal. While
//! somebody is asked these are noted, so that what was typed is kept first; or until
//! what must not be cut off in the middle is done.

use super::Context;
use crate::error::Error;
use signal_hook::SigId;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::io::{self, BufRead};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Notes the signals that would end the program, for as long as it lives.
#[derive(Debug)]
pub struct Departure {
    /// Ctrl-C reached the program as a signal.
    interrupted: Arc<AtomicBool>,
    /// It was asked to end, or its terminal was closed.
    ended: Arc<AtomicBool>,
    handlers: Vec<SigId>,
    /// Wakes the thread that reads whole lines, and what it read.
    lines: Mutex<Option<Lines>>,
}

type Lines = (Sender<()>, Receiver<Option<String>>);

impl Context {
    /// # Errors
    /// Where the system does not let signals be noticed.
    pub fn departure(&self) -> Result<Departure, Error> {
        let mut departure = Departure {
            interrupted: Arc::default(),
            ended: Arc::default(),
            handlers: Vec::new(),
            lines: Mutex::default(),
        };
        let (interrupted, ended) = (&departure.interrupted, &departure.ended);
        #[cfg(unix)]
        let hang_up = Some((signal_hook::consts::SIGHUP, ended));
        #[cfg(not(unix))]
        let hang_up = None;
        let signals = [Some((SIGINT, interrupted)), Some((SIGTERM, ended)), hang_up];
        let handlers: io::Result<Vec<SigId>> = signals
            .into_iter()
            .flatten()
            .map(|(signal, flag)| signal_hook::flag::register(signal, Arc::clone(flag)))
            .collect();
        departure.handlers =
            handlers.map_err(|error| Error::io("prepare", "for Ctrl-C".as_ref(), error))?;
        Ok(departure)
    }

    /// Does work that Ctrl-C does not end. The work gets a question to ask where
    /// it could stop: whether somebody pressed it.
    ///
    /// # Errors
    /// Where the system does not let Ctrl-C be noticed.
    pub fn uninterrupted<T>(
        &self,
        work: impl FnOnce(&(dyn Fn() -> bool + Sync)) -> T,
    ) -> Result<T, Error> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let handler = signal_hook::flag::register(SIGINT, Arc::clone(&interrupted))
            .map_err(|error| Error::io("prepare", "for Ctrl-C".as_ref(), error))?;
        let done = work(&|| interrupted.load(Ordering::Relaxed));
        signal_hook::low_level::unregister(handler);
        Ok(done)
    }
}

impl Departure {
    pub fn is_due(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed) || self.ended.load(Ordering::Relaxed)
    }

    /// Ctrl-C arrived as a key.
    pub fn note_control_c(&self) {
        self.interrupted.store(true, Ordering::Relaxed);
    }

    /// A Ctrl-C that another program has dealt with.
    pub fn forget_control_c(&self) {
        self.interrupted.store(false, Ordering::Relaxed);
    }

    /// A whole line, for terminals that draw nothing over; `None` where the
    /// input ends or it is time to go. It is read aside, as a read that waits
    /// cannot be called off.
    pub fn line(&self) -> Option<String> {
        let mut lines = self.lines.lock().ok()?;
        if lines.is_none() {
            *lines = aside();
        }
        let Some((wake, read)) = &*lines else {
            // Without a thread it is read here, and Ctrl-C counts from the next line on.
            return whole_line().filter(|_| !self.is_due());
        };
        wake.send(()).ok()?;
        loop {
            if self.is_due() {
                return None;
            }
            match read.recv_timeout(Duration::from_millis(50)) {
                Ok(line) => return line,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

/// A thread that reads lines when it is woken; nothing where the system gives none.
fn aside() -> Option<Lines> {
    let (wake, woken) = mpsc::channel();
    let (send, read) = mpsc::channel();
    let thread = thread::Builder::new().spawn(move || {
        while woken.recv().is_ok() && send.send(whole_line()).is_ok() {}
    });
    thread.ok().map(|_| (wake, read))
}

fn whole_line() -> Option<String> {
    let mut bytes = Vec::new();
    let whole = io::stdin().lock().read_until(b'\n', &mut bytes);
    whole.is_ok_and(|count| count > 0).then(|| {
        let line = String::from_utf8_lossy(&bytes);
        line.trim_end_matches(['\n', '\r']).to_owned()
    })
}

impl Drop for Departure {
    fn drop(&mut self) {
        for handler in self.handlers.drain(..) {
            signal_hook::low_level::unregister(handler);
        }
    }
}
