//! What somebody meant: one post-mortem as it is to be, and where that is kept until it
//! is in the log.

use super::destination::{Destination, There};
use super::keeper::Keeper;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::flags::Saving;
use crate::interview::{InterviewState, Step};
use crate::log::{self, Draft, TeamSettings};
use crate::model::{Day, Party, PostMortem, Section, TextList, Value, path_text};
use crate::vocabulary::Vocabulary;
use std::collections::HashSet;

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

/// Where it is until it is saved; nothing of it is needed then. Of what stands on the command
/// line, or in a file of the person's own, there is nothing.
#[derive(Default)]
pub struct Kept<'a> {
    /// The draft that it was read from.
    pub read: Option<Draft>,
    /// The one that the editor was opened with, and how to go on with it.
    pub editor: Option<(Draft, String)>,
    /// Where a conversation ended, with all that was said.
    pub conversation: Option<Box<(Keeper<'a>, InterviewState)>>,
}

/// For what asks nobody and is saved whatever `check` finds.
pub const SAVED_AS_IT_IS: Saving = Saving {
    dry_run: false,
    commit: false,
    allow_findings: true,
};

impl<'a> Meant<'a> {
    pub fn new(change: WantedChange<'a>, writer: Option<Party>) -> Self {
        Self {
            change,
            writer,
            understood: String::new(),
            notes: Vec::new(),
            days_said: Vec::new(),
            kept: Kept::default(),
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

impl<'a> Kept<'a> {
    pub fn conversation(keeper: Keeper<'a>, state: &InterviewState) -> Self {
        Self {
            conversation: Some(Box::new((keeper, state.clone()))),
            ..Self::default()
        }
    }

    /// Where it is, and how to go on from there.
    pub fn hints(&self) -> Vec<String> {
        let editor = self.editor.iter().map(|(_, hint)| hint.clone());
        let conversation = self.conversation.iter().flat_map(|both| both.0.hints());
        editor.chain(conversation).collect()
    }

    /// All of it, where nothing holds it; as it was to be saved, where that is known.
    pub fn nowhere(&self, after: Option<&PostMortem>) -> Option<String> {
        let (keeper, state) = self.conversation.as_deref()?;
        let is_held = !keeper.hints().is_empty();
        let text = (!is_held).then(|| log::encode(after.unwrap_or(&state.post_mortem)));
        text?.ok()
    }

    /// Whether the person saw this at the question where it was typed, and kept it.
    pub fn has_shown(&self, finding: &Diagnostic) -> bool {
        match (&self.conversation, &finding.field, &finding.words) {
            (Some(both), Some(field), Some(words)) => both.1.has_kept(field, words),
            _ => false,
        }
    }

    /// It goes on later, at the question about this key where there is one.
    pub fn reopen(&self, key: Option<&str>) {
        if let Some((keeper, state)) = self.conversation.as_deref()
            && let Some(step) = key.and_then(Step::parse)
        {
            let mut state = state.clone();
            state.at = Some(step);
            // Where that cannot be kept, the draft is as it was.
            let _ = keeper.keep(&state);
        }
    }

    /// It was printed, and that is all that was asked for.
    pub fn printed(self) {
        if let Some((draft, _)) = self.editor {
            draft.remove();
        }
        if let Some(both) = self.conversation {
            both.0.done();
        }
    }

    /// It is in the log.
    pub fn saved(mut self) {
        if let Some(draft) = self.read.take() {
            draft.remove();
        }
        self.printed();
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

impl Meant<'_> {
    /// The same with what follows from it and nobody has to say: the day of a promise, the balls
    /// it is about, and what an empty list of an older template does not say.
    #[must_use]
    pub(super) fn settled(mut self, today: Day) -> Self {
        let days_said = self.days_said.clone();
        let settled = move |old: Option<&PostMortem>, new: &mut PostMortem, words: &Vocabulary| {
            for party in Party::ALL {
                let blank = Section::default();
                let old = old.map_or(&blank, |old| old.section(party));
                let is_day_said = days_said.contains(&party);
                settle(old, new.section_mut(party), is_day_said, words, today);
            }
        };
        let (old, words, text, post_mortem) = match &mut self.change {
            WantedChange::New {
                destination,
                text,
                post_mortem,
            } => (None, &destination.vocabulary, text, post_mortem),
            WantedChange::Text {
                there,
                text,
                post_mortem,
            } => {
                let old = Some(&there.post_mortem);
                (old, &there.vocabulary, text, post_mortem)
            }
            WantedChange::Keys { there, edit } => {
                let there = *there;
                let meant = std::mem::replace(edit, Box::new(|old| Ok(old.clone())));
                *edit = Box::new(move |old| {
                    let mut new = meant(old)?;
                    settled(Some(old), &mut new, &there.vocabulary);
                    Ok(new)
                });
                return self;
            }
        };
        let typed = post_mortem.clone();
        if let Some(old) = old {
            leave_unsaid(old, post_mortem);
        }
        settled(old, post_mortem, words);
        *text = rewritten(std::mem::take(text), &typed, post_mortem);
        self
    }
}

/// Whoever first writes a section in the editor and leaves an empty list standing
/// there did not say that there was no ball.
fn leave_unsaid(old: &PostMortem, new: &mut PostMortem) {
    for party in Party::ALL {
        let (old, new) = (old.section(party), new.section_mut(party));
        let is_untouched = old.dropped == new.dropped && new.balls().is_empty();
        if is_untouched && !old.is_written() && new.is_written() {
            new.dropped = None;
        }
    }
}

/// A text that says what follows, too; as it is where it cannot take that.
fn rewritten(text: String, typed: &PostMortem, settled: &PostMortem) -> String {
    let read = match log::decode(&text).post_mortem {
        Some(read) if typed != settled => read,
        _ => return text,
    };
    let mut new = read.clone();
    for key in typed.differences(settled) {
        key.set(&mut new, key.get(settled).map(Value::to_new));
    }
    log::revise(&text, &read, &new).unwrap_or(text)
}

fn settle(old: &Section, new: &mut Section, is_day_said: bool, words: &Vocabulary, today: Day) {
    if new.next.trim().is_empty() {
        new.promised = None;
        new.next_for = None;
        return;
    }
    let is_new = old.next.trim().is_empty() || !is_much_the_same(&old.next, &new.next);
    if is_new && new.promised == old.promised && !is_day_said {
        new.promised = Some(today);
    }
    // What is not dropped any more is nothing to promise about.
    if let Some(about) = &mut new.next_for {
        let slugs = |balls: &Option<TextList>| -> HashSet<String> {
            let balls = balls.iter().flat_map(|balls| balls.iter());
            balls
                .map(|word| words.known(word).slug.into_owned())
                .collect()
        };
        let (before, after) = (slugs(&old.dropped), slugs(&new.dropped));
        about.retain(|word| {
            let slug = words.known(word).slug;
            after.contains(&*slug) || !before.contains(&*slug)
        });
        if about.is_empty() {
            new.next_for = None;
        }
    }
}

/// Whether a promise shares half of its words with what stood there, so that it is
/// the old one in better words.
fn is_much_the_same(old: &str, new: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|one: char| !one.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (old, new) = (words(old), words(new));
    2 * new.intersection(&old).count() >= new.len()
}

#[cfg(test)]
mod tests;
