//! `hirelog patterns`.

use super::selection::{Selection, newer};
use super::session::{Session, THRESHOLD};
use crate::cli::{Format, Patterns};
use crate::context::Answer;
use crate::error::Error;
use crate::log::Prose;
use crate::patterns::{Settings, patterns};
use crate::render;

pub(super) fn run(args: &Patterns, session: &Session<'_>) -> Result<Answer, Error> {
    let selection = Selection::read(session, &args.query, Prose::Hinted)?;
    let (log, vocabulary, query) = (&selection.log, &selection.vocabulary, &selection.query);
    let settings = Settings {
        window: query.span_or(session.window(log)),
        threshold: log.team.threshold.unwrap_or(THRESHOLD),
    };
    let matching = |entry: &&crate::model::Entry| query.matches_on_any_day(entry, vocabulary);
    let entries: Vec<_> = selection.reading.entries.iter().filter(matching).collect();
    let found = patterns(&entries, vocabulary, settings);
    let mut answer = match args.format {
        Format::Table => session.page(render::patterns_page(&found, session.look())),
        Format::Json => Answer {
            text: render::patterns_json(&found, &session.questions(log, vocabulary)),
            ..Answer::default()
        },
    };
    if entries.is_empty() {
        answer.talk += &selection.nothing(session);
    }
    if let [word] = args.query.as_slice()
        && vocabulary.ball(word).is_some()
    {
        let slug = vocabulary.known(word).slug;
        answer.talk += &format!(
            "words are looked for in the prose; the post-mortems behind the ball: hirelog list dropped:{slug}\n"
        );
    }
    answer.talk += &session.talk_of(&newer(&selection.reading), log);
    Ok(session.with_broken(answer, &selection.reading.broken, log))
}
