//! The folder of files: finding it, its settings, reading it, changing it. The
//! only room that touches the disk, and the only one that knows TOML.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the room that touches the disk"
)]

mod conflict;
mod edit;
mod find;
mod input;
mod locate;
mod read;
mod settings;
mod tasks;
mod value;
mod write;

pub use edit::block::{ball_block, list_line};
pub use edit::encode::{encode, encode_below};
pub use edit::revise::revise;
pub use edit::reword::{Declaration, Rewording};
pub use find::{Loaded, is_whole_name};
pub use input::{assignment, from_json, open, read_text, read_user_settings};
pub use locate::{Candidates, Located, Origin, locate, log_of};
pub use read::Reading;
pub use read::comments::switches;
pub use read::decode::{Decoded, Defaults, decode, decode_with};
pub use read::held::held;
pub use read::places::{name_fields, place, spliced};
pub use read::prose::{Prose, prose};
pub use read::text::{LARGEST, file_at, text, text_of};
pub use read::walk::Page;
pub use settings::{ImportSettings, TEAM_FILE, TeamSettings, UserSettings};
pub use tasks::hook::{Hook, add_hook};
pub use tasks::init::{Made, add_workflow, below, init};
pub use tasks::marks::{MARK, keep_secret, read_secret};
pub use tasks::redact::Redacted;
pub use tasks::rename::{List, Renamed, Renaming};
pub use tasks::schema::{Described, Suggestion, schema};
pub use tasks::strays::{Stray, Why};
pub use write::batch::Batch;
pub use write::draft::Draft;
pub use write::page::{Output, page_in};
pub use write::reach::{check_writable, whole_path};
pub use write::unfinished::{Place, Typed, Unfinished};

use crate::diagnostic::{Diagnostic, Findings};
use crate::error::{Error, Kind};
use crate::model::{Id, PostMortem, file_slug};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A log that is there.
#[derive(Debug)]
pub struct Log {
    pub root: PathBuf,
    pub team: TeamSettings,
    /// What is odd in `hirelog.toml`.
    pub odd: Option<Findings>,
}

/// What an edit did.
#[derive(Debug, PartialEq, Eq)]
pub enum Revised {
    Done,
    /// It asked for what the file already says.
    Unchanged,
}

/// Where post-mortems are kept, unless the team says otherwise.
const LOGS: &str = "logs";

/// How often an edit is tried anew when others write the same file meanwhile.
const TRIES: usize = 64;

impl Log {
    pub fn is_at(root: &Path) -> bool {
        root.join(TEAM_FILE).is_file()
    }

    /// Opens the log at a folder; an error where there is none, or where its
    /// `hirelog.toml` cannot be understood.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let path = root.join(TEAM_FILE);
        let source = team_source(root)?;
        let (team, diagnostics) = settings_of(&path, &source, settings::team)?;
        let odd = (!diagnostics.is_empty()).then(|| Findings {
            path: path.display().to_string(),
            source: Some(source),
            diagnostics,
        });
        Self::with(root, team, odd)
    }

    /// Opens the log with what can be understood of its `hirelog.toml`, and says
    /// what that file holds: for looking for mistakes, not for counting.
    pub fn open_as_far_as_possible(root: &Path) -> Result<(Self, Findings), Error> {
        let source = team_source(root)?;
        let (team, diagnostics) = settings::team(&source);
        let findings = Findings {
            path: TEAM_FILE.to_owned(),
            source: Some(source),
            diagnostics,
        };
        Ok((Self::with(root, team, None)?, findings))
    }

    fn with(root: &Path, team: TeamSettings, odd: Option<Findings>) -> Result<Self, Error> {
        let logs = root.join(team.logs.as_deref().unwrap_or(LOGS));
        if is_link(&logs) {
            let what = format!("{} is a link, and links are never followed", logs.display());
            return Err(Error::new(Kind::Unreadable, what)
                .hint("put the folder itself there, or name another with `logs` in hirelog.toml"));
        }
        let root = root.to_owned();
        Ok(Self { root, team, odd })
    }

    /// Where the post-mortems are, relative to the root.
    pub fn logs(&self) -> &str {
        self.team.logs.as_deref().unwrap_or(LOGS)
    }

    pub fn read(&self, prose: Prose) -> Result<Reading, Error> {
        read::read(&self.root, self.logs(), prose)
    }

    /// Shows every file of the log, whatever it holds, to one gatherer a thread.
    pub fn each<G: Default + Send>(
        &self,
        visit: impl Fn(&mut G, Page<'_>) + Sync,
    ) -> Result<Vec<G>, Error> {
        read::walk::each(&self.root, self.logs(), visit)
    }

    /// Writes a new file for this text, under a fresh id. Gives its path
    /// relative to the root.
    pub fn create(
        &self,
        text: &str,
        post_mortem: &PostMortem,
        random: impl Fn(&mut [u8]) -> io::Result<()>,
    ) -> Result<String, Error> {
        let text = &self.with_schema_line(text);
        fits(text)?;
        let taken = self.ids()?;
        let date = post_mortem.date;
        let slug = post_mortem
            .role
            .as_deref()
            .and_then(file_slug)
            .map(|slug| format!("{slug}-"));
        let slug = slug.unwrap_or_default();
        for _ in 0..TRIES {
            let mut bytes = [0; 16];
            random(&mut bytes).map_err(|error| Error::io("draw an id for", &self.root, error))?;
            let Some(id) = Id::from_random(&bytes) else {
                continue;
            };
            if taken.contains(id.as_str()) {
                continue;
            }
            let name = format!("{:04}/{date}-{slug}{id}.toml", date.year());
            let path = match self.logs() {
                "" => name,
                logs => format!("{logs}/{name}"),
            };
            let file = self.root.join(&path);
            match write::create(&file, text.as_bytes()) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io("write", &file, error)),
            }
        }
        Err(Error::new(
            Kind::Io,
            format!("found no free id in {}", self.root.display()),
        ))
    }

    /// Whether new files can be written: asked before anybody types anything.
    pub fn check_writable(&self) -> Result<(), Error> {
        check_writable(&self.root.join(self.logs()))
    }

    /// Changes one file to what `edit` makes of it. When somebody else writes
    /// the file at the same moment, `edit` is asked again about what it now says.
    pub fn revise(
        &self,
        path: &str,
        edit: impl Fn(&PostMortem) -> Result<PostMortem, Error>,
    ) -> Result<Revised, Error> {
        for _ in 0..TRIES {
            let loaded = self.load(path)?;
            let old = loaded.editable(&self.root)?;
            let new = edit(old)?;
            if new == *old {
                return Ok(Revised::Unchanged);
            }
            let text = self.revised(&loaded, old, &new)?;
            if self.replace(&loaded, &text)? {
                return Ok(Revised::Done);
            }
        }
        Err(Error::new(
            Kind::Io,
            format!("{path} kept changing while it was edited; nothing was written"),
        )
        .hint("try again"))
    }

    /// Puts a text that a person edited in the place of the one they were
    /// shown; false when the file has changed since.
    pub fn replace(&self, loaded: &Loaded, text: &str) -> Result<bool, Error> {
        fits(text)?;
        let file = self.root.join(&loaded.path);
        rewrite(&file, &loaded.source, text)
    }

    /// The text of a file with one post-mortem turned into the other.
    pub fn revised(
        &self,
        loaded: &Loaded,
        old: &PostMortem,
        new: &PostMortem,
    ) -> Result<String, Error> {
        revise(&loaded.source, old, new).map_err(|diagnostics| {
            self.refused(
                "the change was not written",
                &loaded.path,
                &loaded.source,
                diagnostics,
            )
        })
    }

    fn refused(&self, what: &str, path: &str, source: &str, diagnostics: Vec<Diagnostic>) -> Error {
        let path = self.root.join(path).display().to_string();
        Error::findings(
            what,
            vec![Findings {
                path,
                source: Some(source.to_owned()),
                diagnostics,
            }],
        )
    }
}

