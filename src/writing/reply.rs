//! `hirelog edit --reply`: an answer to `hirelog ask`, taken back into the section.

use super::given::input;
use super::letter::letter;
use super::meant::{Change, Meant};
use super::there::There;
use crate::error::Error;
use crate::mail::{Misread, Reply, Talk, decoded, read_reply};
use crate::model::{Id, Party, PostMortem, Section};
use crate::render;
use crate::session::Session;
use std::path::Path;

/// Reads the answers of a party in a file, or on standard input where it is `-`.
///
/// # Errors
/// Where the file cannot be read, holds no answer, or answers another message.
pub fn read<'a>(
    party: Party,
    file: &Path,
    there: &'a There,
    session: &'a Session<'_>,
) -> Result<Meant<'a>, Error> {
    let hirelog = session.command();
    let entry = there.entry();
    let (name, bytes) = input(file, session)?;
    let text = decoded(&bytes).map_err(|_| undecodable(&name))?;
    let message = letter(&entry, party, &there.log, &there.vocabulary, session)?;
    let reply = read_reply(&text, &message, &there.vocabulary)
        .map_err(|misread| refused(&misread, &name, file, &entry.id, party, &hirelog))?;
    let understood = render::understood(&reply.section, &reply.left_out, session.talk_look());
    let mut notes: Vec<_> = left_to_others(&reply).into_iter().collect();
    if reply.section.next.is_empty() {
        notes.push(format!(
            "nothing says what comes next; if they tell you: {hirelog} edit {} --as {party} --next '…'",
            entry.id
        ));
    }
    let section = reply.section;
    let edit = Box::new(move |old: &PostMortem| filled(old, party, &section, &entry.id, &hirelog));
    Ok(Meant {
        understood,
        notes,
        ..Meant::new(Change::Keys { there, edit }, Some(party))
    })
}

/// The post-mortem with the section put in, where nothing is there to be lost.
fn filled(
    old: &PostMortem,
    party: Party,
    section: &Section,
    id: &Id,
    hirelog: &str,
) -> Result<PostMortem, Error> {
    let there = old.section(party);
    if there.is_written() || !there.next.trim().is_empty() {
        let title = party.title();
        return Err(Error::usage(format!(
            "the {title}'s section of {id} says something already, so the reply was not written"
        ))
        .hint(format!("read it: {hirelog} show {id}"))
        .hint(format!(
            "put the two together in your editor: {hirelog} edit {id} --editor"
        )));
    }
    let mut new = old.clone();
    *new.section_mut(party) = section.clone();
    Ok(new)
}

fn left_to_others(reply: &Reply) -> Option<String> {
    (!reply.ticked.of_others.is_empty()).then(|| {
        format!(
            "{} is another party's ball, so it is left to them",
            reply.ticked.of_others.join(", ")
        )
    })
}

fn refused(
    misread: &Misread,
    name: &str,
    file: &Path,
    id: &Id,
    party: Party,
    hirelog: &str,
) -> Error {
    let error = match misread {
        Misread::OtherLetter(mark) => {
            return Error::usage(format!(
                "{name} answers another letter: it is marked {mark}, not [{id} {party}]"
            ))
            .hint(format!(
                "perhaps you meant: {hirelog} edit {} --as {} --reply {}",
                mark.id,
                mark.party,
                file.display()
            ));
        }
        Misread::AboutOther(line) => Error::usage(format!(
            "{name} quotes a letter about something else, so nothing was changed: {line}"
        ))
        .hint(format!("find the one it answers: {hirelog} list")),
        Misread::NoAnswer(talk) => Error::usage(format!(
            "{name} {}, so nothing was changed",
            answers_nothing(*talk)
        ))
        .hint(format!("to send back: {}", send_back(*talk))),
    };
    error.hint(format!(
        "or type it in: {hirelog} edit {id} --as {party} --owned 'I did not ask.' --next 'Ask in the first call.'"
    ))
}

fn undecodable(name: &str) -> Error {
    Error::usage(format!(
        "{name} is encoded in a way that cannot be read for certain, so nothing was changed"
    ))
    .hint("open it in a mail program, and paste what it shows")
}

/// What a reply is that answers nothing.
const fn answers_nothing(talk: Talk) -> &'static str {
    match talk {
        Talk::Empty => "holds no answer",
        Talk::Polite => "says thanks and answers nothing",
        Talk::Later => "says when they will answer, and answers nothing yet",
        Talk::Question => "asks something back and answers nothing",
        Talk::Call => "asks to talk and answers nothing",
        Talk::Astray => "says that this went to the wrong person",
        Talk::Absent => "is an automatic reply",
    }
}

/// A sentence for the person who replied so.
const fn send_back(talk: Talk) -> &'static str {
    match talk {
        Talk::Empty | Talk::Polite => {
            "\"Thank you! One line under each of the two questions is all I need; nothing is an answer too.\""
        }
        Talk::Later => {
            "\"Take your time. One line under each of the two questions is all I need.\""
        }
        Talk::Question => {
            "\"Good that you ask. Once that is clear: one line under each of the two questions is all I need.\""
        }
        Talk::Call => {
            "\"Happy to talk. One line under each of the two questions keeps it in your words; or I write down what you say on the phone.\""
        }
        Talk::Astray => "\"Sorry, that was not for you. Who ran this search?\"",
        Talk::Absent => "nothing: ask again when they are back",
    }
}
