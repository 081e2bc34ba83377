//! The files of an export: opened, named, and read with an eye on how far it got.

use crate::cli::Import;
use crate::context::{Departure, Watched};
use crate::error::{Error, Kind};
use crate::import::{SideFiles, Stopped, Zone};
use crate::log;
use crate::session::Session;
use std::cell::Cell;
use std::io::Read;
use std::path::Path;

/// What the files beside the export say.
pub(super) fn side_files(
    args: &Import,
    session: &Session<'_>,
    departure: &Departure,
    zone: Zone<'_>,
) -> Result<SideFiles, Error> {
    let mut files = SideFiles::default();
    let given = [
        ("--offers", &args.offers),
        ("--reasons", &args.reasons),
        ("--rejections", &args.rejections),
    ];
    for (flag, file) in given {
        let Some(file) = file else {
            continue;
        };
        let (name, input, _) = open(file, session, departure)?;
        let used = match flag {
            "--offers" => files.add_offers(input, zone),
            "--reasons" => files.add_reasons(input),
            _ => files.add_rejections(input),
        };
        let used = used.map_err(|stopped| stopped_at(&name, stopped))?;
        if used == 0 {
            return Err(Error::new(
                Kind::Unreadable,
                format!("{name}: nothing in it is what {flag} takes"),
            )
            .hint(
                "is it another file of the export? `hirelog import --help` says what each holds",
            ));
        }
    }
    Ok(files)
}

pub(super) type ExportInput<'a> = Box<dyn Read + 'a>;

/// What to call it, its bytes, and how many there are, where that is known.
pub(super) fn open<'a>(
    file: &Path,
    session: &Session<'_>,
    departure: &'a Departure,
) -> Result<(String, ExportInput<'a>, Option<u64>), Error> {
    if file == Path::new("-") {
        let input = session.context.long_input(departure);
        return Ok(("standard input".to_owned(), Box::new(input), None));
    }
    let path = session.context.working_folder.join(file);
    session.context.tell_of_pipe(&path);
    let (opened, length) = log::open(&path)?;
    let input = Box::new(Watched::new(opened, departure));
    Ok((session.shown(&path), input, Some(length)))
}

/// Input that says how much of it was taken.
pub(super) struct Counted<'a> {
    pub input: ExportInput<'a>,
    pub taken: &'a Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.taken.set(self.taken.get() + read as u64);
        Ok(read)
    }
}

/// Why a file was not read to its end.
pub(super) fn stopped_at(name: &str, stopped: Stopped) -> Error {
    Error::new(Kind::Unreadable, format!("{name}: {}", stopped.what)).maybe_hint(stopped.hint)
}
