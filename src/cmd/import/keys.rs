//! The keys by which imported applications are known again: found, made, kept in
//! the person's own folder and never in the log.

use super::likely::LikelyTwins;
use crate::cli::Import;
use crate::error::{Error, Kind};
use crate::import::{ImportKey, ImportMark, Source, System};
use crate::log::{self, Log, Prose};
use crate::model::{Id, Text, path_text};
use crate::render::plural;
use crate::session::Session;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

const FOLDER: &str = "import-keys";

/// What is in the log already, and the keys to know it by.
pub(super) struct Keys {
    /// The first one makes new marks.
    keys: Vec<ImportKey>,
    /// With the path of its file.
    there: HashMap<ImportMark, String>,
    /// A key that is not on disk yet, and where it goes.
    unsaved: Option<PathBuf>,
    /// Files that were made of the same application, by two people or in two clones.
    pub twice: Vec<(String, String)>,
    pub system: System,
    /// Which import of the log this is.
    pub number: u32,
    pub likely: LikelyTwins,
    /// The roles of what is there: a person's number stands with one of them in a digest.
    roles: BTreeSet<Text>,
}

impl Keys {
    /// # Errors
    /// Where the log, or a key, cannot be read.
    pub fn find(
        args: &Import,
        system: System,
        session: &Session<'_>,
        log: &Log,
    ) -> Result<Self, Error> {
        let (mut there, mut twice) = (HashMap::new(), Vec::new());
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let imported = log.imported()?;
        for (origin, path) in &imported {
            for mark in origin
                .marks
                .iter()
                .filter_map(|mark| ImportMark::parse(mark))
            {
                *names.entry(mark.key.clone()).or_default() += 1;
                if let Some(before) = there.insert(mark, path.clone()) {
                    twice.push((before, path.clone()));
                }
            }
        }
        let given = given(args, session, log)?;
        let mut keys: Vec<_> = match &given {
            Some(file) => read(file)?.into_iter().collect(),
            None => Vec::new(),
        };
        let mut missing = Vec::new();
        for (name, count) in &names {
            if keys.iter().any(|key: &ImportKey| key.name == *name) {
                continue;
            }
            match own(name, session)? {
                Some(key) => keys.push(key),
                None => missing.push((name, *count)),
            }
        }
        if let (Some((name, count)), false) = (missing.first(), args.new_key) {
            return Err(unknown(name, *count, folder(session).as_deref()));
        }
        let is_new = args.new_key || keys.is_empty();
        let mut found = Self {
            keys,
            there,
            unsaved: None,
            twice,
            system,
            number: 1 + imported
                .iter()
                .filter_map(|one| one.0.last())
                .max()
                .unwrap_or(0),
            likely: LikelyTwins::default(),
            roles: BTreeSet::from([Text::default()]),
        };
        if !imported.is_empty() {
            let read = log.read(Prose::Hinted)?;
            let roles = read
                .all()
                .filter_map(|entry| entry.post_mortem.role.clone());
            found.roles.extend(roles);
        }
        if is_new {
            found.begin(session, given)?;
        }
        if let Some(key) = found.keys.first() {
            found.likely = LikelyTwins::of(log, &imported, &key.name, system)?;
        }
        Ok(found)
    }

    /// A fresh key. It is written down before the first file that needs it.
    fn begin(&mut self, session: &Session<'_>, given: Option<PathBuf>) -> Result<(), Error> {
        let mut bytes = [0; 48];
        let failed = |error| Error::io("draw a key for", Path::new("the import"), error);
        let (name, secret) = loop {
            session.context.random(&mut bytes).map_err(failed)?;
            let secret: [u8; 16] = std::array::from_fn(|position| bytes[position]);
            if let Some(name) = Id::from_random(&bytes[16..]) {
                break (name.to_string(), secret);
            }
        };
        let place = given
            .or_else(|| Some(folder(session)?.join(&name)))
            .ok_or_else(|| {
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
    pub fn made(&self, source: &str) -> Option<ImportMark> {
        Some(self.keys.first()?.mark(self.system, source))
    }

    /// The files that were made of this id when it stood in a column of another name, or
    /// beside another role.
    pub fn by_id(&self, id: &str) -> Vec<String> {
        let of_person = |role: &Text| self.path(self.system, Source::of_person(id, role).as_str());
        let alone = self.path(self.system, id);
        alone
            .into_iter()
            .chain(self.roles.iter().filter_map(of_person))
            .collect()
    }

    /// The file of an application that was imported before.
    pub fn path(&self, system: System, source: &str) -> Option<String> {
        let mut marks = self.keys.iter().map(|key| key.mark(system, source));
        marks.find_map(|mark| self.there.get(&mark)).cloned()
    }
}

/// Whose files with this name of a key are: the person's, who has the key.
///
/// # Errors
/// Where a key cannot be read.
pub(super) fn owned(
    args: &Import,
    session: &Session<'_>,
    log: &Log,
    names: impl Iterator<Item = String>,
) -> Result<HashSet<String>, Error> {
    let mut owned = HashSet::new();
    if let Some(file) = given(args, session, log)? {
        owned.extend(read(&file)?.map(|key| key.name));
    }
    for name in names {
        if !owned.contains(&name) && own(&name, session)?.is_some() {
            owned.insert(name);
        }
    }
    Ok(owned)
}

/// The key of this name in the person's own folder.
fn own(name: &str, session: &Session<'_>) -> Result<Option<ImportKey>, Error> {
    match folder(session) {
        Some(folder) => read(&folder.join(name)),
        None => Ok(None),
    }
}

/// The file that `--key` names.
///
/// # Errors
/// Where it lies among files that are shared: whoever has it can try every id out.
fn given(args: &Import, session: &Session<'_>, log: &Log) -> Result<Option<PathBuf>, Error> {
    let Some(file) = &args.key else {
        return Ok(None);
    };
    let file = session.context.working_folder.join(file);
    let folder = log::whole_path(file.parent().unwrap_or(&file));
    let shared = session.context.repository_top(&folder);
    let is_of_log = folder.starts_with(&log.root);
    let Some(top) = shared.or_else(|| is_of_log.then(|| log.root.clone())) else {
        return Ok(Some(file));
    };
    let what = format!(
        "{} lies in {}, which is shared: with the key, anybody can find out whose file is whose",
        session.shown(&file),
        session.shown(&top)
    );
    Err(Error::usage(what).hint(
        "keep it outside of any repository, and give it to a colleague by another way than the log; they name it too: --key FILE",
    ))
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
            format!("{} holds no import key", path_text(file)),
        )
        .hint("it is one line that begins with hirelog-import-key; take another file, or none for a new key")),
    }
}

fn unknown(name: &str, count: usize, folder: Option<&Path>) -> Error {
    let what = format!(
        "{} of this log were imported with the key {name}, which is not here: they would not be known again and be written twice",
        plural(count, "file")
    );
    let place = folder.map(|folder| format!(" and put it into {}", path_text(folder)));
    Error::usage(what)
        .hint(format!(
            "ask whoever imported them for the file {name} in their folder hirelog/{FOLDER}{}, or name it: --key FILE",
            place.unwrap_or_default()
        ))
        .hint("if this export holds none of those applications: --new-key")
}
