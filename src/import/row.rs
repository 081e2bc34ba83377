//! One row of an export after the other: where it stands, what it holds, and what
//! ends a file.

use super::application::Application;
use std::{fmt, io};

/// Where in an export something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPlace {
    /// One-based line of the file.
    Line(u64),
    /// One-based record of a JSON document, and the path to it as jq takes it, such as
    /// `.results[12]`.
    Record(usize, String),
}

impl fmt::Display for RowPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(formatter, "line {line}"),
            Self::Record(_, path) if !path.contains('[') => formatter.write_str(path),
            Self::Record(number, path) => write!(formatter, "record {number} ({path})"),
        }
    }
}

/// One row: an application, or why it is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    pub place: RowPlace,
    pub application: Result<Application, String>,
}

/// Why the rest of a file could not be read; the rows before it were.
#[derive(Debug)]
pub struct Stopped {
    pub what: String,
    pub hint: Option<String>,
}

impl Stopped {
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: Some(hint.into()),
        }
    }

    pub fn plain(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: None,
        }
    }
}

/// What a whole file turned out to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// The last page of a paged export says that there are more.
    pub more_pages: bool,
    /// Nothing in a table tells its rows apart.
    pub without_ids: bool,
    /// The line of a table's header, where others stand above it.
    pub header_line: Option<u64>,
    /// What a table has a column of, with its header.
    pub columns: Vec<(String, String)>,
    /// Records of a stream that holds no applications.
    pub other_records: usize,
}

impl ExportSummary {
    /// Takes in what a further file turned out to be.
    pub fn add(&mut self, other: &Self) {
        self.more_pages |= other.more_pages;
        self.without_ids |= other.without_ids;
        self.header_line = self.header_line.or(other.header_line);
        self.columns.extend_from_slice(&other.columns);
        self.other_records += other.other_records;
    }
}

/// What the operating system reports while a file is read.
pub(super) fn unreadable(error: &io::Error) -> Stopped {
    Stopped::plain(error.to_string())
}
