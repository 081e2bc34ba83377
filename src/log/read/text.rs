//! Bytes of files as text, or why they are none; and sentences in it: how much of them is
//! read, and what in them is layout.

use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::error::{Error, Kind, plain};
use crate::log::read::found::{Refused, is_left_over, is_missing, is_pipe};
use crate::log::wait;
use crate::model::{Fact, Text, path_text};
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// A post-mortem is a page of text; whatever is larger than this is none.
pub const LARGEST: usize = 1 << 20;

/// The whole of one file as text; nothing larger than a post-mortem is read.
pub(in crate::log) fn whole(path: &Path) -> Result<String, Error> {
    // Nobody may ever write to a pipe, and whoever opens it waits for that.
    if is_pipe(path) {
        let what = format!("{} is a pipe, and not a file", path_text(path));
        return Err(Error::new(Kind::Unreadable, what).hint("put the file itself there"));
    }
    let bytes = bytes(path).map_err(|error| Error::io("read", path, error))?;
    text_of(&path_text(path), &bytes)
}

/// The same; `None` where there is no such file.
pub(in crate::log) fn whole_if_there(path: &Path) -> Result<Option<String>, Error> {
    match whole(path) {
        Err(error) if error.source.as_ref().is_some_and(is_missing) => Ok(None),
        text => text.map(Some),
    }
}

/// The file at a path a person named, or why it is no post-mortem. Unlike a
/// name in a log, it may be a link: whoever typed it chose so.
///
/// # Errors
/// Why the file is no post-mortem.
pub fn file_at(path: &Path) -> Result<String, Box<Diagnostic>> {
    let kind = fs::metadata(path).map_err(|error| Box::new(unreadable(&error)))?;
    if !kind.is_file() {
        return Err(Box::new(refused(Refused::Device)));
    }
    let bytes = bytes(path).map_err(|error| Box::new(unreadable(&error)))?;
    text(&bytes).map(str::to_owned)
}

pub(in crate::log) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let _wait = wait::shown(|| format!("reading {}", path_text(path)));
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(LARGEST as u64)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Bytes that came from `name` as text.
///
/// # Errors
/// Where the bytes are no text.
pub fn text_of(name: &str, bytes: &[u8]) -> Result<String, Error> {
    text(bytes).map(str::to_owned).map_err(|problem| {
        let findings = Findings::of_file(name, *problem);
        Error::findings("this cannot be read", vec![findings])
    })
}

/// The bytes as text, or why they are none.
///
/// # Errors
/// Where they are no text, and from which byte on.
pub fn text(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    if bytes.len() >= LARGEST {
        return Err(Box::new(too_large()));
    }
    if memchr::memchr(0, bytes).is_some() && str::from_utf8(bytes).is_ok() {
        let problem = Diagnostic::of_file(
            Code::NotText,
            "the file holds NUL bytes, as after a power cut",
        );
        return Err(Box::new(
            problem.help("bring it back from git: git checkout -- PATH"),
        ));
    }
    str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let (what, help) = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ("is UTF-16", "save it as UTF-8, or: iconv -f UTF-16 -t UTF-8"),
            _ => ("is not UTF-8", "save it as UTF-8; if it came from an old Windows editor: iconv -f WINDOWS-1252 -t UTF-8"),
        };
        let message = format!("the file {what}: byte {byte} is no text");
        Box::new(Diagnostic::of_file(Code::NotText, message).help(help))
    })
}

pub(in crate::log) fn unreadable(error: &io::Error) -> Diagnostic {
    let reason = plain(error);
    Diagnostic::of_file(Code::Unreadable, format!("could not be read: {reason}"))
}

fn too_large() -> Diagnostic {
    Diagnostic::of_file(Code::TooLarge, "larger than 1 MiB, so it was not read")
        .help("a file of a log is a page of text; move the rest out of it")
}

pub(in crate::log) fn stray(name: &str) -> Diagnostic {
    if is_left_over(name) {
        let what = "left by a hirelog that was stopped, and may hold a whole post-mortem";
        return Diagnostic::new(Code::NotRead, what).help("delete it, and never commit it");
    }
    Diagnostic::new(
        Code::NotRead,
        "its name does not end in .toml, so it is not read",
    )
    .help("rename it, or take it out of the log")
}

pub(in crate::log) fn refused(reason: Refused) -> Diagnostic {
    let (message, help) = match reason {
        Refused::Link => (
            "a link, which is never followed",
            "put the file itself into the log",
        ),
        Refused::Elsewhere => (
            "a link or another repository: what is in it is not looked at",
            "put the folder itself into the log",
        ),
        Refused::Device => ("not a file", "take it out of the log"),
        Refused::Name => ("a name that is not UTF-8", "rename it"),
        Refused::TooDeep => (
            "folders nested too deep to be part of a log",
            "keep post-mortems in logs/YEAR/",
        ),
    };
    Diagnostic::of_file(Code::NotAFile, message).help(help)
}

/// Whether sentences are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Prose {
    #[default]
    Whole,
    /// Only whether there is any, as one letter: enough to count and to list, and three
    /// quarters of what a log holds need not be kept.
    Hinted,
    /// The same of all but promises, which are whole: what patterns quote.
    Promises,
    /// Whole where they are so few that what they hold has room; hinted where they are
    /// more, and are read again a part at a time.
    WholeOfFew,
}

/// A log with more files is not held with its sentences: these take about forty megabytes.
const FEW: usize = 10_000;

impl Prose {
    /// What is read of so many files.
    pub const fn of(self, files: usize) -> Self {
        match self {
            Self::WholeOfFew if files <= FEW => Self::Whole,
            Self::WholeOfFew => Self::Hinted,
            Self::Whole | Self::Hinted | Self::Promises => self,
        }
    }

    /// What of it is read of one key.
    pub fn of_key(self, fact: Fact) -> Self {
        match self {
            Self::Promises if fact == Fact::Next => Self::Whole,
            Self::Promises => Self::Hinted,
            other => other,
        }
    }

    /// The sentences, or a letter in the place of them.
    pub fn read(self, text: &str) -> Text {
        let mut signs = text.trim_start().chars();
        match self {
            Self::Whole => prose(text).into(),
            _ if signs.clone().any(char::is_alphanumeric) => arcstr::literal!("x"),
            // A dash or a quotation mark alone says nothing.
            _ => signs
                .next()
                .map_or_else(Text::new, |sign| sign.encode_utf8(&mut [0; 4]).into()),
        }
    }
}

/// Prose as people mean it: line ends are one newline, and the newline before
/// a closing `"""` is layout.
pub fn prose(text: &str) -> Cow<'_, str> {
    let text = text.trim_end_matches(['\n', '\r']);
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut prose = String::with_capacity(text.len());
    let mut returns = 0;
    for character in text.chars() {
        match character {
            '\r' => returns += 1,
            _ => {
                // Before a newline they belong to it; elsewhere they are text.
                let kept = if character == '\n' { 0 } else { returns };
                prose.extend(std::iter::repeat_n('\r', kept));
                prose.push(character);
                returns = 0;
            }
        }
    }
    prose.into()
}
