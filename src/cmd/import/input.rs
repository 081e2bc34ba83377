//! The files of an export: opened, named, and read as often as it takes with an eye on
//! how far it got.

use crate::cli::Import;
use crate::context::{Departure, Watched};
use crate::error::{Error, Kind};
use crate::import::{Calendar, FileKind, SideFile, SideFiles, Stopped, System, texts};
use crate::log;
use crate::model::characters;
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
        let mut used = 0;
        let exports = Export::open(file, None, session, departure)?;
        for export in &exports {
            let stopped = |stopped| stopped_at(&export.name, stopped);
            let input = export.read().map_err(stopped)?;
            used += files.add(kind, input, calendar).map_err(stopped)?;
        }
        if used == 0 {
            let path = session.context.working_folder.join(file);
            return Err(useless(kind, system, &session.shown(&path)));
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
    File(PathBuf),
    /// What came by a pipe, or lay in a folder or an archive.
    Bytes(Vec<u8>),
}

/// No export is larger; what comes by a pipe is held in memory.
const LARGEST: u64 = 1 << 30;
const MOST_FILES: usize = 1000;

impl<'a> Export<'a> {
    /// The texts of a file, of a folder or of an archive.
    ///
    /// # Errors
    /// Where there is no such file, or a pipe is broken off.
    pub fn open(
        file: &Path,
        sheet: Option<&str>,
        session: &Session<'_>,
        departure: &'a Departure,
    ) -> Result<Vec<Self>, Error> {
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
            refuse_other(FileKind::of(&bytes), &name)?;
            if FileKind::of(&bytes) != FileKind::Zip {
                return Ok(vec![Self::of_text(name, bytes, session, departure)]);
            }
            let texts = texts(&bytes, sheet).map_err(|stopped| stopped_at(&name, stopped))?;
            let called = |number: usize| match texts.len() {
                1 => name.clone(),
                _ => format!("{name}, file {}", number + 1),
            };
            let names: Vec<_> = (0..texts.len()).map(called).collect();
            let named = names.into_iter().zip(texts);
            let text = |(name, text)| Self::of_text(name, text, session, departure);
            Ok(named.map(text).collect())
        };
        if file == Path::new("-") {
            let mut input = session.context.long_input(departure);
            return of_bytes("standard input".to_owned(), 0, &mut input);
        }
        let path = session.context.working_folder.join(file);
        if let Some(files) = log::files_in(&path)? {
            return Self::of_folder(&path, &files, session, departure);
        }
        session.tell_of_pipe(&path);
        let (mut opened, length) = log::open(&path)?;
        let name = session.shown(&path);
        let mut start = Vec::new();
        // A pipe can be read once, and has no length.
        if length == 0 {
            return of_bytes(name, length, &mut Watched::new(opened, departure));
        }
        let read = opened.by_ref().take(8).read_to_end(&mut start);
        read.map_err(|error| Error::io("read", &path, error))?;
        let kind = FileKind::of(&start);
        refuse_other(kind, &name)?;
        let is_plain = is_utf8(Watched::new(log::open(&path)?.0, departure));
        let is_plain = is_plain.map_err(|error| Error::io("read", &path, error))?;
        if kind == FileKind::Zip || !is_plain {
            let rest = Watched::new(opened, departure);
            return of_bytes(name, length, &mut start.as_slice().chain(rest));
        }
        Ok(vec![Self {
            name,
            length: Some(length),
            content: ExportContent::File(path),
            departure,
        }])
    }

    fn of_text(
        name: String,
        text: Vec<u8>,
        session: &Session<'_>,
        departure: &'a Departure,
    ) -> Self {
        let text = plain(text, &name, session);
        Self {
            name,
            length: Some(text.len() as u64),
            content: ExportContent::Bytes(text),
            departure,
        }
    }

    fn of_folder(
        folder: &Path,
        files: &[PathBuf],
        session: &Session<'_>,
        departure: &'a Departure,
    ) -> Result<Vec<Self>, Error> {
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
            let mut input = Watched::new(opened, departure).take(length);
            let read = input.read_to_end(&mut text);
            read.map_err(|error| Error::io("read", file, error))?;
            if FileKind::of(&text) == FileKind::Text {
                texts.push(Self::of_text(session.shown(file), text, session, departure));
            }
        }
        Ok(texts)
    }

    /// Whether it begins as JSON does.
    fn is_json(&self) -> bool {
        let text = self.bytes();
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        matches!(text.trim_ascii().first(), Some(b'{' | b'['))
    }

    fn bytes(&self) -> &[u8] {
        match &self.content {
            ExportContent::File(_) => &[],
            ExportContent::Bytes(bytes) => bytes,
        }
    }

    /// # Errors
    /// Where it is gone since.
    pub fn read(&self) -> Result<ExportInput<'_>, Stopped> {
        Ok(match &self.content {
            ExportContent::Bytes(bytes) => Box::new(bytes.as_slice()),
            ExportContent::File(path) => {
                let (opened, _) =
                    log::open(path).map_err(|error| Stopped::plain(error.to_string()))?;
                Box::new(Watched::new(opened, self.departure))
            }
        })
    }
}

fn refuse_other(kind: FileKind, name: &str) -> Result<(), Error> {
    let FileKind::Other(what) = kind else {
        return Ok(());
    };
    let what = format!("{name}: it is {what}, which is not read");
    Err(Error::new(Kind::Unreadable, what)
        .hint("give what is in it: a table (CSV or Excel), JSON, or a zip of those"))
}

/// The files of the export among those of a folder or an archive; the others go to the
/// side files that they are by their content.
///
/// # Errors
/// Where none is one, or several tables are, or one cannot be read.
pub(super) fn gathered<'a>(
    exports: Vec<Export<'a>>,
    name: &str,
    system: System,
    side_files: &mut SideFiles,
    calendar: Calendar<'_>,
) -> Result<Vec<Export<'a>>, Error> {
    if exports.len() == 1 {
        return Ok(exports);
    }
    let any_json = system != System::Csv && exports.iter().any(Export::is_json);
    let mut found = Vec::new();
    for export in exports {
        if any_json && !export.is_json() {
            continue;
        }
        match SideFile::of_text(export.bytes(), system) {
            None if !any_json && !found.is_empty() => {
                let what = format!("{name} holds several tables");
                return Err(Error::new(Kind::Unreadable, what).hint("name the one to import"));
            }
            None => found.push(export),
            Some(kind) => {
                let used = side_files.add(kind, export.bytes(), calendar);
                used.map_err(|stopped| stopped_at(&export.name, stopped))?;
            }
        }
    }
    if found.is_empty() {
        let what = format!("{name} holds no export");
        return Err(Error::new(Kind::Unreadable, what).hint("name the file itself"));
    }
    Ok(found)
}

/// The same in UTF-8, where it is certain in which encoding it is; what that is is said.
fn plain(bytes: Vec<u8>, name: &str, session: &Session<'_>) -> Vec<u8> {
    let is_plain = || is_utf8(bytes.as_slice()).unwrap_or(false);
    if FileKind::of(&bytes) != FileKind::Text || is_plain() {
        return bytes;
    }
    match characters(&bytes) {
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
