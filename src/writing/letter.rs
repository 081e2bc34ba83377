//! The letter to a party as it is now: what `hirelog ask` prints, and what a reply is read
//! against.

use crate::error::Error;
use crate::interview::in_a_letter;
use crate::log::{Log, Prose};
use crate::mail::Message;
use crate::model::{Entry, Party};
use crate::patterns::usage;
use crate::session::Session;
use crate::vocabulary::Vocabulary;

/// The letter to a party about one post-mortem.
///
/// # Errors
/// Where the log cannot be read.
pub fn letter(
    entry: &Entry,
    party: Party,
    log: &Log,
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> Result<Message, Error> {
    let reading = log.read(Prose::Hinted)?;
    let all: Vec<&Entry> = reading.entries.iter().collect();
    let counts = usage(&all, vocabulary).into_iter();
    let dropped = counts.map(|one| (one.slug, one.n)).collect();
    let balls = in_a_letter(entry, party, vocabulary, dropped);
    let questions = session.questions(log, vocabulary);
    Ok(Message::new(
        entry,
        party,
        &questions,
        &balls,
        session.context.today,
    ))
}
