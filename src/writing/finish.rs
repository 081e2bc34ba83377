//! From what was meant to the file and the answer: the same way for every door.

use super::ending::notes;
use super::guard::{Guard, Proposal};
use super::guided;
use super::meant::{Meant, WantedChange};
use super::{commit, compose, ending};
use crate::check;
use crate::context::Answer;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::{Error, Kind};
use crate::flags::Saving;
use crate::log::Log;
use crate::model::{Id, PostMortem, path_text};
use crate::session::Session;
use crate::talk::Talk;

/// Checks it, writes it and says what the log now knows; or prints what it would write.
pub fn finish(meant: Meant<'_>, saving: Saving, session: &Session<'_>) -> Answer {
    finish_of(meant, saving, session).0
}

/// The same, and the id under which it is saved now, where it is.
pub(super) fn finish_of(
    meant: Meant<'_>,
    saving: Saving,
    session: &Session<'_>,
) -> (Answer, Option<Id>) {
    let meant = meant.settled(session.context.today);
    let mut answer = Answer::talking(Talk::drawn(meant.understood.clone()));
    match carry_out(&meant, saving, session, &mut answer) {
        Ok(None) => {
            meant.kept.printed();
            (answer, None)
        }
        Ok(id) => {
            meant.kept.saved();
            (answer, id)
        }
        Err(error) => (unsaved(error, &meant, answer, session), None),
    }
}

/// The id of what is saved; none where it is only printed.
fn carry_out(
    meant: &Meant<'_>,
    saving: Saving,
    session: &Session<'_>,
    answer: &mut Answer,
) -> Result<Option<Id>, Error> {
    let change = &meant.change;
    let (before, vocabulary) = (change.before(), change.vocabulary());
    let after = change.after()?;
    let counted = before.map(|before| check::folded(before, vocabulary));
    let told = notes(
        counted.as_ref(),
        &check::folded(&after, vocabulary),
        vocabulary,
        session.context.today,
    );
    for note in meant.notes.iter().chain(&told) {
        answer.talk += format!("note: {note}\n");
    }
    let text = change.text(&after)?;
    let guard = Guard::new(vocabulary, change.team(), session.context.today);
    let mut found = guard.pass(&Proposal {
        path: &change.path(),
        text: &text,
        before,
        text_before: change.text_before(),
        after: &after,
    })?;
    let is_clean = found.new.diagnostics.is_empty() || saving.allow_findings;
    if saving.dry_run {
        if !is_clean {
            answer.complaints += drawn(&found.new, session);
        }
        answer.text = text;
        if let Some(there) = change.there() {
            answer.talk += session.copies_of(&there.loaded.path, &there.log)?;
        }
        return Ok(None);
    }
    // Nobody is shown the same words twice.
    found
        .new
        .diagnostics
        .retain(|one| !meant.kept.has_shown(one));
    let is_asked = !found.new.diagnostics.is_empty();
    let is_seen = !is_clean && is_asked && guided::is_possible(session);
    if is_seen {
        commit::tell(session, answer);
        if !guided::wants_it_saved(&drawn(&found.new, session), session)? {
            return Err(not_yet(&found.new, meant));
        }
    }
    let named_after = found.named_after.as_deref();
    let (log, path, is_written) = write(change, &after, named_after, session, answer)?;
    let saved = ending::Saved {
        log,
        vocabulary,
        path: &path,
        before,
        after: &after,
        writer: meant.writer,
        named_after,
    };
    if is_written {
        saved.tell(session, answer);
    }
    let mut told = Vec::new();
    if !is_clean && !is_seen {
        told.clone_from(&found.new.diagnostics);
    }
    let mut is_kept_out = !is_clean;
    if saving.commit && !saving.allow_findings {
        is_kept_out |= !found.old.diagnostics.is_empty();
        told.append(&mut found.old.diagnostics);
    }
    let is_new = |one: &Diagnostic| !saving.allow_findings && !meant.kept.has_shown(one);
    told.extend(found.names.into_iter().filter(is_new));
    let told = Findings {
        path: path_text(log.root.join(&path)),
        diagnostics: told,
        ..found.new
    };
    answer.complaints += drawn(&told, session);
    if saving.commit {
        let (file, gone) = (log.root.join(&path), commit::gone(&saved, session));
        if is_kept_out {
            commit::refuse(&file, &gone, session, answer);
        } else {
            commit::commit(&file, &gone, &commit::message(&saved), session, answer);
        }
    } else if is_kept_out && !is_seen {
        if told.diagnostics.is_empty() {
            // It was shown while it was typed, maybe on another day.
            let check = session
                .command()
                .then("check")
                .word(session.seen_from_here(&log.root.join(&path)));
            answer.complaints += format!("what is wrong with its words: {check}\n");
        }
        answer.complaints += SAVED_ALL_THE_SAME;
    }
    Ok(Some(saved.id()))
}

