//! Reading a whole log, on all cores, each file once; no index and no cache
//! stands between the files and the answer.

pub(super) mod comments;
pub(super) mod decode;
pub(super) mod fields;
pub(super) mod folder;
pub(super) mod found;
pub(super) mod held;
mod literal;
pub(super) mod mark;
pub(super) mod places;
pub(super) mod plain;
pub(super) mod several;
pub(super) mod syntax;
pub(super) mod text;
pub(super) mod twins;
pub(super) mod walk;

use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::log::locate::Log;
use crate::log::read::mark::ImportOrigin;
use crate::model::{Day, Entry, Id, Span, named_day, path_text};
use decode::{Decoded, Defaults, decode_known};
use folder::{FileName, Listing};
use foldhash::fast::FixedState;
use plain::KnownLines;
use std::hash::BuildHasher;
use std::path::Path;
use text::Prose;
use walk::{LogFile, each_of};

/// What a log holds.
#[derive(Debug, Default)]
pub struct Reading {
    /// By date, then id.
    pub entries: Vec<Entry>,
    /// Files that are one post-mortem with another of these, and are not counted.
    pub twins: Vec<Entry>,
    /// Files that could not be read as post-mortems, by path.
    pub broken: Vec<Findings>,
    /// Files that could, with what is wrong in them, by path.
    pub odd: Vec<Findings>,
    /// Of each entry, as long as it is read; none once twins are set apart.
    marks: Vec<FileMark>,
    /// What was read before, as long as it is read.
    known: KnownLines,
    /// How much was read of sentences.
    pub prose: Prose,
}

/// By what a file may turn out to be one with another.
#[derive(Debug)]
struct FileMark {
    /// The same for the same bytes; of none where no file has the name of a copy.
    digest: u64,
    /// Which system, and whose import of it, wrote it.
    import: Option<String>,
}

impl Log {
    /// Reads every file of the log.
    ///
    /// # Errors
    /// Where the folder cannot be listed; a file that cannot be read is a finding.
    pub fn read(&self, prose: Prose) -> Result<Reading, Error> {
        let _wait = self.reading();
        Ok(Reading::of(&self.listing()?, prose))
    }

    /// Reads the files that are named after one of these days, or after none, and nothing
    /// else: where most of a log is of other days, that is most of the work. Who is read and
    /// has another day than its name is told of, as others may have been passed over.
    ///
    /// # Errors
    /// Where the folder cannot be listed; a file that cannot be read is a finding.
    pub fn read_days(&self, days: Span, prose: Prose) -> Result<Reading, Error> {
        let _wait = self.reading();
        let mut listing = self.listing()?;
        listing.keep_days(days);
        let mut reading = Reading::of(&listing, prose);
        reading.tell_of_other_days();
        Ok(reading)
    }
}

