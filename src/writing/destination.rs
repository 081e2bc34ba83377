//! Where a new post-mortem will go: a log that is there, or one still to be made;
//! and one that is in the log already, and may be changed.

use crate::error::Error;
use crate::log::{self, KeptBy, Loaded, Log, Origin};
use crate::model::{Entry, Id, Party, PostMortem};
use crate::render;
use crate::session::Session;
use crate::talk::{CommandLine, Talk};
use crate::vocabulary::{TeamWords, Vocabulary};
use std::cell::{Cell, OnceCell};
use std::path::PathBuf;

pub struct Destination {
    pub root: PathBuf,
    /// The words that may be used.
    pub vocabulary: Vocabulary,
    origin: Origin,
    log: OnceCell<Log>,
    /// It was said already that another log lies here.
    is_told: Cell<bool>,
}

impl Destination {
    /// # Errors
    /// Where nothing says which log is meant, or where it cannot be opened.
    pub fn find(session: &Session<'_>) -> Result<Self, Error> {
        let log::Located { root, origin } = session.located()?;
        if !Log::is_at(&root) {
            return Ok(Self {
                root,
                origin,
                vocabulary: Vocabulary::new(TeamWords::default()),
                log: OnceCell::new(),
                is_told: Cell::default(),
            });
        }
        let log = session.open(&root)?;
        Ok(Self {
            root,
            origin,
            vocabulary: session.vocabulary(&log),
            log: OnceCell::from(log),
            is_told: Cell::default(),
        })
    }

    /// The log, where it is there already.
    pub fn log(&self) -> Option<&Log> {
        self.log.get()
    }

    /// The party that keeps the log for itself, where one does.
    pub fn keeper(&self, session: &Session<'_>) -> Option<Party> {
        session.keeper_at(&self.root, self.log().map(|log| &log.team))
    }

    /// Says whose log it will go into, where somebody may have meant another.
    pub fn told(&self, session: &Session<'_>) -> Option<Talk> {
        let keeper = self.keeper(session)?.title();
        let root = session.shown(&self.root);
        let other = self.beside(session).unwrap_or_else(|| {
            "A team's log is named by -C DIR, or made here by hirelog init.\n".to_owned()
        });
        let whose =
            format!("No team's log is here: this goes into one of your own, as the {keeper}'s.\n");
        let told = Talk::from_iter([whose, format!("  {root}\n"), other]);
        let told = || render::folded(&told, session.talk_look());
        (self.origin == Origin::Personal).then(told)
    }

    /// Where a log lies right below the working folder and this goes into one's own, how to
    /// write there.
    fn beside(&self, session: &Session<'_>) -> Option<String> {
        let working = &session.context.working_folder;
        if self.origin != Origin::Personal || self.is_told.replace(true) {
            return None;
        }
        let below = log::logs_below(working);
        let first = session.shown(below.first()?);
        let new = CommandLine::new("hirelog").option("-C", &first).then("new");
        Some(format!("A log lies in {first}; to write there: {new}\n"))
    }

    /// Whether it can be written, before anybody types anything.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn check_writable(&self) -> Result<(), Error> {
        match self.log() {
            Some(log) => log.check_writable(),
            None => log::check_writable(&self.root),
        }
    }

    /// The log; made on the way where there is none, and said so.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn open(&self, session: &Session<'_>, talk: &mut Talk) -> Result<&Log, Error> {
        *talk += self.beside(session).unwrap_or_default();
        if let Some(log) = self.log() {
            return Ok(log);
        }
        let kept = match session.keeper_at(&self.root, None) {
            Some(_) => KeptBy::Me,
            None => KeptBy::ATeam,
        };
        let made = log::init(&self.root, kept)?;
        *talk += format!(
            "there was no log yet, so one was made at {}\n",
            session.shown(&self.root)
        );
        *talk += session.made(&made);
        let log = session.open(&self.root)?;
        Ok(self.log.get_or_init(|| log))
    }
}

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
        let loaded = match log.load_named(id) {
            Err(error) => match log.find_decision(id) {
                Ok(Some(decision)) => return Err(no_post_mortem(&decision.entry.id, session)),
                _ => return Err(error),
            },
            loaded => loaded?,
        };
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

    /// Whether somebody took the file away since it was read.
    pub fn is_gone(&self) -> bool {
        self.log.load(&self.loaded.path).is_err_and(|error| {
            let kind = error.source.as_ref().map(std::io::Error::kind);
            kind == Some(std::io::ErrorKind::NotFound)
        })
    }

    pub fn entry(&self) -> Entry {
        self.loaded.entry_of(self.post_mortem.clone())
    }
}

/// What to type for a decision instead.
fn no_post_mortem(id: &Id, session: &Session<'_>) -> Error {
    let decide = session.command().then("decide").word(id.as_str());
    let change = decide.then("--next 'When …, I will …'");
    Error::usage(format!("`{id}` is a decision, and no post-mortem"))
        .hint(format!("to change it: {change}"))
}
