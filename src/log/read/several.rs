//! Several logs read as one: each file is named from where the person stands, and knows
//! which log it is of. A post-mortem that two of them have is counted once, as within one.

use super::Reading;
use crate::error::Error;
use crate::log::find::Loaded;
use crate::log::locate::Log;
use crate::log::read::text::Prose;
use crate::model::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A log that is read, alone or beside others.
#[derive(Debug)]
pub struct LogPart {
    pub log: Arc<Log>,
    /// What it is called beside the others; `None` where it is alone.
    pub name: Option<Arc<str>>,
    /// Its folder as the person would type it here; `.` where it is alone, so that its files
    /// are named from its root.
    pub shown: String,
    /// Its folder without links.
    pub whole: PathBuf,
}

impl Reading {
    /// # Errors
    /// Where the folder of one cannot be listed.
    pub fn of_several(parts: &[LogPart], prose: Prose) -> Result<Self, Error> {
        if let [one] = parts {
            return one.log.read(prose);
        }
        let mut all = Self::default();
        for part in parts {
            let mut reading = part.log.read(prose)?;
            let inner = parts.iter().filter_map(|other| part.path_of(&other.whole));
            reading.leave_out(&inner.collect::<Vec<_>>());
            reading.name_for(part);
            all.append(reading);
        }
        all.sort();
        all.set_twins_apart();
        Ok(all)
    }

    /// Reads files of several logs once more, by their names among them.
    pub fn again_of_several(parts: &[LogPart], entries: &[&Entry]) -> Self {
        let mut all = Self::default();
        for part in parts {
            let own = entries.iter();
            let own = own.filter(|entry| entry.log == part.name);
            let mut reading = Self::again(&part.log, own.map(|one| part.own_path(&one.path)));
            reading.name_for(part);
            all.append(reading);
        }
        all.sort();
        all
    }

    fn name_for(&mut self, part: &LogPart) {
        for entry in self.entries.iter_mut().chain(&mut self.twins) {
            entry.path = part.named(&entry.path);
            entry.log.clone_from(&part.name);
        }
        for findings in self.broken.iter_mut().chain(&mut self.odd) {
            findings.path = part.named(&findings.path);
        }
    }

    /// Files of a log that lies within this one are its own.
    fn leave_out(&mut self, inner: &[String]) {
        let stays = |path: &str| !inner.iter().any(|folder| path.starts_with(folder));
        self.entries.retain(|entry| stays(&entry.path));
        self.twins.retain(|entry| stays(&entry.path));
        self.broken.retain(|findings| stays(&findings.path));
        self.odd.retain(|findings| stays(&findings.path));
    }
}

impl LogPart {
    /// A file of this log as it is named among several.
    pub fn named(&self, path: &str) -> String {
        match self.shown.as_str() {
            "." => path.to_owned(),
            shown => format!("{}/{path}", shown.trim_end_matches('/')),
        }
    }

    /// # Errors
    /// Where the file cannot be read.
    pub fn load(&self, path: &str) -> Result<Loaded, Error> {
        Ok(Loaded {
            path: self.named(path),
            log: self.name.clone(),
            ..self.log.load(path)?
        })
    }

    /// The same file as the log itself names it.
    pub fn own_path<'p>(&self, named: &'p str) -> &'p str {
        let own = match self.shown.as_str() {
            "." => None,
            shown => named.strip_prefix(shown.trim_end_matches('/')),
        };
        own.map_or(named, |own| own.trim_start_matches('/'))
    }

    /// The beginning of every path within a folder that lies in this log.
    fn path_of(&self, folder: &Path) -> Option<String> {
        let below = folder.strip_prefix(&self.whole).ok()?;
        let below = below.to_str().filter(|below| !below.is_empty())?;
        Some(format!(
            "{}/",
            below.replace(std::path::MAIN_SEPARATOR, "/")
        ))
    }
}
