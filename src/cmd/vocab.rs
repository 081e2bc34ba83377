//! `hirelog vocab`.

mod rename;

use crate::cli::Vocab;
use crate::context::Answer;
use crate::error::Error;
use crate::flags::Format;
use crate::log::{Log, Origin, Prose, Reading};
use crate::model::Entry;
use crate::patterns::{Usage, usage};
use crate::render;
use crate::session::{Session, Source};
use crate::vocabulary::search::{Hints, Search};
use crate::vocabulary::{MOST_COMPARED, Near, TeamWords, Vocabulary, Word, near};
use crate::writing::words::TypedWords;

pub(super) fn run(args: &Vocab, session: &Session<'_>) -> Result<Answer, Error> {
    if let Some((old, new)) = renaming(args)? {
        return rename::run(args, old, new, session);
    }
    let source = source(session)?;
    let vocabulary = match &source {
        Some(source) => session.vocabulary(&source.log),
        None => Vocabulary::new(TeamWords::default()),
    };
    let stage = stage(args, &vocabulary)?;
    let reading = match &source {
        Some(source) => source.read(Prose::Hinted)?,
        None => Reading::default(),
    };
    let entries: Vec<&Entry> = reading.entries.iter().collect();
    let counts = usage(&entries, &vocabulary);
    let words = args.words.join(" ");
    let mut answer = if words.trim().is_empty() {
        all(args, stage.as_deref(), &vocabulary, &counts, session)
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
    match source {
        Some(source) => Ok(session.with_reading(answer, &reading, &source.log)),
        None => {
            answer.talk +=
                "there is no log here: the built-in words, and nothing to count them in\n";
            Ok(answer)
        }
    }
}

/// What is to be renamed into what: `rename` and exactly two words. With fewer or
/// more it is a word like any other, unless a flag says what is meant.
fn renaming(args: &Vocab) -> Result<Option<(&str, &str)>, Error> {
    let words: Vec<_> = args.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["rename", old, new] if args.stage.is_none() => Ok(Some((old, new))),
        ["rename", _, _] => Err(Error::usage("a renaming has no --stage")
            .hint("it is done at every stage; --as PARTY keeps it to one party's sections")),
        ["rename", ..] if args.dry_run => Err(Error::usage(
            "rename takes two words, the old one and the new one",
        )
        .hint("such as: hirelog vocab rename slow-feedback feedback-late --dry-run")
        .hint("put words that belong together in quotes")),
        _ if args.dry_run => Err(Error::usage("--dry-run goes with `vocab rename OLD NEW`")
            .hint("leave it out: reading the vocabulary writes nothing")),
        _ => Ok(None),
    }
}

/// The log, if there is one; a place that was named and holds none is a mistake.
fn source(session: &Session<'_>) -> Result<Option<Source>, Error> {
    match session.located() {
        _ if session.globals.log.len() > 1 => session.source().map(Some),
        Err(_) => Ok(None),
        Ok(located) if located.origin == Origin::Personal && !Log::is_at(&located.root) => Ok(None),
        Ok(_) => session.source().map(Some),
    }
}

fn stage(args: &Vocab, vocabulary: &Vocabulary) -> Result<Option<String>, Error> {
    let mut words = TypedWords::new(vocabulary);
    let stage = args.stage.as_deref().map(|stage| words.stage(stage));
    words.notes_or_error().map(|_| stage)
}

fn all(
    args: &Vocab,
    stage: Option<&str>,
    vocabulary: &Vocabulary,
    counts: &[Usage<'_>],
    session: &Session<'_>,
) -> Answer {
    let at_stage = |one: &Usage<'_>| {
        let stages = one.ball.map_or(&[][..], |ball| &ball.stages);
        stages.is_empty() || stage.is_none_or(|stage| stages.iter().any(|one| one == stage))
    };
    let shown: Vec<_> = counts
        .iter()
        .filter(|one| args.party.is_none_or(|party| party == one.party))
        .filter(|one| at_stage(one))
        .collect();
    let near = grown(args, vocabulary, counts, session);
    let look = session.look();
    let mut answer = match args.format {
        Format::Table => {
            let table = render::vocabulary_page(&shown, look);
            let below = render::near_page(&near, look);
            let gap = if below.is_empty() { "" } else { "\n" };
            session.page(format!("{table}{gap}{below}"))
        }
        Format::Json => Answer::of(render::vocabulary_json(&shown, &near)),
    };
    let grown = shown.iter().filter(|one| one.ball.is_none()).count();
    if grown > MOST_COMPARED {
        answer.talk += format!(
            "the {MOST_COMPARED} most used words of {grown} nobody declared were held against each other\n"
        );
    }
    if grown > 0 {
        answer.talk += "? a word the vocabulary does not have; say in hirelog.toml what it means: [[dropped_ball]]\n";
    }
    answer
}

/// The words that look like another, each with the command that folds it.
fn grown<'a>(
    args: &Vocab,
    vocabulary: &Vocabulary,
    counts: &'a [Usage<'_>],
    session: &Session<'_>,
) -> Vec<(Near<'a>, String)> {
    // A word is renamed in one log.
    let are_several = session.globals.log.len() > 1;
    if are_several || counts.iter().all(|one| one.ball.is_some()) {
        return Vec::new();
    }
    let word = |one: &'a Usage<'_>| Word {
        slug: &one.slug,
        party: one.party,
        n: one.n,
        is_declared: one.ball.is_some(),
    };
    let words: Vec<_> = counts.iter().map(word).collect();
    let mut near = near(&words, &Search::new(vocabulary));
    near.retain(|one| args.party.is_none_or(|party| party == one.word.party));
    let command = |one: Near<'a>| {
        let rename = session.command().then("vocab rename");
        let rename = rename.word(one.word.slug).word(one.like.slug);
        // Where another party's sections say it too, those are left out.
        let elsewhere = words
            .iter()
            .any(|word| word.slug == one.word.slug && word.party != one.word.party);
        let rename = match elsewhere {
            true => rename.then(&format!("--as {}", one.word.party)),
            false => rename,
        };
        (one, rename.to_string())
    };
    near.into_iter().map(command).collect()
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
        outcome: None,
    };
    let matches = Search::new(vocabulary).find(words, hints);
    let mut answer = match args.format {
        Format::Table => session.page(render::matches_page(&matches, n, session.look())),
        Format::Json => Answer::of(render::matches_json(&matches, n)),
    };
    if args.words.first().is_some_and(|word| word == "rename") {
        answer.talk += "these words were searched for; to rename a dropped ball: hirelog vocab rename OLD NEW\n";
    }
    if matches.is_empty() {
        answer.talk += format!(
            "nothing in the vocabulary is like `{words}`; say it in other words, or read them all: hirelog vocab\n"
        );
    }
    answer
}
