//! `--commit`: the one file that was written becomes a commit. A commit that
//! cannot be made takes nothing back; it is one line, and the exit code.

use super::ending::Saved;
use crate::context::{Answer, Committed, emit};
use crate::model::{Id, PostMortem, Text};
use crate::render;
use crate::session::Session;
use crate::talk::{CommandLine, Talk};
use std::iter;
use std::path::{Path, PathBuf};

/// Longer subjects are cut off where logs are shown.
const SUBJECT: usize = 72;

/// Says why a file that holds errors of `check` is not committed.
pub fn refuse(file: &Path, gone: &[PathBuf], session: &Session<'_>, answer: &mut Answer) {
    let way = way(file, gone, session);
    answer.complaints += format!(
        "saved, but not committed: git would keep for ever what check finds in it; take it out of the file, then: {way}\n"
    );
    answer.exit_code = 2;
}

pub fn commit(
    file: &Path,
    gone: &[PathBuf],
    message: &str,
    session: &Session<'_>,
    answer: &mut Answer,
) {
    tell(session, answer);
    let way = || way(file, gone, session);
    let why = match session.context.commit(file, gone, message) {
        Ok(Committed::Done) => {
            answer.talk += format!("committed: {message}\n");
            return;
        }
        Ok(Committed::Already) => {
            answer.talk += "the last commit has it as it is, so there was nothing to commit\n";
            return;
        }
        Ok(Committed::Refused(said)) => {
            answer.exit_code = 2;
            refused(said.as_deref(), &way())
        }
        Err(error) => {
            answer.exit_code = error.exit_code();
            match error.hints.first() {
                Some(first) => format!(": {error}; {first}, then: {}", way()),
                None => format!(": {error}"),
            }
        }
    };
    answer.complaints += Talk::lines(&format!("saved, but not committed{why}\n"));
}

/// Says what there is to say so far: somebody is about to be asked, or a hook may take
/// its time, and the file is there whatever it does.
pub fn tell(session: &Session<'_>, answer: &mut Answer) {
    let mut said = std::mem::take(answer);
    said.talk.prepend(&session.remarks());
    said.talk = render::folded(&said.talk, session.talk_look());
    said.complaints = render::folded(&said.complaints, session.talk_look());
    if emit(&said, session.globals.quiet).is_err() {
        // Nobody heard it; it is tried again at the end, which then fails.
        *answer = said;
    }
}

/// In the words of whoever would not, and the way to it.
fn refused(said: Option<&[String]>, way: &str) -> String {
    match said {
        None => format!("; what stands above says why. When that is settled: {way}"),
        Some([]) => format!(": a hook or git refused it without a word; to see more: {way}"),
        Some([line]) => format!(": {line}"),
        Some(lines) => format!(":\n  {}\nwhen that is settled: {way}", lines.join("\n  ")),
    }
}

/// Names that git still has for it, and under which nothing is any more: a change of its
/// day, now or before, has called it after another one.
pub fn gone(saved: &Saved<'_>, session: &Session<'_>) -> Vec<PathBuf> {
    let id = saved.id().folded();
    let is_it = |name: &PathBuf| {
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        name.extension().is_some_and(|end| end == "toml") && Id::from_stem(&stem).folded() == id
    };
    let mut gone = match saved.before {
        Some(_) => session.context.gone(&saved.log.root),
        None => Vec::new(),
    };
    gone.retain(is_it);
    gone
}

/// How to commit it from here by hand.
fn way(file: &Path, gone: &[PathBuf], session: &Session<'_>) -> String {
    let here = &session.context.working_folder;
    let top = session.context.repository_top(file);
    let gone: Vec<_> = match &top {
        Some(top) => gone.iter().map(|name| top.join(name)).collect(),
        None => Vec::new(),
    };
    let (git, from) = match top.filter(|top| !here.starts_with(top)) {
        Some(top) => (CommandLine::new("git").option("-C", &top), top),
        None => (CommandLine::new("git"), here.clone()),
    };
    let on_all = |command: &str| {
        let files = iter::once(file).chain(gone.iter().map(PathBuf::as_path));
        let files = files.map(|file| file.strip_prefix(&from).unwrap_or(file));
        files.fold(git.clone().then(command), CommandLine::word)
    };
    format!("{} && {}", on_all("add"), on_all("commit"))
}

/// The message of a decision's commit.
pub fn of_decision(done: &str, id: &Id, about: &[Text]) -> String {
    subject(&format!("{done} decision {id}: {}", about.join(", ")))
}

/// The message of a post-mortem's commit.
pub fn message(saved: &Saved<'_>) -> String {
    let id = saved.id();
    let (done, about) = match saved.before {
        None => {
            let role = saved.named_after.map(str::to_owned);
            let outcome = [saved.after.outcome.to_string()];
            ("Add", outcome.into_iter().chain(role).collect())
        }
        Some(before) => ("Edit", changes(before, saved.after)),
    };
    if about.is_empty() {
        // A comment, or the order.
        return format!("{done} post-mortem {id}");
    }
    subject(&format!("{done} post-mortem {id}: {}", about.join(", ")))
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
