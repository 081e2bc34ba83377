//! `hirelog redact`.

use crate::cli::Redact;
use crate::context::Answer;
use crate::error::Error;
use crate::log::Loaded;
use crate::model::PostMortem;
use crate::session::Session;
use crate::session::cases;
use crate::vocabulary::Vocabulary;
use crate::writing::guard::{Guard, Proposal};

pub(super) fn run(args: &Redact, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    let meant = cases::meant(&log, args.id.as_deref(), args.case.as_deref())?;
    let shown = |loaded: &Loaded| session.shown(&log.root.join(&loaded.path));
    let mut files = Vec::new();
    for loaded in &meant {
        if let Some(reason) = &loaded.editable(&log.root)?.hold {
            let what = format!("{} is held: {reason}", shown(loaded));
            return Err(Error::usage(what).hint(
                "nothing was redacted; when the reason is gone, take `hold` out of the file",
            ));
        }
        files.push((loaded, log.redacted(loaded)?));
    }
    let vocabulary = session.vocabulary(&log);
    for (loaded, redacted) in &files {
        let before = loaded.editable(&log.root)?;
        Guard::new(&vocabulary).pass(&Proposal {
            path: &shown(loaded),
            text: &redacted.text,
            before: Some(before),
            after: &before.redacted(),
        })?;
    }
    files.retain(|(_, redacted)| !redacted.removed.is_empty());
    let mut answer = Answer::default();
    let Some((first, _)) = files.first() else {
        "there is nothing left to strip; nothing was changed\n".clone_into(&mut answer.talk);
        return Ok(answer);
    };
    let history = history(&shown(first));
    if !args.dry_run {
        session
            .context
            .uninterrupted(|stop| log.redact(&files, stop))??;
    }
    for (loaded, redacted) in &files {
        let verb = if args.dry_run {
            answer.text += &redacted.text;
            "would strip"
        } else {
            "stripped"
        };
        let removed = redacted.removed.join(", ");
        answer.talk += &format!("{verb} {}: {removed}\n", shown(loaded));
        for word in undeclared(loaded.editable(&log.root)?, &vocabulary) {
            answer.talk += &format!(
                "kept, as it is counted: \"{word}\"; change it by hand if it says too much\n"
            );
        }
    }
    if !args.dry_run {
        answer.talk += &history;
    }
    Ok(answer)
}

/// Words that people chose themselves, and that may be sentences.
fn undeclared<'p>(
    post_mortem: &'p PostMortem,
    vocabulary: &'p Vocabulary,
) -> impl Iterator<Item = &'p String> {
    let balls = post_mortem
        .sections
        .iter()
        .flat_map(|section| &section.dropped);
    let balls = balls.filter(|word| vocabulary.ball(word).is_none());
    let priorities = post_mortem.wanted.iter().chain(&post_mortem.pitched);
    balls.chain(priorities.filter(|word| vocabulary.priority(word).is_none()))
}

fn history(file: &str) -> String {
    format!(
        "the history of git still holds what was written, in every clone: git log -p -- {}\n\
         to take it out of there too, rewrite the history (git filter-repo) and have everybody clone anew\n",
        shell_words::quote(file)
    )
}
