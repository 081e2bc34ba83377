//! Applicant tracking exports -> post-mortem skeletons, row by row: date, outcome,
//! stage, role. No system stores what a party takes responsibility for, so the
//! sections stay open.
//!
//! Each system's file names the few fields it reads; everything else in an export
//! (names, addresses, notes, scorecards) is passed over while it is parsed and is
//! never held. Pure: bytes come in, results go out, one a row, so that a hundred
//! thousand rows take no more memory than one.

mod application;
mod ashby;
mod columns;
mod csv;
mod greenhouse;
mod json;
mod key;
mod lever;
mod metered;
mod moment;
mod outcome;
mod reader;
mod row;
mod side_files;
mod skeleton;
mod system;
mod table;
mod words;

pub use self::csv::encoding_hint;
pub use application::{Application, Source, Status};
pub use columns::{Columns, FIELDS};
pub use key::{ImportKey, ImportMark};
pub use moment::{FieldOrder, Zone};
pub use outcome::{OutcomeJudge, Skip, Verdict};
pub use reader::ExportReader;
pub use row::{ExportRow, ExportSummary, RowPlace, Stopped};
pub use side_files::SideFiles;
pub use skeleton::{Skeleton, Withheld};
pub use system::System;
pub use words::{ImportWords, TeamLabels};

use std::io::{BufReader, Read};
use std::ops::ControlFlow;

impl ExportReader<'_> {
    /// Hands every row to `each`, until it breaks off.
    ///
    /// # Errors
    /// The rest of the file cannot be read. The rows before it were handed over.
    pub fn rows(
        &self,
        input: impl Read,
        each: &mut dyn FnMut(ExportRow) -> ControlFlow<()>,
    ) -> Result<ExportSummary, Stopped> {
        let input = BufReader::with_capacity(1 << 17, input);
        let (keys, envelopes, read): (_, _, fn(&Self, &json::RowObject) -> _) = match self.system {
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
            each(ExportRow { place, application })
        })
    }
}

#[cfg(test)]
mod tests;
