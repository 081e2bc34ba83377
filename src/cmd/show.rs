//! `hirelog show`.

use super::session::Session;
use crate::cli::{Format, Show};
use crate::context::Answer;
use crate::error::Error;
use crate::render;

pub(super) fn run(args: &Show, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    let loaded = log.load(&log.find(&args.id)?)?;
    let entry = loaded.readable(&log.root)?;
    let mut answer = match args.format {
        Format::Table => session.page(render::page(
            &entry,
            &session.shown(&log.root.join(&entry.path)),
            &session.vocabulary(&log),
            session.look(),
        )),
        Format::Json => Answer {
            text: render::post_mortem_json(&entry),
            ..Answer::default()
        },
    };
    answer.talk = session.talk_of(&[loaded.findings()], &log);
    Ok(answer)
}
