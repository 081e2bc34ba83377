//! What every command starts from: the person's settings, the log that is
//! meant, its vocabulary, and how answers look.

pub mod cases;
pub mod selection;

use crate::cli::Globals;
use crate::context::{Answer, Color, Context, Terminal};
use crate::diagnostic::Findings;
use crate::error::{Error, Kind};
use crate::log::{self, Candidates, Located, Log, Made, Origin, TEAM_FILE, UserSettings};
use crate::model::{Day, Span};
use crate::patterns::WINDOW;
use crate::render::{self, Look};
use crate::vocabulary::{Questions, TeamWords, Vocabulary};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// The name of a person's own configuration file.
pub const USER_FILE: &str = "config.toml";
const PAGER: &str = "less -FIRX";

pub struct Session<'a> {
    pub context: &'a Context,
    pub globals: &'a Globals,
    pub user: UserSettings,
    /// What is odd in the configuration files that were read.
    odd: RefCell<Vec<Findings>>,
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
            odd: RefCell::new(odd.into_iter().collect()),
        })
    }

    /// Nobody is there, or wants to be asked.
    pub fn unattended(&self) -> bool {
        self.globals.no_input || self.context.unattended
    }

    /// How hirelog is called for this log from here, for commands to type next.
    pub fn command(&self) -> String {
        match &self.globals.log {
            Some(folder) => {
                let folder = folder.display().to_string();
                format!("hirelog -C {}", shell_words::quote(&folder))
            }
            None => "hirelog".to_owned(),
        }
    }

    pub fn check_editor(&self, editor: bool) -> Result<(), Error> {
        if editor && self.globals.no_input {
            return Err(
                Error::usage("--editor asks for an editor, and --no-input for none")
                    .hint("leave out one of them"),
            );
        }
        Ok(())
    }

    /// The log that is meant, whether it is there or not.
    ///
    /// # Errors
    /// Where nothing says so.
    pub fn located(&self) -> Result<Located, Error> {
        self.located_by(self.context.log_from_environment.as_deref())
    }

    /// The same for files that are named or staged: where those lie decides, and
    /// `HIRELOG_DIR` has no say.
    ///
    /// # Errors
    /// Where nothing says so.
    pub fn located_by_files(&self) -> Result<Located, Error> {
        self.located_by(None)
    }

    fn located_by(&self, environment: Option<&Path>) -> Result<Located, Error> {
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
        log::locate(&Candidates {
            flag: self.globals.log.as_deref().map(folder),
            environment,
            working_folder: &self.context.working_folder,
            user: user.as_deref(),
            personal: self.context.folders.data.as_deref(),
        })
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

    /// The log, for reading; an error where there is none.
    pub fn log(&self) -> Result<Log, Error> {
        let located = self.located()?;
        if Log::is_at(&located.root) {
            return self.open(&located.root);
        }
        Err(self.no_log_at(&located))
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
                .hint(format!("make a log there: hirelog init {place}")),
        }
    }

    /// The log at a folder, remembering what is odd in its `hirelog.toml`.
    pub fn open(&self, root: &Path) -> Result<Log, Error> {
        let log = Log::open(root)?;
        self.odd.borrow_mut().extend(log.odd.clone());
        Ok(log)
    }

    /// What is odd in the configuration: worth a word, as a misspelt setting
    /// counts for nothing.
    pub fn remarks(&self) -> String {
        let odd = self.odd.borrow();
        let shown = |one: &Findings| Findings {
            path: self.shown(Path::new(&one.path)),
            ..one.clone()
        };
        render::findings(&odd.iter().map(shown).collect::<Vec<_>>(), self.talk_look())
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

    /// One line a file that was made, and what to add to one that was there.
    pub fn made(&self, made: &[Made]) -> String {
        let lines: Vec<_> = made
            .iter()
            .map(|one| match one {
                Made::Created(path) => ("created", self.shown(path)),
                Made::Changed(path) => ("changed", self.shown(path)),
                Made::Kept(path)
                | Made::Lacks(path, _)
                | Made::Moved(_, path)
                | Made::LacksCheck { path, .. } => ("kept", self.shown(path)),
            })
            .collect();
        let mut made_of = render::made(lines.iter().map(|(what, path)| (*what, Path::new(path))));
        for one in made {
            made_of += &match one {
                Made::Lacks(path, line) => {
                    format!("add this line to {}: {line}\n", self.shown(path))
                }
                Made::Moved(path, before) => format!(
                    "what was {} is {} now, as it was, and runs after the check\n",
                    self.shown(path),
                    self.shown(before)
                ),
                Made::LacksCheck {
                    path,
                    how,
                    what,
                    is_checked,
                } => {
                    let path = self.shown(path);
                    let until = if *is_checked {
                        "it writes hooks of its own once it is installed here"
                    } else {
                        "until then no commit is checked"
                    };
                    format!("{how} {path}; {until}:\n{what}\n")
                }
                _ => continue,
            };
        }
        made_of
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
