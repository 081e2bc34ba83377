//! `hirelog show`.

use crate::cli::Show;
use crate::context::Answer;
use crate::error::Error;
use crate::flags::Format;
use crate::log::{Loaded, Prose};
use crate::render::{self, Layout, RowWriter, RowsOf};
use crate::session::{LogSource, Session, cases};

pub(super) fn run(args: &Show, session: &Session<'_>) -> Result<Answer, Error> {
    let source = session.source()?;
    if let Some(case) = &args.case {
        return show_case(case, args, &source, session);
    }
    let id = args.id.as_deref().unwrap_or_default();
    let log = &source.log;
    let loaded = match source.find(id, session) {
        Ok(loaded) => loaded,
        Err(error) => return decision(id, args, &source, session)?.ok_or(error),
    };
    let entry = loaded.readable(&log.root)?;
    let mut answer = match args.format {
        Format::Table => session.page(render::page(
            &entry,
            &session.shown(&log.root.join(&entry.path)),
            &session.vocabulary(log),
            session.keeper(log),
            session.look(),
        )),
        Format::Json => Answer::of(render::post_mortem_json(&entry, source.logs())),
    };
    answer.talk = session.talk_of(&[loaded.findings()], log);
    answer.talk += source.copies_of(&entry, session)?;
    Ok(answer)
}

/// The decision of that name, where there is one.
fn decision(
    name: &str,
    args: &Show,
    source: &LogSource,
    session: &Session<'_>,
) -> Result<Option<Answer>, Error> {
    let Some(entry) = source.find_decision(name)? else {
        return Ok(None);
    };
    let shown = session.shown(&source.log.root.join(&entry.path));
    Ok(Some(match args.format {
        Format::Table => session.page(render::decision_page(&entry, &shown, session.look())),
        Format::Json => Answer::of(render::decision_json(&entry)),
    }))
}

/// Everything that is stored about one case, file by file as it is stored, with
/// comments and unknown keys: whoever asks for it must get all of it.
fn show_case(
    case: &str,
    args: &Show,
    source: &LogSource,
    session: &Session<'_>,
) -> Result<Answer, Error> {
    let reading = source.read(Prose::Hinted)?;
    let files = cases::of_case(&reading, case, |entry| source.load(entry))?;
    let by_hand = "look into it by hand";
    let strays = cases::strays(&files, &[case.to_owned()], by_hand, &source.log, session);
    if files.is_empty() {
        let none = cases::none(case, &reading, session);
        return Err(strays.into_iter().fold(none, Error::hint));
    }
    let mut answer = match args.format {
        Format::Table => {
            let pages = files.iter().map(|file| {
                let path = session.shown(&source.log.root.join(&file.path));
                render::stored(&path, &file.source, session.look())
            });
            session.page(pages.collect::<Vec<_>>().join("\n"))
        }
        _ => {
            let entries: Vec<_> = files.iter().filter_map(Loaded::entry).collect();
            let mut rows = RowWriter::new(Layout::Pretty, RowsOf::PostMortems, source.logs());
            let (head, each) = (rows.begin(), rows.add(&entries.iter().collect::<Vec<_>>()));
            Answer::of(head + &each + rows.end())
        }
    };
    if session.context.repository_top(&source.log.root).is_some() {
        answer.talk += "git keeps earlier versions of each file: git log -p\n";
    }
    answer.incomplete(strays);
    Ok(session.with_broken(answer, &reading.broken, &source.log))
}
