//! `hirelog schema`: what an editor needs to know about the files, with the
//! words of the log, where there is one.

use crate::cli::{Schema, SchemaFile};
use crate::context::Answer;
use crate::log::{self, Described, Log};
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
        SchemaFile::Decision => Described::Decision,
        SchemaFile::Team => Described::Team,
        SchemaFile::User => Described::User,
    };
    let words = |words, party| {
        let offered = vocabulary.offered(words, party).into_iter();
        offered
            .map(|(slug, meaning)| (slug.to_owned(), meaning.to_owned()))
            .collect()
    };
    Answer::of(log::schema(file, &words))
}
