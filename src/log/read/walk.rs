//! Every file of a log, on all cores, each read once.

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::log::locate::Log;
use crate::log::read::folder::{FileName, Listing};
use crate::log::read::found::OpenFolder;
use crate::log::read::text::{LARGEST, refused, stray, text, unreadable};
use crate::log::threads::on_each;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// One file of a log.
pub struct LogFile<'a> {
    /// Relative to the log, with forward slashes on every platform.
    pub path: String,
    /// The file name without its ending.
    pub stem: &'a str,
    /// What it says, or why it cannot be read.
    pub text: Result<&'a str, Box<Diagnostic>>,
}

/// Files handed to a thread at a time.
const BATCH: usize = 64;

impl Log {
    /// Shows every file of the log, whatever it holds, to one gatherer a thread, in no order.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn each<G: Default + Send>(
        &self,
        visit: impl Fn(&mut G, LogFile<'_>) + Sync,
    ) -> Result<Vec<G>, Error> {
        let _wait = self.reading();
        Ok(each_of(&self.listing()?, visit))
    }
}

/// The same of the files of one folder.
pub(in crate::log) fn each_of<G: Default + Send>(
    listing: &Listing,
    visit: impl Fn(&mut G, LogFile<'_>) + Sync,
) -> Vec<G> {
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(listing.files.len().div_ceil(BATCH)).max(1);
    let mut gathered = on_each(threads, || batches(listing, &next, &visit));
    for (path, problem) in not_opened(listing) {
        let (name, text) = (path.clone(), Err(Box::new(problem)));
        let stem = name.rsplit('/').next().unwrap_or_default();
        visit(&mut gathered[0], LogFile { path, stem, text });
    }
    gathered
}

/// What was found and not read.
pub(in crate::log) fn not_opened(listing: &Listing) -> Vec<(String, Diagnostic)> {
    let reasons = listing.refused.iter();
    let reasons = reasons.map(|(path, reason)| (path.clone(), refused(*reason)));
    let failed = listing.failed.iter();
    let failed = failed.map(|(path, error)| (path.clone(), unreadable(error)));
    let strays = listing.strays.iter();
    let strays = strays.map(|path| (path.clone(), stray(path.rsplit('/').next().unwrap_or(path))));
    reasons.chain(failed).chain(strays).collect()
}

fn batches<G: Default>(
    listing: &Listing,
    next: &AtomicUsize,
    visit: &(impl Fn(&mut G, LogFile<'_>) + Sync),
) -> G {
    let mut gatherer = G::default();
    let mut reader = FileReader::of(listing);
    loop {
        let start = next.fetch_add(BATCH, Ordering::Relaxed);
        let rest = listing.files.get(start..).unwrap_or_default();
        if rest.is_empty() {
            return gatherer;
        }
        for file in rest.iter().take(BATCH) {
            let page = LogFile {
                path: listing.path(file),
                stem: file.stem(),
                text: reader.read(file).and_then(text),
            };
            visit(&mut gatherer, page);
        }
    }
}

/// Reads files one after the other; those of one folder follow each other.
pub(in crate::log) struct FileReader<'l> {
    listing: &'l Listing,
    folder: Option<(usize, OpenFolder<'l>)>,
    /// Grows for the file that needs it.
    buffer: Vec<u8>,
}

impl<'l> FileReader<'l> {
    pub fn of(listing: &'l Listing) -> Self {
        let buffer = vec![0; 16 << 10];
        Self {
            listing,
            folder: None,
            buffer,
        }
    }

    pub fn read(&mut self, file: &FileName) -> Result<&[u8], Box<Diagnostic>> {
        let of = file.folder;
        let (_, folder) = match self.folder.take().filter(|(at, _)| *at == of) {
            None => self
                .folder
                .insert((of, OpenFolder::at(self.listing.place(file)))),
            Some(same) => self.folder.insert(same),
        };
        let mut length = folder.read_into(&file.name, &mut self.buffer);
        if length
            .as_ref()
            .is_ok_and(|length| *length == self.buffer.len() && *length < LARGEST)
        {
            self.buffer.resize(LARGEST, 0);
            length = folder.read_into(&file.name, &mut self.buffer);
        }
        match length {
            Ok(length) => Ok(&self.buffer[..length]),
            Err(error) => Err(Box::new(unreadable(&error))),
        }
    }
}