pub(super) const SAVED_ALL_THE_SAME: &str = "saved all the same; until that is put right, neither --commit nor hirelog's hook, where it is set up, commits it\n";

pub(super) fn drawn(findings: &Findings, session: &Session<'_>) -> Talk {
    session.talk_of_found(std::slice::from_ref(findings))
}

/// The person wants to change it first; a conversation goes on where that is.
fn not_yet(found: &Findings, meant: &Meant<'_>) -> Error {
    let first = found.diagnostics.first();
    meant
        .kept
        .reopen(first.and_then(|one| one.field.as_deref()));
    let error = Error::usage("nothing was saved");
    match meant.kept.hints().as_slice() {
        [] => error.hint("run it again with other words; --allow-findings saves it as it is"),
        _ => error,
    }
}

/// Writes it. The log it is in, its path below the root, and whether it had to be: the file
/// may say so already.
fn write<'a>(
    change: &'a WantedChange<'_>,
    after: &PostMortem,
    named_after: Option<&str>,
    session: &Session<'_>,
    answer: &mut Answer,
) -> Result<(&'a Log, String, bool), Error> {
    let (there, mut path, is_written) = match change {
        WantedChange::New {
            destination,
            text,
            post_mortem,
        } => {
            let log = destination.open(session, &mut answer.talk)?;
            let random = |bytes: &mut [u8]| session.context.random(bytes);
            let path = log.create(text, post_mortem.date, named_after, random)?;
            return Ok((log, path, true));
        }
        WantedChange::Text { there, text, .. } => {
            if !there.log.replace(&there.loaded, text)? {
                if there.is_gone() {
                    let what = format!(
                        "{} was taken away while you were editing it; nothing was written",
                        session.shown(&there.file())
                    );
                    return Err(Error::new(Kind::Io, what));
                }
                let what = format!(
                    "{} was changed by somebody else while you were editing it; nothing was written",
                    session.shown(&there.file())
                );
                return Err(Error::new(Kind::Io, what)
                    .hint("edit it again, and bring in what you typed: it is kept"));
            }
            (there, there.loaded.path.clone(), true)
        }
        WantedChange::Keys { there, edit } => {
            let (path, is_written) = there.log.revise(&there.loaded.path, edit)?;
            (there, path, is_written)
        }
    };
    let old = session.shown(&there.file());
    // Also where it says so already: the name may not have followed the last time.
    let is_called = !is_written || after.date != there.post_mortem.date;
    let called = is_called.then(|| there.log.call_after(&path, after.date));
    match called.unwrap_or(Ok(None)) {
        Ok(None) if is_written => {}
        Ok(None) => answer.talk += format!("{old} says so already; nothing was changed\n"),
        Ok(Some(called)) => {
            let new = session.shown(&there.log.root.join(&called));
            answer.talk += format!("{old} is called after its new day: {new}\n");
            path = called;
        }
        // What it says is saved, and a name only decorates.
        Err(error) => answer.talk += format!("{old} keeps its name: {error}\n"),
    }
    answer.talk += session.copies_of(&path, &there.log).unwrap_or_default();
    Ok((&there.log, path, is_written))
}

/// It could not be saved: where it is instead, or all of it where nothing holds it.
fn unsaved(error: Error, meant: &Meant<'_>, answer: Answer, session: &Session<'_>) -> Answer {
    let hints = match (&meant.change, &meant.kept.editor) {
        (WantedChange::Text { there, .. }, Some((draft, _))) if there.is_gone() => {
            vec![compose::hint(&draft.path, None, session)]
        }
        _ => meant.kept.hints(),
    };
    let mut refusal = session.complaint(hints.into_iter().fold(error, Error::hint));
    if let Some(text) = meant.kept.nowhere(meant.change.after().ok().as_ref()) {
        refusal.complaints += "this is what you typed; nothing else holds it:\n\n";
        refusal.complaints += Talk::lines(&text);
    }
    Answer {
        talk: answer.talk,
        ..refusal
    }
}
