//! Which log is meant, and what holds in it: its vocabulary, its questions, the days that
//! it counts.

use super::Session;
use crate::error::{Error, Kind};
use crate::log::{self, Located, Log, Origin, TEAM_FILE, TeamSettings};
use crate::model::{Day, Party, Span};
use crate::patterns::{Settings, THRESHOLD, WINDOW};
use crate::talk::CommandLine;
use crate::vocabulary::{Questions, TeamWords, Vocabulary};
use std::path::{Path, PathBuf};

impl<'a> Session<'a> {
    /// The log that is meant, whether it is there or not.
    ///
    /// # Errors
    /// Where nothing says so.
    pub fn located(&self) -> Result<Located, Error> {
        self.located_at(
            self.only_flag()?,
            self.context.log_from_environment.as_deref(),
        )
    }

    /// The same for files that are named or staged: where those lie decides, and
    /// `HIRELOG_DIR` has no say.
    ///
    /// # Errors
    /// Where nothing says so.
    pub fn located_by_files(&self) -> Result<Located, Error> {
        self.located_at(self.only_flag()?, None)
    }

    /// Each log that is meant, for what looks at one after the other.
    ///
    /// # Errors
    /// Where nothing says so.
    pub fn all_located(&self) -> Result<Vec<Located>, Error> {
        match self.globals.log.as_slice() {
            [] => Ok(vec![self.located()?]),
            folders => { folders.iter() }
                .map(|folder| self.located_at(Some(folder), None))
                .collect(),
        }
    }

