//! `hirelog export`: the log for other tools, a part at a time. Sentences, which are
//! most of a log, are read again for each part where there are many, so that they are
//! never held at once.

use crate::cli::{ExportFlags, ExportFormat, Rows};
use crate::context::{Answer, pass_on};
use crate::error::Error;
use crate::log::Prose;
use crate::model::Entry;
use crate::patterns::EveryChance;
use crate::render::{self, Layout, RowWriter, RowsOf};
use crate::session::Session;
use crate::session::selection::{Selection, in_doubt};

/// Post-mortems that are drawn together.
const TOGETHER: usize = 512;

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
    let tells_sentences = !args.redact && args.by == Rows::PostMortem;
    let prose = match tells_sentences {
        true => Prose::WholeOfFew,
        false => Prose::Hinted,
    };
    let selection = Selection::read_matching(session, &args.query, prose)?;
    if selection.query.asks_for_decisions() {
        return decisions(args, layout, &selection, session);
    }
    let entries = selection.matching();
    let mut progress = session.context.progress(session.globals.quiet);
    let (words, logs) = (&selection.vocabulary, selection.source.logs());
    let of = match args.by {
        Rows::PostMortem => RowsOf::PostMortems,
        Rows::Ball => RowsOf::Balls(words),
        Rows::Chance => RowsOf::Chances(EveryChance::new(&entries, words)),
    };
    let mut rows = RowWriter::new(layout, of, logs);
    let pass_on = |text: &str| pass_on(&layout.bytes(text));
    let mut written = 0;
    let mut wanted = pass_on(&rows.begin())?;
    let mut add = |part: &[&Entry]| {
        wanted = wanted && pass_on(&rows.add(part))?;
        written += part.len();
        progress.tell(|| format!("{written} of {} post-mortems", entries.len()));
        Ok(wanted)
    };
    let gone = match tells_sentences {
        true => selection.hand_over(&entries, add)?,
        false => {
            let mut parts = entries.chunks(TOGETHER);
            parts.try_for_each(|part| {
                let part: Vec<Entry> = part.iter().map(|entry| redacted(entry, args)).collect();
                add(&part.iter().collect::<Vec<_>>()).map(drop)
            })?;
            Vec::new()
        }
    };
    if wanted {
        pass_on(rows.end())?;
    }
    drop(progress);
    let mut answer = Answer::default();
    if entries.is_empty() {
        answer.talk += selection.nothing(session);
    }
    answer.talk += session.talk_of(&in_doubt(&selection.reading), selection.log());
    let broken = [&selection.reading.broken[..], &gone].concat();
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

fn redacted(entry: &Entry, args: &ExportFlags) -> Entry {
    let mut entry = entry.clone();
    if args.redact {
        *entry.post_mortem = entry.post_mortem.redacted();
    }
    entry
}
