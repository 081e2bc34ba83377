//! `hirelog ask`.

use crate::cli::{Ask, AskFormat};
use crate::context::Answer;
use crate::error::Error;
use crate::mail::Length;
use crate::render;
use crate::session::Session;
use crate::talk::visible_lines;
use crate::writing::letter::letter;

pub(super) fn run(args: &Ask, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    let loaded = log.load(&log.find(&args.id)?)?;
    let entry = loaded.readable(&log.root)?;
    let vocabulary = session.vocabulary(&log);
    let message = letter(&entry, args.party, &log, &vocabulary, session)?;
    let length = if args.full {
        Length::Full
    } else {
        Length::Short
    };
    let (id, party, hirelog) = (&entry.id, args.party, session.command());
    let text = match args.format {
        AskFormat::Text => visible_lines(&message.text(length)).into_owned(),
        AskFormat::Json => {
            render::questions_json(id, party, message.asked(length), &message.text(length))
        }
    };
    let mut talk = session.talk_of(&[loaded.findings()], &log);
    talk += if entry.post_mortem.section(party).is_written() {
        format!(
            "note: the {}'s section is written already; read it: {}\n",
            party.title(),
            hirelog.then("show").word(id.as_str())
        )
    } else {
        let edit = hirelog.then("edit").word(id.as_str());
        let edit = edit.then(&format!("--as {party} --reply -"));
        format!("when the answer is there: {edit}\n")
    };
    Ok(Answer {
        text,
        talk,
        ..Answer::default()
    })
}
