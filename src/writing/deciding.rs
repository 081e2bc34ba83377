//! What a meeting decided, from what somebody said to the file: the same checks before, and
//! the same ending after, as for a post-mortem.

mod asking;

pub use asking::ask;

use super::commit;
use super::finish::{SAVED_ALL_THE_SAME, drawn};
use super::guard::Guard;
use super::guided;
use super::meant::NEW_FILE;
use crate::context::Answer;
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::flags::Saving;
use crate::log::{LoadedDecision, Log, encode_decision};
use crate::model::{Day, Decision, Id, Party, RestsOn, TextList, path_text};
use crate::render;
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;

/// What is known of a decision so far.
#[derive(Debug, Clone, Default)]
pub struct DecisionSoFar {
    pub about: Vec<String>,
    pub party: Option<Party>,
    pub next: Option<String>,
    pub review: Option<Day>,
    pub rests_on: Option<RestsOn>,
    /// How one would see that it was kept: a sentence behind the other.
    pub kept: String,
}

impl DecisionSoFar {
    /// The whole of it, made today; `None` where something is missing.
    pub fn whole(&self, today: Day) -> Option<Decision> {
        let next = self.next.as_ref().filter(|next| !next.trim().is_empty())?;
        (!self.about.is_empty()).then_some(())?;
        Some(Decision {
            date: today,
            about: TextList::from_iter(&self.about),
            party: self.party?,
            next: next.into(),
            review: self.review,
            rests_on: self.rests_on,
            withdrawn: None,
        })
    }
}

/// Checks it, writes it and says where it is; or prints what it would write. `before` is the
/// one it takes the place of, where it is no new one.
///
/// # Errors
/// Where it cannot be written, or the person wants to change it first.
pub fn finish_decision(
    decision: &Decision,
    before: Option<&LoadedDecision>,
    log: &Log,
    vocabulary: &Vocabulary,
    saving: Saving,
    session: &Session<'_>,
) -> Result<Answer, Error> {
    let file = |path: &str| log.root.join(path);
    let (name, text) = match before {
        None => (NEW_FILE.to_owned(), encode_decision(decision)),
        Some(before) => {
            let path = path_text(file(&before.entry.path));
            (path, before.revised(decision)?)
        }
    };
    let guard = Guard::new(vocabulary, Some(&log.team), session.context.today);
    let found = guard.decision(&name, &text, decision);
    let is_clean = found.diagnostics.is_empty() || saving.allow_findings;
    let mut answer = Answer::default();
    if saving.dry_run {
        if !is_clean {
            answer.complaints += drawn(&found, session);
        }
        answer.text = text;
        return Ok(answer);
    }
    let is_seen = !is_clean && guided::is_possible(session);
    if is_seen && !guided::wants_it_saved(&drawn(&found, session), session)? {
        return Err(Error::usage("nothing was saved")
            .hint("run it again with other words; --allow-findings saves it as it is"));
    }
    if let Some(before) = before.filter(|before| before.entry.decision == *decision) {
        let shown = session.shown(&file(&before.entry.path));
        answer.talk += format!("{shown} says so already; nothing was changed\n");
        return Ok(answer);
    }
    let path = match before {
        None => {
            let random = |bytes: &mut [u8]| session.context.random(bytes);
            log.create_decision(&text, decision.date, random)?
        }
        Some(before) => {
            log.replace_decision(before, &text)?;
            before.entry.path.clone()
        }
    };
    let file = file(&path);
    let id = Id::from_stem(&file.file_stem().unwrap_or_default().to_string_lossy());
    answer.text = format!("{}\n", session.shown(&file));
    let patterns = session.command().then("patterns");
    answer.talk += match (before, decision.withdrawn) {
        (None, _) => format!("saved {id}; what becomes of it opens the page: {patterns}\n"),
        (Some(_), Some(_)) => format!("{id} is no longer meant, and judged no more\n"),
        (Some(_), None) => format!("{id} changed; the page opens with it: {patterns}\n"),
    };
    if let Some(before) = before {
        let replaced =
            render::changed_decision(&before.entry.decision, decision, session.talk_look());
        answer.talk += Talk::drawn(replaced);
    }
    if !is_clean && !is_seen {
        let path = path_text(&file);
        answer.complaints += drawn(&Findings { path, ..found }, session);
    }
    if saving.commit && !is_clean {
        commit::refuse(&file, &[], session, &mut answer);
    } else if saving.commit {
        let done = if before.is_none() { "Add" } else { "Edit" };
        let message = commit::of_decision(done, &id, &decision.about);
        commit::commit(&file, &[], &message, session, &mut answer);
    } else if !is_clean && !is_seen {
        answer.complaints += SAVED_ALL_THE_SAME;
    }
    Ok(answer)
}

/// What is said of words that are weak, and the question to try instead.
pub fn weak(decision: &Decision, vocabulary: &Vocabulary, session: &Session<'_>) -> Option<String> {
    let guard = Guard::new(vocabulary, None, session.context.today);
    let found = guard.weak(decision)?;
    let question = found.question.map(|question| format!(". {question}"));
    Some(found.message + &question.unwrap_or_default())
}
