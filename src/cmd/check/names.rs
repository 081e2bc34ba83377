//! What a file is called in the answer: by people as they would type it here, by other
//! programs as they know it, which is by its place in the repository.

use crate::cli::CheckFormat;
use crate::log;
use crate::model::path_text;
use crate::session::Session;
use crate::talk::{CommandLine, for_this_log};
use std::path::Path;

pub(super) struct ShownNames<'a> {
    session: &'a Session<'a>,
    format: CheckFormat,
}

impl<'a> ShownNames<'a> {
    pub const fn new(format: CheckFormat, session: &'a Session<'a>) -> Self {
        Self { session, format }
    }

    /// Advice of what to type, for the one log that a file is of.
    pub fn advice(&self, help: String, root: Option<&Path>) -> String {
        let hirelog = match root.filter(|_| self.session.globals.log.len() > 1) {
            Some(root) => CommandLine::new("hirelog").option("-C", self.session.shown(root)),
            None => self.session.command(),
        };
        match self.format {
            CheckFormat::Github | CheckFormat::Sarif => help,
            _ => for_this_log(&help, &hirelog),
        }
    }

    pub fn of(&self, file: &Path) -> String {
        let are_for_programs = matches!(
            self.format,
            CheckFormat::Github | CheckFormat::Sarif | CheckFormat::Short
        );
        let below = are_for_programs.then(|| self.in_repository(file));
        below.flatten().unwrap_or_else(|| self.session.shown(file))
    }

    fn in_repository(&self, file: &Path) -> Option<String> {
        let folder = log::whole_path(file.parent()?);
        let top = self.session.context.repository_top(&folder)?;
        // Of logs in several repositories, each place says one of each.
        let here = log::whole_path(&self.session.context.working_folder);
        if self.session.globals.log.len() > 1 && !here.starts_with(&top) {
            return None;
        }
        let below = folder.strip_prefix(top).ok()?.join(file.file_name()?);
        Some(path_text(&below))
    }
}
