//! What somebody meant: one post-mortem as it is to be, and where that is kept until it
//! is in the log.

use super::destination::Destination;
use super::keeper::Keeper;
use super::there::There;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::interview::{InterviewState, Step};
use crate::log::{self, Draft, TeamSettings};
use crate::model::{Party, PostMortem, path_text};
use crate::vocabulary::Vocabulary;

/// What to call a file that is not there yet.
pub const NEW_FILE: &str = "the new file";

/// What came in by one of the doors.
pub struct Meant<'a> {
    pub change: WantedChange<'a>,
    /// Who is writing.
    pub writer: Option<Party>,
    /// What was understood of a text, where a person has to see that.
    pub understood: String,
    pub notes: Vec<String>,
    /// The parties of whose promise somebody said the day.
    pub days_said: Vec<Party>,
    pub kept: Kept<'a>,
}

/// What becomes of a post-mortem.
pub type EditOfKeys<'a> = Box<dyn Fn(&PostMortem) -> Result<PostMortem, Error> + 'a>;

pub enum WantedChange<'a> {
    /// A file of its own.
    New {
        destination: &'a Destination,
        text: String,
        post_mortem: PostMortem,
    },
    /// A whole file, as somebody edited it.
    Text {
        there: &'a There,
        text: String,
        post_mortem: PostMortem,
    },
    /// What this makes of the file, whatever it says by then.
    Keys {
        there: &'a There,
        edit: EditOfKeys<'a>,
    },
}

/// Where it is until it is saved.
pub enum Kept<'a> {
    /// On the command line, or in a file of the person's own.
    Elsewhere,
    /// In a draft that it was read from.
    Draft(Draft),
    /// In the draft that the editor was opened with, and in an older one.
    Editor {
        draft: Draft,
        /// How to go on with it.
        hint: String,
        older: Option<Draft>,
    },
    Conversation {
        keeper: Box<Keeper<'a>>,
        /// Where it ended, with all that was said.
        state: Box<InterviewState>,
    },
}

/// What is done where `check` finds an error in what can be written all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFindings {
    /// The person decides; where nobody is there it is saved, and kept out of git.
    Hesitate,
    Insist,
}

impl OnFindings {
    /// As the flag says.
    pub const fn of(allow_findings: bool) -> Self {
        if allow_findings {
            Self::Insist
        } else {
            Self::Hesitate
        }
    }
}

/// What is done with what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Print,
    Save,
    Commit,
}

impl Purpose {
    /// As the flags say; the command line takes one of them at most.
    pub const fn of(dry_run: bool, commit: bool) -> Self {
        match (dry_run, commit) {
            (true, _) => Self::Print,
            (false, true) => Self::Commit,
            (false, false) => Self::Save,
        }
    }
}

impl<'a> Meant<'a> {
    pub const fn new(change: WantedChange<'a>, writer: Option<Party>) -> Self {
        Self {
            change,
            writer,
            understood: String::new(),
            notes: Vec::new(),
            days_said: Vec::new(),
            kept: Kept::Elsewhere,
        }
    }
}

