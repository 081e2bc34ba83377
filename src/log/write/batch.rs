//! Many new files at once, as an import writes them. Each is put in place whole
//! or not at all, as everywhere; the names that are taken are read once, and
//! waiting for the disk is shared: files are flushed many at a time, and a folder
//! once for all of them. (Measured on ext4: 900 files a second one by one, 4,900
//! like this.)

use super::change::fits;
use super::sweep::{STAGING, remove_unused};
use super::target::WriteTarget;
use crate::error::{Error, Kind};
use crate::log::threads::on_threads;
use crate::log::write::sweep::hold;
use crate::log::write::{self, Mode};
use crate::log::{Log, TEAM_FILE};
use crate::model::{Day, path_text};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;
use tempfile::{TempDir, TempPath};

/// Files that wait for the disk together.
const TOGETHER: usize = 256;
const THREADS: usize = 16;

/// New files on their way into a log.
pub struct Batch<'a> {
    log: &'a Log,
    taken: HashSet<String>,
    staging: Option<Staging>,
    waiting: Vec<Unwritten>,
}

struct Staging {
    folder: TempDir,
    /// Held for as long as the folder is in use.
    _lock: Option<fs::File>,
}

struct Unwritten {
    temporary: TempPath,
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
            staging: None,
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
        let temporary = self
            .stage(&text)
            .map_err(|error| Error::io("write", &target.file, error))?;
        self.waiting.push(Unwritten {
            temporary,
            text,
            path,
            target,
        });
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
        let mut folders = BTreeSet::new();
        for one in &waiting {
            let folder = one.target.make_folder();
            let folder = folder.map_err(|error| Error::io("write", &one.target.file, error))?;
            folders.insert(folder.to_owned());
        }
        let mut done = Vec::with_capacity(waiting.len());
        let mut failed = None;
        for result in in_threads(waiting) {
            match result {
                Ok(path) => done.push(path),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        for folder in &folders {
            // The files have their names; a folder that cannot be flushed is no failure.
            let _ = write::flush_folder(folder);
        }
        match failed {
            Some(error) => Err(error),
            None => Ok(done),
        }
    }

    fn stage(&mut self, text: &str) -> io::Result<TempPath> {
        let staging = match &mut self.staging {
            Some(staging) => staging,
            none => none.insert(Staging::new(self.log)?),
        };
        let mut file = write::nameless(&Mode::Plain, staging.folder.path())?;
        file.write_all(text.as_bytes())?;
        Ok(file.into_temp_path())
    }
}

impl Staging {
    /// What an import that was killed left behind is taken away on the way.
    fn new(log: &Log) -> io::Result<Self> {
        let inside = WriteTarget::within(&log.root, Path::new(log.logs()).join(STAGING));
        let logs = inside.make_folder()?;
        for entry in fs::read_dir(logs)?.flatten() {
            let is_old = entry.file_name().to_string_lossy().starts_with(STAGING)
                && entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_old {
                remove_unused(&entry.path(), &entry.path());
            }
        }
        let folder = tempfile::Builder::new().prefix(STAGING).tempdir_in(logs)?;
        Ok(Self {
            _lock: hold(folder.path()).unwrap_or_default(),
            folder,
        })
    }
}

/// Waiting for the disk is most of the work, and it waits for many as for one.
fn in_threads(waiting: Vec<Unwritten>) -> Vec<Result<String, Error>> {
    let waiting: Vec<_> = waiting
        .into_iter()
        .map(|one| Mutex::new(Some(one)))
        .collect();
    let put = |number: usize| {
        let one = waiting[number].lock().ok()?.take()?;
        Some(put(one))
    };
    let done = on_threads(waiting.len(), THREADS, put);
    done.into_iter().flatten().collect()
}

/// Flushed before it takes its name: after a power cut it is whole or not there.
fn put(one: Unwritten) -> Result<String, Error> {
    let failed = |error| write::failed("write", &one.target.file, error);
    // Windows flushes only what may be written.
    let mut options = fs::OpenOptions::new();
    let opened = options.read(true).write(true).open(&one.temporary);
    opened
        .and_then(|file| write::flush(&file))
        .map_err(failed)?;
    write::take_free_name(one.temporary, &one.target).map_err(failed)?;
    write::holds(&one.target.file, one.text.as_bytes()).map_err(failed)?;
    Ok(one.path)
}
