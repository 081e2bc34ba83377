//! `hirelog edit --reply`: an answer to `hirelog ask`, taken back into the section.

use super::given::input;
use super::meant::{Change, Meant};
use super::there::There;
use crate::error::Error;
use crate::mail::{Message, Misread, Reply, read_reply};
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
    let (name, text) = input(file, session)?;
    let questions = session.questions(&there.log, &there.vocabulary);
    let message = Message::new(&entry, party, &questions);
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
    (!reply.of_others.is_empty()).then(|| {
        format!(
            "{} is another party's ball, so it is left to them",
            reply.of_others.join(", ")
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
    match misread {
        Misread::OtherLetter(other) => {
            let error = Error::usage(format!(
                "{name} answers another message: it is marked [{other}], not [{id} {party}]"
            ));
            match other.rsplit_once(' ') {
                Some((id, party)) => error.hint(format!(
                    "perhaps you meant: {}",
                    edit(hirelog, id, party).option("--reply", file)
                )),
                None => error,
            }
        }
        Misread::Nothing => Error::usage(format!(
            "no answer was found in {name}, so nothing was changed"
        ))
        .hint("give it the whole reply, or just the answers, one paragraph each")
        .hint(format!(
            "or type it in: {}",
            edit(hirelog, id.as_str(), party.as_str())
                .then("--owned 'I did not ask.' --next 'Ask in the first call.'")
        )),
    }
}
