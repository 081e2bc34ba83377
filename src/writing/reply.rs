//! `hirelog edit --reply`: answers to `hirelog ask`, taken back into their sections. A paste
//! may hold several; those that can be are written, and the others are named.

use super::content::input;
use super::destination::There;
use super::letter::letter_about;
use super::meant::{Meant, WantedChange};
use super::sorting::finish_and_offer;
use crate::context::Answer;
use crate::error::Error;
use crate::flags::Saving;
use crate::mail::{Mark, Misread, Mixed, NonAnswer, Piece, Reply, decoded, pieces, read_reply};
use crate::model::{Id, Party, PostMortem, Section, Text};
use crate::render;
use crate::session::Session;
use crate::talk::CommandLine;
use std::cell::RefCell;
use std::path::Path;

/// A reply, as the command line names it.
#[derive(Clone, Copy)]
pub struct Taken<'a> {
    pub file: &'a Path,
    /// Where the mark need not say it.
    pub id: Option<&'a str>,
    pub party: Option<Party>,
    pub addition: Addition,
}

/// What is done with what a section says already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    Refused,
    Appended,
}

/// In bytes, with what it quotes.
const LONGEST_REPLY: usize = 256 << 10;

/// Takes every reply of a file, or of standard input where it is `-`.
///
/// # Errors
/// Where the file cannot be read, says not which letter it answers, or holds one reply only
/// and that is refused.
pub fn take(taken: Taken<'_>, saving: Saving, session: &Session<'_>) -> Result<Answer, Error> {
    session.only_flag()?;
    let (name, bytes) = input(taken.file, session)?;
    let text = decoded(&bytes).map_err(|_| undecodable(&name))?;
    if text.len() > LONGEST_REPLY {
        return Err(too_long(&name));
    }
    let named = taken.id.map(|id| There::find(id, session)).transpose()?;
    // A letter of another log is not known, and what stands around it cannot be told apart.
    let unknown = RefCell::new(None);
    let says = |text: &str, mark: &Mark| {
        let there = match There::find(&mark.id, session) {
            Ok(there) => there,
            Err(error) => {
                unknown.borrow_mut().get_or_insert(error);
                return true;
            }
        };
        let read = letter_about(&there, mark.party, session)
            .map(|message| read_reply(text, &message, &there.vocabulary));
        match read {
            Err(_) | Ok(Ok(_) | Err(Misread::NotOffered(..))) => true,
            Ok(Err(Misread::NoAnswer(talk))) => talk > NonAnswer::Polite,
            Ok(Err(_)) => false,
        }
    };
    let pieces = pieces(&text, &says).map_err(|mixed| {
        let unknown = unknown.take();
        unknown.unwrap_or_else(|| self::mixed(mixed, &name))
    })?;
    let is_meant = |piece: &&Piece| {
        named
            .as_ref()
            .is_none_or(|there| there.id() == piece.mark.id)
            && taken.party.is_none_or(|party| party == piece.mark.party)
    };
    let meant: Vec<&Piece> = pieces.iter().filter(is_meant).collect();
    let whole = text.as_str();
    let replies: Vec<(&str, Party, &str)> = match (&named, taken.party, meant.first()) {
        (Some(there), Some(party), first) => {
            vec![(there.id(), party, first.map_or(whole, |piece| &piece.text))]
        }
        (Some(there), None, None) if !pieces.is_empty() => {
            vec![(there.id(), pieces[0].mark.party, whole)]
        }
        (_, _, None) => {
            let hirelog = session.command();
            return Err(Error::usage(format!(
                "{name} holds no mark such as [k7f3q manager], so nothing says which letter it answers"
            ))
            .hint(format!(
                "say it: {hirelog} edit ID --as PARTY --reply FILE; `{hirelog} list` shows the ids"
            )));
        }
        _ => {
            let each = meant.iter();
            each.map(|piece| (&*piece.mark.id, piece.mark.party, &*piece.text))
                .collect()
        }
    };
    let is_one = replies.len() == 1;
    let mut answer = Answer::default();
    for (id, party, text) in replies {
        let one = There::find(id, session).and_then(|there| {
            let name = match is_one {
                true => name.clone(),
                false => format!("the answer to [{} {party}]", there.id()),
            };
            let answered = Answered {
                id: there.loaded.id.clone(),
                party,
                taken,
                hirelog: session.command(),
            };
            let meant = answered.read(text, &name, &there, session)?;
            Ok(finish_and_offer(meant, saving, session))
        });
        match one {
            Ok(one) => add(&mut answer, one),
            Err(error) if is_one => return Err(error),
            Err(error) => add(&mut answer, session.complaint(error)),
        }
    }
    Ok(answer)
}

