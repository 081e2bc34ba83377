//! `hirelog redact`.

use crate::cli::Redact;
use crate::context::Answer;
use crate::error::Error;
use crate::log::{Loaded, LoadedDecision, Log, outcome_told};
use crate::model::{Key, PostMortem, Text, Value};
use crate::render;
use crate::session::Session;
use crate::session::cases;
use crate::talk::{CommandLine, Talk};
use crate::vocabulary::Vocabulary;
use crate::writing::guard::{Guard, Proposal};

/// What is to be done with a file that no command reads.
const BY_HAND: &str = "delete it, or strip it by hand";

pub(super) fn run(args: &Redact, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    if let (Some(name), None) = (&args.id, &args.case)
        && log.called(name)?.is_empty()
        && let Some(loaded) = log.find_decision(name)?
    {
        return decision(&loaded, args, &log, session);
    }
    let named: Vec<_> = args.case.iter().chain(&args.id).cloned().collect();
    let strays = |meant: &[Loaded]| cases::strays(meant, &named, BY_HAND, &log, session);
    let meant = cases::meant(&log, args.id.as_deref(), args.case.as_deref(), session);
    let meant = meant.map_err(|error| {
        if error.findings.is_empty() {
            let strays = strays(&[]).into_iter();
            strays.fold(error, Error::hint)
        } else {
            error
        }
    })?;
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
    let guard = Guard::new(&vocabulary, Some(&log.team), session.context.today);
    let mut still = Vec::new();
    for (loaded, redacted) in &files {
        let before = loaded.editable(&log.root)?;
        let found = guard.pass(&Proposal {
            path: &shown(loaded),
            text: &redacted.text,
            before: Some(before),
            text_before: &loaded.source,
            after: &before.redacted(),
        })?;
        still.extend([found.new, found.old]);
    }
    files.retain(|(_, redacted)| !redacted.removed.is_empty());
    let mut answer = Answer::default();
    if files.is_empty() {
        answer.talk += "there is nothing left to strip; nothing was changed\n";
        answer.incomplete(strays(&meant));
        return Ok(answer);
    }
    let history = history(files.iter().map(|(loaded, _)| shown(loaded)), &log, session);
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
        answer.talk += format!("{verb} {}: {removed}\n", shown(loaded));
        for word in undeclared(loaded.editable(&log.root)?, &vocabulary) {
            answer.talk += format!(
                "kept, as it is counted: \"{word}\"; change it by hand if it says too much\n"
            );
        }
    }
    if let Some((one, other)) = twins(&meant) {
        let (one, other) = (shown(one), shown(other));
        answer.talk += format!(
            "{one} and {other} tell one outcome, as their case says; without it both are counted: delete one of them\n"
        );
    }
    answer.complaints += render::findings(&still, session.talk_look());
    if !args.dry_run {
        answer.talk += Talk::lines(&history);
    }
    answer.incomplete(strays(&meant));
    Ok(answer)
}

/// Two files that only their case shows to be one post-mortem.
fn twins(meant: &[Loaded]) -> Option<(&Loaded, &Loaded)> {
    let told = |one: &Loaded| one.decoded.post_mortem.as_ref().and_then(outcome_told);
    let is_one = |one: &Loaded, other: &Loaded| {
        one.id.folded() != other.id.folded() && told(one).is_some() && told(one) == told(other)
    };
    let of = |(position, one)| {
        let mut before = meant[..position].iter();
        Some((before.find(|other| is_one(other, one))?, one))
    };
    meant.iter().enumerate().find_map(of)
}

/// The sentence of one decision, and what stands beside it.
fn decision(
    loaded: &LoadedDecision,
    args: &Redact,
    log: &Log,
    session: &Session<'_>,
) -> Result<Answer, Error> {
    let redacted = log.redacted_decision(loaded)?;
    let shown = session.shown(&log.root.join(&loaded.entry.path));
    let mut answer = Answer::default();
    answer.incomplete(cases::strays(&[], &[], BY_HAND, log, session));
    if redacted.removed.is_empty() {
        answer.talk += "there is nothing left to strip; nothing was changed\n";
        return Ok(answer);
    }
    let removed = redacted.removed.join(", ");
    if args.dry_run {
        answer.talk += format!("would strip {shown}: {removed}\n");
        answer.text = redacted.text;
    } else {
        log.replace_decision(loaded, &redacted.text)?;
        answer.talk += format!("stripped {shown}: {removed}\n");
        answer.talk += Talk::lines(&history([shown].into_iter(), log, session));
    }
    Ok(answer)
}

/// Words that people chose themselves, and that may be sentences.
fn undeclared<'p>(
    post_mortem: &'p PostMortem,
    vocabulary: &'p Vocabulary,
) -> impl Iterator<Item = &'p Text> {
    Key::all().flat_map(move |key| {
        let list = key.get(post_mortem).map_or(&[][..], Value::list);
        let words = key.fact.about().kind.words();
        let is_declared =
            move |word: &Text| words.is_some_and(|words| vocabulary.declares(words, word));
        list.iter().filter(move |word| !is_declared(word))
    })
}

fn history(mut files: impl Iterator<Item = String>, log: &Log, session: &Session<'_>) -> String {
    if session.context.repository_top(&log.root).is_none() {
        return "the log is in no git repository; where copies of it are kept, they still hold what was written\n"
            .to_owned();
    }
    let log = CommandLine::new("git log -p").last(files.next().unwrap_or_default());
    let log = files.fold(log, CommandLine::last);
    format!(
        "the history of git still holds what was committed, in every clone: {log}\n\
         to take it out of there too, rewrite the history (git filter-repo) and have everybody clone anew\n",
    )
}
