//! `hirelog import`: an export is gone through once for the plan, and once more, where
//! the whole of it can be read, to write the skeletons that the plan takes.

mod again;
mod answer;
mod asked;
mod input;
mod keys;
mod known;
mod latest;
mod likely;
mod meanings;
mod people;
mod running;
mod tally;
mod told;
mod undo;
mod worth;
mod written;

use crate::cli::Import;
use crate::context::{Answer, Departure};
use crate::error::{Error, Kind};
use crate::import::{Calendar, Columns, ExportReader, ImportWords, OutcomeJudge, TeamLabels};
use crate::session::Session;
use crate::writing::guard::Guard;
use crate::writing::guided;
use asked::ImportLimits;
use input::{Export, gathered, side_files, stopped_at};
use keys::Keys;
use latest::LatestRows;
use running::Running;
use std::collections::{HashMap, HashSet};
use tally::ImportTally;
use told::unknown_words;
use worth::BestFinalists;

pub(super) fn run(args: &Import, session: &Session<'_>) -> Result<Answer, Error> {
    let (Some(file), Some(system), false) = (&args.file, args.from, args.undo) else {
        return undo::run(args, session);
    };
    drop(session.log()?);
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
    let words = ImportWords::built_in();
    let columns = Columns {
        named: args.map.clone(),
        dates: args.dates,
    };
    let sheet = args.sheet.as_deref();
    let exports = Export::open(file, sheet, session, &departure).map_err(stopped)?;
    let name = session.shown(&session.context.working_folder.join(file));
    let exports = gathered(exports, &name, system, &mut side_files, calendar)?;
    for export in &exports {
        let added = export.read();
        let added = added.and_then(|input| side_files.add_streams(input, calendar));
        added.map_err(|stopped| stopped_at(&export.name, stopped))?;
    }
    let reader = ExportReader {
        system,
        side_files: &side_files,
        calendar,
        columns: &columns,
        words: &words,
    };
    let mut may_ask = guided::is_possible(session) && !args.dry_run;
    let mut passed = HashSet::new();
    loop {
        let answer = through(
            args,
            &reader,
            &exports,
            session,
            &departure,
            (&mut may_ask, &mut passed),
        )?;
        if let Some(answer) = answer {
            return Ok(answer);
        }
    }
}

/// Goes through the files for the plan, and once more to write; `None` where the plan is
/// another one by what is known now: what labels mean, and which rows do not count.
fn through(
    args: &Import,
    reader: &ExportReader<'_>,
    exports: &[Export<'_>],
    session: &Session<'_>,
    departure: &Departure,
    (may_ask, passed): (&mut bool, &mut HashSet<usize>),
) -> Result<Option<Answer>, Error> {
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let asked = ImportLimits::of(args, session, &vocabulary)?;
    let _alone = if args.dry_run {
        None
    } else {
        log.check_writable()?;
        log.keep_others_out()?
    };
    let team = TeamLabels::new(&log.team.import.stages, &log.team.import.outcomes);
    let mut import = Running {
        args,
        session,
        judge: OutcomeJudge {
            words: reader.words,
            team: &team,
            vocabulary: &vocabulary,
        },
        asked,
        log: &log,
        changes: HashMap::new(),
        guard: Guard::new(&vocabulary, Some(&log.team), session.context.today),
        clean: HashSet::new(),
        shown: HashMap::new(),
        shown_labels: HashSet::new(),
        keys: Keys::find(args, reader.system, session, &log)?,
        latest: LatestRows::without(passed),
        likely: Vec::new(),
        merges: HashMap::new(),
        reopened: Vec::new(),
        agreed: args.yes,
        tally: ImportTally::default(),
        worth: BestFinalists::default(),
        taken: Vec::new(),
        paths: Vec::new(),
        changed: 0,
        merged: 0,
        talk: unknown_words(&log, &vocabulary),
    };
    let read = import.look(reader, exports, departure);
    import.show_only_often();
    if read.is_ok() && !departure.is_due() {
        if import.latest.passed.len() > passed.len() {
            *passed = import.latest.passed;
            return Ok(None);
        }
        if std::mem::take(may_ask) && meanings::ask(&import.tally, &vocabulary, &log, session)? {
            return Ok(None);
        }
        import.consent()?;
    }
    import.settle();
    let failed = match &read {
        Ok((surveys, _)) if !args.dry_run && !departure.is_due() => {
            let mut batch = log.batch()?;
            let written = import.write_all(reader, surveys, exports, departure, &mut batch);
            import.put(&mut batch, written)
        }
        _ => None,
    };
    let read = read.map(|(_, summary)| summary);
    import
        .answer(&log, read, failed, departure.is_due())
        .map(Some)
}
