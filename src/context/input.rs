//! Long input: read piece by piece, with an eye on Ctrl-C while it is waited for.

use super::wait::tell_wait;
use super::{Context, Departure};
use crate::model::{Day, path_text};
use chrono::{Datelike, TimeZone};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

/// Input that ends, with an error, when it is time to go.
pub struct Watched<'a, R> {
    input: R,
    departure: &'a Departure,
}

impl Context {
    /// Standard input, however long. Waiting for somebody to type says so.
    pub fn long_input<'a>(&self, departure: &'a Departure) -> Watched<'a, io::StdinLock<'static>> {
        self.tell_what_is_read();
        Watched::new(io::stdin().lock(), departure)
    }

    /// Says so where standard input has to be waited for.
    pub(super) fn tell_what_is_read(&self) {
        if self.terminals.input {
            tell_wait("reading from the terminal; end with Ctrl-D on a line of its own");
        } else if nothing_comes(&io::stdin()) {
            tell_wait("waiting for what comes by standard input");
        }
    }

    /// The same for a file, which may be a pipe that nobody is at the other end of yet.
    pub fn tell_of_pipe(&self, path: &Path) {
        if is_pipe(path) && !path.starts_with("/dev/fd") && !path.starts_with("/proc") {
            let path = path_text(path);
            tell_wait(&format!("waiting for the other end of the pipe {path}"));
        }
    }

    /// The day it is here at an instant, in seconds since 1970 in UTC; by the
    /// rules that hold on that day.
    pub fn local_day(&self, seconds: i64) -> Option<Day> {
        let date = chrono::Local
            .timestamp_opt(seconds, 0)
            .single()?
            .date_naive();
        Day::new(date.year(), date.month(), date.day())
    }

    /// An instant as the clock here shows it.
    pub fn local_time(&self, when: SystemTime) -> Option<String> {
        let seconds = when.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
        let local = chrono::Local
            .timestamp_opt(seconds.try_into().ok()?, 0)
            .single()?;
        Some(local.format("%Y-%m-%d %H:%M").to_string())
    }
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata(path).is_ok_and(|file| file.file_type().is_fifo())
}

/// Those of Windows have names of their own and lie in no folder.
#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// Whether nothing is there to be read for a while.
#[cfg(unix)]
fn nothing_comes(input: &impl std::os::fd::AsFd) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    const WHILE: Timespec = Timespec {
        tv_sec: 2,
        tv_nsec: 0,
    };
    let mut waiting = [PollFd::new(input, PollFlags::IN)];
    matches!(poll(&mut waiting, Some(&WHILE)), Ok(0))
}

#[cfg(not(unix))]
fn nothing_comes<T>(_: &T) -> bool {
    false
}

impl<'a, R> Watched<'a, R> {
    pub fn new(input: R, departure: &'a Departure) -> Self {
        Self { input, departure }
    }
}

#[cfg(unix)]
impl<R: Read + std::os::fd::AsFd> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        const TICK: Timespec = Timespec {
            tv_sec: 0,
            tv_nsec: 100_000_000,
        };
        loop {
            if self.departure.is_due() {
                return Err(io::Error::other("interrupted"));
            }
            let mut waiting = [PollFd::new(&self.input, PollFlags::IN)];
            match poll(&mut waiting, Some(&TICK)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                // Whatever else there is to say, reading says it better.
                Ok(_) | Err(_) => return self.input.read(buffer),
            }
        }
    }
}

#[cfg(not(unix))]
impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.departure.is_due() {
            return Err(io::Error::other("interrupted"));
        }
        self.input.read(buffer)
    }
}
