//! The files of an export: opened, named, and read as often as it takes with an eye on
//! how far it got.

use crate::cli::Import;
use crate::context::{Departure, Watched};
use crate::error::{Error, Kind};
use crate::import::{Calendar, FileKind, SideFile, SideFiles, Stopped, System, texts};
use crate::log;
use crate::mail;
use crate::session::Session;
use std::cell::Cell;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What the files beside the export say.
pub(super) fn side_files(
    args: &Import,
    system: System,
    session: &Session<'_>,
    departure: &Departure,
    calendar: Calendar<'_>,
) -> Result<SideFiles, Error> {
    let mut files = SideFiles::default();
    let given = |file| match file {
        SideFile::Offers => &args.offers,
        SideFile::Reasons => &args.reasons,
        SideFile::Rejections => &args.rejections,
        SideFile::Jobs => &args.jobs,
        SideFile::Stages => &args.stages,
        SideFile::History => &args.history,
    };
    for kind in SideFile::ALL {
        let Some(file) = given(kind) else {
            continue;
        };
        let export = Export::open(file, session, departure)?;
        let stopped = |stopped| stopped_at(&export.name, stopped);
        let used = files.add(kind, export.read().map_err(stopped)?, calendar);
        if used.map_err(stopped)? == 0 {
            return Err(useless(kind, system, &export.name));
        }
    }
    Ok(files)
}

fn useless(kind: SideFile, system: System, name: &str) -> Error {
    let flag = kind.as_str();
    let what = format!("{name}: nothing in it is what {flag} takes");
    let hint = match (kind, system) {
        (SideFile::Offers, System::Lever) => {
            "Lever's offers do not name their opportunity; add opportunityId to each"
        }
        (SideFile::History, _) => {
            "Ashby's history does not name its application; add applicationId to each entry"
        }
        _ => "is it another file of the export? `hirelog import --help` says what each holds",
    };
    Error::new(Kind::Unreadable, what).hint(hint)
}

pub(super) type ExportInput<'a> = Box<dyn Read + 'a>;

/// A file that can be read more than once.
pub(super) struct Export<'a> {
    /// What to call it.
    pub name: String,
    /// How many bytes there are.
    pub length: Option<u64>,
    content: ExportContent,
    departure: &'a Departure,
}

enum ExportContent {
    /// The texts of a folder, each with what to call it.
    Folder(Vec<(String, Vec<u8>)>),
    File(PathBuf),
    /// What came by a pipe.
    Bytes(Vec<u8>),
}

/// No export is larger; what comes by a pipe is held in memory.
const LARGEST: u64 = 1 << 30;
const MOST_FILES: usize = 1000;

impl<'a> Export<'a> {
    /// # Errors
    /// Where there is no such file, or a pipe is broken off.
    pub fn open(
        file: &Path,
        session: &Session<'_>,
        departure: &'a Departure,
    ) -> Result<Self, Error> {
        let of_bytes = |name: String, length: u64, input: &mut dyn Read| {
            let mut bytes = Vec::new();
            // A length that is known says enough.
            let most = if length > LARGEST { 0 } else { LARGEST + 1 };
            let read = input.take(most).read_to_end(&mut bytes);
            read.map_err(|error| Error::io("read", Path::new(&name), error))?;
            if length.max(bytes.len() as u64) > LARGEST {
                return Err(
                    Error::new(Kind::Unreadable, format!("{name} is larger than 1 GiB"))
                        .hint("export fewer applications at a time"),
                );
            }
            let bytes = plain(bytes, &name, session);
            Ok(Self {
                name,
                length: Some(bytes.len() as u64),
                content: ExportContent::Bytes(bytes),
                departure,
            })
        };
        if file == Path::new("-") {
            let mut input = session.context.long_input(departure);
            return of_bytes("standard input".to_owned(), 0, &mut input);
        }
        let path = session.context.working_folder.join(file);
        if let Some(files) = log::files_in(&path)? {
            return Self::of_folder(&path, &files, session, departure);
        }
        session.context.tell_of_pipe(&path);
        let (mut opened, length) = log::open(&path)?;
        let name = session.shown(&path);
        let mut start = Vec::new();
        // A pipe can be read once, and has no length.
        if length == 0 {
            return of_bytes(name, length, &mut Watched::new(opened, departure));
        }
        let read = opened.by_ref().take(8).read_to_end(&mut start);
        read.map_err(|error| Error::io("read", &path, error))?;
        match FileKind::of(&start) {
            FileKind::Text => {}
            FileKind::Zip => {
                let rest = Watched::new(opened, departure);
                return of_bytes(name, length, &mut start.as_slice().chain(rest));
            }
            FileKind::Other(what) => {
                let what = format!("{name}: it is {what}, which is not read");
                return Err(Error::new(Kind::Unreadable, what)
                    .hint("give what is in it: a table (CSV or Excel), JSON, or a zip of those"));
            }
        }
        let is_plain = is_utf8(Watched::new(log::open(&path)?.0, departure));
        if !is_plain.map_err(|error| Error::io("read", &path, error))? {
            let rest = Watched::new(opened, departure);
            return of_bytes(name, length, &mut start.as_slice().chain(rest));
        }
        Ok(Self {
            name,
            length: Some(length),
            content: ExportContent::File(path),
            departure,
        })
    }

