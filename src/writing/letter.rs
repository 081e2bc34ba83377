//! The letter to a party as it is now: what `hirelog ask` prints, and what a reply is read
//! against.

use super::destination::There;
use super::meant::{Meant, WantedChange};
use crate::error::Error;
use crate::interview::in_a_letter;
use crate::log::{Log, Prose};
use crate::mail::Message;
use crate::model::{Day, Entry, Party, PostMortem};
use crate::session::Session;
use crate::vocabulary::Vocabulary;

/// Those of a log that are open for a party, the latest first: its section says nothing.
pub fn open(party: Party, entries: &[Entry]) -> Vec<&Entry> {
    let is_open = |entry: &&Entry| !entry.post_mortem.section(party).is_written();
    let mut entries: Vec<&Entry> = entries.iter().filter(is_open).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.order()));
    entries
}

/// Writes down that a party was asked today.
pub fn asked<'a>(party: Party, there: &'a There, today: Day) -> Meant<'a> {
    let edit = move |old: &PostMortem| {
        let mut new = old.clone();
        new.section_mut(party).asked = Some(today);
        Ok(new)
    };
    Meant::new(
        WantedChange::Keys {
            there,
            edit: Box::new(edit),
        },
        None,
    )
}

/// The letter to a party about one post-mortem that is at hand, alone.
///
/// # Errors
/// Where the log cannot be read.
pub fn letter_about(there: &There, party: Party, session: &Session<'_>) -> Result<Message, Error> {
    let entries = there.log.read(Prose::Hinted)?.entries;
    let words = (&there.log, &there.vocabulary);
    Ok(letter(&there.entry(), party, words, &entries, session))
}

/// The letter about one of these.
pub fn letter(
    entry: &Entry,
    party: Party,
    (log, vocabulary): (&Log, &Vocabulary),
    entries: &[Entry],
    session: &Session<'_>,
) -> Message {
    let balls = in_a_letter(entry, party, vocabulary);
    let questions = session.questions(log, vocabulary);
    let keeper = session.keeper(log);
    let questions = questions.remembering(entries, entry.id.as_str(), keeper);
    Message::new(entry, party, &questions, &balls, session.context.today)
}