    /// The folder that -C names.
    ///
    /// # Errors
    /// Where it names several.
    pub fn only_flag(&self) -> Result<Option<&'a Path>, Error> {
        match self.globals.log.as_slice() {
            [] => Ok(None),
            [folder] => Ok(Some(folder)),
            [first, rest @ ..] if rest.iter().all(|other| self.is_same(first, other)) => {
                Ok(Some(first))
            }
            [first, rest @ ..] => {
                let what = format!("this is done in one log, and -C names {}", rest.len() + 1);
                let one = CommandLine::new("hirelog").option("-C", first);
                Err(Error::usage(what).hint(format!("name one: {one} …")))
            }
        }
    }

    fn is_same(&self, one: &Path, other: &Path) -> bool {
        let whole = |path| log::whole_path(&self.context.working_folder.join(path));
        whole(one) == whole(other)
    }

    pub(super) fn located_at(
        &self,
        flag: Option<&'a Path>,
        environment: Option<&Path>,
    ) -> Result<Located, Error> {
        let user = self
            .user
            .log
            .as_deref()
            .map(|path| self.configured_path(path));
        // The file that marks a log stands for its folder.
        let folder = |path: &'a Path| match path.parent() {
            Some(parent) if path.ends_with(TEAM_FILE) => parent,
            _ => path,
        };
        let working_folder = &self.context.working_folder;
        let from = |path: &Path| working_folder.join(path);
        let may_be = [
            (flag.map(|flag| from(folder(flag))), Origin::Flag),
            (environment.map(from), Origin::Environment),
            (log::log_of(working_folder), Origin::Above),
            (user.as_deref().map(from), Origin::User),
            (self.context.folders.data.clone(), Origin::Personal),
        ];
        let mut named = may_be.into_iter();
        named
            .find_map(|(root, origin)| root.map(|root| Located { root, origin }))
            .ok_or_else(|| {
                Error::usage("nothing says where the log is").hint("make one here: hirelog init")
            })
    }

    /// A path from the person's own file, which no shell has looked at; a
    /// relative one starts at that file.
    fn configured_path(&self, path: &str) -> PathBuf {
        let folders = &self.context.folders;
        match (path.strip_prefix('~'), &folders.home, &folders.config) {
            (Some(""), Some(home), _) => home.clone(),
            (Some(below), Some(home), _) if below.starts_with('/') => home.join(&below[1..]),
            (_, _, Some(config)) => config.join(path),
            _ => PathBuf::from(path),
        }
    }

    /// The log, for reading.
    ///
    /// # Errors
    /// Where there is none, or where it cannot be opened.
    pub fn log(&self) -> Result<Log, Error> {
        let located = self.located()?;
        if Log::is_at(&located.root) {
            self.remark_own(&located);
        }
        self.open_located(&located)
    }

    pub(super) fn open_located(&self, located: &Located) -> Result<Log, Error> {
        match Log::is_at(&located.root) {
            true => self.open(&located.root),
            false => Err(self.no_log_at(located)),
        }
    }

    /// Said of what is written to one's own log, where nothing named it.
    pub fn in_own(&self, root: &Path) -> &'static str {
        let is_own = |it: Located| it.origin == Origin::Personal && it.root == root;
        let is_own = self.located().is_ok_and(is_own);
        if is_own { " in your own log" } else { "" }
    }

    /// In a repository, or right above a log, one may take one's own log for the team's.
    pub fn remark_own(&self, located: &Located) {
        let (working, own) = (&self.context.working_folder, self.shown(&located.root));
        if located.origin != Origin::Personal {
            return;
        }
        if let Some(below) = log::logs_below(working).first() {
            let team = CommandLine::new("hirelog").option("-C", self.shown(below));
            self.remark(format!(
                "this is your own log, {own}; for the one here: {team} …"
            ));
        } else if self.context.repository_top(working).is_some() {
            self.remark(format!("no log is here; this is your own, {own}"));
        }
    }

    pub fn no_log_at(&self, located: &Located) -> Error {
        let place = self.shown(&located.root);
        let error = Error::new(Kind::Unreadable, format!("there is no log at {place}"));
        match located.origin {
            Origin::Personal => error
                .hint("make one for the team: hirelog init")
                .hint("or just begin, with a log of your own: hirelog new"),
            origin => error
                .hint(format!("that folder is {}", origin.reason()))
                .hint(format!(
                    "make a log there: {}",
                    CommandLine::new("hirelog init").word(&place)
                )),
        }
    }

    /// The log at a folder, remembering what is odd in its `hirelog.toml`.
    ///
    /// # Errors
    /// Where there is none, or where that file cannot be understood.
    pub fn open(&self, root: &Path) -> Result<Log, Error> {
        let log = Log::open(root)?;
        self.odd.borrow_mut().extend(log.odd.clone());
        Ok(log)
    }

    pub fn vocabulary(&self, log: &Log) -> Vocabulary {
        Vocabulary::new(team_words(&log.team))
    }

    pub fn questions<'v>(&self, log: &Log, vocabulary: &'v Vocabulary) -> Questions<'v> {
        Questions::new(log.team.questions.clone(), vocabulary)
    }

    /// The days that are looked at where nobody names others.
    pub fn window(&self, log: &Log) -> Span {
        let until = self.context.today;
        let length = log.team.window.as_deref().unwrap_or(WINDOW);
        Span {
            since: until.first_of_last(length).unwrap_or(Day::FIRST),
            until,
        }
    }

    /// The party that keeps the log for itself: as its file says, and for the log in
    /// the person's own folder the candidate, where it does not say.
    pub fn keeper(&self, log: &Log) -> Option<Party> {
        self.keeper_at(&log.root, Some(&log.team))
    }

    /// The same of a log that may still be to be made.
    pub fn keeper_at(&self, root: &Path, team: Option<&TeamSettings>) -> Option<Party> {
        let personal = self.context.folders.data.as_ref();
        let is_personal = personal.is_some_and(|folder| *folder == root);
        let usual = is_personal.then_some(Party::Candidate);
        team.and_then(|team| team.keeper).unwrap_or(usual)
    }

    /// Who writes where nobody says so: whoever keeps the log alone, or the party that the
    /// person usually is.
    pub fn usual_writer(&self, keeper: Option<Party>) -> Option<Party> {
        keeper.or(self.user.party)
    }

    /// What counts as recurring in these days.
    pub fn counting(&self, log: &Log, window: Span) -> Settings {
        for otherwise in self.counted_otherwise.take() {
            self.remark(otherwise);
        }
        Settings {
            window,
            before_promise: Settings::two_of(window),
            threshold: log.team.threshold.unwrap_or(THRESHOLD),
            keeper: self.keeper(log),
        }
    }
}

/// The words that a team's file adds to the built-in ones.
pub fn team_words(team: &TeamSettings) -> TeamWords {
    TeamWords {
        stages: team.stages.clone(),
        balls: team.balls.clone(),
        hide: team.hide.clone(),
    }
}