/// The post-mortems below a folder that a person names, relative to it; nothing
/// where it is no folder.
pub fn files_below(folder: &Path) -> Result<Option<Vec<String>>, Error> {
    if !folder.is_dir() {
        return match fs::metadata(folder) {
            Err(error) if is_missing(&error) => Err(Error::io("check", folder, error)),
            _ => Ok(None),
        };
    }
    let listing = read::folder::Listing::of(folder, "");
    let listing = listing.map_err(|error| Error::io("list", folder, error))?;
    let mut files: Vec<_> = listing
        .files
        .iter()
        .map(|file| listing.path(file))
        .collect();
    files.sort_unstable();
    Ok(Some(files))
}

/// Replaces a file that still says `old`; false when it says something else.
pub fn rewrite(file: &Path, old: &str, new: &str) -> Result<bool, Error> {
    match write::replace(file, old.as_bytes(), new.as_bytes()) {
        Ok(write::Replaced::Done) => Ok(true),
        Ok(write::Replaced::Changed) => Ok(false),
        Err(error) => Err(Error::io("write", file, error)),
    }
}

/// What the file that marks a log says.
fn team_source(root: &Path) -> Result<String, Error> {
    let path = root.join(TEAM_FILE);
    if is_link(&path) {
        let what = format!("{} is a link, and links are never followed", path.display());
        return Err(Error::new(Kind::Unreadable, what).hint("put the file itself there"));
    }
    match read::text::whole(&path) {
        Err(error) if error.source.as_ref().is_some_and(is_missing) => {
            let what = format!("there is no log at {}", root.display());
            Err(Error::new(Kind::Unreadable, what))
        }
        source => source,
    }
}

/// Whether a text could be read again once it is written.
fn fits(text: &str) -> Result<(), Error> {
    if text.len() < LARGEST {
        return Ok(());
    }
    Err(Error::usage(
        "the post-mortem would be larger than 1 MiB, and no file of that size is read",
    )
    .hint("keep to what each party owns; put the rest elsewhere and name where"))
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_symlink())
}

/// There is nothing under that name.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// What a configuration file says, unless something in it is wrong.
fn settings_of<S>(
    path: &Path,
    source: &str,
    read: impl Fn(&str) -> (S, Vec<Diagnostic>),
) -> Result<(S, Vec<Diagnostic>), Error> {
    let (settings, diagnostics) = read(source);
    if diagnostics.iter().any(Diagnostic::is_error) {
        let path = path.display().to_string();
        let findings = Findings {
            path: path.clone(),
            source: Some(source.to_owned()),
            diagnostics,
        };
        return Err(Error::findings(
            format!("{path} cannot be used as it is"),
            vec![findings],
        ));
    }
    Ok((settings, diagnostics))
}

#[cfg(test)]
mod tests;
