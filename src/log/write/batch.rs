//! Many new files at once, as an import writes them. Each is put in place whole
//! or not at all, as everywhere; the names that are taken are read once, and
//! waiting for the disk is shared: files are flushed many at a time, and a folder
//! once for all of them. (Measured on ext4: 900 files a second one by one, 4,900
//! like this.)

use super::TRIES;
use super::change::fits;
use crate::error::{Error, Kind};
use crate::log::read::found::is_link;
use crate::log::{Log, TEAM_FILE, write};
use crate::model::{Day, Id, file_slug};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use tempfile::{TempDir, TempPath};

/// Files that wait for the disk together.
const TOGETHER: usize = 256;
const THREADS: usize = 16;
/// Files that are not in place yet lie in a folder of this name, below the logs:
/// hidden from every reader, and on the same disk.
const STAGING: &str = ".hirelog-import-";

/// New files on their way into a log.
pub struct Batch<'a> {
    log: &'a Log,
    taken: HashSet<String>,
    staging: Option<Staging>,
    waiting: Vec<Waiting>,
}

struct Staging {
    folder: TempDir,
    /// Held for as long as the folder is in use.
    _lock: Option<fs::File>,
}

struct Waiting {
    temporary: TempPath,
    text: String,
    /// Relative to the root.
    path: String,
    file: PathBuf,
}

impl Log {
    /// Keeps other imports out for as long as it is held: two at once would not
    /// see what the other writes. A file system without locks does without.
    pub fn keep_others_out(&self) -> Result<Option<fs::File>, Error> {
        let Ok(mark) = fs::File::open(self.root.join(TEAM_FILE)) else {
            return Ok(None);
        };
        match mark.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(Error::new(
                Kind::Io,
                format!("another import is writing to {}", self.root.display()),
            )
            .hint("wait until it is done, then run this again")),
            Ok(()) => Ok(Some(mark)),
            Err(fs::TryLockError::Error(_)) => Ok(None),
        }
    }

    /// Begins to write many files.
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
    pub fn add(
        &mut self,
        text: &str,
        date: Day,
        named_after: Option<&str>,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<Vec<String>, Error> {
        let (log, year) = (self.log, date.year());
        let text = log.with_schema_line(text);
        fits(&text)?;
        let id = self.free_id(random)?;
        let slug = named_after.and_then(file_slug);
        let slug = slug.map(|slug| format!("{slug}-")).unwrap_or_default();
        let name = format!("{year:04}/{date}-{slug}{id}.toml");
        let path = match log.logs() {
            "" => name,
            logs => format!("{logs}/{name}"),
        };
        let file = log.root.join(&path);
        let temporary = self
            .stage(&text)
            .map_err(|error| Error::io("write", &file, error))?;
        self.waiting.push(Waiting {
            temporary,
            text,
            path,
            file,
        });
        if self.waiting.len() < TOGETHER {
            return Ok(Vec::new());
        }
        self.flush()
    }

    /// Puts in place what still waits.
    pub fn flush(&mut self) -> Result<Vec<String>, Error> {
        let waiting = std::mem::take(&mut self.waiting);
        let folders: BTreeSet<_> = waiting
            .iter()
            .map(|one| write::folder_of(&one.file).to_owned())
            .collect();
        for folder in &folders {
            make(folder).map_err(|error| Error::io("write to", folder, error))?;
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

    fn free_id(&mut self, random: impl Fn(&mut [u8]) -> io::Result<()>) -> Result<Id, Error> {
        for _ in 0..TRIES {
            let mut bytes = [0; 16];
            random(&mut bytes)
                .map_err(|error| Error::io("draw an id for", &self.log.root, error))?;
            if let Some(id) = Id::from_random(&bytes)
                && self.taken.insert(id.to_string())
            {
                return Ok(id);
            }
        }
        Err(Error::new(
            Kind::Io,
            format!("found no free id in {}", self.log.root.display()),
        ))
    }

    fn stage(&mut self, text: &str) -> io::Result<TempPath> {
        let staging = match &mut self.staging {
            Some(staging) => staging,
            none => none.insert(Staging::new(&self.log.root.join(self.log.logs()))?),
        };
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(staging.folder.path())?;
        file.write_all(text.as_bytes())?;
        Ok(file.into_temp_path())
    }
}

impl Staging {
    /// What an import that was killed left behind is taken away on the way.
    fn new(logs: &Path) -> io::Result<Self> {
        fs::create_dir_all(logs)?;
        for entry in fs::read_dir(logs)?.flatten() {
            let is_old = entry.file_name().to_string_lossy().starts_with(STAGING)
                && entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_old && lock(&entry.path()).is_some() {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        let folder = tempfile::Builder::new().prefix(STAGING).tempdir_in(logs)?;
        Ok(Self {
            _lock: lock(folder.path()),
            folder,
        })
    }
}

/// A folder that nobody else works in.
fn lock(folder: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder).ok()?;
    folder.try_lock().ok()?;
    Some(folder)
}

fn make(folder: &Path) -> io::Result<()> {
    if is_link(folder) {
        return Err(io::Error::other(
            "it is a link, and links are never followed",
        ));
    }
    fs::create_dir_all(folder)
}

/// Waiting for the disk is most of the work, and it waits for many as for one.
fn in_threads(waiting: Vec<Waiting>) -> Vec<Result<String, Error>> {
    let share = waiting.len().div_ceil(THREADS).max(1);
    let mut shares = Vec::new();
    let mut rest = waiting;
    while !rest.is_empty() {
        let others = rest.split_off(share.min(rest.len()));
        shares.push(std::mem::replace(&mut rest, others));
    }
    thread::scope(|scope| {
        let started: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(|| share.into_iter().map(put).collect::<Vec<_>>()))
            .collect();
        started
            .into_iter()
            .flat_map(|thread| match thread.join() {
                Ok(results) => results,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

/// Flushed before it takes its name: after a power cut it is whole or not there.
fn put(one: Waiting) -> Result<String, Error> {
    let failed = |error| Error::io("write", &one.file, error);
    fs::File::open(&one.temporary)
        .and_then(|file| write::flush(&file))
        .map_err(failed)?;
    write::take_free_name(one.temporary, &one.file).map_err(failed)?;
    match fs::read(&one.file) {
        Ok(there) if there != one.text.as_bytes() => Err(failed(write::not_as_written())),
        _ => Ok(one.path),
    }
}
