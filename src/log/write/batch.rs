//! Many new files at once, as an import writes them. Each is put in place whole
//! or not at all, as everywhere; the names that are taken are read once, and
//! waiting for the disk is shared: files are flushed many at a time, and a folder
//! once for all of them. (Measured on ext4: 900 files a second one by one, 4,900
//! like this.)

use super::change::fits;
use super::target::WriteTarget;
use crate::error::{Error, Kind};
use crate::log::threads::on_threads;
use crate::log::write::{self, Mode};
use crate::log::{Log, TEAM_FILE};
use crate::model::{Day, path_text};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;

/// Files that wait for the disk together.
const TOGETHER: usize = 256;
const THREADS: usize = 16;

/// New files on their way into a log.
pub struct Batch<'a> {
    log: &'a Log,
    taken: HashSet<String>,
    waiting: Vec<Unwritten>,
}

struct Unwritten {
    text: String,
    /// Relative to the root.
    path: String,
    target: WriteTarget,
}

impl Log {
    /// Keeps other imports out for as long as it is held: two at once would not
    /// see what the other writes. A file system without locks does without.
    ///
    /// # Errors
    /// Where another import is writing.
    pub fn keep_others_out(&self) -> Result<Option<fs::File>, Error> {
        let Ok(mark) = fs::File::open(self.root.join(TEAM_FILE)) else {
            return Ok(None);
        };
        match mark.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(Error::new(
                Kind::Io,
                format!("another import is writing to {}", path_text(&self.root)),
            )
            .hint("wait until it is done, then run this again")),
            Ok(()) => Ok(Some(mark)),
            Err(fs::TryLockError::Error(_)) => Ok(None),
        }
    }

    /// Begins to write many files.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn batch(&self) -> Result<Batch<'_>, Error> {
        Ok(Batch {
            log: self,
            taken: self.ids()?,
            waiting: Vec::new(),
        })
    }
}

impl Batch<'_> {
    /// Adds a new file for this text, under a fresh id and after a role where that may be
    /// told. Gives the paths, relative to the root, of what is now in place: nothing until
    /// enough files wait.
    ///
    /// # Errors
    /// Where the text could not be read again, or what waits cannot be written.
    pub fn add(
        &mut self,
        text: &str,
        date: Day,
        named_after: Option<&str>,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<Vec<String>, Error> {
        let log = self.log;
        let text = log.with_schema_line(text);
        fits(&text)?;
        let id = log.free_id(&mut self.taken, random)?;
        let path = log.new_path(date, named_after, &id);
        let target = WriteTarget::within(&log.root, &path);
        self.waiting.push(Unwritten { text, path, target });
        if self.waiting.len() < TOGETHER {
            return Ok(Vec::new());
        }
        self.flush()
    }

    /// Puts in place what still waits.
    ///
    /// # Errors
    /// Where a file cannot be written; what was put in place before it stays.
    pub fn flush(&mut self) -> Result<Vec<String>, Error> {
        let waiting = std::mem::take(&mut self.waiting);
        // Waiting for the disk is most of the work, and it waits for many as for one.
        let written = on_threads(waiting.len(), THREADS, |number| waiting[number].write());
        let folders = waiting.iter().filter_map(|one| one.target.folder().ok());
        for folder in folders.collect::<BTreeSet<_>>() {
            // The files have their names; a folder that cannot be flushed is no failure.
            let _ = write::flush_folder(folder);
        }
        written.into_iter().collect::<Result<Vec<()>, _>>()?;
        Ok(waiting.into_iter().map(|one| one.path).collect())
    }
}

impl Unwritten {
    fn write(&self) -> Result<(), Error> {
        let text = self.text.as_bytes();
        write::create_unflushed(&Mode::Plain, &self.target, text)
            .and_then(|()| write::holds(&self.target.file, text))
            .map_err(|error| write::failed("write", &self.target.file, error))
    }
}
