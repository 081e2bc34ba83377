//! `hirelog import`: rows of an export in, skeletons out, one after the other.

mod input;
mod keys;
mod tally;

use crate::cli::{Import, Included};
use crate::context::{Answer, Progress};
use crate::error::Error;
use crate::import::{
    Application, Columns, ExportReader, ExportRow, ExportSummary, ImportMark, ImportWords,
    OutcomeJudge, RowPlace, Skeleton, Skip, Source, Status, Stopped, System, TeamLabels, Verdict,
    Withheld, encoding_hint,
};
use crate::log::{Batch, Log, MARK};
use crate::model::{Day, Id, PostMortem};
use crate::render::{self, Planned};
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use crate::writing::guard::{Guard, Proposal};
use crate::writing::meant::text_below;
use crate::writing::words::no_outcome;
use input::{Counted, open, side_files, stopped_at};
use keys::Keys;
use std::cell::Cell;
use std::ops::ControlFlow;
use std::path::Path;
use tally::{ImportTally, unknown_words};

pub(super) fn run(args: &Import, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let only = outcomes(&args.only, &vocabulary)?;
    let _alone = if args.dry_run {
        None
    } else {
        log.check_writable()?;
        log.keep_others_out()?
    };
    let departure = session.context.departure()?;
    let zone = |seconds| session.context.local_day(seconds);
    let side_files = side_files(args, session, &departure, &zone)?;
    let (words, columns) = (ImportWords::built_in(), columns(args));
    let team = TeamLabels::new(&log.team.import.stages, &log.team.import.outcomes);
    let (name, input, length) = open(&args.file, session, &departure)?;
    let (taken, keys) = (Cell::new(0), Keys::find(args, session, &log)?);
    let reader = ExportReader {
        system: args.from,
        side_files: &side_files,
        zone: &zone,
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
        only,
        name: &name,
        guard: Guard::new(&vocabulary, Some(&log.team), session.context.today),
        batch: log.batch()?,
        keys,
        tally: ImportTally {
            // A cell may hold anything: what stands in one row only is no label.
            at_least: if reader.system == System::Csv { 2 } else { 1 },
            ..ImportTally::default()
        },
        plan: Vec::new(),
        paths: Vec::new(),
        talk: unknown_words(&log, &vocabulary),
        failed: None,
    };
    let mut progress = session.context.progress(session.globals.quiet);
    let counted = Counted {
        input,
        taken: &taken,
    };
    let read = reader.rows(counted, &mut |row| {
        import.take(row);
        import.tell(&mut progress, taken.get(), length);
        if departure.is_due() || import.failed.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    import.put();
    drop(progress);
    let interrupted = departure.is_due();
    import.answer(
        &log,
        read.map_err(|stopped| (stopped, interrupted)),
        interrupted,
    )
}

/// An import on its way.
struct Running<'a> {
    args: &'a Import,
    session: &'a Session<'a>,
    judge: OutcomeJudge<'a>,
    only: Vec<String>,
    /// What to call the file.
    name: &'a str,
    guard: Guard<'a>,
    batch: Batch<'a>,
    keys: Keys,
    tally: ImportTally,
    plan: Vec<Planned>,
    /// Relative to the root.
    paths: Vec<String>,
    talk: Talk,
    failed: Option<Error>,
}

impl Running<'_> {
    fn take(&mut self, row: ExportRow) {
        self.tally.rows += 1;
        let taken = row
            .application
            .and_then(|application| self.application(&row.place, &application));
        if let Err(why) = taken {
            self.tally.hint = self.tally.hint.or(encoding_hint(&why));
            self.tally.bad(self.name, &row.place, &why);
        }
    }

    fn application(&mut self, place: &RowPlace, application: &Application) -> Result<(), String> {
        let too_early = |day: Option<Day>| {
            let since = self.args.since;
            day.zip(since).is_some_and(|(day, since)| day < since)
        };
        let ended = !matches!(application.status, Status::Active | Status::Lead);
        if ended && too_early(application.ended) {
            self.tally.skip(Skip::NotAsked);
            return Ok(());
        }
        match self.judge.verdict(application)? {
            Verdict::Skip(skip) => self.tally.skip(skip),
            Verdict::Unclear { why, label } => self.tally.unclear(place, why, label),
            Verdict::Ended { outcome, day } => {
                let closed = outcome == "role-closed"
                    && !self.args.include.contains(&Included::RoleClosed)
                    && !self.only.contains(&outcome);
                let asked = self.only.is_empty() || self.only.contains(&outcome);
                if closed {
                    self.tally.skip(Skip::RoleClosed);
                } else if !asked || too_early(Some(day)) {
                    self.tally.skip(Skip::NotAsked);
                } else {
                    self.ended(place, application, &outcome, day)?;
                }
            }
        }
        Ok(())
    }

    fn ended(
        &mut self,
        place: &RowPlace,
        application: &Application,
        outcome: &str,
        day: Day,
    ) -> Result<(), String> {
        let source = application.source.as_ref().ok_or("it has no id")?;
        let mut skeleton = self.judge.skeleton(application, outcome, day)?;
        let Some(mark) = self.keys.mark(self.args, source.as_str()) else {
            self.tally.skip(Skip::There);
            return Ok(());
        };
        if let Some(unmapped) = &skeleton.unmapped {
            *self.tally.stages.entry(unmapped.0.clone()).or_default() += 1;
        }
        self.tally.withheld += usize::from(skeleton.withheld == Withheld::Label);
        if let (Source::Id(id), true) = (source, self.args.keep_ids) {
            skeleton.post_mortem.case = Some(id.clone());
        }
        if self.args.dry_run {
            let dry = text_below(&[], &skeleton.post_mortem);
            let found = dry.and_then(|text| self.look_at(place, &text, &skeleton.post_mortem));
            found.map_err(|error| error.to_string())?;
            *self.tally.created.entry(outcome.to_owned()).or_default() += 1;
            self.plan.push(planned(skeleton));
            return Ok(());
        }
        let case = match skeleton.post_mortem.case.take() {
            Some(case) => Ok(case),
            None => self.case(),
        };
        let written = case.and_then(|case| {
            skeleton.post_mortem.case = Some(case);
            self.write(place, &skeleton, &mark)
        });
        match written {
            Ok(()) => *self.tally.created.entry(outcome.to_owned()).or_default() += 1,
            Err(error) => self.failed = Some(error),
        }
        Ok(())
    }

    fn write(
        &mut self,
        place: &RowPlace,
        skeleton: &Skeleton,
        mark: &ImportMark,
    ) -> Result<(), Error> {
        if let Some(place) = self.keys.save()? {
            self.talk += format!(
                "a key was made by which these are known again; keep it out of the log, and give it to whoever imports here next: {}\n",
                self.session.shown(&place)
            );
        }
        let post_mortem = &skeleton.post_mortem;
        let text = text_below(&self.remarks(skeleton, mark), post_mortem)?;
        let named_after = self.look_at(place, &text, post_mortem)?;
        let random = |bytes: &mut [u8]| self.session.context.random(bytes);
        let (date, role) = (post_mortem.date, named_after.as_deref());
        let done = self.batch.add(&text, date, role, random)?;
        self.paths.extend(done);
        Ok(())
    }

    /// What `check` will say of it is noted; gives what the file may be named after.
    fn look_at(
        &mut self,
        place: &RowPlace,
        text: &str,
        post_mortem: &PostMortem,
    ) -> Result<Option<String>, Error> {
        let found = self.guard.pass(&Proposal::new(text, post_mortem))?;
        self.tally.found(self.name, place, &found.new.diagnostics);
        Ok(found.named_after)
    }

    fn remarks(&self, skeleton: &Skeleton, mark: &ImportMark) -> Vec<String> {
        let system = self.args.from.as_str();
        let mut remarks = vec![format!(
            "imported from {system}; the sections are still open"
        )];
        if let Some(label) = &skeleton.label {
            remarks.push(format!("reason there: {label}"));
        }
        if let Some(hint) = &skeleton.hint {
            remarks.push(format!(
                "which may hint at {}, if the {} sees it so",
                hint.ball,
                hint.party.title()
            ));
        }
        let mark = format!("{MARK}{mark}");
        remarks.push(mark.trim_start_matches("# ").to_owned());
        remarks
    }

    /// A fresh reference, so that a team can note elsewhere which application it is.
    fn case(&self) -> Result<String, Error> {
        let failed = |error| Error::io("draw a case for", Path::new("the import"), error);
        loop {
            let mut bytes = [0; 32];
            self.session.context.random(&mut bytes).map_err(failed)?;
            let halves = bytes.split_at(16);
            if let (Some(first), Some(second)) =
                (Id::from_random(halves.0), Id::from_random(halves.1))
            {
                return Ok(format!("c-{first}{second}"));
            }
        }
    }

    /// Puts in place what still waits, also when it is time to go.
    fn put(&mut self) {
        match self.batch.flush() {
            Ok(done) => self.paths.extend(done),
            Err(error) => self.failed = self.failed.take().or(Some(error)),
        }
    }

    fn tell(&self, progress: &mut Progress, taken: u64, length: Option<u64>) {
        progress.tell(|| {
            let (rows, created) = (self.tally.rows, self.tally.created());
            let part = length
                .filter(|length| *length > 0)
                .map(|length| format!(" ({}%)", (taken * 100 / length).min(100)));
            format!(
                "{rows} applications read{}, {created} new",
                part.unwrap_or_default()
            )
        });
    }

    fn answer(
        mut self,
        log: &Log,
        read: Result<ExportSummary, (Stopped, bool)>,
        interrupted: bool,
    ) -> Result<Answer, Error> {
        let mut answer = Answer {
            complaints: [
                self.tally.complaints(),
                self.tally.findings(self.args.dry_run),
            ]
            .into_iter()
            .collect(),
            exit_code: if self.tally.bad > 0 { 2 } else { 0 },
            ..Answer::default()
        };
        let look = self.session.talk_look();
        for (one, other) in &self.keys.twice {
            self.talk +=
                format!("note: {one} and {other} were made of the same application; delete one\n");
        }
        let trouble = match (&self.failed, read) {
            (None, Err((stopped, false))) => Some(stopped_at(self.name, stopped)),
            (None, Ok(ending)) => {
                if ending.without_ids && self.tally.rows > 0 {
                    self.talk += "note: no column holds an id, so rows are told apart by date, stage, role and reason; --map id=HEADER is surer\n";
                }
                if self.tally.rows == 0 {
                    self.talk += "the export holds no application\n";
                }
                if ending.more_pages {
                    self.talk += "note: the export ends with a page that says there are more; fetch those too, and import them the same way\n";
                }
                None
            }
            _ => self.failed.take(),
        };
        if self.args.dry_run {
            answer.text = render::plan(&self.plan, self.session.look());
        } else if !self.session.context.terminals.output.is_terminal {
            let shown = self
                .paths
                .iter()
                .map(|path| self.session.shown(&log.root.join(path)) + "\n");
            answer.text = shown.collect();
        }
        let done = if self.args.dry_run {
            "would write"
        } else {
            "wrote"
        };
        let written = self.paths.len();
        answer.talk = self.talk;
        answer.talk += self.tally.summary(done, self.judge.vocabulary);
        if (trouble.is_some() || interrupted) && written > 0 {
            answer.talk +=
                format!("what is written ({written}) stays; run it again to go on from there\n");
        }
        if let Some(error) = trouble {
            answer.complaints += render::error(&error, look);
            answer.exit_code = error.exit_code();
        } else if interrupted {
            answer.complaints += "interrupted\n";
            answer.exit_code = 130;
        }
        if !self.args.dry_run {
            let keeper = self.session.keeper(log);
            answer.talk += self.tally.next(keeper, self.session);
        }
        Ok(answer)
    }
}

fn planned(skeleton: Skeleton) -> Planned {
    let post_mortem = skeleton.post_mortem;
    Planned {
        date: post_mortem.date,
        outcome: post_mortem.outcome,
        stage: post_mortem.stage,
        role: post_mortem.role,
        label: skeleton.label,
    }
}

fn columns(args: &Import) -> Columns {
    Columns {
        named: args.map.clone(),
        dates: args.dates,
    }
}

fn outcomes(words: &[String], vocabulary: &Vocabulary) -> Result<Vec<String>, Error> {
    let known = |word: &String| match vocabulary.outcome(word) {
        Some(outcome) => Ok(outcome.slug.clone()),
        None => Err(no_outcome(word, vocabulary)),
    };
    words.iter().map(known).collect()
}
