//! Long input: read piece by piece, with an eye on Ctrl-C while it is waited for.

use super::wait::tell_wait;
use super::{Context, Departure};
use crate::model::Day;
use chrono::{Datelike, TimeZone};
#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, Read};
#[cfg(unix)]
use std::time::Duration;

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

    /// The day it is here at an instant, in seconds since 1970 in UTC; by the
    /// rules that hold on that day.
    pub fn local_day(&self, seconds: i64) -> Option<Day> {
        let date = chrono::Local
            .timestamp_opt(seconds, 0)
            .single()?
            .date_naive();
        Day::new(date.year(), date.month(), date.day())
    }
}

/// What is to be had from an input within a while; `None` where that is nothing.
#[cfg(unix)]
pub(super) fn look_at(
    input: &impl std::os::fd::AsFd,
    wait: Duration,
) -> io::Result<Option<PollFlags>> {
    let mut looked_at = [PollFd::new(input, PollFlags::IN)];
    let wait = Timespec::try_from(wait).ok();
    let found = poll(&mut looked_at, wait.as_ref())?;
    Ok((found > 0).then(|| looked_at[0].revents()))
}

/// Whether nothing is there to be read for a while.
#[cfg(unix)]
fn nothing_comes(input: &impl std::os::fd::AsFd) -> bool {
    matches!(look_at(input, Duration::from_secs(2)), Ok(None))
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
        loop {
            if self.departure.is_due() {
                return Err(io::Error::other("interrupted"));
            }
            match look_at(&self.input, Duration::from_millis(100)) {
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
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