impl Reading {
    /// Reads files of a log once more, with their sentences; each counts, as it did before.
    pub fn again<'p>(log: &Log, paths: impl Iterator<Item = &'p str>) -> Self {
        Self::gathered(&Listing::of_paths(&log.root, paths), Prose::Whole)
    }

    pub(super) fn of(listing: &Listing, prose: Prose) -> Self {
        let mut reading = Self::gathered(listing, prose);
        reading.set_twins_apart();
        reading
            .odd
            .sort_unstable_by(|left, right| left.path.cmp(&right.path));
        reading
    }

    fn gathered(listing: &Listing, prose: Prose) -> Self {
        let prose = prose.of(listing.files.len());
        // A name of ours is none of a copy, and few files have another.
        let is_other = |file: &FileName| !Id::is_ours(file.stem());
        let digests = listing.files.iter().any(is_other);
        let digests = digests.then(FixedState::default);
        let parts = each_of(listing, |reading: &mut Self, page| {
            reading.add(page, prose, digests.as_ref());
        });
        let mut parts = parts.into_iter();
        let mut reading = parts.next().unwrap_or_default();
        parts.for_each(|part| reading.append(part));
        reading.prose = prose;
        reading.known = KnownLines::default();
        reading.sort();
        reading
            .broken
            .sort_unstable_by(|left, right| left.path.cmp(&right.path));
        reading
    }

    fn tell_of_other_days(&mut self) {
        for entry in &self.entries {
            let (named, date) = (named_day(entry.stem()), entry.post_mortem.date);
            if let Some(named) = named.filter(|named| *named != date) {
                let told = Diagnostic::of_another_day(&entry.id, named, date);
                self.odd.push(Findings::of_file(&entry.path, told));
            }
        }
    }

    /// By date, then id. Their numbers are sorted by their days alone where these differ,
    /// and then each is moved once.
    fn sort(&mut self) {
        let entries = &mut self.entries;
        let days = entries.iter().map(|entry| entry.post_mortem.date);
        let mut order: Vec<(Day, usize)> = days.zip(0..).collect();
        order.sort_unstable_by(|one, other| {
            let rest = || entries[one.1].order().cmp(&entries[other.1].order());
            one.0.cmp(&other.0).then_with(rest)
        });
        for position in 0..order.len() {
            let (_, mut from) = order[position];
            while from < position {
                from = order[from].1;
            }
            entries.swap(position, from);
            if !self.marks.is_empty() {
                self.marks.swap(position, from);
            }
        }
    }

    fn append(&mut self, mut other: Self) {
        if other.prose != Prose::Whole {
            self.prose = other.prose;
        }
        self.entries.append(&mut other.entries);
        self.marks.append(&mut other.marks);
        self.twins.append(&mut other.twins);
        self.broken.append(&mut other.broken);
        self.odd.append(&mut other.odd);
    }

    fn add(&mut self, page: LogFile<'_>, prose: Prose, digests: Option<&FixedState>) {
        let LogFile { path, stem, text } = page;
        let findings = |source: Option<&str>, diagnostics| Findings {
            path: path.clone(),
            source: source.map(str::to_owned),
            diagnostics,
        };
        let text = match text {
            Ok(text) => text,
            // A file beside the log stops nothing; `check` names it.
            Err(problem) if !problem.is_error() => return,
            Err(problem) => {
                self.broken.push(findings(None, vec![*problem]));
                return;
            }
        };
        let Decoded {
            post_mortem,
            diagnostics,
            ..
        } = decode_known(text, &Defaults::default(), prose, &mut self.known);
        let Some(post_mortem) = post_mortem else {
            self.broken.push(findings(Some(text), diagnostics));
            return;
        };
        if !diagnostics.is_empty() {
            self.odd.push(findings(Some(text), diagnostics));
        }
        let origin = ImportOrigin::of(text.as_bytes());
        self.marks.push(FileMark {
            digest: digests.map_or(0, |digests| digests.hash_one(text)),
            import: origin.as_ref().map(ImportOrigin::import),
        });
        self.entries.push(Entry {
            id: Id::from_stem(stem),
            path,
            log: None,
            post_mortem: post_mortem.into(),
            imported: origin.is_some(),
        });
    }
}

/// For a command that acts on the whole log, and would leave out what cannot be
/// read: what such a file `may` be, and what was not done.
///
/// # Errors
/// Where there is such a file; each is named.
pub(super) fn check_whole(
    root: &Path,
    broken: &[Findings],
    may: &str,
    undone: &str,
) -> Result<(), Error> {
    let files = match broken.len() {
        0 => return Ok(()),
        1 => "a file".to_owned(),
        count => format!("{count} files"),
    };
    let mut broken = broken.to_vec();
    for one in &mut broken {
        one.path = path_text(root.join(&one.path));
    }
    let what = format!("{files} cannot be read and may {may}, so nothing {undone}");
    Err(Error::findings(what, broken)
        .hint("put right what is wrong, or take it out of the log, then run this again"))
}
