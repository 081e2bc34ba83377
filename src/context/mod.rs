//! The outside world as values: today, folders, terminals, the person's own
//! configuration, chance. The only room that reads the environment, the clock
//! and the terminal, and the only one that runs other programs.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the room that looks outside"
)]

mod commit;
mod departure;
mod editor;
mod git;
mod input;
mod key;
mod output;
mod programs;
mod repository;
mod scratch;
mod screen;
mod staged;
mod terminal;
mod wait;

pub use commit::Committed;
pub use departure::Departure;
pub use editor::{CAME_BACK_AT_ONCE, Edited, HAS_TO_WAIT};
pub use input::Watched;
pub use key::KeyPress;
pub use output::{Answer, emit, is_closed_pipe, pass_on};
pub use repository::Repository;
pub use scratch::HookRun;
pub use screen::{Screen, say_mistakes};
pub use staged::{Index, Indexed};
pub use terminal::{Color, Terminal, Terminals};
pub use wait::{Progress, any_wait, tell, tell_wait};

use crate::error::Error;
use crate::model::Day;
use std::env;
use std::io::{self, Read};
use std::path::PathBuf;

/// What every command may know about the world.
#[derive(Debug)]
pub struct Context {
    pub today: Day,
    /// By `HIRELOG_TODAY`, not by the clock.
    pub today_is_set: bool,
    pub working_folder: PathBuf,
    /// Where the person stands: git runs a hook or an alias at the top of the repository.
    pub standing: PathBuf,
    /// `HIRELOG_DIR`.
    pub log_from_environment: Option<PathBuf>,
    pub folders: Folders,
    pub terminals: Terminals,
    /// `HIRELOG_EDITOR`, `VISUAL`, `EDITOR`.
    pub editors: Vec<(&'static str, String)>,
    /// `HIRELOG_PAGER`, `PAGER`.
    pub pagers: Vec<(&'static str, String)>,
    /// `BROWSER`.
    pub browser: Option<String>,
    /// Nobody is there to answer: `CI` is set, or the input is no terminal.
    pub unattended: bool,
}

/// The user's own folders; each `None` where the system has no such thing.
#[derive(Debug, Default)]
pub struct Folders {
    /// Holds `config.toml`.
    pub config: Option<PathBuf>,
    /// The personal log.
    pub data: Option<PathBuf>,
    /// Holds drafts.
    pub state: Option<PathBuf>,
    pub home: Option<PathBuf>,
}

impl Context {
    /// # Errors
    /// Where `HIRELOG_TODAY` is no day, or the working folder is gone.
    pub fn from_environment() -> Result<Self, Error> {
        let terminals = Terminals::look();
        let unattended = !terminals.input || filled("CI").is_some();
        let working_folder = env::current_dir()
            .map_err(|error| Error::io("find", "the working folder".as_ref(), error))?;
        let prefix = env::var_os("GIT_PREFIX").filter(|prefix| !prefix.is_empty());
        let standing = prefix.map(|prefix| working_folder.join(prefix));
        Ok(Self {
            today: today()?,
            today_is_set: filled("HIRELOG_TODAY").is_some(),
            standing: { standing.filter(|folder| folder.is_dir()) }
                .unwrap_or_else(|| working_folder.clone()),
            working_folder,
            log_from_environment: env::var_os("HIRELOG_DIR")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            folders: Folders {
                config: folder("XDG_CONFIG_HOME", dirs::config_dir),
                data: folder("XDG_DATA_HOME", dirs::data_dir),
                state: folder("XDG_STATE_HOME", || {
                    dirs::state_dir().or_else(dirs::data_local_dir)
                }),
                home: dirs::home_dir().filter(|home| home.is_absolute()),
            },
            terminals,
            editors: named(["HIRELOG_EDITOR", "VISUAL", "EDITOR"]),
            pagers: named(["HIRELOG_PAGER", "PAGER"]),
            browser: filled("BROWSER"),
            unattended,
        })
    }

    /// Bytes nobody can foretell.
    ///
    /// # Errors
    /// Where the system gives none.
    pub fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::other)
    }

    /// All of standard input, as far as a post-mortem could be long. Waiting
    /// for somebody to type says so.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn standard_input(&self) -> Result<Vec<u8>, Error> {
        self.tell_what_is_read();
        let mut bytes = Vec::new();
        io::stdin()
            .take(1 << 20)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::io("read", "standard input".as_ref(), error))?;
        Ok(bytes)
    }
}

/// `HIRELOG_TODAY` fixes the clock, for tests and for looking back.
fn today() -> Result<Day, Error> {
    let set = env::var_os("HIRELOG_TODAY").filter(|text| !text.is_empty());
    match set.map(|text| text.to_string_lossy().into_owned()) {
        None => {
            let date = chrono::Local::now().date_naive();
            Day::parse(&date.format("%Y-%m-%d").to_string())
                .ok_or_else(|| Error::usage("the system clock shows no year from 0 to 9999"))
        }
        Some(text) => Day::parse(&text).ok_or_else(|| {
            Error::usage(format!("HIRELOG_TODAY is \"{text}\", which is not a day"))
                .hint("write it as 2026-11-20, or unset it")
        }),
    }
}

fn filled(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Those that are set; an empty one is kept, as it says something about pagers.
fn named<const N: usize>(names: [&'static str; N]) -> Vec<(&'static str, String)> {
    names
        .into_iter()
        .filter_map(|name| Some((name, env::var(name).ok()?)))
        .collect()
}

/// An XDG folder counts on every system: the library looks at it on Linux only.
fn folder(variable: &str, otherwise: impl FnOnce() -> Option<PathBuf>) -> Option<PathBuf> {
    let named = env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    // A relative one would be another wherever one stands.
    let otherwise = || otherwise().filter(|path| path.is_absolute());
    named
        .or_else(otherwise)
        .map(|folder| folder.join("hirelog"))
}
