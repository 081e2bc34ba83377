//! `hirelog edit --reply`: an answer to `hirelog ask`, taken back into the section.

use super::given::input;
use super::letter::letter;
use super::meant::{Change, Meant};
use super::there::There;
use crate::error::Error;
use crate::mail::{Courtesy, Misread, Reply, decoded, read_reply};
use crate::model::{Id, Party, PostMortem, Section};
use crate::render;
use crate::session::Session;
use crate::talk::CommandLine;
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
            "nothing says what comes next; if they tell you: {}",
            edit(&hirelog, entry.id.as_str(), party.as_str()).then("--next '…'")
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
    hirelog: &CommandLine,
) -> Result<PostMortem, Error> {
    let there = old.section(party);
    if there.is_written() || !there.next.trim().is_empty() {
        let title = party.title();
        return Err(Error::usage(format!(
            "the {title}'s section of {id} says something already, so the reply was not written"
        ))
        .hint(format!(
            "read it: {}",
            hirelog.clone().then("show").word(id.as_str())
        ))
        .hint(format!(
            "put the two together in your editor: {}",
            hirelog
                .clone()
                .then("edit")
                .word(id.as_str())
                .then("--editor")
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

fn edit(hirelog: &CommandLine, id: &str, party: &str) -> CommandLine {
    let edit = hirelog.clone().then("edit").word(id);
    edit.option("--as", party)
}

fn refused(
    misread: &Misread,
    name: &str,
    file: &Path,
    id: &Id,
    party: Party,
    hirelog: &CommandLine,
) -> Error {
    let error = match misread {
        Misread::OtherLetter(mark) => {
            let meant = edit(hirelog, mark.id.as_str(), mark.party.as_str());
            return Error::usage(format!(
                "{name} answers another letter: it is marked {mark}, not [{id} {party}]"
            ))
            .hint(format!(
                "perhaps you meant: {}",
                meant.option("--reply", file)
            ));
        }
        Misread::AboutOther(line) => Error::usage(format!(
            "{name} quotes a letter about something else, so nothing was changed: {line}"
        ))
        .hint(format!(
            "find the one it answers: {}",
            hirelog.clone().then("list")
        )),
        Misread::NoAnswer(talk) => Error::usage(format!(
            "{name} {}, so nothing was changed",
            answers_nothing(*talk)
        ))
        .hint(format!("to send back: {}", send_back(*talk))),
    };
    error.hint(format!(
        "or type it in: {}",
        edit(hirelog, id.as_str(), party.as_str())
            .then("--owned 'I did not ask.' --next 'Ask in the first call.'")
    ))
}

fn undecodable(name: &str) -> Error {
    Error::usage(format!(
        "{name} is encoded in a way that cannot be read for certain, so nothing was changed"
    ))
    .hint("open it in a mail program, and paste what it shows")
}

/// What a reply is that answers nothing.
const fn answers_nothing(talk: Courtesy) -> &'static str {
    match talk {
        Courtesy::Empty => "holds no answer",
        Courtesy::Polite => "says thanks and answers nothing",
        Courtesy::Later => "says when they will answer, and answers nothing yet",
        Courtesy::Question => "asks something back and answers nothing",
        Courtesy::Call => "asks to talk and answers nothing",
        Courtesy::Astray => "says that this went to the wrong person",
        Courtesy::Absent => "is an automatic reply",
    }
}

/// A sentence for the person who replied so.
const fn send_back(talk: Courtesy) -> &'static str {
    match talk {
        Courtesy::Empty | Courtesy::Polite => {
            "\"Thank you! One line under each of the two questions is all I need; nothing is an answer too.\""
        }
        Courtesy::Later => {
            "\"Take your time. One line under each of the two questions is all I need.\""
        }
        Courtesy::Question => {
            "\"Good that you ask. Once that is clear: one line under each of the two questions is all I need.\""
        }
        Courtesy::Call => {
            "\"Happy to talk. One line under each of the two questions keeps it in your words; or I write down what you say on the phone.\""
        }
        Courtesy::Astray => "\"Sorry, that was not for you. Who ran this search?\"",
        Courtesy::Absent => "nothing: ask again when they are back",
    }
}
