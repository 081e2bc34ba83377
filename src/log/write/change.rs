//! One post-mortem written: a new file, or what an edit makes of one that is there.

use super::TRIES;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::{Error, Kind};
use crate::log::edit::revise::revise;
use crate::log::find::{Loaded, stem};
use crate::log::locate::Log;
use crate::log::locate::log_of;
use crate::log::read::text::LARGEST;
use crate::log::write;
use crate::log::write::target::WriteTarget;
use crate::model::{Day, Id, PostMortem, file_slug, path_text};
use std::collections::HashSet;
use std::io;
use std::path::Path;

impl Log {
    /// Writes a new file for this text, under a fresh id and after a role where that may
    /// be told. Gives its path relative to the root.
    ///
    /// # Errors
    /// Where the text could not be read again, or cannot be written.
    pub fn create(
        &self,
        text: &str,
        date: Day,
        named_after: Option<&str>,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<String, Error> {
        let text = &self.with_schema_line(text);
        self.create_called(text, |id| self.new_path(date, named_after, id), random)
    }

    /// The same, with the path that an id gives.
    pub(in crate::log) fn create_called(
        &self,
        text: &str,
        path: impl Fn(&Id) -> String,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<String, Error> {
        fits(text)?;
        let mut taken = self.ids()?;
        loop {
            let path = path(&self.free_id(&mut taken, &random)?);
            let target = WriteTarget::within(&self.root, &path);
            match write::create(&target, text.as_bytes()) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(write::failed("write", &target.file, error)),
            }
        }
    }

    /// An id that no file has, and that is taken from then on.
    pub(super) fn free_id(
        &self,
        taken: &mut HashSet<String>,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<Id, Error> {
        for _ in 0..TRIES {
            let mut bytes = [0; 16];
            random(&mut bytes).map_err(|error| Error::io("draw an id for", &self.root, error))?;
            if let Some(id) = Id::from_random(&bytes)
                && taken.insert(id.to_string())
            {
                return Ok(id);
            }
        }
        let what = format!("found no free id in {}", path_text(&self.root));
        Err(Error::new(Kind::Io, what))
    }

    /// The path of a new file, relative to the root.
    pub(super) fn new_path(&self, date: Day, named_after: Option<&str>, id: &Id) -> String {
        let slug = named_after.and_then(file_slug);
        let slug = slug.map(|slug| format!("{slug}-")).unwrap_or_default();
        let name = format!("{:04}/{date}-{slug}{id}.toml", date.year());
        match self.logs() {
            "" => name,
            logs => format!("{logs}/{name}"),
        }
    }

    /// Changes one file to what `edit` makes of it. Gives where the file is, relative to the
    /// root, as it may have been called after another day, and false where the edit asked for
    /// what it already says. When somebody else writes
    /// the file at the same moment, `edit` is asked again about what it now says.
    ///
    /// # Errors
    /// What `edit` fails with, or where the file cannot be written.
    pub fn revise(
        &self,
        path: &str,
        edit: impl Fn(&PostMortem) -> Result<PostMortem, Error>,
    ) -> Result<(String, bool), Error> {
        for _ in 0..TRIES {
            let loaded = self.load_named(path)?;
            let old = loaded.editable(&self.root)?;
            let new = edit(old)?;
            let is_written = new != *old;
            if !is_written || self.replace(&loaded, &self.revised(&loaded, old, &new)?)? {
                return Ok((loaded.path, is_written));
            }
        }
        Err(Error::new(
            Kind::Io,
            format!("{path} kept changing while it was edited; nothing was written"),
        )
        .hint("try again"))
    }

    /// Puts a text that a person edited in the place of the one they were
    /// shown; false when the file has changed since.
    ///
    /// # Errors
    /// Where the text could not be read again, or cannot be written.
    pub fn replace(&self, loaded: &Loaded, text: &str) -> Result<bool, Error> {
        fits(text)?;
        rewritten(
            &WriteTarget::within(&self.root, &loaded.path),
            &loaded.source,
            text,
        )
    }

    /// Calls a file that is called after a day after another one, in the folder of its year.
    /// The id stays, so git sees the file moved. It has one of the two names at any moment.
    /// Gives the new path; `None` where the file is called after that day already, or the day
    /// is part of its id, or it has none.
    ///
    /// # Errors
    /// Where the folder or the name refuses, or another file has that name.
    pub fn call_after(&self, path: &str, day: Day) -> Result<Option<String>, Error> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let named = name.get(..10).and_then(Day::parse);
        if named.is_none_or(|named| named == day) {
            return Ok(None);
        }
        let year = format!("{:04}", day.year());
        let above = folder.rsplit_once('/');
        let folder = match above.filter(|(_, year)| year.parse::<u16>().is_ok()) {
            Some((above, _)) => format!("{above}/{year}"),
            None => folder.to_owned(),
        };
        let called = format!("{folder}/{day}{}", &name[10..]);
        let called = called.trim_start_matches('/');
        if Id::from_stem(stem(path)) != Id::from_stem(stem(called)) {
            return Ok(None);
        }
        let [old, new] = [path, called].map(|path| WriteTarget::within(&self.root, path));
        write::rename(&old, &new).map_err(|error| Error::io("rename", &old.file, error))?;
        Ok(Some(called.to_owned()))
    }

    /// Takes a file away that still says what was read; false where it says something else.
    ///
    /// # Errors
    /// Where the file cannot be read or removed.
    pub fn remove(&self, loaded: &Loaded) -> Result<bool, Error> {
        let target = WriteTarget::within(&self.root, &loaded.path);
        let removed = write::remove(&target, loaded.source.as_bytes());
        removed.map_err(|error| Error::io("remove", &target.file, error))
    }

    /// The text of a file with one post-mortem turned into the other.
    ///
    /// # Errors
    /// Where the file cannot be read, or the change cannot be made in place.
    pub fn revised(
        &self,
        loaded: &Loaded,
        old: &PostMortem,
        new: &PostMortem,
    ) -> Result<String, Error> {
        revise(&loaded.source, old, new).map_err(|diagnostics| {
            self.refused(
                "the change was not written",
                &loaded.path,
                &loaded.source,
                diagnostics,
            )
        })
    }

    pub(in crate::log) fn refused(
        &self,
        what: &str,
        path: &str,
        source: &str,
        diagnostics: Vec<Diagnostic>,
    ) -> Error {
        let path = self.root.join(path);
        let findings = Findings::of(path_text(path), source, diagnostics);
        Error::findings(what, vec![findings])
    }
}

/// Replaces a file that still says `old`; false when it says something else.
///
/// # Errors
/// Where the file cannot be read or written.
pub fn rewrite(file: &Path, old: &str, new: &str) -> Result<bool, Error> {
    let target = match log_of(file) {
        Some(root) => WriteTarget::within(&root, file),
        None => WriteTarget::named(file),
    };
    rewritten(&target, old, new)
}

fn rewritten(target: &WriteTarget, old: &str, new: &str) -> Result<bool, Error> {
    match write::replace(target, old.as_bytes(), new.as_bytes()) {
        // It is called otherwise by now.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        written => written.map_err(|error| write::failed("write", &target.file, error)),
    }
}

/// Whether a text could be read again once it is written.
pub(in crate::log) fn fits(text: &str) -> Result<(), Error> {
    if text.len() < LARGEST {
        return Ok(());
    }
    Err(Error::usage(
        "the post-mortem would be larger than 1 MiB, and no file of that size is read",
    )
    .hint("keep to what each party owns; put the rest elsewhere and name where"))
}
