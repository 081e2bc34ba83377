//! Where a new post-mortem will go: a log that is there, or one still to be made.

use crate::context::Answer;
use crate::error::Error;
use crate::log::{self, Log};
use crate::session::Session;
use crate::vocabulary::{TeamWords, Vocabulary};
use std::path::PathBuf;

/// Where the file will go, and the words it may use.
pub struct Place {
    pub root: PathBuf,
    pub log: Option<Log>,
    pub vocabulary: Vocabulary,
}

impl Place {
    pub fn find(session: &Session<'_>) -> Result<Self, Error> {
        let root = session.located()?.root;
        if !Log::is_at(&root) {
            return Ok(Self {
                root,
                log: None,
                vocabulary: Vocabulary::new(TeamWords::default()),
            });
        }
        let log = session.open(&root)?;
        let vocabulary = session.vocabulary(&log);
        Ok(Self {
            root,
            log: Some(log),
            vocabulary,
        })
    }

    /// Whether it can be written, before anybody types anything.
    pub fn check(&self, dry_run: bool) -> Result<(), Error> {
        match &self.log {
            _ if dry_run => Ok(()),
            Some(log) => log.check_writable(),
            None => log::check_writable(&self.root),
        }
    }

    /// The log; made on the way where there is none, and said so.
    pub fn open(self, session: &Session<'_>, answer: &mut Answer) -> Result<Log, Error> {
        match self.log {
            Some(log) => Ok(log),
            None => {
                let made = log::init(&self.root)?;
                answer.talk += &format!(
                    "there was no log yet, so one was made at {}\n",
                    session.shown(&self.root)
                );
                answer.talk += &session.made(&made);
                session.open(&self.root)
            }
        }
    }
}
