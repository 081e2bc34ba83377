//! `hirelog patterns`.

use crate::cli::{PatternsFlags, PatternsFormat};
use crate::context::Answer;
use crate::error::Error;
use crate::log::Prose;
use crate::model::{Entry, slug};
use crate::patterns::{Digest, Patterns, behind, grouped, patterns_since_decisions};
use crate::render::{self, Extent};
use crate::session::Session;
use crate::session::selection::Selection;
use crate::vocabulary::Vocabulary;

pub(super) fn run(args: &PatternsFlags, session: &Session<'_>) -> Result<Answer, Error> {
    let (selection, slug) = select(args, session)?;
    let (log, vocabulary, query) = (selection.log(), &selection.vocabulary, &selection.query);
    let settings = session.counting(log, query.span_or(session.window(log)));
    let matching = |entry: &&Entry| query.matches_on_any_day(entry, vocabulary);
    let entries: Vec<_> = selection.reading.entries.iter().filter(matching).collect();
    let decisions = selection.decisions(true)?;
    let mut found = patterns_since_decisions(&entries, &decisions.entries, vocabulary, settings);
    found.unread = selection.reading.broken.len();
    found.asked(query, &entries, &selection.reading.entries);
    let questions = session.questions(log, vocabulary);
    let digest = Digest::of(&found, Some(&questions));
    let mut answer = match (&slug, args.by) {
        (Some(_), Some(_)) => {
            return Err(
                Error::usage("--by sets balls side by side, and here is one")
                    .hint("leave out the ball, or --by"),
            );
        }
        (None, Some(by)) => {
            let grouped = grouped(&entries, vocabulary, &found, by);
            match args.format {
                PatternsFormat::Table => {
                    session.page(render::grouped_page(&grouped, &found, session.look()))
                }
                PatternsFormat::Json => {
                    Answer::of(render::grouped_json(&grouped, &found, &digest, &questions))
                }
                PatternsFormat::Md => Answer::of(render::grouped_markdown(&grouped, &found)),
            }
        }
        (Some(slug), None) => {
            let behind = behind(slug, &entries, vocabulary, settings, &found);
            match args.format {
                PatternsFormat::Table => {
                    session.page(render::behind_page(&behind, &found, session.look()))
                }
                PatternsFormat::Json => Answer::of(render::behind_json(slug, &behind, &found)),
                PatternsFormat::Md => Answer::of(render::behind_markdown(&behind, &found)),
            }
        }
        (None, None) => match args.format {
            PatternsFormat::Table => session.page(render::patterns_page(
                &found,
                &digest,
                if args.all { Extent::All } else { Extent::Short },
                &session.command().to_string(),
                session.look(),
            )),
            PatternsFormat::Json => Answer::of(render::patterns_json(&found, &digest, &questions)),
            PatternsFormat::Md => Answer::of(render::patterns_markdown(&found, &digest)),
        },
    };
    answer.exit_code = u8::from(args.exit_code && recurs(&found, slug.as_deref()));
    if entries.is_empty() {
        answer.talk += selection.nothing(session);
    }
    answer.talk += hint(args, slug.as_deref(), vocabulary, session);
    let answer = session.with_broken(answer, &decisions.broken, log);
    Ok(session.with_reading(answer, &selection.reading, log))
}

/// The query, and the ball that its first word is, as the vocabulary or this log
/// has it. An alias is no slug: people's own words are looked for in all that is shown.
fn select(
    args: &PatternsFlags,
    session: &Session<'_>,
) -> Result<(Selection, Option<String>), Error> {
    let Some((word, rest)) = args
        .query
        .split_first()
        .filter(|(word, _)| is_one_word(word))
    else {
        return Ok((
            Selection::read(session, &args.query, Prose::Promises)?,
            None,
        ));
    };
    let word = slug(word);
    if session
        .vocabulary(&session.source()?.log)
        .ball(&word)
        .is_some_and(|ball| ball.slug == word)
    {
        let selection = Selection::read(session, rest, Prose::Whole)?;
        return Ok((selection, Some(word)));
    }
    let selection = Selection::read(session, &args.query, Prose::Promises)?;
    let is_dropped = |entry: &Entry| {
        let sections = entry.post_mortem.sections.iter();
        let mut dropped = sections.flat_map(|section| section.balls());
        dropped.any(|words| selection.vocabulary.known(words).slug == word)
    };
    if selection.reading.entries.iter().any(is_dropped) {
        Ok((Selection::read(session, rest, Prose::Whole)?, Some(word)))
    } else {
        Ok((selection, None))
    }
}

fn is_one_word(word: &str) -> bool {
    !word.contains([':', ' ']) && !slug(word).is_empty()
}

fn recurs(found: &Patterns, slug: Option<&str>) -> bool {
    let mut recurring = found.recurring();
    recurring.any(|ball| slug.is_none_or(|slug| ball.slug == slug))
}

/// What to type next.
fn hint(
    args: &PatternsFlags,
    slug: Option<&str>,
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> String {
    let (hirelog, typed) = (session.command(), args.query.first());
    match (slug, typed) {
        (Some(slug), Some(typed)) if vocabulary.ball(slug).is_none() => format!(
            "`{slug}` is a dropped ball here; to look for the word: {}\n",
            hirelog.then("list").word(typed)
        ),
        (None, Some(typed)) => {
            let meant = vocabulary.ball(typed).map(|ball| ball.slug.as_str());
            // Spelled as balls are.
            let is_like_one = is_one_word(typed) && typed.contains('-');
            let near = is_like_one.then(|| vocabulary.nearest_ball(typed));
            meant.or(near.flatten()).map_or(String::new(), |ball| {
                format!(
                    "these words were looked for; what is behind the ball: {}\n",
                    hirelog.then("patterns").word(ball)
                )
            })
        }
        _ => String::new(),
    }
}
