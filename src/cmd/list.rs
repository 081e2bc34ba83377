//! `hirelog list`.

use crate::cli::{List, ListFormat};
use crate::context::Answer;
use crate::error::Error;
use crate::log::Prose;
use crate::model::Entry;
use crate::render::{self, Layout, Logs, RowWriter};
use crate::session::Session;
use crate::session::selection::Selection;

pub(super) fn run(args: &List, session: &Session<'_>) -> Result<Answer, Error> {
    let prose = match args.format {
        ListFormat::Table => Prose::Hinted,
        ListFormat::Json | ListFormat::Jsonl | ListFormat::Csv => Prose::Whole,
    };
    let selection = Selection::read(session, &args.query, prose)?;
    if selection.query.asks_for_decisions() {
        return decisions(args, &selection, session);
    }
    let entries = selection.matching();
    let mut answer = match args.format {
        ListFormat::Table => session.page(render::list(
            &entries,
            &selection.vocabulary,
            selection.source.logs(),
            session.look(),
        )),
        ListFormat::Json => Answer::of(render::list_json(&entries, selection.source.logs())),
        ListFormat::Jsonl => rows(&entries, Layout::JsonLines, selection.source.logs()),
        ListFormat::Csv => rows(&entries, Layout::Csv, selection.source.logs()),
    };
    if entries.is_empty() {
        answer.talk += selection.nothing(session);
    }
    Ok(session.with_reading(answer, &selection.reading, selection.log()))
}

/// `is:decision`.
fn decisions(args: &List, selection: &Selection, session: &Session<'_>) -> Result<Answer, Error> {
    let found = selection.decisions(false)?;
    let logs = selection.source.logs();
    let rows = |layout| Answer::of(render::decision_rows(layout, &found.entries, logs));
    let mut answer = match args.format {
        ListFormat::Table => session.page(render::decisions_table(
            &found.entries,
            logs,
            session.look(),
        )),
        ListFormat::Json => rows(Layout::Json),
        ListFormat::Jsonl => rows(Layout::JsonLines),
        ListFormat::Csv => rows(Layout::Csv),
    };
    if found.entries.is_empty() && found.broken.is_empty() {
        answer.talk += selection.no_decision(session);
    }
    Ok(session.with_broken(answer, &found.broken, selection.log()))
}

fn rows(entries: &[&Entry], layout: Layout, logs: Logs) -> Answer {
    let mut rows = RowWriter::of_post_mortems(layout, logs);
    Answer::of(rows.begin() + &rows.add(entries) + rows.end())
}
