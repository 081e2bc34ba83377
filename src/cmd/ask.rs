//! `hirelog ask`.

use crate::cli::{Ask, AskFormat};
use crate::context::Answer;
use crate::error::Error;
use crate::mail::Length;
use crate::render;
use crate::session::Session;
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
        AskFormat::Text => render::letter(&message.text(length)),
        AskFormat::Json => {
            render::questions_json(id, party, message.asked(length), &message.text(length))
        }
    };
    let mut talk = session.talk_of(&[loaded.findings()], &log);
    talk += &if entry.post_mortem.section(party).is_written() {
        format!(
            "note: the {}'s section is written already; read it: {hirelog} show {id}\n",
            party.title()
        )
    } else {
        format!("when the answer is there: {hirelog} edit {id} --as {party} --reply -\n")
    };
    Ok(Answer {
        text,
        talk,
        ..Answer::default()
    })
}
