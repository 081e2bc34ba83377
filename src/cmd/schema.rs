//! `hirelog schema`: what an editor needs to know about the files, with the
//! words of the log, where there is one.

use crate::cli::{Schema, SchemaFile};
use crate::context::Answer;
use crate::log::{self, Described, Log, Suggestion, Words};
use crate::model::Party;
use crate::session::Session;
use crate::vocabulary::{TeamWords, Vocabulary};

pub(super) fn run(args: &Schema, session: &Session<'_>) -> Answer {
    // Somebody may well be putting a broken hirelog.toml right.
    let located = session.located().ok();
    let log = located.and_then(|located| Log::open(&located.root).ok());
    let vocabulary = match &log {
        Some(log) => session.vocabulary(log),
        None => Vocabulary::new(TeamWords::default()),
    };
    let file = match args.file {
        SchemaFile::PostMortem => Described::PostMortem,
        SchemaFile::Team => Described::Team,
        SchemaFile::User => Described::User,
    };
    Answer {
        text: log::schema(file, &|words| suggestions(words, &vocabulary)),
        ..Answer::default()
    }
}

fn suggestions(words: Words, vocabulary: &Vocabulary) -> Vec<Suggestion> {
    let suggestion = |slug: &str, meaning: &str| (slug.to_owned(), meaning.to_owned());
    match words {
        Words::Any => Vec::new(),
        Words::Outcome => {
            let all = vocabulary.outcomes.iter();
            all.map(|it| suggestion(&it.slug, &it.meaning)).collect()
        }
        Words::Stage => {
            let all = vocabulary.stages.iter();
            all.map(|it| suggestion(&it.slug, &it.meaning)).collect()
        }
        Words::Priority => {
            let all = vocabulary.priorities.iter();
            all.map(|it| suggestion(&it.slug, &it.meaning)).collect()
        }
        Words::Ball(party) => {
            let parties = Party::ALL.into_iter();
            let parties = parties.filter(|one| party.is_none_or(|party| party == *one));
            let balls = parties.flat_map(|party| vocabulary.balls_of(party));
            balls.map(|it| suggestion(&it.slug, &it.meaning)).collect()
        }
    }
}
