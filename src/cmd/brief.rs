//! `hirelog brief`: what to keep in mind on the way into the room.

use crate::cli::{BriefFlags, BriefFormat};
use crate::context::Answer;
use crate::error::Error;
use crate::log::Log;
use crate::model::{Day, Span};
use crate::patterns::{BriefScope, Settings, brief};
use crate::query::Field;
use crate::render;
use crate::session::Session;
use crate::session::selection::Selection;
use crate::talk::shell_word;

/// How far back a brief looks: one role comes up only a few times in a year, and
/// what is older was said of another process.
const BACK: &str = "12m";

pub(super) fn run(args: &BriefFlags, session: &Session<'_>) -> Result<Answer, Error> {
    let widened = [Field::ROLE, Field::TEAM];
    let (selection, unknown) = Selection::read_widely(session, &args.query, &widened)?;
    let (log, vocabulary, query) = (selection.log(), &selection.vocabulary, &selection.query);
    let mut settings = session.counting(log, query.span_or(back(session, log)));
    // What came of a promise is the same here as on the pages that look less far back.
    settings.before_promise = Settings::two_of(query.span_or(session.window(log)));
    let entries = &selection.reading.entries;
    let scope = BriefScope::of(query, entries, vocabulary, settings.window);
    let decisions = selection.source.decisions()?;
    let found = brief(&scope, &decisions.entries, settings);
    let mut sought = scope.sought(query, &args.query);
    sought.default_days &= settings.window == year(session.context.today);
    let mut answer = match args.format {
        BriefFormat::Table => session.page(render::brief_page(&found, &sought, session.look())),
        BriefFormat::Md => Answer::of(render::brief_markdown(&found, &sought)),
        BriefFormat::Json => Answer::of(render::brief_json(&found, &sought)),
    };
    for one in &unknown {
        if let Some(near) = &one.nearest {
            let field = one.field.as_str();
            let term = shell_word(format!("{field}:{near}"));
            answer.talk += format!(
                "no {field} here is called `{}`; did you mean {term}?\n",
                one.value
            );
        }
    }
    if entries.is_empty() {
        answer.talk += selection.nothing(session);
    } else if found.ids.is_empty() {
        answer.talk += match scope.days() {
            Some(days) => format!(
                "what fits is of other days; to look at those: since:{} until:{}\n",
                days.since, days.until
            ),
            None => {
                // Spelled as balls are.
                let words = args.query.iter().filter(|word| word.contains('-'));
                let mut words = words.filter(|word| !word.contains(':'));
                let near = words.find_map(|word| vocabulary.nearest_ball(word));
                near.map_or(String::new(), |near| format!("did you mean {near}?\n"))
            }
        };
    }
    let answer = session.with_broken(answer, &decisions.broken, log);
    Ok(session.with_reading(answer, &selection.reading, log))
}

/// The last year, or the team's own window where that is longer.
fn back(session: &Session<'_>, log: &Log) -> Span {
    let (window, year) = (session.window(log), year(session.context.today));
    if window.since < year.since {
        window
    } else {
        year
    }
}

fn year(until: Day) -> Span {
    Span {
        since: until.first_of_last(BACK).unwrap_or(Day::FIRST),
        until,
    }
}
