//! What every command starts from: what was typed for all of them, the world it was
//! typed in, and the person's own settings.

pub mod cases;
mod logs;
pub mod selection;
mod shown;
mod source;

pub use logs::team_words;
pub use source::LogSource;

use crate::context::Context;
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::flags::Globals;
use crate::log::{self, UserSettings};
use crate::talk::CommandLine;
use std::cell::RefCell;
use std::path::PathBuf;

/// The name of a person's own configuration file.
pub const USER_FILE: &str = "config.toml";

pub struct Session<'a> {
    pub context: &'a Context,
    pub globals: &'a Globals,
    pub user: UserSettings,
    /// What is odd in the configuration files that were read.
    odd: RefCell<Vec<Findings>>,
    /// What else has to be known to read the answer.
    remarks: RefCell<Vec<String>>,
    /// The same, where something is counted.
    counted_otherwise: RefCell<Vec<String>>,
}

impl<'a> Session<'a> {
    /// # Errors
    /// Where the person's own settings cannot be read.
    pub fn new(globals: &'a Globals, context: &'a Context) -> Result<Self, Error> {
        let (user, odd) = match &context.folders.config {
            Some(folder) => log::read_user_settings(&folder.join(USER_FILE))?,
            None => Default::default(),
        };
        Ok(Self {
            context,
            globals,
            user,
            odd: RefCell::new(odd.into_iter().collect()),
            remarks: RefCell::default(),
            counted_otherwise: RefCell::default(),
        })
    }

    /// Nobody is there, or wants to be asked.
    pub fn unattended(&self) -> bool {
        self.globals.no_input || self.context.unattended
    }

    /// Said once before the answer, however often it comes up.
    pub fn remark(&self, what: String) {
        let mut remarks = self.remarks.borrow_mut();
        if !remarks.contains(&what) {
            remarks.push(what);
        }
    }

    /// How hirelog is called for this log from here, for commands to type next.
    pub fn command(&self) -> CommandLine {
        let hirelog = CommandLine::new("hirelog");
        let folders = match self.only_flag() {
            Ok(folder) => folder.into_iter().collect(),
            Err(_) => self
                .globals
                .log
                .iter()
                .map(PathBuf::as_path)
                .collect::<Vec<_>>(),
        };
        let (working, standing) = (&self.context.working_folder, &self.context.standing);
        folders.into_iter().fold(hirelog, |hirelog, folder| {
            let whole = working.join(folder);
            match standing == working {
                true => hirelog.option("-C", folder),
                false if log::log_of(standing).as_ref() == Some(&whole) => hirelog,
                false => hirelog.option("-C", self.seen_from_here(&whole)),
            }
        })
    }

    /// Whether the flags agree on an editor.
    ///
    /// # Errors
    /// Where one asks for it and another forbids it.
    pub fn check_editor(&self, editor: bool) -> Result<(), Error> {
        if editor && self.globals.no_input {
            return Err(
                Error::usage("--editor asks for an editor, and --no-input for none")
                    .hint("leave out one of them"),
            );
        }
        Ok(())
    }
}
