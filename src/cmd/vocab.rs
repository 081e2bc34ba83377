//! `hirelog vocab`.

mod rename;

use crate::cli::Vocab;
use crate::context::Answer;
use crate::error::Error;
use crate::flags::Format;
use crate::log::{Log, Origin, Prose, Reading};
use crate::model::{Entry, Party};
use crate::patterns::{Usage, usage};
use crate::render;
use crate::session::{LogSource, Session};
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
    let looked_up = LookUp {
        args,
        stage: stage.as_deref(),
        vocabulary: &vocabulary,
        counts: &counts,
        session,
    };
    let words = args.words.join(" ");
    let mut answer = match words.trim().is_empty() {
        true => looked_up.all(),
        false => looked_up.closest(&words),
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
fn source(session: &Session<'_>) -> Result<Option<LogSource>, Error> {
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

/// What is asked of the vocabulary, and how often the log uses each word.
struct LookUp<'a> {
    args: &'a Vocab,
    stage: Option<&'a str>,
    vocabulary: &'a Vocabulary,
    counts: &'a [Usage<'a>],
    session: &'a Session<'a>,
}

impl LookUp<'_> {
    fn is_of_party(&self, party: Party) -> bool {
        self.args.party.is_none_or(|asked| asked == party)
    }

    fn all(&self) -> Answer {
        let at_stage = |one: &Usage<'_>| {
            let stages = one.ball.map_or(&[][..], |ball| &ball.stages);
            let is_at = |stage: &str| stages.iter().any(|one| one == stage);
            stages.is_empty() || self.stage.is_none_or(is_at)
        };
        let shown = self.counts.iter();
        let shown = shown.filter(|one| self.is_of_party(one.party) && at_stage(one));
        let shown: Vec<_> = shown.collect();
        let (near, look) = (self.grown(), self.session.look());
        let mut answer = match self.args.format {
            Format::Table => {
                let table = render::vocabulary_page(&shown, look);
                let below = render::near_page(&near, look);
                let gap = if below.is_empty() { "" } else { "\n" };
                self.session.page(format!("{table}{gap}{below}"))
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
    fn grown(&self) -> Vec<(Near<'_>, String)> {
        // A word is renamed in one log.
        let are_several = self.session.globals.log.len() > 1;
        if are_several || self.counts.iter().all(|one| one.ball.is_some()) {
            return Vec::new();
        }
        let words = self.counts.iter().map(|one| Word {
            slug: &one.slug,
            party: one.party,
            n: one.n,
            is_declared: one.ball.is_some(),
        });
        let words: Vec<_> = words.collect();
        let mut near = near(&words, &Search::new(self.vocabulary));
        near.retain(|one| self.is_of_party(one.word.party));
        let command = |one: &Near<'_>| {
            let rename = self.session.command().then("vocab rename");
            let rename = rename.word(one.word.slug).word(one.like.slug);
            // Where another party's sections say it too, those are left out.
            let is_elsewhere =
                |word: &Word<'_>| word.slug == one.word.slug && word.party != one.word.party;
            match words.iter().any(is_elsewhere) {
                true => rename.then(&format!("--as {}", one.word.party)),
                false => rename,
            }
            .to_string()
        };
        let commands: Vec<_> = near.iter().map(command).collect();
        near.into_iter().zip(commands).collect()
    }

    fn closest(&self, words: &str) -> Answer {
        let n = |slug: &str| {
            let counted = self.counts.iter().find(|one| one.slug == slug);
            counted.map_or(0, |one| one.n)
        };
        let hints = Hints {
            party: self.args.party,
            stage: self.stage,
            outcome: None,
        };
        let matches = Search::new(self.vocabulary).find(words, hints);
        let mut answer = match self.args.format {
            Format::Table => {
                let page = render::matches_page(&matches, n, self.session.look());
                self.session.page(page)
            }
            Format::Json => Answer::of(render::matches_json(&matches, n)),
        };
        if self.args.words.first().is_some_and(|word| word == "rename") {
            answer.talk += "these words were searched for; to rename a dropped ball: hirelog vocab rename OLD NEW\n";
        }
        if matches.is_empty() {
            answer.talk += format!(
                "nothing in the vocabulary is like `{words}`; say it in other words, or read them all: hirelog vocab\n"
            );
        }
        answer
    }
}
