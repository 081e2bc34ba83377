//! What every command starts from: what was typed for all of them, the world it was
//! typed in, and the person's own settings.

pub mod cases;
mod logs;
mod made;
pub mod selection;
mod shown;

pub use logs::team_words;

use crate::context::Context;
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::flags::Globals;
use crate::log::{self, UserSettings};
use crate::talk::CommandLine;
use std::cell::RefCell;

/// The name of a person's own configuration file.
pub const USER_FILE: &str = "config.toml";

pub struct Session<'a> {
    pub context: &'a Context,
    pub globals: &'a Globals,
    pub user: UserSettings,
    /// What is odd in the configuration files that were read.
    odd: RefCell<Vec<Findings>>,
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
        })
    }

    /// Nobody is there, or wants to be asked.
    pub fn unattended(&self) -> bool {
        self.globals.no_input || self.context.unattended
    }

    /// How hirelog is called for this log from here, for commands to type next.
    pub fn command(&self) -> CommandLine {
        let hirelog = CommandLine::new("hirelog");
        match &self.globals.log {
            Some(folder) => hirelog.option("-C", folder),
            None => hirelog,
        }
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
