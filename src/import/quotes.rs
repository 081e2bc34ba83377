//! Watches the bytes of a table on their way to its parser, which takes a quote that is
//! never closed for the end of the table: where one is open, and how the last line ends.

use std::cell::Cell;
use std::io::{self, Read};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte of a cell.
    Start,
    Plain,
    Quoted,
    /// Behind a quote within quotes: the end, or one of two.
    Closing,
}

pub(super) struct QuoteWatch {
    separator: u8,
    state: Cell<State>,
    line: Cell<u64>,
    /// The line of the last quote that was opened.
    opened: Cell<u64>,
    last: Cell<u8>,
}

impl QuoteWatch {
    pub fn new(separator: u8) -> Self {
        Self {
            separator,
            state: Cell::new(State::Start),
            line: Cell::new(1),
            opened: Cell::new(0),
            last: Cell::new(b'\n'),
        }
    }

    pub fn over<R: Read>(&self, input: R) -> Watching<'_, R> {
        Watching { watch: self, input }
    }

    /// The line in which a quote is open at the end.
    pub fn open_since(&self) -> Option<u64> {
        (self.state.get() == State::Quoted).then(|| self.opened.get())
    }

    pub fn ends_with_newline(&self) -> bool {
        matches!(self.last.get(), b'\n' | b'\r')
    }

    pub const fn line(&self) -> u64 {
        self.line.get()
    }

    fn see(&self, byte: u8) {
        if byte == b'\n' {
            self.line.set(self.line.get() + 1);
        }
        let state = match (self.state.get(), byte) {
            (State::Quoted, b'"') => State::Closing,
            (State::Quoted, _) => State::Quoted,
            (State::Start, b'"') => {
                self.opened.set(self.line.get());
                State::Quoted
            }
            (State::Closing, b'"') => State::Quoted,
            (_, b'\n' | b'\r') => State::Start,
            (_, byte) if byte == self.separator => State::Start,
            _ => State::Plain,
        };
        self.state.set(state);
    }
}

pub(super) struct Watching<'a, R> {
    watch: &'a QuoteWatch,
    input: R,
}

impl<R: Read> Read for Watching<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        for byte in &buffer[..read] {
            self.watch.see(*byte);
        }
        if let Some(last) = buffer[..read].last() {
            self.watch.last.set(*last);
        }
        Ok(read)
    }
}
