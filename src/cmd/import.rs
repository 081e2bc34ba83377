//! `hirelog import`: an export is gone through once for the plan, and once more, where
//! the whole of it can be read, to write the skeletons that the plan takes.

mod input;
mod keys;
mod tally;
mod worth;

use crate::cli::{Import, Included};
use crate::context::{Answer, Departure, Progress};
use crate::error::{Error, Kind};
use crate::import::{
    Application, Calendar, Columns, ExportReader, ExportRow, ExportSummary, ImportMark,
    ImportWords, OutcomeJudge, RowPlace, Skeleton, Skip, Source, Status, Stopped, Survey,
    TeamLabels, Verdict, encoding_hint,
};
use crate::log::{Batch, Log, MARK};
use crate::model::{Day, Id, PostMortem};
use crate::query::Query;
use crate::render::{self, Planned};
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use crate::writing::guard::{Guard, Proposal};
use crate::writing::meant::text_below;
use crate::writing::words::{no_outcome, no_stage};
use input::{Counted, Export, side_files, stopped_at};
use keys::Keys;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use tally::{ImportTally, unknown_words};
use worth::Worth;

pub(super) fn run(args: &Import, session: &Session<'_>) -> Result<Answer, Error> {
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
    let mut side_files = side_files(args, session, &departure, calendar)?;
    let (words, columns) = (ImportWords::built_in(), columns(args));
    let team = TeamLabels::new(&log.team.import.stages, &log.team.import.outcomes);
    let export = Export::open(&args.file, session, &departure)?;
    let export = export.gathered(args, &mut side_files, calendar)?;
    let reader = ExportReader {
        system: args.from,
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
        guard: Guard::new(&vocabulary, Some(&log.team), session.context.today),
        shown: HashMap::new(),
        shown_labels: HashSet::new(),
        keys: Keys::find(args, session, &log)?,
        tally: ImportTally::default(),
        worth: Worth::default(),
        plan: Vec::new(),
        taken: Vec::new(),
        paths: Vec::new(),
        talk: unknown_words(&log, &vocabulary),
    };
    let read = import.look(&reader, &export, &departure);
    import.settle();
    let summary = read.map_err(|stopped| stopped_at(&export.name, stopped));
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

/// What the person asks for.
struct Asked {
    only: Vec<String>,
    since: Option<Day>,
    until: Option<Day>,
    /// The rank of the first stage whose ends are written.
    from_stage: Option<usize>,
}

impl Asked {
    fn of(args: &Import, session: &Session<'_>, vocabulary: &Vocabulary) -> Result<Self, Error> {
        let known = |word: &String| match vocabulary.outcome(word) {
            Some(outcome) => Ok(outcome.slug.clone()),
            None => Err(no_outcome(word, vocabulary)),
        };
        let day = |flag: &str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => {
                let day = match flag {
                    "--since" => Query::first_day(text, session.context.today),
                    _ => Query::last_day(text, session.context.today),
                };
                day.map(Some).ok_or_else(|| {
                    Error::usage(format!("{flag} names no day: {text}")).hint(
                        "write it as 2026-07-01, 2026-07, 2026-Q3, 90d, 12w, 6m or last-month",
                    )
                })
            }
        };
        let from_stage = match &args.from_stage {
            Some(word) => {
                let rank = vocabulary.stage_rank(word);
                Some(rank.ok_or_else(|| no_stage(word, vocabulary))?)
            }
            None => vocabulary.stage_rank(FROM_STAGE),
        };
        Ok(Self {
            only: args.only.iter().map(known).collect::<Result<_, _>>()?,
            since: day("--since", &args.since)?,
            until: day("--until", &args.until)?,
            from_stage,
        })
    }

    fn contains(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Who ends before anybody spoke with them is counted, and seldom worth a post-mortem.
const FROM_STAGE: &str = "first-interview";

/// An import on its way.
struct Running<'a> {
    args: &'a Import,
    session: &'a Session<'a>,
    judge: OutcomeJudge<'a>,
    asked: Asked,
    guard: Guard<'a>,
    /// Whether a text may be written and shown, by the rules of `check`.
    shown: HashMap<String, bool>,
    /// The reasons that go into files.
    shown_labels: HashSet<String>,
    keys: Keys,
    tally: ImportTally,
    worth: Worth,
    plan: Vec<Planned>,
    /// The rows to write, by their number, with how much they are worth a look.
    taken: Vec<(u32, usize)>,
    /// Relative to the root.
    paths: Vec<String>,
    talk: Talk,
}

/// A row that becomes a post-mortem.
struct Ended {
    skeleton: Skeleton,
    source: Source,
}

impl Running<'_> {
    /// Goes through the export and writes nothing.
    fn look(
        &mut self,
        reader: &ExportReader<'_>,
        export: &Export<'_>,
        departure: &Departure,
    ) -> Result<(Survey, ExportSummary), Stopped> {
        let survey = reader.survey(export.read()?)?;
        let mut progress = self.session.context.progress(self.session.globals.quiet);
        let taken = Cell::new(0);
        let input = Counted {
            input: export.read()?,
            taken: &taken,
        };
        let mut number = 0;
        let summary = reader.rows(&survey, input, &mut |row| {
            self.count(export, row, number);
            number += 1;
            self.tell(&mut progress, taken.get(), export.length);
            flow(departure.is_due())
        })?;
        Ok((survey, summary))
    }

    fn count(&mut self, export: &Export<'_>, row: ExportRow, number: usize) {
        self.tally.rows += 1;
        let taken = row
            .application
            .and_then(|application| self.judged(&row.place, &application))
            .and_then(|ended| match ended {
                Some(ended) => self.planned(export, &row.place, ended, number),
                None => Ok(()),
            });
        if let Err(why) = taken {
            self.tally.hint = self.tally.hint.or(encoding_hint(&why));
            self.tally.bad(&export.name, &row.place, &why);
        }
    }

    /// What becomes of a row; what becomes nothing is counted.
    fn judged(
        &mut self,
        place: &RowPlace,
        application: &Application,
    ) -> Result<Option<Ended>, String> {
        let ended = !matches!(application.status, Status::Active | Status::Lead);
        if ended
            && application
                .ended
                .is_some_and(|day| !self.asked.contains(day))
        {
            self.tally.skip(Skip::NotAsked);
            return Ok(None);
        }
        let (outcome, day) = match self.judge.verdict(application)? {
            Verdict::Skip(skip) => {
                self.tally.skip(skip);
                return Ok(None);
            }
            Verdict::Unclear { why, label } => {
                self.tally.missing(application);
                self.tally.unclear(place, why, label);
                return Ok(None);
            }
            Verdict::Ended { outcome, day } => (outcome, day),
        };
        let only = &self.asked.only;
        let closed = outcome == "role-closed"
            && !self.args.include.contains(&Included::RoleClosed)
            && !only.contains(&outcome);
        if closed || !self.asked.contains(day) || !(only.is_empty() || only.contains(&outcome)) {
            self.tally.skip(if closed {
                Skip::RoleClosed
            } else {
                Skip::NotAsked
            });
            return Ok(None);
        }
        self.tally.missing(application);
        let source = application.source.clone().ok_or("it has no id")?;
        let mut skeleton = self.judge.skeleton(application, &outcome, day)?;
        self.leave_out_people(&mut skeleton);
        Ok(Some(Ended { skeleton, source }))
    }

    /// What may lead to a person is not written, wherever it stands.
    fn leave_out_people(&mut self, skeleton: &mut Skeleton) {
        let post_mortem = &mut skeleton.post_mortem;
        for name in [&mut post_mortem.role, &mut post_mortem.team] {
            if let Some(text) =
                name.take_if(|text| !may_be_shown(&self.guard, &mut self.shown, text))
            {
                drop(text);
                self.tally.personal += 1;
            }
        }
    }

    fn planned(
        &mut self,
        export: &Export<'_>,
        place: &RowPlace,
        ended: Ended,
        number: usize,
    ) -> Result<(), String> {
        let Ended { skeleton, source } = ended;
        let rank = skeleton.post_mortem.stage.as_deref();
        let rank = rank.and_then(|stage| self.judge.vocabulary.stage_rank(stage));
        let is_early = rank
            .zip(self.asked.from_stage)
            .is_some_and(|(rank, from)| rank < from);
        if is_early {
            self.tally.early(&skeleton);
            return Ok(());
        }
        if self.keys.mark(self.args, source.as_str()).is_none() {
            self.tally.skip(Skip::There);
            return Ok(());
        }
        let dry = text_below(&[], &skeleton.post_mortem);
        let found = dry.and_then(|text| {
            self.guard
                .pass(&Proposal::new(&text, &skeleton.post_mortem))
        });
        let found = found.map_err(|error| error.to_string())?;
        self.tally
            .found(&export.name, place, &found.new.diagnostics);
        let worth = worth::of(&skeleton.post_mortem, self.judge.vocabulary);
        self.taken.push((worth, number));
        self.tally.created(&skeleton);
        self.worth.add(worth, number, &skeleton.post_mortem);
        if self.args.dry_run {
            self.plan.push(planned(skeleton));
        }
        Ok(())
    }

    /// Once the whole export is known: which reasons occur often enough to be shown, and
    /// which rows are most worth a look.
    fn settle(&mut self) {
        let (guard, shown) = (&self.guard, &mut self.shown);
        self.tally
            .show_only(|label| may_be_shown(guard, shown, label));
        self.shown_labels = self.tally.labels.keys().cloned().collect();
        for planned in &mut self.plan {
            let labels = planned
                .label
                .iter()
                .flat_map(|labels| labels.split(BETWEEN));
            let labels: Vec<_> = labels
                .filter(|label| self.shown_labels.contains(*label))
                .collect();
            planned.label = (!labels.is_empty()).then(|| labels.join("; "));
        }
        self.limit();
    }

    fn limit(&mut self) {
        let Some(limit) = self.args.limit.filter(|limit| *limit < self.taken.len()) else {
            return;
        };
        let mut order: Vec<usize> = (0..self.taken.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse((self.taken[*at].0, *at)));
        order.truncate(limit);
        order.sort_unstable();
        self.tally.beyond_limit = self.taken.len() - limit;
        if self.args.dry_run {
            self.plan = order.iter().map(|at| self.plan[*at].clone()).collect();
        }
        self.taken = order.into_iter().map(|at| self.taken[at]).collect();
    }

    /// Goes through the export again, and writes the rows that the plan takes.
    fn write_all(
        &mut self,
        reader: &ExportReader<'_>,
        survey: &Survey,
        export: &Export<'_>,
        departure: &Departure,
        batch: &mut Batch<'_>,
    ) -> Result<(), Error> {
        let numbers: HashSet<usize> = self.taken.iter().map(|(_, number)| *number).collect();
        let mut progress = self.session.context.progress(self.session.globals.quiet);
        let mut left = std::mem::take(&mut self.tally);
        let (mut number, mut failed) = (0, Ok(()));
        let input = export
            .read()
            .map_err(|stopped| stopped_at(&export.name, stopped))?;
        let read = reader.rows(survey, input, &mut |row| {
            if numbers.contains(&number) {
                let written = row
                    .application
                    .and_then(|application| self.judged(&row.place, &application));
                match written {
                    Ok(Some(ended)) => failed = self.write(ended, batch),
                    _ => failed = Err(changed(&export.name)),
                }
            }
            number += 1;
            progress.tell(|| format!("{} of {} written", self.paths.len(), numbers.len()));
            flow(departure.is_due() || failed.is_err())
        });
        std::mem::swap(&mut self.tally, &mut left);
        failed?;
        read.map_err(|stopped| stopped_at(&export.name, stopped))?;
        if number < self.tally.rows && !departure.is_due() {
            return Err(changed(&export.name));
        }
        Ok(())
    }

    fn write(&mut self, ended: Ended, batch: &mut Batch<'_>) -> Result<(), Error> {
        let Ended {
            mut skeleton,
            source,
        } = ended;
        let mark = self.keys.made(self.args, source.as_str());
        if let Some(place) = self.keys.save()? {
            self.talk += format!(
                "a key was made by which these are known again; keep it out of the log, and give it to whoever imports here next: {}\n",
                self.session.shown(&place)
            );
        }
        let mark = mark.ok_or_else(|| changed("the key"))?;
        skeleton.post_mortem.case = Some(match (&source, self.args.keep_ids) {
            (Source::Id(id), true) => id.clone(),
            _ => self.case()?,
        });
        let post_mortem = &skeleton.post_mortem;
        let text = text_below(&self.remarks(&skeleton, &mark), post_mortem)?;
        let random = |bytes: &mut [u8]| self.session.context.random(bytes);
        // A role that may lead to a person is none any more.
        let done = batch.add(&text, post_mortem.date, post_mortem.role.as_deref(), random)?;
        self.paths.extend(done);
        Ok(())
    }

    fn remarks(&self, skeleton: &Skeleton, mark: &ImportMark) -> Vec<String> {
        let system = self.args.from.as_str();
        let mut remarks = vec![format!(
            "imported from {system}; the sections are still open"
        )];
        let shown = |label: &&String| self.shown_labels.contains(*label);
        let labels: Vec<_> = skeleton.labels.iter().filter(shown).cloned().collect();
        if !labels.is_empty() {
            remarks.push(format!("reason there: {}", labels.join("; ")));
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

    /// Puts in place what still waits, also when it is time to go; what went wrong.
    fn put(&mut self, batch: &mut Batch<'_>, written: Result<(), Error>) -> Option<Error> {
        match batch.flush() {
            Ok(done) => {
                self.paths.extend(done);
                written.err()
            }
            Err(error) => Some(written.err().unwrap_or(error)),
        }
    }

    fn tell(&self, progress: &mut Progress, taken: u64, length: Option<u64>) {
        progress.tell(|| {
            let (rows, created) = (self.tally.rows, self.taken.len());
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
        read: Result<ExportSummary, Error>,
        failed: Option<Error>,
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
        let not_read = read.is_err();
        let trouble = match read {
            Err(error) => (!interrupted).then_some(error),
            Ok(summary) => {
                self.talk += self.tally.notes(&summary);
                failed
            }
        };
        if not_read || (interrupted && self.paths.is_empty()) {
            answer.talk = self.talk;
        } else {
            if self.args.dry_run {
                answer.text = render::plan(&self.plan, self.session.look());
            } else if !self.session.context.terminals.output.is_terminal {
                let shown = self.paths.iter();
                let shown = shown.map(|path| self.session.shown(&log.root.join(path)) + "\n");
                answer.text = shown.collect();
            }
            let done = if self.args.dry_run {
                "would write"
            } else {
                "wrote"
            };
            answer.talk = self.talk;
            let count = match trouble.is_some() || interrupted {
                true => self.paths.len(),
                false => self.taken.len(),
            };
            answer.talk += self
                .tally
                .summary(done, count, self.judge.vocabulary, self.args.from);
            if self.args.dry_run {
                answer.talk += self.worth.planned();
            } else {
                let numbers = self.taken.iter().map(|(_, number)| *number);
                let written: HashMap<usize, &String> = numbers.zip(&self.paths).collect();
                answer.talk += self.worth.told(self.session, &written);
            }
        }
        let written = self.paths.len();
        if (trouble.is_some() || interrupted) && written > 0 {
            answer.talk +=
                format!("what is written ({written}) stays; run it again to go on from there\n");
        }
        if let Some(error) = trouble {
            answer.complaints += render::error(&error, look);
            answer.exit_code = error.exit_code();
        } else if interrupted {
            answer.complaints += format!(
                "interrupted{}\n",
                if written == 0 {
                    "; nothing was written"
                } else {
                    ""
                }
            );
            answer.exit_code = 130;
        }
        if !self.args.dry_run && !not_read {
            answer.talk += ImportTally::next(self.session, written);
        }
        Ok(answer)
    }
}

/// By the rules of `check` and by what looks like somebody: each text is looked at once.
fn may_be_shown(guard: &Guard<'_>, known: &mut HashMap<String, bool>, text: &str) -> bool {
    if let Some(known) = known.get(text) {
        return *known;
    }
    let mut only = PostMortem::new(Day::FIRST, "rejected");
    only.role = Some(text.to_owned());
    let proposed = text_below(&[], &only);
    let found = proposed.and_then(|below| guard.pass(&Proposal::new(&below, &only)));
    let may = found.is_ok_and(|found| found.named_after.is_some());
    if known.len() < MOST_KNOWN {
        known.insert(text.to_owned(), may);
    }
    may
}

/// Between labels that are not settled yet.
const BETWEEN: &str = "\u{1f}";
/// A list has no more labels; what has more is looked at each time.
const MOST_KNOWN: usize = 10_000;

const fn flow(ends: bool) -> ControlFlow<()> {
    if ends {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

fn changed(name: &str) -> Error {
    Error::new(
        Kind::Unreadable,
        format!("{name} changed while it was read"),
    )
    .hint("run it again when it is whole")
}

fn planned(skeleton: Skeleton) -> Planned {
    let post_mortem = skeleton.post_mortem;
    Planned {
        date: post_mortem.date,
        outcome: post_mortem.outcome,
        stage: post_mortem.stage,
        role: post_mortem.role,
        label: Some(skeleton.labels.join(BETWEEN)),
    }
}

fn columns(args: &Import) -> Columns {
    Columns {
        named: args.map.clone(),
        dates: args.dates,
    }
}
