//! From what was meant to the file and the answer: the same way for every door.

use super::guard::{Guard, Proposal};
use super::meant::{Change, Meant, Purpose};
use super::notes::notes;
use super::{commit, ending};
use crate::check;
use crate::context::Answer;
use crate::error::{Error, Kind};
use crate::log::{Log, Revised};
use crate::session::Session;

/// Checks it, writes it and says what the log now knows; or prints what it would write.
pub fn finish(meant: Meant<'_>, purpose: Purpose, session: &Session<'_>) -> Answer {
    let mut answer = Answer {
        talk: meant.understood.clone(),
        ..Answer::default()
    };
    match carry_out(&meant, purpose, session, &mut answer) {
        Ok(()) if purpose == Purpose::Print => meant.kept.printed(),
        Ok(()) => meant.kept.saved(),
        Err(error) => return unsaved(error, &meant, answer, session),
    }
    answer
}

fn carry_out(
    meant: &Meant<'_>,
    purpose: Purpose,
    session: &Session<'_>,
    answer: &mut Answer,
) -> Result<(), Error> {
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
        answer.talk += &format!("note: {note}\n");
    }
    let text = change.text(&after)?;
    Guard::new(vocabulary).pass(&Proposal {
        path: &change.path(),
        text: &text,
        before,
        after: &after,
    })?;
    if purpose == Purpose::Print {
        answer.text = text;
        return Ok(());
    }
    let (log, path, is_written) = write(change, session, &mut answer.talk)?;
    let saved = ending::Saved {
        log,
        vocabulary,
        path: &path,
        before,
        after: &after,
        writer: meant.writer,
    };
    if is_written {
        saved.tell(session, answer);
    }
    if purpose == Purpose::Commit {
        commit::commit(&saved, session, answer);
    }
    Ok(())
}

/// Writes it. The log it is in, its path below the root, and whether it had to be: the file
/// may say so already.
fn write<'a>(
    change: &'a Change<'_>,
    session: &Session<'_>,
    talk: &mut String,
) -> Result<(&'a Log, String, bool), Error> {
    let (there, is_written) = match change {
        Change::New {
            destination,
            text,
            post_mortem,
        } => {
            let log = destination.open(session, talk)?;
            let random = |bytes: &mut [u8]| session.context.random(bytes);
            let path = log.create(text, post_mortem, random)?;
            return Ok((log, path, true));
        }
        Change::Text { there, text, .. } => {
            if !there.log.replace(&there.loaded, text)? {
                let what = format!(
                    "{} was changed by somebody else while you were editing it; nothing was written",
                    session.shown(&there.file())
                );
                return Err(Error::new(Kind::Io, what));
            }
            (there, true)
        }
        Change::Keys { there, edit } => {
            let revised = there.log.revise(&there.loaded.path, edit)?;
            (there, revised == Revised::Done)
        }
    };
    if !is_written {
        let shown = session.shown(&there.file());
        *talk += &format!("{shown} says so already; nothing was changed\n");
    }
    Ok((&there.log, there.loaded.path.clone(), is_written))
}

/// It could not be saved: where it is instead, or all of it where nothing holds it.
fn unsaved(error: Error, meant: &Meant<'_>, answer: Answer, session: &Session<'_>) -> Answer {
    let hints = meant.kept.hints();
    let mut refusal = session.complaint(hints.into_iter().fold(error, Error::hint));
    if let Some(text) = meant.kept.nowhere() {
        refusal.complaints += "this is what you typed; nothing else holds it:\n\n";
        refusal.complaints += &text;
    }
    Answer {
        talk: answer.talk,
        ..refusal
    }
}
