//! `hirelog init`.

use super::session::Session;
use crate::cli::Init;
use crate::context::Answer;
use crate::error::Error;
use crate::log::{self, Made};
use crate::render;
use std::path::Path;

pub(super) fn run(args: &Init, session: &Session<'_>) -> Result<Answer, Error> {
    let folder = args
        .folder
        .as_deref()
        .or(session.globals.log.as_deref())
        .unwrap_or(Path::new("."));
    let root = session.context.working_folder.join(folder);
    let root = root.components().collect::<std::path::PathBuf>();
    let made = log::init(&root)?;
    let new = made.iter().any(|one| matches!(one, Made::Created(_)));
    let mut answer = Answer {
        talk: told(&made, session),
        ..Answer::default()
    };
    if new {
        let place = session.shown(&root);
        let there = if place == "." {
            String::new()
        } else {
            format!(" -C {place}")
        };
        answer.talk +=
            &format!("the log is ready; write the first post-mortem: hirelog{there} new\n");
    } else {
        answer.talk += "everything was there already; nothing was changed\n";
    }
    Ok(answer)
}

/// One line a file that was made, and what to add to one that was there.
pub(super) fn told(made: &[Made], session: &Session<'_>) -> String {
    let lines: Vec<_> = made
        .iter()
        .map(|one| match one {
            Made::Created(path) => ("created", session.shown(path)),
            Made::Kept(path) | Made::Lacks(path, _) => ("kept", session.shown(path)),
        })
        .collect();
    let mut told = render::made(lines.iter().map(|(what, path)| (*what, Path::new(path))));
    for one in made {
        if let Made::Lacks(path, line) = one {
            told += &format!("add this line to {}: {line}\n", session.shown(path));
        }
    }
    told
}
