//! What every command starts from: the person's settings, the log that is
//! meant, its vocabulary, and how answers look.

use crate::cli::Globals;
use crate::context::{Answer, Color, Context, Terminal};
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::log::{self, Candidates, Located, Log, Origin, UserSettings};
use crate::model::{Day, Span};
use crate::render::{self, Look};
use crate::vocabulary::{Questions, TeamWords, Vocabulary};
use std::path::{Path, PathBuf};

/// The name of a person's own configuration file.
pub(super) const USER_FILE: &str = "config.toml";
pub(super) const WINDOW: &str = "90d";
pub(super) const THRESHOLD: u32 = 3;
const PAGER: &str = "less -FIRX";

pub(super) struct Session<'a> {
    pub context: &'a Context,
    pub globals: &'a Globals,
    pub user: UserSettings,
    odd: Option<Findings>,
}

impl<'a> Session<'a> {
    pub fn new(globals: &'a Globals, context: &'a Context) -> Result<Self, Error> {
        let (user, odd) = match &context.folders.config {
            Some(folder) => log::read_user_settings(&folder.join(USER_FILE))?,
            None => Default::default(),
        };
        Ok(Self {
            context,
            globals,
            user,
            odd,
        })
    }

    /// Nobody is there, or wants to be asked.
    pub fn unattended(&self) -> bool {
        self.globals.no_input || self.context.unattended
    }

    /// The log that is meant, whether it is there or not.
    pub fn located(&self) -> Result<Located, Error> {
        let user = self.user.log.as_deref().map(|path| self.below_home(path));
        log::locate(&Candidates {
            flag: self.globals.log.as_deref(),
            environment: self.context.log_from_environment.as_deref(),
            working_folder: &self.context.working_folder,
            user: user.as_deref(),
            personal: self.context.folders.data.as_deref(),
        })
        .ok_or_else(|| {
            Error::usage("nothing says where the log is").hint("make one here: hirelog init")
        })
    }

    /// A path from a configuration file, which no shell has looked at.
    fn below_home(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), &self.context.folders.home) {
            (Some(below), Some(home)) => home.join(below),
            _ => PathBuf::from(path),
        }
    }

    /// The log, for reading; an error where there is none.
    pub fn log(&self) -> Result<Log, Error> {
        let located = self.located()?;
        Log::open(&located.root).map_err(|error| {
            if Log::is_at(&located.root) {
                return error;
            }
            let error = Error {
                what: format!("there is no log at {}", self.shown(&located.root)),
                ..error
            };
            match located.origin {
                Origin::Personal => error
                    .hint("make one for the team: hirelog init")
                    .hint("or just begin, with a log of your own: hirelog new"),
                origin => error
                    .hint(format!("that folder is {}", origin.reason()))
                    .hint(format!(
                        "make a log there: hirelog init {}",
                        self.shown(&located.root)
                    )),
            }
        })
    }

    pub fn vocabulary(&self, log: &Log) -> Vocabulary {
        Vocabulary::new(TeamWords {
            stages: log.team.stages.clone(),
            balls: log.team.balls.clone(),
            hide: log.team.hide.clone(),
        })
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

    /// How answers look.
    pub fn look(&self) -> Look {
        self.look_of(self.context.terminals.output)
    }

    pub fn talk_look(&self) -> Look {
        self.look_of(self.context.terminals.talk)
    }

    fn look_of(&self, stream: Terminal) -> Look {
        let terminals = &self.context.terminals;
        let configured = match self.user.color.as_deref() {
            Some("always") => Some(Color::Always),
            Some("never") => Some(Color::Never),
            _ => None,
        };
        Look {
            width: stream.is_terminal.then(|| terminals.width.unwrap_or(80)),
            color: stream.color(self.globals.color, configured),
            unicode: terminals.unicode,
        }
    }

    /// An answer to read, through a pager where it is taller than the screen.
    pub fn page(&self, text: String) -> Answer {
        let terminals = &self.context.terminals;
        let tall = terminals
            .height
            .is_some_and(|height| text.lines().count() >= height);
        let pager = (tall && terminals.output.is_terminal && terminals.input)
            .then(|| self.pager())
            .flatten();
        Answer {
            text,
            pager,
            ..Answer::default()
        }
    }

    /// HIRELOG_PAGER over PAGER over the person's own configuration; an empty
    /// one, or `cat`, is none.
    pub fn pager(&self) -> Option<String> {
        let named = self
            .context
            .pagers
            .first()
            .map(|(_, command)| command.as_str());
        let command = named.or(self.user.pager.as_deref()).unwrap_or(PAGER).trim();
        (!command.is_empty() && command != "cat").then(|| command.to_owned())
    }

    /// Files that could not be read, named on standard error; the exit code
    /// says that the answer is not whole.
    pub fn with_broken(&self, mut answer: Answer, broken: &[Findings], log: &Log) -> Answer {
        if broken.is_empty() {
            return answer;
        }
        let look = self.talk_look();
        answer.complaints += &render::findings(&self.shown_in(log, broken), look);
        answer.complaints += &match broken.len() {
            1 => "1 file could not be read and is left out\n".to_owned(),
            count => format!("{count} files could not be read and are left out\n"),
        };
        answer.exit_code = 2;
        answer
    }

    /// Something odd, which stops nothing.
    pub fn talk_of(&self, odd: &[Findings], log: &Log) -> String {
        render::findings(&self.shown_in(log, odd), self.talk_look())
    }

    fn shown_in(&self, log: &Log, findings: &[Findings]) -> Vec<Findings> {
        let shown = |one: &Findings| Findings {
            path: self.shown(&log.root.join(&one.path)),
            ..one.clone()
        };
        findings.iter().map(shown).collect()
    }

    pub fn complaint(&self, error: Error) -> Answer {
        let error = self.with_shown_paths(error);
        Answer {
            complaints: render::error(&error, self.talk_look()),
            exit_code: error.exit_code(),
            ..Answer::default()
        }
    }

    fn with_shown_paths(&self, mut error: Error) -> Error {
        for one in &mut error.findings {
            one.path = self.shown(Path::new(&one.path));
        }
        error
    }

    /// What is odd in the person's own file.
    pub fn odd_settings(&self) -> String {
        self.odd
            .as_ref()
            .map(|odd| render::findings(std::slice::from_ref(odd), self.talk_look()))
            .unwrap_or_default()
    }

    /// A path as the person would type it here.
    pub fn shown(&self, path: &Path) -> String {
        let below = path
            .strip_prefix(&self.context.working_folder)
            .unwrap_or(path);
        let shown = below.display().to_string();
        if shown.is_empty() {
            ".".to_owned()
        } else {
            shown
        }
    }
}
