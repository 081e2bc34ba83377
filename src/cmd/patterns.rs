//! `hirelog patterns`.

use super::selection::{Selection, newer};
use super::session::{Session, THRESHOLD};
use crate::cli::{Patterns, PatternsFormat};
use crate::context::Answer;
use crate::error::Error;
use crate::log::Prose;
use crate::model::Entry;
use crate::patterns::{Settings, keeper, patterns};
use crate::render;

pub(super) fn run(args: &Patterns, session: &Session<'_>) -> Result<Answer, Error> {
    let selection = Selection::read(session, &args.query, Prose::Hinted)?;
    let (log, vocabulary, query) = (&selection.log, &selection.vocabulary, &selection.query);
    let settings = Settings {
        window: query.span_or(session.window(log)),
        threshold: log.team.threshold.unwrap_or(THRESHOLD),
    };
    let matching = |entry: &&Entry| query.matches_on_any_day(entry, vocabulary);
    let entries: Vec<_> = selection.reading.entries.iter().filter(matching).collect();
    let found = patterns(&entries, vocabulary, settings);
    let keeper = match args.format {
        // The same for every reader.
        PatternsFormat::Json => None,
        PatternsFormat::Table | PatternsFormat::Md => keeper(&entries, session.user.party),
    };
    let questions = || session.questions(log, vocabulary);
    // Reading the questions takes longer than counting a small log.
    let about_walls = (!found.walls.is_empty()).then(questions);
    let about_walls = about_walls.as_ref();
    let mut answer = match args.format {
        PatternsFormat::Table => {
            let look = session.look();
            session.page(render::patterns_page(&found, about_walls, keeper, look))
        }
        PatternsFormat::Json => plain(render::patterns_json(&found, &questions())),
        PatternsFormat::Md => plain(render::patterns_markdown(&found, about_walls, keeper)),
    };
    answer.exit_code = u8::from(args.exit_code && found.recurring().next().is_some());
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

fn plain(text: String) -> Answer {
    Answer {
        text,
        ..Answer::default()
    }
}
