//! What stops a command: a kind, which decides the exit code, a sentence, and
//! what to do next.

use crate::diagnostic::Findings;
use crate::model::{path_text, unportable};
use std::fmt;
use std::io;
use std::path::{Component, Path};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command line or its input asks for something that is not there.
    Usage,
    /// A file could not be read as what it should be.
    Unreadable,
    /// The system said no.
    Io,
    /// Ctrl-C.
    Interrupted,
}

#[derive(Debug)]
pub struct Error {
    pub kind: Kind,
    /// What happened, in one lower-case line.
    pub what: String,
    /// What the system said.
    pub source: Option<io::Error>,
    /// The texts at fault, with the places.
    pub findings: Vec<Findings>,
    /// A command or value to type next.
    pub hints: Vec<String>,
    /// Further causes, each with its own way out: a person mends all at once.
    pub further: Vec<Self>,
}

impl Error {
    pub fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            source: None,
            findings: Vec::new(),
            hints: Vec::new(),
            further: Vec::new(),
        }
    }

    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Kind::Usage, what)
    }

    /// "could not DO PATH", with the system's reason.
    pub fn io(doing: &str, path: &Path, source: io::Error) -> Self {
        let error = Self {
            source: Some(source),
            ..Self::new(Kind::Io, format!("could not {doing} {}", path_text(path)))
        };
        // Windows itself says little of a name that it cannot have.
        error.maybe_hint(if cfg!(windows) {
            impossible(path)
        } else {
            None
        })
    }

    pub fn findings(what: impl Into<String>, findings: Vec<Findings>) -> Self {
        Self {
            findings,
            ..Self::new(Kind::Unreadable, what)
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    #[must_use]
    pub fn maybe_hint(self, hint: Option<impl Into<String>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// One error of several causes; nothing of none.
    pub fn all(causes: Vec<Self>) -> Option<Self> {
        let mut causes = causes.into_iter();
        let mut first = causes.next()?;
        first.further.extend(causes);
        Some(first)
    }

    pub const fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Interrupted => 130,
            Kind::Usage | Kind::Unreadable | Kind::Io => 2,
        }
    }
}

fn impossible(path: &Path) -> Option<String> {
    let why = path.components().find_map(|part| match part {
        Component::Normal(name) => unportable(&name.to_string_lossy()),
        _ => None,
    });
    why.map(|why| format!("{why}; choose another name"))
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)?;
        match &self.source {
            Some(source) => write!(formatter, ": {}", plain(source)),
            None => Ok(()),
        }
    }
}

/// What the system said, without its numbers and without names of our own
/// temporary files.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of that path is a file, not a folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::AlreadyExists => "something of that name is there already".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not; its permissions say so".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "it lies on a read-only disk".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        // Our own words, and names in them.
        io::ErrorKind::Other if error.get_ref().is_some() => error.to_string(),
        _ => {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            // Windows ends its own with a full stop, and ours go on.
            text[..end].trim_end_matches('.').to_lowercase()
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
