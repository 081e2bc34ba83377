//! `--commit`: the one file that was written becomes a commit. A commit that
//! cannot be made takes nothing back; it is one line, and the exit code.

use super::ending::Saved;
use crate::context::{Answer, Committed};
use crate::error::Error;
use crate::model::PostMortem;
use crate::render;
use crate::session::Session;

/// Longer subjects are cut off where logs are shown.
const SUBJECT: usize = 72;

/// Says why a file that holds errors of `check` is not committed.
pub fn refuse(saved: &Saved<'_>, session: &Session<'_>, answer: &mut Answer) {
    let path = session.shown(&saved.log.root.join(saved.path));
    let error = Error::usage("git would keep for ever what check finds in it");
    let error = error.hint("take it out of the file");
    answer.complaints += &uncommitted(&error, &path);
    answer.exit_code = error.exit_code();
}

pub fn commit(saved: &Saved<'_>, session: &Session<'_>, answer: &mut Answer) {
    let id = saved.id();
    let (done, about) = match saved.before {
        None => {
            let role = saved.named_after.map(str::to_owned);
            let outcome = [saved.after.outcome.clone()];
            ("Add", outcome.into_iter().chain(role).collect())
        }
        Some(before) => ("Edit", changes(before, saved.after)),
    };
    let message = if about.is_empty() {
        // A comment, or the order.
        format!("{done} post-mortem {id}")
    } else {
        format!("{done} post-mortem {id}: {}", about.join(", "))
    };
    let message = subject(&message);
    let file = saved.log.root.join(saved.path);
    match session.context.commit(&file, &message) {
        Ok(Committed::Done) => answer.talk += &format!("committed: {message}\n"),
        Ok(Committed::Already) => {
            answer.talk += "the last commit has it as it is, so there was nothing to commit\n";
        }
        Err(error) => {
            answer.complaints += &uncommitted(&error, &session.shown(&file));
            answer.exit_code = error.exit_code();
        }
    }
}

/// One line: why not, and the way to it.
fn uncommitted(error: &Error, path: &str) -> String {
    let way = match error.hints.first() {
        Some(first) => {
            let path = shell_words::quote(path);
            format!("; {first}, then: git add {path} && git commit {path}")
        }
        None => String::new(),
    };
    let line = format!("{error}{way}");
    format!("saved, but not committed: {}\n", render::visible(&line))
}

/// What differs, in the words of the format.
fn changes(old: &PostMortem, new: &PostMortem) -> Vec<String> {
    let mut changes: Vec<_> = old
        .differences(new)
        .map(|key| match key.party {
            None => key.fact.name().to_owned(),
            Some(party) => format!("{party}'s section"),
        })
        .collect();
    changes.dedup();
    changes
}

/// One line, without what a terminal would obey.
fn subject(message: &str) -> String {
    let words: Vec<_> = message.split_whitespace().collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|character| !character.is_control())
        .collect();
    if line.chars().count() <= SUBJECT {
        return line;
    }
    let mut cut: String = line.chars().take(SUBJECT - 1).collect();
    cut.push('…');
    cut
}
