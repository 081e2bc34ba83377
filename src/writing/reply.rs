//! `hirelog edit --reply`: an answer to `hirelog ask`, taken back into the section.

use super::given::input;
use super::words::Words;
use super::{commit, content};
use crate::cli::Edit;
use crate::context::Answer;
use crate::error::Error;
use crate::log::Revised;
use crate::mail::{Message, Misread, Reply, read_reply};
use crate::model::{Entry, Id, Party, PostMortem, Section};
use crate::render;
use crate::session::Session;
use std::path::Path;

pub fn run(args: &Edit, party: Party, file: &Path, session: &Session<'_>) -> Result<Answer, Error> {
    if !content::is_empty(&args.content) {
        return Err(Error::usage(
            "with --reply, what the reply says is written, and no other flag",
        )
        .hint("leave out the other flags, or correct the section afterwards"));
    }
    let hirelog = session.command();
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let loaded = log.load(&log.find(&args.id)?)?;
    let old = loaded.editable(&log.root)?;
    let entry = Entry {
        id: loaded.id.clone(),
        path: loaded.path.clone(),
        post_mortem: old.clone(),
    };
    let (name, text) = input(file, session)?;
    let message = Message::new(&entry, party, &session.questions(&log, &vocabulary));
    let reply = read_reply(&text, &message, &vocabulary)
        .map_err(|misread| refused(&misread, &name, file, &entry.id, party, &hirelog))?;
    let mut answer = Answer {
        talk: render::understood(&reply.section, &reply.left_out, session.talk_look()),
        ..Answer::default()
    };
    let mut words = Words::new(&vocabulary);
    words.balls(party, &reply.section.dropped);
    for note in words
        .notes_or_error()?
        .into_iter()
        .chain(left_to_others(&reply))
    {
        answer.talk += &format!("note: {note}\n");
    }
    let fill = |old: &PostMortem| filled(old, party, &reply.section, &entry.id, &hirelog);
    let new = match fill(old) {
        Ok(new) => new,
        // What was understood is shown all the same: it may be put in by hand.
        Err(error) => {
            let refusal = session.complaint(error);
            return Ok(Answer {
                talk: answer.talk,
                ..refusal
            });
        }
    };
    if reply.section.next.is_empty() {
        answer.talk += &format!(
            "note: nothing says what comes next; if they tell you: {hirelog} edit {} --as {party} --next '…'\n",
            entry.id
        );
    }
    if args.dry_run {
        answer.text = log.revised(&loaded, old, &new)?;
        return Ok(answer);
    }
    let shown = session.shown(&log.root.join(&loaded.path));
    match log.revise(&loaded.path, fill)? {
        Revised::Unchanged => {
            answer.talk += &format!("{shown} says so already; nothing was changed\n");
        }
        Revised::Done => {
            answer.talk += &format!("changed {shown}\n");
            answer.talk += &session.recurrences(&log, &loaded.path, &[party]);
            if args.commit {
                commit::edited(session, &log, &loaded, &new, &mut answer);
            }
        }
    }
    Ok(answer)
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
    (!reply.of_others.is_empty()).then(|| {
        format!(
            "{} is another party's ball, so it is left to them",
            reply.of_others.join(", ")
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
    match misread {
        Misread::OtherLetter(other) => {
            let error = Error::usage(format!(
                "{name} answers another message: it is marked [{other}], not [{id} {party}]"
            ));
            match other.rsplit_once(' ') {
                Some((id, party)) => error.hint(format!(
                    "perhaps you meant: {hirelog} edit {id} --as {party} --reply {}",
                    file.display()
                )),
                None => error,
            }
        }
        Misread::Nothing => Error::usage(format!("no answer was found in {name}, so nothing was changed"))
            .hint("give it the whole reply, or just the answers, one paragraph each")
            .hint(format!(
                "or type it in: {hirelog} edit {id} --as {party} --owned 'I did not ask.' --next 'Ask in the first call.'"
            )),
    }
}
