//! `--commit`: the one file that was written becomes a commit. A commit that
//! cannot be made takes nothing back; it is one line, and the exit code.

use crate::context::{Answer, Committed};
use crate::error::Error;
use crate::log::{Loaded, Log};
use crate::model::{Id, Party, PostMortem};
use crate::render;
use crate::session::Session;
use std::path::Path;

/// Longer subjects are cut off where logs are shown.
const SUBJECT: usize = 72;

/// Commits a file that `new` wrote; `path` is relative to the root of the log.
pub fn added(
    session: &Session<'_>,
    log: &Log,
    path: &str,
    post_mortem: &PostMortem,
    answer: &mut Answer,
) {
    let stem = Path::new(path).file_stem().unwrap_or_default();
    let id = Id::from_stem(&stem.to_string_lossy());
    let role = post_mortem.role.iter().map(String::as_str);
    let about: Vec<_> = [post_mortem.outcome.as_str()]
        .into_iter()
        .chain(role)
        .collect();
    let message = subject(&format!("Add post-mortem {id}: {}", about.join(", ")));
    commit(session, log, path, &message, answer);
}

/// Commits a file that `edit` changed into `new`.
pub fn edited(
    session: &Session<'_>,
    log: &Log,
    loaded: &Loaded,
    new: &PostMortem,
    answer: &mut Answer,
) {
    let changed = loaded
        .decoded
        .post_mortem
        .as_ref()
        .map(|old| changes(old, new))
        .unwrap_or_default();
    let id = &loaded.id;
    let message = match changed.as_slice() {
        // A comment, or the order.
        [] => format!("Edit post-mortem {id}"),
        changed => format!("Edit post-mortem {id}: {}", changed.join(", ")),
    };
    commit(session, log, &loaded.path, &subject(&message), answer);
}

fn commit(session: &Session<'_>, log: &Log, path: &str, message: &str, answer: &mut Answer) {
    let file = log.root.join(path);
    match session.context.commit(&file, message) {
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
    let head = [
        ("date", old.date != new.date),
        ("outcome", old.outcome != new.outcome),
        ("stage", old.stage != new.stage),
        ("role", old.role != new.role),
        ("team", old.team != new.team),
        ("case", old.case != new.case),
        ("tldr", old.tldr != new.tldr),
        ("fit", old.fit != new.fit),
        ("wanted", old.wanted != new.wanted),
        ("pitched", old.pitched != new.pitched),
        ("hold", old.hold != new.hold),
    ];
    let head = head.into_iter().filter(|(_, differs)| *differs);
    let sections = Party::ALL
        .into_iter()
        .filter(|party| old.section(*party) != new.section(*party))
        .map(|party| format!("{party}'s section"));
    head.map(|(key, _)| key.to_owned())
        .chain(sections)
        .collect()
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
