//! `hirelog import`: an export is gone through once for the plan, and once more, where
//! the whole of it can be read, to write the skeletons that the plan takes.

mod again;
mod answer;
mod asked;
mod input;
mod keys;
mod likely;
mod running;
mod tally;
mod told;
mod undo;
mod worth;
mod written;

use crate::cli::Import;
use crate::context::Answer;
use crate::error::{Error, Kind};
use crate::import::{Calendar, Columns, ExportReader, ImportWords, OutcomeJudge, TeamLabels};
use crate::session::Session;
use crate::writing::guard::Guard;
use asked::Asked;
use input::{Export, side_files, stopped_at};
use keys::Keys;
use running::Running;
use std::collections::{HashMap, HashSet};
use tally::ImportTally;
use told::unknown_words;
use worth::Worth;

pub(super) fn run(args: &Import, session: &Session<'_>) -> Result<Answer, Error> {
    let (Some(file), Some(system), false) = (&args.file, args.from, args.undo) else {
        return undo::run(args, session);
    };
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let asked = Asked::of(args, session, &vocabulary)?;
    let _alone = if args.dry_run {
        None
    } else {
        log.check_writable()?;
        log.keep_others_out()?
    };
    let departure = session.context.departure()?;
    let zone = |seconds| session.context.local_day(seconds);
    let calendar = Calendar {
        zone: &zone,
        today: session.context.today,
    };
    let stopped = |error| match departure.is_due() {
        true => Error::new(Kind::Interrupted, "interrupted; nothing was written"),
        false => error,
    };
    let mut side_files =
        side_files(args, system, session, &departure, calendar).map_err(stopped)?;
    let (words, columns) = (ImportWords::built_in(), columns(args));
    let team = TeamLabels::new(&log.team.import.stages, &log.team.import.outcomes);
    let export = Export::open(file, session, &departure).map_err(stopped)?;
    let export = export.gathered(args, system, &mut side_files, calendar)?;
    let reader = ExportReader {
        system,
        side_files: &side_files,
        calendar,
        columns: &columns,
        words: &words,
    };
    let mut import = Running {
        args,
        session,
        judge: OutcomeJudge {
            words: &words,
            team: &team,
            vocabulary: &vocabulary,
        },
        asked,
        log: &log,
        changes: HashMap::new(),
        guard: Guard::new(&vocabulary, Some(&log.team), session.context.today),
        shown: HashMap::new(),
        shown_labels: HashSet::new(),
        keys: Keys::find(args, system, session, &log)?,
        likely: Vec::new(),
        merges: HashMap::new(),
        agreed: args.yes,
        tally: ImportTally::default(),
        worth: Worth::default(),
        plan: Vec::new(),
        taken: Vec::new(),
        paths: Vec::new(),
        talk: unknown_words(&log, &vocabulary),
    };
    let read = import.look(&reader, &export, &departure);
    let summary = read.map_err(|stopped| stopped_at(&export.name, stopped));
    if summary.is_ok() && !departure.is_due() {
        import.consent()?;
    }
    import.settle();
    let failed = match &summary {
        Ok((survey, _)) if !args.dry_run && !departure.is_due() => {
            let mut batch = log.batch()?;
            let written = import.write_all(&reader, survey, &export, &departure, &mut batch);
            import.put(&mut batch, written)
        }
        _ => None,
    };
    import.answer(
        &log,
        summary.map(|(_, summary)| summary),
        failed,
        departure.is_due(),
    )
}

fn columns(args: &Import) -> Columns {
    Columns {
        named: args.map.clone(),
        dates: args.dates,
    }
}
