//! The keys by which imported applications are known again: found, made, kept in
//! the person's own folder and never in the log.

use crate::cli::Import;
use crate::error::{Error, Kind};
use crate::import::{ImportKey, ImportMark, System};
use crate::log::{self, Log};
use crate::model::Id;
use crate::session::Session;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

const FOLDER: &str = "import-keys";

/// What is in the log already, and the keys to know it by.
pub(super) struct Keys {
    /// The first one makes new marks.
    keys: Vec<ImportKey>,
    /// With the path of its file; none where this import makes it.
    there: HashMap<ImportMark, String>,
    /// A key that is not on disk yet, and where it goes.
    unsaved: Option<PathBuf>,
    /// Files that were made of the same application, by two people or in two clones.
    pub twice: Vec<(String, String)>,
}

impl Keys {
    /// # Errors
    /// Where the log, or a key, cannot be read.
    pub fn find(args: &Import, session: &Session<'_>, log: &Log) -> Result<Self, Error> {
        let mut paths = BTreeMap::new();
        let mut twice = Vec::new();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for (text, path) in log.marks()? {
            let Some(mark) = ImportMark::parse(&text) else {
                continue;
            };
            *names.entry(mark.key.clone()).or_default() += 1;
            if let Some(before) = paths.insert((mark.digest, mark.key), path.clone()) {
                twice.push((before, path));
            }
        }
        let there = paths
            .into_iter()
            .map(|((digest, key), path)| (ImportMark { key, digest }, path))
            .collect();
        let mut keys = Vec::new();
        let given = args
            .key
            .as_ref()
            .map(|file| session.context.working_folder.join(file));
        if let Some(file) = &given {
            keys.extend(read(file)?);
        }
        let folder = folder(session);
        let mut missing = Vec::new();
        for (name, count) in &names {
            if keys.iter().any(|key: &ImportKey| key.name == *name) {
                continue;
            }
            let file = folder.as_ref().map(|folder| folder.join(name));
            match file.map(|file| read(&file)).transpose()?.flatten() {
                Some(key) => keys.push(key),
                None => missing.push((name, *count)),
            }
        }
        if let (Some((name, count)), false) = (missing.first(), args.new_key) {
            return Err(unknown(name, *count, folder.as_deref()));
        }
        let is_new = args.new_key || keys.is_empty();
        let mut found = Self {
            keys,
            there,
            unsaved: None,
            twice,
        };
        if is_new {
            found.begin(session, given, folder)?;
        }
        Ok(found)
    }

    /// A fresh key. It is written down before the first file that needs it.
    fn begin(
        &mut self,
        session: &Session<'_>,
        given: Option<PathBuf>,
        folder: Option<PathBuf>,
    ) -> Result<(), Error> {
        let mut bytes = [0; 48];
        let failed = |error| Error::io("draw a key for", Path::new("the import"), error);
        let (name, secret) = loop {
            session.context.random(&mut bytes).map_err(failed)?;
            let secret: [u8; 16] = std::array::from_fn(|position| bytes[position]);
            if let Some(name) = Id::from_random(&bytes[16..]) {
                break (name.to_string(), secret);
            }
        };
        let place = given.or_else(|| Some(folder?.join(&name))).ok_or_else(|| {
            Error::usage("this system has no folder for a person's own state")
                .hint("say where the key is kept, outside of the log: --key FILE")
        })?;
        self.keys.insert(0, ImportKey::new(name, secret));
        self.unsaved = Some(place);
        Ok(())
    }

    /// Writes down a new key; gives where it lies.
    ///
    /// # Errors
    /// Where the key cannot be written.
    pub fn save(&mut self) -> Result<Option<PathBuf>, Error> {
        let (Some(place), Some(key)) = (self.unsaved.take(), self.keys.first()) else {
            return Ok(None);
        };
        log::keep_secret(&place, &key.to_text())?;
        Ok(Some(place))
    }

    /// The mark of an application that is written now.
    pub fn made(&self, args: &Import, source: &str) -> Option<ImportMark> {
        Some(self.keys.first()?.mark(args.from, source))
    }

    /// The file of an application that was imported before: blank where it is one of this
    /// import, `None` for a new one, which is known from now on.
    pub fn known(&mut self, system: System, source: &str) -> Option<String> {
        let path = self.path(system, source);
        if path.is_none()
            && let Some(key) = self.keys.first()
        {
            self.there.insert(key.mark(system, source), String::new());
        }
        path
    }

    /// The same, of which nothing is remembered.
    pub fn path(&self, system: System, source: &str) -> Option<String> {
        let mut marks = self.keys.iter().map(|key| key.mark(system, source));
        marks.find_map(|mark| self.there.get(&mark)).cloned()
    }
}

fn folder(session: &Session<'_>) -> Option<PathBuf> {
    let state = session.context.folders.state.as_ref()?;
    Some(state.join(FOLDER))
}

fn read(file: &Path) -> Result<Option<ImportKey>, Error> {
    let Some(text) = log::read_secret(file)? else {
        return Ok(None);
    };
    match ImportKey::parse(&text) {
        Some(key) => Ok(Some(key)),
        None => Err(Error::new(
            Kind::Unreadable,
            format!("{} holds no import key", file.display()),
        )
        .hint("it is one line that begins with hirelog-import-key; take another file, or none for a new key")),
    }
}

fn unknown(name: &str, count: usize, folder: Option<&Path>) -> Error {
    let what = format!(
        "{count} {} of this log were imported with the key {name}, which is not here: they would not be known again and be written twice",
        if count == 1 { "file" } else { "files" }
    );
    let place = folder.map(|folder| format!(" and put it into {}", folder.display()));
    Error::usage(what)
        .hint(format!(
            "ask whoever imported them for the file {name} in their folder hirelog/{FOLDER}{}, or name it: --key FILE",
            place.unwrap_or_default()
        ))
        .hint("if this export holds none of those applications: --new-key")
}
