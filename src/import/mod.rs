//! Applicant tracking exports -> post-mortem skeletons, row by row: date, outcome,
//! stage, role. No system stores what a party takes responsibility for, so the
//! sections stay open.
//!
//! Each system's file names the few fields it reads; everything else in an export
//! (names, addresses, notes, scorecards) is passed over while it is parsed and is
//! never held. Pure: bytes come in, results go out, one a row, so that a hundred
//! thousand rows take no more memory than one.

mod ashby;
mod csv;
mod greenhouse;
mod json;
mod key;
mod lever;
mod metered;
mod moment;
mod outcome;
mod side_files;
mod skeleton;
mod table;
mod words;

pub use self::csv::{Columns, FIELDS, encoding_hint};
pub use key::{ImportKey, Mark};
pub use moment::{FieldOrder, Zone};
pub use outcome::{Judge, Skip, Verdict};
pub use side_files::SideFiles;
pub use skeleton::{Hint, Skeleton, Unmapped, Withheld};
pub use words::{TeamLabels, Words};

use crate::model::Day;
use std::fmt;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;

/// Where an export comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Greenhouse,
    Lever,
    Ashby,
    Csv,
}

impl System {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Greenhouse => "greenhouse",
            Self::Lever => "lever",
            Self::Ashby => "ashby",
            Self::Csv => "csv",
        }
    }
}

/// What an export says of one application, and all that is taken from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Application {
    /// By what it is known again.
    pub source: Option<Source>,
    pub status: Status,
    pub side: Side,
    pub offer: Option<Offer>,
    /// The day it ended.
    pub ended: Option<Day>,
    /// Why the day is not known, where something stands in its place.
    pub no_day: Option<String>,
    /// The system's name for how far it got.
    pub stage: Option<String>,
    pub role: Option<String>,
    pub team: Option<String>,
    /// Labels that say how or why it ended, the most telling first.
    pub labels: Vec<String>,
    /// What to call this row beside its place, where it has neither role nor label.
    pub open_text: OpenText,
}

/// By what a row is known again. Only its keyed digest is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The system's own id.
    Id(String),
    /// What is told of it, where there is no id: never to be written anywhere.
    Told(String),
}

impl Source {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(text) | Self::Told(text) => text,
        }
    }
}

/// Whether a label may be somebody's own words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OpenText {
    /// Labels come from a list that the team keeps in its system.
    #[default]
    No,
    /// A cell of a table: it may hold anything, so only known labels are kept.
    Possible,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Status {
    /// Still in the process.
    #[default]
    Active,
    /// Never an application: a lead, or a prospect that became one elsewhere.
    Lead,
    Archived,
    Hired,
    /// A word this reader does not know.
    Unknown(String),
}

/// Who said no.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    Company,
    Candidate,
    #[default]
    Unknown,
}

/// The last offer, where it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub answer: Answer,
    pub day: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Accepted,
    Declined,
}

/// Where in an export something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One-based line of the file.
    Line(u64),
    /// A path into a JSON document as jq takes it, such as `.results[12]`.
    Path(String),
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(formatter, "line {line}"),
            Self::Path(path) => formatter.write_str(path),
        }
    }
}

/// One row: an application, or why it is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub place: Place,
    pub application: Result<Application, String>,
}

/// Why the rest of a file could not be read; the rows before it were.
#[derive(Debug)]
pub struct Stopped {
    pub what: String,
    pub hint: Option<String>,
}

/// What a whole file turned out to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ending {
    /// The last page of a paged export says that there are more.
    pub more_pages: bool,
    /// Nothing in a table tells its rows apart.
    pub without_ids: bool,
}

/// How a file is read.
pub struct Reader<'a> {
    pub system: System,
    pub side_files: &'a SideFiles,
    pub zone: Zone<'a>,
    pub columns: &'a Columns,
    pub words: &'a Words,
}

impl Reader<'_> {
    /// Hands every row to `each`, until it breaks off.
    pub fn rows(
        &self,
        input: impl Read,
        each: &mut dyn FnMut(Row) -> ControlFlow<()>,
    ) -> Result<Ending, Stopped> {
        let input = BufReader::with_capacity(1 << 17, input);
        let (keys, envelopes, read): (_, _, fn(&Self, &json::Object) -> _) = match self.system {
            System::Csv => return csv::rows(self, input, each),
            System::Greenhouse => (
                greenhouse::KEYS,
                greenhouse::ENVELOPES,
                greenhouse::application,
            ),
            System::Lever => (lever::KEYS, lever::ENVELOPES, lever::application),
            System::Ashby => (ashby::KEYS, ashby::ENVELOPES, ashby::application),
        };
        json::objects(input, keys, envelopes, &mut |place, object| {
            let application = object.and_then(|object| read(self, &object));
            each(Row { place, application })
        })
    }
}

/// What the system said while a file was read.
fn unreadable(error: &io::Error) -> Stopped {
    Stopped {
        what: error.to_string(),
        hint: None,
    }
}

#[cfg(test)]
mod tests;