impl WantedChange<'_> {
    /// Where it is already; `None` where it is a new file.
    pub const fn there(&self) -> Option<&There> {
        match self {
            Self::New { .. } => None,
            Self::Text { there, .. } | Self::Keys { there, .. } => Some(there),
        }
    }

    /// What the file says before.
    pub fn before(&self) -> Option<&PostMortem> {
        self.there().map(|there| &there.post_mortem)
    }

    pub fn text_before(&self) -> &str {
        self.there().map_or("", |there| &there.loaded.source)
    }

    /// What it is to say.
    ///
    /// # Errors
    /// Where the change does not fit what the file says.
    pub fn after(&self) -> Result<PostMortem, Error> {
        match self {
            Self::New { post_mortem, .. } | Self::Text { post_mortem, .. } => {
                Ok(post_mortem.clone())
            }
            Self::Keys { there, edit } => edit(&there.post_mortem),
        }
    }

    /// The whole text of the file with what it is to say.
    ///
    /// # Errors
    /// Where that cannot be written as TOML.
    pub fn text(&self, after: &PostMortem) -> Result<String, Error> {
        match self {
            Self::New {
                destination, text, ..
            } => Ok(match destination.log() {
                Some(log) => log.with_schema_line(text),
                None => text.clone(),
            }),
            Self::Text { text, .. } => Ok(text.clone()),
            Self::Keys { there, .. } => there.log.revised(&there.loaded, &there.post_mortem, after),
        }
    }

    /// The settings of the log, where it is there already.
    pub fn team(&self) -> Option<&TeamSettings> {
        match self {
            Self::New { destination, .. } => destination.log().map(|log| &log.team),
            Self::Text { there, .. } | Self::Keys { there, .. } => Some(&there.log.team),
        }
    }

    pub const fn vocabulary(&self) -> &Vocabulary {
        match self {
            Self::New { destination, .. } => &destination.vocabulary,
            Self::Text { there, .. } | Self::Keys { there, .. } => &there.vocabulary,
        }
    }

    /// What to call the file.
    pub fn path(&self) -> String {
        match self.there() {
            None => NEW_FILE.to_owned(),
            Some(there) => path_text(there.file()),
        }
    }
}

impl Kept<'_> {
    /// The same, and an older draft that is not needed either once it is saved.
    #[must_use]
    pub fn with(self, older: Option<Draft>) -> Self {
        match self {
            Self::Editor { draft, hint, .. } => Self::Editor { draft, hint, older },
            kept => kept,
        }
    }

    /// Where it is, and how to go on from there.
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::Elsewhere | Self::Draft(_) => Vec::new(),
            Self::Editor { hint, .. } => vec![hint.clone()],
            Self::Conversation { keeper, .. } => keeper.hints(),
        }
    }

    /// All of it, where nothing holds it; as it was to be saved, where that is known.
    pub fn nowhere(&self, after: Option<&PostMortem>) -> Option<String> {
        match self {
            Self::Conversation { keeper, state } if keeper.hints().is_empty() => {
                log::encode(after.unwrap_or(&state.post_mortem)).ok()
            }
            _ => None,
        }
    }

    /// Whether the person saw this at the question where it was typed, and kept it.
    pub fn has_shown(&self, finding: &Diagnostic) -> bool {
        match (self, &finding.field, &finding.words) {
            (Self::Conversation { state, .. }, Some(field), Some(words)) => {
                state.has_kept(field, words)
            }
            _ => false,
        }
    }

    /// It goes on later, at the question about this key where there is one.
    pub fn reopen(&self, key: Option<&str>) {
        if let Self::Conversation { keeper, state } = self
            && let Some(step) = key.and_then(Step::parse)
        {
            let mut state = (**state).clone();
            state.at = Some(step);
            // Where that cannot be kept, the draft is as it was.
            let _ = keeper.keep(&state);
        }
    }

    /// It was printed, and that is all that was asked for.
    pub fn printed(self) {
        match self {
            Self::Elsewhere | Self::Draft(_) => {}
            Self::Editor { draft, .. } => draft.remove(),
            Self::Conversation { keeper, .. } => keeper.done(),
        }
    }

    /// It is in the log.
    pub fn saved(self) {
        match self {
            Self::Elsewhere => {}
            Self::Draft(draft) => draft.remove(),
            Self::Editor { draft, older, .. } => {
                draft.remove();
                if let Some(older) = older {
                    older.remove();
                }
            }
            Self::Conversation { keeper, .. } => keeper.done(),
        }
    }
}

/// The text of a new file, below comments.
///
/// # Errors
/// Where some value cannot be written as TOML.
pub fn text_below(remarks: &[String], post_mortem: &PostMortem) -> Result<String, Error> {
    log::encode_below(remarks, post_mortem).map_err(|diagnostics| {
        let findings = Findings {
            path: NEW_FILE.to_owned(),
            source: None,
            diagnostics,
        };
        Error::findings("this post-mortem cannot be written as TOML", vec![findings])
    })
}