fn add(answer: &mut Answer, one: Answer) {
    answer.text += &one.text;
    answer.talk += one.talk;
    answer.complaints += one.complaints;
    answer.exit_code = answer.exit_code.max(one.exit_code);
}

/// The section that a reply is about.
struct Answered<'a> {
    id: Id,
    party: Party,
    taken: Taken<'a>,
    hirelog: CommandLine,
}

impl<'a> Answered<'a> {
    fn read(
        self,
        text: &str,
        name: &str,
        there: &'a There,
        session: &'a Session<'_>,
    ) -> Result<Meant<'a>, Error> {
        let party = self.party;
        let message = letter_about(there, party, session)?;
        let reply = read_reply(text, &message, &there.vocabulary)
            .map_err(|misread| self.refused(&misread, name))?;
        let about = [
            Some(party.title()),
            message.role.as_deref(),
            Some(message.outcome.as_str()),
        ];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        let whose = format!("{}, {}", about.join(", "), message.day.spoken());
        let understood = render::understood(
            (self.id.as_str(), &whose),
            &reply.section,
            &reply.left_out,
            session.talk_look(),
        );
        let mut notes = not_counted(&reply);
        let section = reply.section;
        if section.next.is_empty() && there.post_mortem.section(party).next.is_empty() {
            notes.push(format!(
                "nothing says what comes next; if they tell you: {}",
                self.edit(self.id.as_str(), party).then("--next '…'")
            ));
        }
        let edit = Box::new(move |old: &PostMortem| self.filled(old, &section));
        Ok(Meant {
            understood,
            notes,
            ..Meant::new(WantedChange::Keys { there, edit }, Some(party))
        })
    }

    /// The post-mortem with the section put in, where nothing is there to be lost. What it says
    /// already is not said twice.
    fn filled(&self, old: &PostMortem, section: &Section) -> Result<PostMortem, Error> {
        let there = old.section(self.party);
        let mut new = old.clone();
        if !there.is_written() && there.next.trim().is_empty() {
            let kept = new.section_mut(self.party);
            kept.by = section.by;
            kept.owned.clone_from(&section.owned);
            kept.next.clone_from(&section.next);
            kept.dropped.clone_from(&section.dropped);
            return Ok(new);
        }
        let owned = unsaid(&section.owned, &there.owned);
        let next = unsaid(&section.next, &there.next);
        let is_known = |slug: &&Text| there.balls().contains(slug);
        let dropped: Vec<_> = section
            .balls()
            .iter()
            .filter(|slug| !is_known(slug))
            .cloned()
            .collect();
        if owned.is_empty() && next.is_empty() && dropped.is_empty() {
            return Ok(new);
        }
        if self.taken.addition == Addition::Refused {
            let (title, id) = (self.party.title(), &self.id);
            return Err(Error::usage(format!(
                "the {title}'s section of {id} says something already, so the reply was not written"
            ))
            .hint(format!(
                "read it: {}",
                self.hirelog.clone().then("show").word(id.as_str())
            ))
            .hint("to add what is new in the reply to it: the same command with --append"));
        }
        let both = |old: &str, new: &str, between: &str| {
            let parts = [old.trim(), new];
            let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            filled.join(between)
        };
        let kept = new.section_mut(self.party);
        kept.owned = both(&there.owned, &owned, "\n\n").into();
        kept.next = both(&there.next, &next, " ").into();
        if !dropped.is_empty() {
            kept.dropped.get_or_insert_default().extend(dropped);
        }
        Ok(new)
    }

    fn edit(&self, id: &str, party: Party) -> CommandLine {
        let edit = self.hirelog.clone().then("edit").word(id);
        edit.option("--as", party.as_str())
    }

    fn refused(&self, misread: &Misread, name: &str) -> Error {
        let (id, party) = (&self.id, self.party);
        let error = match misread {
            Misread::OtherLetter(mark) => {
                let meant = self.edit(&mark.id, mark.party);
                return Error::usage(format!(
                    "{name} answers another letter: it is marked {mark}, not [{id} {party}]"
                ))
                .hint(format!(
                    "perhaps you meant: {}",
                    meant.option("--reply", self.taken.file)
                ));
            }
            Misread::AboutOther(line) => Error::usage(format!(
                "{name} quotes a letter about something else, so nothing was changed: {line}"
            ))
            .hint(format!(
                "find the one it answers: {}",
                self.hirelog.clone().then("list")
            )),
            Misread::NotOffered(letters, last) => Error::usage(format!(
                "{name} says \"{letters}\", which is none of a to {last}, so nothing was changed"
            ))
            .hint("to send back: \"Which one did you mean? Its words are enough.\""),
            Misread::NoAnswer(talk) => {
                let (what, send_back) = answers_nothing(*talk);
                Error::usage(format!("{name} {what}, so nothing was changed"))
                    .hint(format!("to send back: {send_back}"))
            }
        };
        if *misread == Misread::NoAnswer(NonAnswer::Claim) {
            let redact = self.hirelog.clone().then("redact");
            return error.hint(format!(
                "where they want their sentences gone: {}, or {} for all post-mortems of a case",
                redact.clone().word(id.as_str()),
                redact.then("--case CASE")
            ));
        }
        error.hint(format!(
            "or type it in: {}",
            self.edit(id.as_str(), party)
                .then("--owned 'I did not ask.' --next 'Ask in the first call.'")
        ))
    }
}

