//! From what a person types to one file: the beginning of an id or of a file
//! name, or `@latest`.

use crate::diagnostic::{Code, Diagnostic, Findings, nearest};
use crate::error::Error;
use crate::log::locate::Log;
use crate::log::read::decode::{Decoded, decode};
use crate::log::read::folder::{FileName, Listing};
use crate::log::read::mark::ImportOrigin;
use crate::log::read::text;
use crate::log::read::text::Prose;
use crate::log::read::walk::not_opened;
use crate::log::read::{Reading, check_whole};
use crate::model::{Day, Entry, Id, PostMortem, Span, named_day, path_text, same_name};
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// One file, read whole.
#[derive(Debug)]
pub struct Loaded {
    pub id: Id,
    /// Relative to the root of the log.
    pub path: String,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
    pub source: String,
    pub decoded: Decoded,
}

impl Loaded {
    /// The post-mortem, where the file may be written to.
    ///
    /// # Errors
    /// Where the file cannot be read whole, or holds what this hirelog does not know.
    pub fn editable(&self, root: &Path) -> Result<&PostMortem, Error> {
        let refused = |what: &str| Error::findings(what, vec![self.findings_below(root)]);
        match &self.decoded.post_mortem {
            Some(post_mortem) if !self.decoded.newer => Ok(post_mortem),
            _ if self.decoded.newer => Err(refused(
                "a newer hirelog wrote this file, so this one does not change it",
            )),
            _ => Err(
                refused("this file cannot be read as it is, so it is not changed")
                    .hint("put it right in an editor, then run this again"),
            ),
        }
    }

    /// The post-mortem, to be looked at and not written to.
    ///
    /// # Errors
    /// Where the file cannot be read as a post-mortem.
    pub fn readable(&self, root: &Path) -> Result<Entry, Error> {
        self.entry().ok_or_else(|| {
            let findings = vec![self.findings_below(root)];
            Error::findings("this post-mortem cannot be read as it is", findings)
                .hint("put it right in an editor")
        })
    }

    pub fn findings(&self) -> Findings {
        Findings::of(&self.path, &self.source, self.decoded.diagnostics.clone())
    }

    /// The same, of the file below this folder.
    fn findings_below(&self, root: &Path) -> Findings {
        Findings {
            path: path_text(root.join(&self.path)),
            ..self.findings()
        }
    }

    pub fn entry(&self) -> Option<Entry> {
        let post_mortem = self.decoded.post_mortem.clone()?;
        Some(self.entry_of(post_mortem))
    }

    pub fn entry_of(&self, post_mortem: PostMortem) -> Entry {
        Entry {
            id: self.id.clone(),
            path: self.path.clone(),
            log: self.log.clone(),
            post_mortem: post_mortem.into(),
            imported: ImportOrigin::of(self.source.as_bytes()).is_some(),
        }
    }
}

/// One file, by its name alone.
#[derive(Debug, Clone)]
pub struct NamedFile {
    pub id: Id,
    /// Relative to the root of the log, or where several are read to where one stands.
    pub path: String,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
}

impl NamedFile {
    /// The file name without folder and ending.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }
}

/// Whether a name is the whole id, file name or path of a file, and not only the
/// beginning of one.
pub fn is_whole_name(name: &str, path: &str) -> bool {
    let (name, stem) = (bare(name), stem(path));
    name == same_name(stem) || name == Id::from_stem(stem).folded()
}

/// The name of a file without folder and ending.
pub(in crate::log) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.trim_end_matches(".toml")
}

/// How often a file may be called anew while one reads it.
const RENAMED: usize = 8;

/// Stands for the one with the latest date.
pub const LATEST: &str = "@latest";

/// The same of what was typed.
fn bare(name: &str) -> String {
    stem(&same_name(name)).to_owned()
}

fn about_it(it: &PostMortem) -> String {
    let role = it.role.as_deref().unwrap_or("no role");
    format!("{}, {role}, {}", it.date, it.outcome)
}

impl Log {
    /// The path, relative to the root, of the one file that is meant.
    ///
    /// # Errors
    /// Where no file is called so, or more than one.
    pub fn find(&self, name: &str) -> Result<String, Error> {
        if name == LATEST {
            return self.latest();
        }
        match self.called(name)?.as_slice() {
            [path] => Ok(path.clone()),
            [] => Err(self.none_called(name)?),
            many => Err(self.any_of(name, many)),
        }
    }

