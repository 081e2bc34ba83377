//! A bound for what one row of an export may take.

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

impl<'a, R> Metered<'a, R> {
    pub const fn new(input: R, taken: &'a Cell<u64>) -> Self {
        Self { input, taken }
    }
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
