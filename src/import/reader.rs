//! What it takes to read an export.

use super::columns::Columns;
use super::moment::Calendar;
use super::side_files::SideFiles;
use super::system::System;
use super::words::ImportWords;

/// How a file is read.
pub struct ExportReader<'a> {
    pub system: System,
    pub side_files: &'a SideFiles,
    pub calendar: Calendar<'a>,
    pub columns: &'a Columns,
    pub words: &'a ImportWords,
}
