//! What it takes to read an export.

use super::columns::Columns;
use super::moment::Zone;
use super::side_files::SideFiles;
use super::system::System;
use super::words::ImportWords;

/// How a file is read.
pub struct ExportReader<'a> {
    pub system: System,
    pub side_files: &'a SideFiles,
    pub zone: Zone<'a>,
    pub columns: &'a Columns,
    pub words: &'a ImportWords,
}
