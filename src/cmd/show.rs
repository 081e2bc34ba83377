//! `hirelog show`.

use crate::cli::Show;
use crate::context::Answer;
use crate::error::Error;
use crate::flags::Format;
use crate::log::{Loaded, Log, Prose};
use crate::render;
use crate::session::Session;
use crate::session::cases;

pub(super) fn run(args: &Show, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    if let Some(case) = &args.case {
        return show_case(case, args, &log, session);
    }
    let id = args.id.as_deref().unwrap_or_default();
    let loaded = log.load(&log.find(id)?)?;
    let entry = loaded.readable(&log.root)?;
    let mut answer = match args.format {
        Format::Table => session.page(render::page(
            &entry,
            &session.shown(&log.root.join(&entry.path)),
            &session.vocabulary(&log),
            session.look(),
        )),
        Format::Json => Answer::of(render::post_mortem_json(&entry)),
    };
    answer.talk = session.talk_of(&[loaded.findings()], &log);
    answer.talk += session.copies_of(&loaded.path, &log)?;
    Ok(answer)
}

/// Everything that is stored about one case, file by file as it is stored, with
/// comments and unknown keys: whoever asks for it must get all of it.
fn show_case(case: &str, args: &Show, log: &Log, session: &Session<'_>) -> Result<Answer, Error> {
    let reading = log.read(Prose::Hinted)?;
    let files = cases::of_case(log, &reading, case)?;
    if files.is_empty() {
        return Err(cases::none(case, &reading, session));
    }
    let mut answer = match args.format {
        Format::Table => {
            let pages = files.iter().map(|file| {
                let path = session.shown(&log.root.join(&file.path));
                render::stored(&path, &file.source, session.look())
            });
            session.page(pages.collect::<Vec<_>>().join("\n"))
        }
        _ => {
            let entries: Vec<_> = files.iter().filter_map(Loaded::entry).collect();
            Answer::of(render::list_json(&entries.iter().collect::<Vec<_>>()))
        }
    };
    answer.talk += "git keeps earlier versions of each file: git log -p\n";
    Ok(session.with_broken(answer, &reading.broken, log))
}
