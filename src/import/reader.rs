//! What it takes to read an export.

use super::application::Status;
use super::columns::Columns;
use super::moment::Calendar;
use super::side_files::SideFiles;
use super::system::System;
use super::words::ImportWords;
use crate::model::Day;
use serde_json::Value;

/// How a file is read.
pub struct ExportReader<'a> {
    pub system: System,
    pub side_files: &'a SideFiles,
    pub calendar: Calendar<'a>,
    pub columns: &'a Columns,
    pub words: &'a ImportWords,
}

impl ExportReader<'_> {
    /// The day it ended, which stands under this key, or why it is not known.
    pub(super) fn ended(
        &self,
        at: &str,
        day: &Value,
        status: &Status,
    ) -> (Option<Day>, Option<String>) {
        match self.calendar.day(day) {
            Ok(None) if *status == Status::Archived => (None, Some(format!("it has no `{at}`"))),
            Ok(day) => (day, None),
            Err(why) => (None, Some(format!("`{at}`: {why}"))),
        }
    }
}
