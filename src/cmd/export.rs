//! `hirelog export`: the log for other tools, a part at a time. Sentences, which are
//! most of a log, are read again for each part, so that they are never held at once.

use crate::cli::{Export, ExportFormat, Rows};
use crate::context::{Answer, pass_on};
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::log::Prose;
use crate::model::{Entry, PostMortem};
use crate::render;
use crate::session::Session;
use crate::session::selection::{Selection, newer};
use crate::vocabulary::Vocabulary;

/// Post-mortems that are drawn together.
const TOGETHER: usize = 256;
/// What stands where a party had written that it owns something.
const REDACTED: &str = "(redacted)";

pub(super) fn run(args: &Export, session: &Session<'_>) -> Result<Answer, Error> {
    let selection = Selection::read(session, &args.query, Prose::Hinted)?;
    let entries = selection.matching();
    let mut broken: Vec<Findings> = selection.reading.broken.clone();
    // What was read for the query, or is not asked for, is not read again.
    let again = !args.redact && args.by == Rows::PostMortem && !selection.query.has_words();
    let mut progress = session.context.progress(session.globals.quiet);
    let mut is_first = true;
    let (head, tail) = frame(args);
    let mut wanted = pass_on(&head)?;
    for (part, number) in entries.chunks(TOGETHER).zip(0..) {
        if !wanted {
            break;
        }
        let read = part.iter().filter_map(|entry| match again {
            true => whole(entry, &selection, &mut broken),
            false => Some((*entry).clone()),
        });
        let read: Vec<Entry> = read.map(|entry| redacted(entry, args)).collect();
        let read: Vec<&Entry> = read.iter().collect();
        let text = drawn(&read, args, &selection.vocabulary, is_first);
        is_first &= text.is_empty();
        wanted = pass_on(&text)?;
        progress.tell(|| format!("{} of {} post-mortems", number * TOGETHER, entries.len()));
    }
    if wanted {
        if is_first && args.format == ExportFormat::Csv {
            pass_on(&drawn(&[], args, &selection.vocabulary, true))?;
        }
        pass_on(&tail)?;
    }
    drop(progress);
    let mut answer = Answer::default();
    if entries.is_empty() {
        answer.talk += &selection.nothing(session);
    }
    answer.talk += &session.talk_of(&newer(&selection.reading), &selection.log);
    Ok(session.with_broken(answer, &broken, &selection.log))
}

/// What stands around the rows.
fn frame(args: &Export) -> (String, String) {
    if args.format != ExportFormat::Json {
        return Default::default();
    }
    let rows = match args.by {
        Rows::PostMortem => "post_mortems",
        Rows::Ball => "dropped_balls",
    };
    let head = format!("{{\n\"schema\": 1,\n\"{rows}\": [\n");
    (head, "\n]\n}\n".to_owned())
}

fn drawn(entries: &[&Entry], args: &Export, vocabulary: &Vocabulary, is_first: bool) -> String {
    let text = match (args.format, args.by) {
        (ExportFormat::Csv, Rows::PostMortem) => render::csv(entries),
        (ExportFormat::Csv, Rows::Ball) => render::ball_csv(entries, vocabulary),
        (_, Rows::PostMortem) => render::json_lines(entries),
        (_, Rows::Ball) => render::ball_lines(entries, vocabulary),
    };
    match args.format {
        ExportFormat::Jsonl => text,
        ExportFormat::Csv if is_first => text,
        // The head has stood there already.
        ExportFormat::Csv => text
            .split_once("\r\n")
            .map_or(text.clone(), |(_, rows)| rows.to_owned()),
        ExportFormat::Json if text.is_empty() => text,
        ExportFormat::Json => {
            let rows = text.trim_end().replace('\n', ",\n");
            if is_first { rows } else { format!(",\n{rows}") }
        }
    }
}

/// The post-mortem with its sentences; nothing where the file is no longer what it was.
fn whole(entry: &Entry, selection: &Selection, broken: &mut Vec<Findings>) -> Option<Entry> {
    match selection.log.load(&entry.path) {
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

fn redacted(mut entry: Entry, args: &Export) -> Entry {
    if args.redact {
        let PostMortem {
            tldr,
            case,
            sections,
            ..
        } = &mut entry.post_mortem;
        (*tldr, *case) = (None, None);
        for section in sections {
            let is_owned = !section.owned.trim().is_empty();
            section.owned = if is_owned { REDACTED } else { "" }.to_owned();
            section.next.clear();
        }
    }
    entry
}
