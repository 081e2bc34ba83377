//! `hirelog export`: the log for other tools, a part at a time. Sentences, which are
//! most of a log, are read again for each part, so that they are never held at once.

use crate::cli::{ExportFlags, ExportFormat, Rows};
use crate::context::{Answer, pass_on};
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::log::Prose;
use crate::model::Entry;
use crate::patterns::EveryChance;
use crate::render::{self, Layout, RowWriter};
use crate::session::Session;
use crate::session::selection::{Selection, in_doubt};

/// Post-mortems that are drawn together.
const TOGETHER: usize = 256;

pub(super) fn run(args: &ExportFlags, session: &Session<'_>) -> Result<Answer, Error> {
    let layout = match args.format {
        ExportFormat::Csv if args.excel => Layout::Excel,
        ExportFormat::Csv => Layout::Csv,
        _ if args.excel => {
            return Err(
                Error::usage("--excel is a CSV, and --format says another form")
                    .hint("leave out --format, or --excel"),
            );
        }
        ExportFormat::Jsonl => Layout::JsonLines,
        ExportFormat::Json => Layout::Json,
    };
    let selection = Selection::read(session, &args.query, Prose::Hinted)?;
    if selection.query.asks_for_decisions() {
        return decisions(args, layout, &selection, session);
    }
    let entries = selection.matching();
    let mut broken: Vec<Findings> = selection.reading.broken.clone();
    // What was read for the query, or is not asked for, is not read again.
    let again = !args.redact && args.by == Rows::PostMortem && !selection.query.has_words();
    let mut progress = session.context.progress(session.globals.quiet);
    let (words, logs) = (&selection.vocabulary, selection.source.logs());
    let mut rows = match args.by {
        Rows::PostMortem => RowWriter::of_post_mortems(layout, logs),
        Rows::Ball => RowWriter::of_balls(layout, words, logs),
        Rows::Chance => RowWriter::of_chances(layout, EveryChance::new(&entries, words), logs),
    };
    let pass_on = |text: &str| pass_on(&layout.bytes(text));
    let mut wanted = pass_on(&rows.begin())?;
    for (part, number) in entries.chunks(TOGETHER).zip(0..) {
        if !wanted {
            break;
        }
        let read = part.iter().filter_map(|entry| {
            if again {
                whole(entry, &selection, &mut broken)
            } else {
                Some((*entry).clone())
            }
        });
        let read: Vec<Entry> = read.map(|entry| redacted(entry, args)).collect();
        wanted = pass_on(&rows.add(&read.iter().collect::<Vec<_>>()))?;
        progress.tell(|| format!("{} of {} post-mortems", number * TOGETHER, entries.len()));
    }
    if wanted {
        pass_on(rows.end())?;
    }
    drop(progress);
    let mut answer = Answer::default();
    if entries.is_empty() {
        answer.talk += selection.nothing(session);
    }
    answer.talk += session.talk_of(&in_doubt(&selection.reading), selection.log());
    Ok(session.with_broken(answer, &broken, selection.log()))
}

/// `is:decision`.
fn decisions(
    args: &ExportFlags,
    layout: Layout,
    selection: &Selection,
    session: &Session<'_>,
) -> Result<Answer, Error> {
    if args.by != Rows::PostMortem {
        return Err(Error::usage("decisions are exported one a row").hint("leave out --by"));
    }
    let mut found = selection.decisions(false)?;
    if args.redact {
        for one in &mut found.entries {
            one.decision = one.decision.redacted();
        }
    }
    let rows = render::decision_rows(layout, &found.entries, selection.source.logs());
    pass_on(&layout.bytes(&rows))?;
    let mut answer = Answer::default();
    if found.entries.is_empty() {
        answer.talk += selection.no_decision(session);
    }
    Ok(session.with_broken(answer, &found.broken, selection.log()))
}

/// The post-mortem with its sentences; `None` where the file is no longer what it was.
fn whole(entry: &Entry, selection: &Selection, broken: &mut Vec<Findings>) -> Option<Entry> {
    match selection.source.load(entry) {
        Ok(loaded) => {
            let read = loaded.entry();
            if read.is_none() {
                broken.push(loaded.findings());
            }
            read
        }
        Err(error) => {
            broken.extend(error.findings);
            None
        }
    }
}

fn redacted(mut entry: Entry, args: &ExportFlags) -> Entry {
    if args.redact {
        entry.post_mortem = entry.post_mortem.redacted();
    }
    entry
}