/// The paragraphs of a text that another does not hold.
fn unsaid(text: &str, there: &str) -> String {
    let plain = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let there = plain(there);
    let paragraphs = text
        .split("\n\n")
        .filter(|paragraph| !there.contains(&plain(paragraph)));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn mixed(mixed: Mixed, name: &str) -> Error {
    let what = match mixed {
        Mixed::AboveAndBelow => "answers stand above the first letter and below the last",
        Mixed::Between => "an answer stands between two letters",
    };
    Error::usage(format!(
        "{name} holds several letters and {what}, so nothing says for certain which it answers; nothing was changed"
    ))
    .hint("paste one reply at a time")
}

/// What the reply names and is not counted.
fn not_counted(reply: &Reply) -> Vec<String> {
    let mut notes = Vec::new();
    if !reply.ticked.of_others.is_empty() {
        let others = reply.ticked.of_others.join(", ");
        notes.push(match reply.ticked.of_others.len() {
            1 => format!("{others} is another party's ball, so it is left to them"),
            _ => format!("{others} are other parties' balls, so they are left to them"),
        });
    }
    if !reply.ticked.unknown.is_empty() {
        let unknown = reply.ticked.unknown.join(", ");
        notes.push(format!(
            "\"{unknown}\" names no dropped ball that the vocabulary has, so none was counted; `hirelog vocab WORDS` finds one"
        ));
    }
    notes
}

fn too_long(name: &str) -> Error {
    Error::usage(format!(
        "{name} is longer than 256 KiB, which no reply is with all that it quotes, so nothing was changed"
    ))
    .hint("give it the answer and the letter that it answers, or one reply at a time")
}

fn undecodable(name: &str) -> Error {
    Error::usage(format!(
        "{name} is encoded in a way that cannot be read for certain, so nothing was changed"
    ))
    .hint("open it in a mail program, and paste what it shows")
}

/// What a reply is that answers nothing, and a sentence for the person who replied so.
const fn answers_nothing(kind: NonAnswer) -> (&'static str, &'static str) {
    const THANKS: &str = "\"Thank you! One line under each of the two questions is all I need; nothing is an answer too.\"";
    const SHORTER: &str =
        "\"Could you say it in two or three sentences? They go into the log as you write them.\"";
    match kind {
        NonAnswer::Empty => ("holds no answer", THANKS),
        NonAnswer::Polite => ("says thanks and answers nothing", THANKS),
        NonAnswer::Later => (
            "says when they will answer, and answers nothing yet",
            "\"Take your time. One line under each of the two questions is all I need.\"",
        ),
        NonAnswer::Question => (
            "asks something back and answers nothing",
            "\"Good that you ask. Once that is clear: one line under each of the two questions is all I need.\"",
        ),
        NonAnswer::Call => (
            "asks to talk and answers nothing",
            "\"Happy to talk. One line under each of the two questions keeps it in your words; or I write down what you say on the phone.\"",
        ),
        NonAnswer::Elsewhere => ("points to a page and answers nothing itself", SHORTER),
        NonAnswer::Long => ("is longer than any answer to two questions", SHORTER),
        NonAnswer::Declined => (
            "says that they would rather not answer",
            "\"Thank you for saying so.\"",
        ),
        NonAnswer::Astray => (
            "says that this went to the wrong person",
            "\"Sorry, that was not for you. Who ran this search?\"",
        ),
        NonAnswer::Absent => (
            "is an automatic reply",
            "nothing: ask again when they are back",
        ),
        NonAnswer::Claim => (
            "asks for what the law gives them or leaves it to a lawyer, and is no answer for the log",
            "\"We understood what you ask for. It will be looked at, and you hear from us.\"",
        ),
    }
}
