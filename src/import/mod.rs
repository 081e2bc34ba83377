//! Applicant tracking exports -> post-mortem skeletons, row by row: date, outcome,
//! stage, role. No system stores what a party takes responsibility for, so the
//! sections stay open.
//!
//! Each system's file names the few fields it reads; everything else in an export
//! (names, addresses, notes, scorecards) is passed over while it is parsed and is
//! never held. Pure: bytes come in, results go out, one a row, so that a hundred
//! thousand rows take no more memory than one.

mod application;
mod archive;
mod ashby;
mod columns;
mod csv;
mod figures;
mod greenhouse;
mod json;
mod key;
mod label;
mod lever;
mod metered;
mod moment;
mod outcome;
mod reader;
mod record;
mod rounded;
mod row;
mod side_file;
mod side_files;
mod skeleton;
mod system;
mod table;
mod table_row;
mod words;

pub use self::csv::row_hint;
pub use application::{Application, Source, Status};
pub use archive::{FileKind, texts};
pub use columns::{Columns, FIELDS};
pub use key::{ImportKey, ImportMark};
pub use moment::Calendar;
pub use outcome::{ApplicationEnd, OutcomeJudge, Skip};
pub use reader::ExportReader;
pub use row::{ExportRow, ExportSummary, RowPlace, Stopped};
pub use side_file::SideFile;
pub use side_files::SideFiles;
pub use skeleton::Skeleton;
pub use system::System;
pub use words::{ImportWords, TeamLabels, looks_free};

use serde_json::Value;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

/// What a file turned out to be before any row of it is used.
#[derive(Debug)]
pub struct Survey(Option<csv::TableSurvey>);

impl ExportReader<'_> {
    /// Goes through a table once, before its rows are read.
    ///
    /// # Errors
    /// It is not whole, or nothing says what its columns hold.
    pub fn survey(&self, input: impl Read) -> Result<Survey, Stopped> {
        let mut input = BufReader::with_capacity(1 << 17, input);
        let is_json = table::is_json(&mut input)?;
        match (self.system, is_json) {
            (System::Csv, true) => Err(Stopped::new(
                "it is JSON, not a table",
                "JSON of three systems is read: --from greenhouse, lever or ashby; of another system export a table",
            )),
            (system, true) => match table::other_system(&mut input, system)? {
                Some(other) => Err(Stopped::new(
                    format!(
                        "it looks like an export of another system, not of {}",
                        system.as_str()
                    ),
                    format!("--from {}", other.as_str()),
                )),
                None => Ok(Survey(None)),
            },
            (_, false) => csv::survey(self, input).map(|survey| Survey(Some(survey))),
        }
    }

    /// Hands every row to `each`, until it breaks off.
    ///
    /// # Errors
    /// The rest of the file cannot be read. The rows before it were handed over.
    pub fn rows(
        &self,
        survey: &Survey,
        input: impl Read,
        each: &mut dyn FnMut(ExportRow) -> ControlFlow<()>,
    ) -> Result<ExportSummary, Stopped> {
        let input = BufReader::with_capacity(1 << 17, input);
        if let Survey(Some(survey)) = survey {
            return csv::rows(self, survey, input, each);
        }
        let (keys, envelopes, read): (_, _, fn(&Self, &Value) -> _) = match self.system {
            System::Csv => return Ok(ExportSummary::default()),
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
            each(ExportRow { place, application })
        })
    }
}

#[cfg(test)]
mod tests;
