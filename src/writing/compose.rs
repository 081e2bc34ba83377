//! A post-mortem written in the person's editor: opened with the words that may
//! be used below, reopened once where it cannot be read, and never lost.

use super::destination::There;
use super::guard::Guard;
use super::guidance::{Guidance, own_text};
use super::guided::interrupted;
use super::meant::Kept;
use crate::context::{CAME_BACK_AT_ONCE, Edited, HAS_TO_WAIT};
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::{Error, Kind};
use crate::log::{self, Draft};
use crate::model::{Day, PostMortem, path_text};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use std::io::ErrorKind::{IsADirectory, NotFound};
use std::path::Path;

/// Whose text the editor is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    /// Ours: closing it without a change cancels.
    Us,
    /// The person's own, to go on with.
    Them,
}

/// A text that can be saved.
pub struct Composed<'a> {
    pub text: String,
    pub post_mortem: PostMortem,
    pub kept: Kept<'a>,
}

/// Opens a text in the person's editor; `None` where it was closed without a change, which
/// is the way to cancel. `there` is the post-mortem that is edited.
///
/// # Errors
/// Where no draft can be kept, where there is no editor or it fails, and where what was
/// typed cannot be saved the second time either.
pub fn compose<'a>(
    session: &Session<'_>,
    vocabulary: &Vocabulary,
    (start, whose): (&str, TextOf),
    there: Option<&There>,
) -> Result<Option<Composed<'a>>, Error> {
    let editor = session.context.editor(session.user.editor.as_deref());
    let state = session.context.folders.state.as_ref();
    let state = state
        .ok_or_else(|| Error::usage("there is no folder for drafts").hint("set XDG_STATE_HOME"))?;
    let start = match whose {
        TextOf::Us => start.to_owned(),
        TextOf::Them => own_text(start, vocabulary),
    };
    let mut guidance = Guidance::new(&start, vocabulary);
    let shown = guidance.around(&start, &[]);
    let draft = Draft::create(state, there.map_or("new", There::id), &shown)?;
    let hint = hint(&draft.path, there, session);
    for last_try in [false, true] {
        let edited = session.context.edit(&editor, &draft.path);
        let at_once = matches!(edited, Ok(Edited::AtOnce));
        let stopped = match edited {
            Ok(Edited::Done | Edited::AtOnce) => None,
            Ok(Edited::Failed) => {
                let what = "the editor reported an error, so nothing was saved";
                Some(Error::new(Kind::Io, what))
            }
            Ok(Edited::Interrupted) => Some(interrupted()),
            Err(error) => Some(error),
        };
        let text = draft.read();
        if let Some(error) = stopped {
            // What nobody changed is a copy of what is elsewhere.
            if matches!(&text, Ok(text) if guidance.typed(text) == start) {
                draft.remove();
                return Err(error);
            }
            return Err(error.hint(hint));
        }
        let text = match text {
            Err(error) => match error.source.as_ref().map(std::io::Error::kind) {
                Some(NotFound) => {
                    draft.remove();
                    let what = "the editor left no file behind, so nothing was saved";
                    return Err(Error::new(Kind::Io, what));
                }
                Some(IsADirectory) => {
                    let what =
                        "the editor left a folder in the place of the file, so nothing was saved";
                    let place = format!("look for what you typed in {}", path_text(&draft.path));
                    return Err(Error::new(Kind::Io, what).hint(place));
                }
                _ => return Err(error.hint(hint)),
            },
            Ok(text) => text,
        };
        let text = guidance.typed(&text);
        if whose == TextOf::Us && text == start && !last_try {
            draft.remove();
            if at_once {
                let what = format!("{CAME_BACK_AT_ONCE}, so nothing was saved");
                return Err(Error::new(Kind::Io, what).hint(HAS_TO_WAIT));
            }
            return Ok(None);
        }
        let problems = match read(&text, vocabulary, session.context.today, there) {
            Ok(post_mortem) => {
                let kept = Kept {
                    editor: Some((draft, hint)),
                    ..Kept::default()
                };
                return Ok(Some(Composed {
                    text,
                    post_mortem,
                    kept,
                }));
            }
            Err(problems) => problems,
        };
        if last_try {
            // As it is named below, so that the lines are those of the file.
            draft.write(&guidance.around(&text, &[]))?;
            let findings = Findings::of(path_text(&draft.path), &text, problems);
            return Err(Error::findings("this cannot be saved yet", vec![findings]).hint(hint));
        }
        draft.write(&guidance.around(&text, &problems))?;
    }
    Ok(None)
}

/// Where the text is, and how to go on from there.
pub(super) fn hint(draft: &Path, there: Option<&There>, session: &Session<'_>) -> String {
    let (path, hirelog) = (path_text(draft), session.command());
    match there {
        None => {
            let new = hirelog.then("new --editor").option("--from", draft);
            format!("what you typed is in {path}; go on with: {new}")
        }
        Some(there) => {
            let edit = hirelog.then("edit").word(there.id()).then("--editor");
            format!("what you typed is in {path}; open the file anew, to bring it in: {edit}")
        }
    }
}

fn read(
    text: &str,
    vocabulary: &Vocabulary,
    today: Day,
    there: Option<&There>,
) -> Result<PostMortem, Vec<Diagnostic>> {
    let decoded = log::decode(text);
    let Some(post_mortem) = decoded.post_mortem else {
        return Err(decoded.diagnostics);
    };
    let before = there.map(|there| &there.post_mortem);
    let guard = Guard::new(vocabulary, None, today);
    let stopping = guard.stopping(before, &post_mortem);
    if stopping.is_empty() {
        return Ok(post_mortem);
    }
    Err(log::place(text, stopping))
}