    fn of_folder(
        folder: &Path,
        files: &[PathBuf],
        session: &Session<'_>,
        departure: &'a Departure,
    ) -> Result<Self, Error> {
        let (mut texts, mut left) = (Vec::new(), LARGEST);
        for file in files {
            let (opened, length) = log::open(file)?;
            if length > left || files.len() > MOST_FILES {
                let what = format!(
                    "{} holds more than an export: 1,000 files of 1 GiB at most",
                    session.shown(folder)
                );
                return Err(Error::new(Kind::Unreadable, what).hint("name the file itself"));
            }
            left -= length;
            let mut text = Vec::new();
            let read = Watched::new(opened, departure)
                .take(length)
                .read_to_end(&mut text);
            read.map_err(|error| Error::io("read", file, error))?;
            if FileKind::of(&text) == FileKind::Text {
                let name = session.shown(file);
                texts.push((name.clone(), plain(text, &name, session)));
            }
        }
        Ok(Self {
            name: session.shown(folder),
            length: None,
            content: ExportContent::Folder(texts),
            departure,
        })
    }

    /// The files of the export among those of a folder or an archive; the others go to the
    /// side files that they are by their content.
    pub fn gathered(
        mut self,
        args: &Import,
        system: System,
        side_files: &mut SideFiles,
        calendar: Calendar<'_>,
        session: &Session<'_>,
    ) -> Result<Vec<Self>, Error> {
        let bytes = match &mut self.content {
            ExportContent::Folder(texts) => {
                let texts = std::mem::take(texts);
                return self.sorted(texts, system, side_files, calendar);
            }
            ExportContent::File(_) => return Ok(vec![self]),
            ExportContent::Bytes(bytes) => bytes,
        };
        if FileKind::of(bytes) != FileKind::Zip {
            return Ok(vec![self]);
        }
        let texts = texts(bytes, args.sheet.as_deref());
        let texts = texts.map_err(|stopped| stopped_at(&self.name, stopped))?;
        let called = |number: usize| match texts.len() {
            1 => self.name.clone(),
            _ => format!("{}, file {}", self.name, number + 1),
        };
        let names: Vec<_> = (0..texts.len()).map(called).collect();
        let named = |(name, text): (String, _)| {
            let text = plain(text, &name, session);
            (name, text)
        };
        let texts = names.into_iter().zip(texts).map(named).collect();
        self.sorted(texts, system, side_files, calendar)
    }

    fn sorted(
        &self,
        texts: Vec<(String, Vec<u8>)>,
        system: System,
        side_files: &mut SideFiles,
        calendar: Calendar<'_>,
    ) -> Result<Vec<Self>, Error> {
        let is_json = |text: &[u8]| {
            let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
            matches!(text.trim_ascii().first(), Some(b'{' | b'['))
        };
        let any_json = system != System::Csv && texts.iter().any(|(_, text)| is_json(text));
        let mut exports = Vec::new();
        for (name, text) in texts {
            if any_json && !is_json(&text) {
                continue;
            }
            match SideFile::of_text(&text, system) {
                None if !any_json && !exports.is_empty() => {
                    let what = format!("{} holds several tables", self.name);
                    return Err(Error::new(Kind::Unreadable, what).hint("name the one to import"));
                }
                None => exports.push(Self {
                    name,
                    length: Some(text.len() as u64),
                    content: ExportContent::Bytes(text),
                    departure: self.departure,
                }),
                Some(kind) => {
                    let used = side_files.add(kind, text.as_slice(), calendar);
                    used.map_err(|stopped| stopped_at(&name, stopped))?;
                }
            }
        }
        if exports.is_empty() {
            let what = format!("{} holds no export", self.name);
            return Err(Error::new(Kind::Unreadable, what).hint("name the file itself"));
        }
        Ok(exports)
    }

    /// # Errors
    /// Where it is gone since.
    pub fn read(&self) -> Result<ExportInput<'_>, Stopped> {
        Ok(match &self.content {
            ExportContent::Folder(_) => Box::new(std::io::empty()),
            ExportContent::Bytes(bytes) => Box::new(bytes.as_slice()),
            ExportContent::File(path) => {
                let (opened, _) = log::open(path).map_err(|error| Stopped {
                    what: error.to_string(),
                    hint: None,
                })?;
                Box::new(Watched::new(opened, self.departure))
            }
        })
    }
}

/// The same in UTF-8, where it is certain in which encoding it is; what that is is said.
fn plain(bytes: Vec<u8>, name: &str, session: &Session<'_>) -> Vec<u8> {
    if FileKind::of(&bytes) != FileKind::Text {
        return bytes;
    }
    match mail::characters(&bytes) {
        Ok((text, charset)) if charset != "UTF-8" => {
            session.remark(format!("{name} is read as {charset}"));
            text.into_bytes()
        }
        _ => bytes,
    }
}

/// Whether all of it is UTF-8 text, a part at a time.
fn is_utf8(mut input: impl Read) -> std::io::Result<bool> {
    let (mut buffer, mut kept) = (vec![0; 1 << 16], 0);
    loop {
        let read = input.read(&mut buffer[kept..])?;
        let part = &buffer[..kept + read];
        let whole = match str::from_utf8(part) {
            Ok(_) => part.len(),
            // A character may be cut in two.
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        if memchr::memchr(0, part).is_some() {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
        kept = part.len() - whole;
        buffer.copy_within(whole..whole + kept, 0);
    }
}

/// Input that says how much of it was taken.
pub(super) struct ExportProgress<'a> {
    pub input: ExportInput<'a>,
    pub taken: &'a Cell<u64>,
}

impl Read for ExportProgress<'_> {
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