    /// The one file that is meant. Somebody may call it after another day between the
    /// finding and the reading.
    ///
    /// # Errors
    /// Where no file is called so, or more than one, or where it cannot be read.
    pub fn load_named(&self, name: &str) -> Result<Loaded, Error> {
        for _ in 1..RENAMED {
            let path = self.find(name)?;
            let loaded = self.load(&path);
            if loaded.is_ok() || self.root.join(&path).symlink_metadata().is_ok() {
                return loaded;
            }
        }
        self.load(&self.find(name)?)
    }

    /// The paths of the files that a name may mean.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn called(&self, name: &str) -> Result<Vec<String>, Error> {
        Ok(Self::called_in(&self.listing()?, name))
    }

    /// The same among the files of one folder.
    pub(in crate::log) fn called_in(listing: &Listing, name: &str) -> Vec<String> {
        let path = name.replace('\\', "/");
        let is_there = |known: &String| known == &path || path.ends_with(&format!("/{known}"));
        let paths = || listing.files.iter().map(|file| listing.path(file));
        if let Some(known) = path.contains('/').then(|| paths().find(is_there)).flatten() {
            return vec![known];
        }
        let name = bare(name);
        let names = |file: &FileName| [Id::from_stem(file.stem()).folded(), same_name(file.stem())];
        let called = |is: &dyn Fn(&str) -> bool| -> Vec<&FileName> {
            let files = listing.files.iter();
            files
                .filter(|file| names(file).iter().any(|text| is(text)))
                .collect()
        };
        let mut found = called(&|text| text == name);
        if found.is_empty() {
            found = called(&|text| !name.is_empty() && text.starts_with(&name));
        }
        let id = |file: &FileName| Id::from_stem(file.stem()).folded();
        if found.is_empty() {
            // It was called after another day before.
            let meant = Id::from_stem(&name).folded();
            found = listing
                .files
                .iter()
                .filter(|file| id(file) == meant)
                .collect();
        }
        if let Some((first, others)) = found.split_first()
            && !others.is_empty()
            && others.iter().all(|other| id(other) == id(first))
        {
            // One post-mortem, of which somebody made copies.
            let plain: Vec<_> = found
                .iter()
                .filter(|file| !Id::is_of_copy(file.stem()))
                .copied()
                .collect();
            if plain.len() == 1 {
                found = plain;
            }
        }
        let mut paths: Vec<_> = found.iter().map(|file| listing.path(file)).collect();
        paths.sort();
        paths
    }

    fn none_called(&self, name: &str) -> Result<Error, Error> {
        let (listing, name) = (self.listing()?, bare(name));
        let ids: Vec<_> = listing
            .files
            .iter()
            .map(|file| Id::from_stem(file.stem()))
            .collect();
        let near =
            nearest(&name, ids.iter().map(Id::as_str)).map(|id| format!("did you mean {id}?"));
        let way =
            "`hirelog list` shows the ids; the beginning of one, or of a file name, is enough";
        let error = Error::usage(format!("no post-mortem is called `{name}`"));
        // It may be one of these.
        let closed = not_opened(&listing).into_iter();
        let closed = closed.filter(|(_, problem)| problem.is_error()).take(10);
        let closed = closed.map(|(path, problem)| format!("{path}: {}", problem.message));
        Ok(closed.fold(error.maybe_hint(near).hint(way), Error::hint))
    }

    fn any_of(&self, name: &str, paths: &[String]) -> Error {
        let mut error = Error::usage(format!(
            "`{}` could be any of {} post-mortems",
            bare(name),
            paths.len()
        ));
        for path in paths.iter().take(10) {
            let loaded = self.load(path).ok();
            let it = loaded.and_then(|loaded| loaded.decoded.post_mortem);
            let about = it.map_or_else(|| "cannot be read".to_owned(), |it| about_it(&it));
            let id = Id::from_stem(stem(path));
            error = error.hint(format!("{id}: {about} ({path})"));
        }
        let more = paths.len().checked_sub(10).filter(|more| *more > 0);
        error.maybe_hint(more.map(|more| format!("and {more} more")))
    }

    /// The one with the latest date; of several, the one written last. Only what is named
    /// after the latest day is read, and what is named after none: all the others, where
    /// that day is none of theirs.
    fn latest(&self) -> Result<String, Error> {
        let mut listing = self.listing()?;
        let named = |file: &FileName| named_day(file.stem());
        let newest = listing.files.iter().filter_map(named).max();
        if let Some(since) = newest {
            let until = Day::LAST;
            listing.keep_days(Span { since, until });
        }
        let mut reading = Reading::of(&listing, Prose::Hinted);
        let date = |reading: &Reading| Some(reading.entries.last()?.post_mortem.date);
        if date(&reading) < newest {
            reading = self.read(Prose::Hinted)?;
        }
        let latest = date(&reading);
        let newest = latest.map_or_else(String::new, |day| day.to_string());
        // By its name, or the year of its folder; a name without a day may be of any.
        reading.broken.retain(|one| {
            let name = stem(&one.path);
            let most = name.len().min(newest.len());
            let is_dated = name.starts_with(|first: char| first.is_ascii_digit());
            !is_dated || name.get(..most) >= newest.get(..most)
        });
        let (may, undone) = ("be the latest", "was taken for it");
        check_whole(&self.root, &reading.broken, may, undone)?;
        let written = |entry: &Entry| {
            fs::metadata(self.root.join(&entry.path))
                .and_then(|file| file.modified())
                .ok()
        };
        reading
            .entries
            .iter()
            .rev()
            .take_while(|entry| Some(entry.post_mortem.date) == latest)
            .max_by_key(|entry| written(entry))
            .map(|entry| entry.path.clone())
            .ok_or_else(|| {
                Error::usage("the log holds no post-mortem yet")
                    .hint("write the first: hirelog new")
            })
    }

    /// Reads one file, whatever it holds.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn load(&self, path: &str) -> Result<Loaded, Error> {
        let file = self.root.join(path);
        let refused = |problem: Diagnostic| {
            let findings = Findings::of_file(path_text(&file), problem);
            Error::findings("this file cannot be read", vec![findings])
        };
        let kind = fs::symlink_metadata(&file)
            .map_err(|error| Error::io("read", &file, error))?
            .file_type();
        if !kind.is_file() {
            let problem =
                Diagnostic::of_file(Code::NotAFile, "not a plain file; links are never followed");
            return Err(refused(problem.help("put the file itself into the log")));
        }
        let source = text::whole(&file)?;
        let decoded = decode(&source);
        Ok(Loaded {
            id: Id::from_stem(stem(path)),
            path: path.to_owned(),
            log: None,
            source,
            decoded,
        })
    }

    /// The files that have the id of this one, from the names alone: copies of it, mostly.
    pub fn copies(&self, path: &str) -> Result<Vec<String>, Error> {
        let id_of = |path: &str| Id::from_stem(stem(path)).folded();
        let (listing, id) = (self.listing()?, id_of(path));
        let files = listing.files.iter();
        let same = files.filter(|file| Id::from_stem(file.stem()).folded() == id);
        let mut copies: Vec<_> = same.map(|file| listing.path(file)).collect();
        copies.retain(|other| other != path);
        copies.sort_unstable();
        Ok(copies)
    }

    /// Every file by its name, those named after the latest days first.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn names(&self) -> Result<Vec<NamedFile>, Error> {
        let listing = self.listing()?;
        let mut files: Vec<_> = listing
            .files
            .iter()
            .map(|file| (named_day(file.stem()), Id::from_stem(file.stem()), file))
            .collect();
        files.sort_unstable_by(|one, other| (other.0, &other.1).cmp(&(one.0, &one.1)));
        let named = |(_, id, file)| NamedFile {
            id,
            path: listing.path(file),
            log: None,
        };
        Ok(files.into_iter().map(named).collect())
    }

    /// Every id there is, from the names alone.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn ids(&self) -> Result<HashSet<String>, Error> {
        let listings = [self.listing()?, self.decision_files()?];
        let ids = listings.iter().flat_map(|listing| {
            let files = listing.files.iter();
            files.map(|file| Id::from_stem(file.stem()).to_string())
        });
        Ok(ids.collect())
    }
}
