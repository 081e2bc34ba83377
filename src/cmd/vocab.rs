//! `hirelog vocab`.

use super::selection::newer;
use super::session::Session;
use super::words::Words;
use crate::cli::{Format, Vocab};
use crate::context::Answer;
use crate::error::Error;
use crate::log::{Log, Origin, Prose, Reading};
use crate::model::Entry;
use crate::patterns::{Usage, usage};
use crate::render;
use crate::vocabulary::search::{Hints, Search};
use crate::vocabulary::{TeamWords, Vocabulary};

pub(super) fn run(args: &Vocab, session: &Session<'_>) -> Result<Answer, Error> {
    let log = log(session)?;
    let vocabulary = match &log {
        Some(log) => session.vocabulary(log),
        None => Vocabulary::new(TeamWords::default()),
    };
    let stage = stage(args, &vocabulary)?;
    let reading = match &log {
        Some(log) => log.read(Prose::Hinted)?,
        None => Reading::default(),
    };
    let entries: Vec<&Entry> = reading.entries.iter().collect();
    let counts = usage(&entries, &vocabulary);
    let words = args.words.join(" ");
    let mut answer = if words.trim().is_empty() {
        all(args, stage.as_deref(), &counts, session)
    } else {
        closest(
            &words,
            args,
            stage.as_deref(),
            &vocabulary,
            &counts,
            session,
        )
    };
    match log {
        Some(log) => {
            answer.talk += &session.talk_of(&newer(&reading), &log);
            Ok(session.with_broken(answer, &reading.broken, &log))
        }
        None => {
            answer.talk +=
                "there is no log here: the built-in words, and nothing to count them in\n";
            Ok(answer)
        }
    }
}

/// The log, if there is one; a place that was named and holds none is a mistake.
fn log(session: &Session<'_>) -> Result<Option<Log>, Error> {
    match session.located() {
        Err(_) => Ok(None),
        Ok(located) if located.origin == Origin::Personal && !Log::is_at(&located.root) => Ok(None),
        Ok(_) => session.log().map(Some),
    }
}

fn stage(args: &Vocab, vocabulary: &Vocabulary) -> Result<Option<String>, Error> {
    let mut words = Words::new(vocabulary);
    let stage = args.stage.as_deref().map(|stage| words.stage(stage));
    words.notes_or_error().map(|_| stage)
}

fn all(args: &Vocab, stage: Option<&str>, counts: &[Usage<'_>], session: &Session<'_>) -> Answer {
    let at_stage = |one: &Usage<'_>| {
        let stages = one.ball.map_or(&[][..], |ball| &ball.stages);
        stages.is_empty() || stage.is_none_or(|stage| stages.iter().any(|one| one == stage))
    };
    let shown: Vec<_> = counts
        .iter()
        .filter(|one| args.party.is_none_or(|party| party == one.party))
        .filter(|one| at_stage(one))
        .collect();
    let mut answer = match args.format {
        Format::Table => session.page(render::vocabulary_page(&shown, session.look())),
        Format::Json => Answer {
            text: render::vocabulary_json(&shown),
            ..Answer::default()
        },
    };
    if shown.iter().any(|one| one.ball.is_none()) {
        answer.talk += "? a word the vocabulary does not have; say in hirelog.toml what it means: [[dropped_ball]]\n";
    }
    answer
}

fn closest(
    words: &str,
    args: &Vocab,
    stage: Option<&str>,
    vocabulary: &Vocabulary,
    counts: &[Usage<'_>],
    session: &Session<'_>,
) -> Answer {
    let n = |slug: &str| {
        let counted = counts.iter().find(|one| one.slug == slug);
        counted.map_or(0, |one| one.n)
    };
    let hints = Hints {
        party: args.party,
        stage,
    };
    let matches = Search::new(vocabulary, n).find(words, hints);
    let mut answer = match args.format {
        Format::Table => session.page(render::matches_page(&matches, n, session.look())),
        Format::Json => Answer {
            text: render::matches_json(&matches, n),
            ..Answer::default()
        },
    };
    if matches.is_empty() {
        answer.talk += &format!(
            "nothing in the vocabulary is like `{}`; say it in other words, or read them all: hirelog vocab\n",
            render::visible(words)
        );
    }
    answer
}
