//! A bound for what one row of an export may take, and quotes that have to end.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

/// No application takes more; a file that seems to hold a larger one is broken,
/// or made to fill the memory.
pub(super) const LARGEST_ROW: u64 = 4 << 20;

/// Input that ends with an error where one row would take all the memory.
pub(super) struct Metered<'a, R> {
    pub input: R,
    /// Bytes since the row began; whoever reads the rows sets it back.
    pub taken: &'a Cell<u64>,
}

impl<R: BufRead> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.taken.set(self.taken.get() + read as u64);
        if self.taken.get() > LARGEST_ROW {
            return Err(io::Error::other("one row takes more than 4 MiB"));
        }
        Ok(read)
    }
}

/// A table of text, which ends with an error where a quote opens a cell and does not close
/// it: what lies between is then no cell, and nobody knows which rows are.
pub(super) struct Quoted<R> {
    input: R,
    separator: u8,
    state: State,
    line: u64,
    /// Where the last quote was opened.
    opened: u64,
}

enum State {
    /// Before the first byte of a cell.
    Begin,
    Plain,
    Open,
    /// Behind a quote, which may be one of a pair.
    Closed,
}

impl<R> Quoted<R> {
    pub fn new(input: R, separator: u8, skipped: u64) -> Self {
        Self {
            input,
            separator,
            state: State::Begin,
            line: skipped + 1,
            opened: 0,
        }
    }

    fn take(&mut self, byte: u8) -> io::Result<()> {
        let is_end = byte == self.separator || matches!(byte, b'\n' | b'\r');
        self.state = match self.state {
            State::Begin if byte == b'"' => {
                self.opened = self.line;
                State::Open
            }
            State::Open if byte == b'"' => State::Closed,
            State::Open => State::Open,
            State::Closed if byte == b'"' => State::Open,
            _ if is_end => State::Begin,
            State::Closed if matches!(byte, b' ' | b'\t') => State::Closed,
            State::Closed => {
                return Err(io::Error::other(format!(
                    "line {}: a quote closes in the middle of a cell; it was opened in line {}",
                    self.line, self.opened
                )));
            }
            State::Begin | State::Plain => State::Plain,
        };
        self.line += u64::from(byte == b'\n');
        Ok(())
    }
}

impl<R: Read> Read for Quoted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if read == 0 && !buffer.is_empty() && matches!(self.state, State::Open) {
            let what = format!("line {}: a quote is opened and never closed", self.opened);
            return Err(io::Error::other(what));
        }
        for byte in &buffer[..read] {
            self.take(*byte)?;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_closed_where_its_cell_ends() {
        let sound = "a,b\n\"x \"\"y\"\"\nz\" ,5\" disk\r\n\"\",\"\"\"\"\n\"end\"";
        for (text, says) in [
            (sound, ""),
            (
                "a\n\"2,x\n3,y\n",
                "line 2: a quote is opened and never closed",
            ),
            ("a\n\"2,x\n\"3,y\n", "line 3: a quote closes in the middle"),
            ("\"", "line 1: a quote is opened"),
            ("", ""),
        ] {
            let mut read = String::new();
            let done = Quoted::new(text.as_bytes(), b',', 0).read_to_string(&mut read);
            let said = done
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            assert!(said.starts_with(says), "{text}: {said}");
            assert_eq!(said.is_empty(), says.is_empty(), "{text}: {said}");
        }
    }
}
