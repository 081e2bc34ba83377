//! Reading a whole log, on all cores, each file once; no index and no cache
//! stands between the files and the answer.

use super::decode::{Decoded, Defaults, decode_with};
use super::folder::{FileName, Listing};
use super::found::Refused;
use super::prose::Prose;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::error::{Error, plain};
use crate::model::{Entry, Id};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A post-mortem is a page of text; whatever is larger than this is none.
pub const LARGEST: usize = 1 << 20;

/// What a log holds.
#[derive(Debug, Default)]
pub struct Reading {
    /// By date, then id.
    pub entries: Vec<Entry>,
    /// Files that could not be read as post-mortems, by path.
    pub broken: Vec<Findings>,
    /// Files that could, with something odd in them, by path.
    pub odd: Vec<Findings>,
}

/// Files handed to a thread at a time.
const BATCH: usize = 64;

/// Reads every file below `root/logs`.
pub(super) fn read(root: &Path, logs: &str, prose: Prose) -> Result<Reading, Error> {
    let folder = root.join(logs);
    let listing = Listing::of(&folder, logs).map_err(|error| Error::io("list", &folder, error))?;
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(listing.files.len().div_ceil(BATCH)).max(1);
    let mut reading = Reading::default();
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| scope.spawn(|| read_batches(&listing, &next, prose)))
            .collect();
        reading = read_batches(&listing, &next, prose);
        for other in others {
            match other.join() {
                Ok(part) => reading.append(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    for (path, reason) in &listing.refused {
        reading.broken.push(refused(path, *reason));
    }
    for (path, error) in &listing.failed {
        reading.broken.push(unreadable(path, error));
    }
    sort(&mut reading.entries);
    reading
        .broken
        .sort_unstable_by(|left, right| left.path.cmp(&right.path));
    reading
        .odd
        .sort_unstable_by(|left, right| left.path.cmp(&right.path));
    Ok(reading)
}

/// By date, then id. Entries are large: their numbers are sorted, and then each
/// is moved once.
fn sort(entries: &mut [Entry]) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_unstable_by(|&left, &right| entries[left].order().cmp(&entries[right].order()));
    for position in 0..order.len() {
        let mut from = order[position];
        while from < position {
            from = order[from];
        }
        entries.swap(position, from);
    }
}

impl Reading {
    fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.broken.append(&mut other.broken);
        self.odd.append(&mut other.odd);
    }
}

fn read_batches(listing: &Listing, next: &AtomicUsize, prose: Prose) -> Reading {
    let mut reading = Reading::default();
    let mut buffer = vec![0; 16 << 10];
    loop {
        let start = next.fetch_add(BATCH, Ordering::Relaxed);
        let Some(rest) = listing.files.get(start..) else {
            return reading;
        };
        if rest.is_empty() {
            return reading;
        }
        for file in rest.iter().take(BATCH) {
            read_one(listing, file, prose, &mut buffer, &mut reading);
        }
    }
}

fn read_one(
    listing: &Listing,
    file: &FileName,
    prose: Prose,
    buffer: &mut Vec<u8>,
    reading: &mut Reading,
) {
    let length = match listing.read(file, buffer) {
        Ok(length) if length == buffer.len() && length < LARGEST => {
            buffer.resize(LARGEST, 0);
            listing.read(file, buffer)
        }
        length => length,
    };
    let path = listing.path(file);
    match length {
        Err(error) => reading.broken.push(unreadable(&path, &error)),
        Ok(LARGEST) => reading.broken.push(too_large(&path)),
        Ok(length) => match text(&buffer[..length]) {
            Err(problem) => reading.broken.push(of_file(&path, problem)),
            Ok(text) => {
                let Decoded {
                    post_mortem,
                    diagnostics,
                    ..
                } = decode_with(text, &Defaults::default(), prose);
                if let Some(post_mortem) = post_mortem {
                    let id = Id::from_stem(listing.stem(file));
                    if !diagnostics.is_empty() {
                        let source = Some(text.to_owned());
                        reading.odd.push(Findings {
                            path: path.clone(),
                            source,
                            diagnostics,
                        });
                    }
                    reading.entries.push(Entry {
                        id,
                        path,
                        post_mortem,
                    });
                } else {
                    let source = Some(text.to_owned());
                    reading.broken.push(Findings {
                        path,
                        source,
                        diagnostics,
                    });
                }
            }
        },
    }
}

/// The whole of one file as text; nothing larger than a post-mortem is read.
pub(super) fn whole(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LARGEST as u64).read_to_end(&mut bytes))
        .map_err(|error| Error::io("read", path, error))?;
    text_of(&path.display().to_string(), &bytes)
}

/// Bytes that came from `name` as text.
pub fn text_of(name: &str, bytes: &[u8]) -> Result<String, Error> {
    let refused = |findings| Error::findings("this cannot be read", vec![findings]);
    if bytes.len() >= LARGEST {
        return Err(refused(too_large(name)));
    }
    text(bytes)
        .map(str::to_owned)
        .map_err(|problem| refused(of_file(name, problem)))
}

/// The bytes as text, or why they are none.
fn text(bytes: &[u8]) -> Result<&str, Diagnostic> {
    if memchr::memchr(0, bytes).is_some() && str::from_utf8(bytes).is_ok() {
        let problem = Diagnostic::of_file(
            Code::NotText,
            "the file holds NUL bytes, as after a power cut",
        );
        return Err(problem.help("bring it back from git: git checkout -- PATH"));
    }
    str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let (what, help) = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("is UTF-16", "save it as UTF-8, or: iconv -f UTF-16 -t UTF-8"),
            _ => ("is not UTF-8", "save it as UTF-8; if it came from an old Windows editor: iconv -f WINDOWS-1252 -t UTF-8"),
        };
        Diagnostic::of_file(Code::NotText, format!("the file {what}: byte {byte} is no text")).help(help)
    })
}

fn of_file(path: &str, problem: Diagnostic) -> Findings {
    Findings {
        path: path.to_owned(),
        source: None,
        diagnostics: vec![problem],
    }
}

fn unreadable(path: &str, error: &io::Error) -> Findings {
    of_file(
        path,
        Diagnostic::of_file(
            Code::Unreadable,
            format!("could not be read: {}", plain(error)),
        ),
    )
}

fn too_large(path: &str) -> Findings {
    let problem = Diagnostic::of_file(Code::TooLarge, "larger than 1 MiB, so it was not read");
    of_file(
        path,
        problem.help("a post-mortem is a page of text; move the rest out of it"),
    )
}

fn refused(path: &str, reason: Refused) -> Findings {
    let (message, help) = match reason {
        Refused::Link => (
            "a link, which is never followed",
            "put the file itself into the log",
        ),
        Refused::Device => ("not a file", "take it out of the log"),
        Refused::Name => ("a name that is not UTF-8", "rename it"),
        Refused::TooDeep => (
            "folders nested too deep to be part of a log",
            "keep post-mortems in logs/YEAR/",
        ),
    };
    of_file(
        path,
        Diagnostic::of_file(Code::NotAFile, message).help(help),
    )
}
