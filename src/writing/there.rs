//! A post-mortem that is in the log already, and may be changed.

use crate::error::Error;
use crate::log::{Loaded, Log};
use crate::model::{Entry, PostMortem};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use std::path::PathBuf;

pub struct There {
    pub log: Log,
    pub vocabulary: Vocabulary,
    pub loaded: Loaded,
    /// What the file says.
    pub post_mortem: PostMortem,
}

impl There {
    /// The post-mortem that an id, or the beginning of one, means.
    ///
    /// # Errors
    /// Where there is none or more than one, or where its file may not be written to.
    pub fn find(id: &str, session: &Session<'_>) -> Result<Self, Error> {
        let log = session.log()?;
        let vocabulary = session.vocabulary(&log);
        let loaded = log.load_named(id)?;
        session.tell_of_latest(id, &loaded);
        let post_mortem = loaded.editable(&log.root)?.clone();
        Ok(Self {
            log,
            vocabulary,
            loaded,
            post_mortem,
        })
    }

    pub fn id(&self) -> &str {
        self.loaded.id.as_str()
    }

    pub fn file(&self) -> PathBuf {
        self.log.root.join(&self.loaded.path)
    }

    pub fn entry(&self) -> Entry {
        Entry {
            id: self.loaded.id.clone(),
            path: self.loaded.path.clone(),
            log: None,
            post_mortem: self.post_mortem.clone(),
            imported: self.loaded.is_imported(),
        }
    }
}
