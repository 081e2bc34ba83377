//! The letter to a party as it is now: what `hirelog ask` prints, and what a reply is read
//! against.

use crate::interview::in_a_letter;
use crate::log::Log;
use crate::mail::Message;
use crate::model::{Entry, Party};
use crate::session::Session;
use crate::vocabulary::Vocabulary;

/// The letter to a party about one post-mortem.
pub fn letter(
    entry: &Entry,
    party: Party,
    log: &Log,
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> Message {
    let balls = in_a_letter(entry, party, vocabulary);
    let questions = session.questions(log, vocabulary);
    Message::new(entry, party, &questions, &balls, session.context.today)
}
