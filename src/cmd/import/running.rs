//! The first way through an export: what becomes of each row, and what the plan takes.

use super::again::{self, LaterExport};
use super::asked::ImportLimits;
use super::input::{Export, ExportProgress, stopped_at};
use super::keys::Keys;
use super::latest::LatestRows;
use super::likely::LikelyTwin;
use super::tally::ImportTally;
use super::worth::{self, BestFinalists};
use crate::cli::{Import, Included};
use crate::context::{Departure, Progress};
use crate::error::{Error, Kind};
use crate::import::{
    Application, ApplicationEnd, ExportReader, ExportRow, ExportSummary, OutcomeJudge, RowPlace,
    Skeleton, Skip, Source, Status, Survey, row_hint,
};
use crate::log::Log;
use crate::model::PostMortem;
use crate::session::Session;
use crate::talk::Talk;
use crate::writing::guard::{Guard, Proposal};
use crate::writing::meant::text_below;
use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// An import on its way.
pub(super) struct Running<'a> {
    pub args: &'a Import,
    pub session: &'a Session<'a>,
    pub judge: OutcomeJudge<'a>,
    pub asked: ImportLimits,
    pub log: &'a Log,
    /// Files that an export says something new of, by the row.
    pub changes: HashMap<usize, String>,
    /// Rows that may be what another import wrote, and the files they are merged into.
    pub likely: Vec<LikelyTwin>,
    pub merges: HashMap<usize, String>,
    /// Untouched files of what is open again.
    pub reopened: Vec<String>,
    /// Whether what is removed or merged was agreed to.
    pub agreed: bool,
    pub guard: Guard<'a>,
    /// What `check` has nothing to say of, whatever its day.
    pub clean: HashSet<String>,
    /// Whether a text may be written and shown, by the rules of `check`.
    pub shown: HashMap<String, bool>,
    /// The reasons that go into files.
    pub shown_labels: HashSet<String>,
    pub keys: Keys,
    pub latest: LatestRows,
    pub tally: ImportTally,
    pub worth: BestFinalists,
    /// The rows to write, in their order once the export was gone through.
    pub taken: Vec<TakenRow>,
    /// Relative to the root.
    pub paths: Vec<String>,
    /// How many files that were there took over what the export says, and its mark.
    pub changed: usize,
    pub merged: usize,
    pub talk: Talk,
}

/// A row that the plan takes.
pub(super) struct TakenRow {
    pub number: usize,
    /// How much it is worth a look.
    worth: u32,
    /// What is written, with its reasons, where that is to be shown.
    pub planned: Option<(PostMortem, Vec<String>)>,
}

/// A row that becomes a post-mortem.
pub(super) struct Ended {
    pub skeleton: Skeleton,
    pub source: Source,
}

impl Running<'_> {
    /// A file of the log as the person would type it here.
    pub fn shown_at(&self, path: &str) -> String {
        self.session.shown(&self.log.root.join(path))
    }

    /// Goes through the export and writes nothing.
    pub fn look(
        &mut self,
        reader: &ExportReader<'_>,
        exports: &[Export<'_>],
        departure: &Departure,
    ) -> Result<(Vec<Survey>, ExportSummary), Error> {
        let mut progress = self.session.context.progress(self.session.globals.quiet);
        let (mut surveys, mut whole) = (Vec::new(), ExportSummary::default());
        let mut number = 0;
        for export in exports {
            let taken = Cell::new(0);
            let mut look = || {
                let survey = reader.survey(export.read()?)?;
                let input = ExportProgress {
                    input: export.read()?,
                    taken: &taken,
                };
                let summary = reader.rows(&survey, input, &mut |row| {
                    self.count(export, row, number);
                    number += 1;
                    self.tell(&mut progress, taken.get(), export.length);
                    flow(departure.is_due())
                })?;
                surveys.push(survey);
                Ok(summary)
            };
            whole.add(&look().map_err(|stopped| stopped_at(&export.name, stopped))?);
        }
        Ok((surveys, whole))
    }

    fn count(&mut self, export: &Export<'_>, row: ExportRow, number: usize) {
        self.tally.rows += 1;
        if self.latest.passed.contains(&number) {
            return self.tally.skip(Skip::Passed);
        }
        let taken = row
            .application
            .and_then(|application| self.judged(&row.place, &application))
            .and_then(|ended| match ended {
                Some(ended) => self.planned(export, &row.place, ended, number),
                None => Ok(()),
            });
        if let Err(why) = taken {
            self.tally.hint = self.tally.hint.or(row_hint(&why));
            self.tally.bad(&export.name, &row.place, &why);
        }
    }

    /// What becomes of a row; what becomes nothing is counted.
    pub fn judged(
        &mut self,
        place: &RowPlace,
        application: &Application,
    ) -> Result<Option<Ended>, String> {
        let open = [Status::Active, Status::Lead, Status::Private];
        let ended = !open.contains(&application.status);
        if ended
            && application
                .ended
                .is_some_and(|day| !self.asked.contains(day))
        {
            self.tally.skip(Skip::NotAsked);
            return Ok(None);
        }
        let (outcome, day) = match self.judge.verdict(application)? {
            ApplicationEnd::Skip(skip) => {
                let id = application.source.as_ref().map(Source::as_str);
                let path = id.and_then(|id| self.keys.path(self.keys.system, id));
                let mark = id.and_then(|id| self.keys.made(id));
                if let (Skip::Active, Some(path), Some(mark)) = (skip, path, mark) {
                    self.latest.open.insert(mark.digest, path);
                }
                self.tally.skip(skip);
                return Ok(None);
            }
            ApplicationEnd::Unclear { why, label } => {
                self.tally.missing(application);
                let kept = application.source.as_ref();
                let place = match kept.and_then(|source| self.kept_id(source)) {
                    Some(id) => format!("{place}, id {id}"),
                    None => place.to_string(),
                };
                self.tally.unclear(place, why, label);
                return Ok(None);
            }
            ApplicationEnd::Ended { outcome, day } => (outcome, day),
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

    fn planned(
        &mut self,
        export: &Export<'_>,
        place: &RowPlace,
        ended: Ended,
        number: usize,
    ) -> Result<(), String> {
        let (skeleton, source) = (&ended.skeleton, ended.source.as_str());
        let rank = skeleton.post_mortem.stage.as_deref();
        let rank = rank.and_then(|stage| self.judge.vocabulary.stage_rank(stage));
        let mark = self.keys.made(source).ok_or("it has no id")?;
        let told = &skeleton.post_mortem;
        let (counts, other) = self.latest.counts(mark.digest, rank, (number, place), told);
        if let Some((other, how)) = other {
            self.tally.disagrees(&export.name, &other, place, how);
        }
        if !counts {
            self.tally.skip(Skip::Passed);
            return Ok(());
        }
        let mut there = self.keys.path(self.keys.system, source);
        let mut likely = None;
        if there.is_none() {
            (there, likely) = self.other_columns(&ended.source, skeleton);
        }
        if let Some(path) = there.or_else(|| self.other_system(source, skeleton)) {
            let again = again::compared(self.log, &path, &self.shown_at(&path), skeleton);
            if let LaterExport::Changed(_) = again {
                self.changes.insert(number, path);
            }
            self.tally.again(again);
            return Ok(());
        }
        let is_early = rank
            .zip(self.asked.from_stage)
            .is_some_and(|(rank, from)| rank < from);
        if rank.is_none() && self.args.from_stage.is_some() && self.asked.from_stage > Some(0) {
            self.tally.stage_unknown += 1;
        }
        if is_early {
            self.tally.early(skeleton);
            return Ok(());
        }
        self.look_at(export, place, &skeleton.post_mortem)?;
        self.tally.reasons(skeleton);
        if self.args.keep_ids && self.kept_id(&ended.source).is_none() {
            self.tally.ids_left_out.push(place.to_string());
        }
        match likely.or_else(|| self.keys.likely.take(&skeleton.post_mortem)) {
            Some(path) => self.likely.push(LikelyTwin {
                said: format!("{} ({place})", self.shown_at(&path)),
                number,
                path,
                skeleton: ended.skeleton,
            }),
            None => self.take(number, ended.skeleton),
        }
        Ok(())
    }

    /// What `check` will say of a file. Many rows become the same but for their day, which
    /// is a day of an outcome in each.
    fn look_at(
        &mut self,
        export: &Export<'_>,
        place: &RowPlace,
        post_mortem: &PostMortem,
    ) -> Result<(), String> {
        let (outcome, stage) = (&post_mortem.outcome, &post_mortem.stage);
        let said = format!(
            "{outcome} {stage:?} {:?} {:?}",
            post_mortem.role, post_mortem.team
        );
        if self.clean.contains(&said) {
            return Ok(());
        }
        let text = text_below(&[], post_mortem);
        let found = text.and_then(|text| self.guard.pass(&Proposal::new(&text, post_mortem)));
        let found = found.map_err(|error| error.to_string())?;
        let told = [found.new.diagnostics, found.names].concat();
        if told.is_empty() && self.clean.len() < MOST_KNOWN {
            self.clean.insert(said);
        }
        self.tally.found(&export.name, place, &told);
        Ok(())
    }

    pub fn take(&mut self, number: usize, skeleton: Skeleton) {
        let worth = worth::of(&skeleton.post_mortem, self.judge.vocabulary);
        self.tally.created(&skeleton);
        self.worth.add(worth, number, &skeleton.post_mortem);
        let planned = (skeleton.post_mortem, skeleton.labels);
        self.taken.push(TakenRow {
            number,
            worth,
            planned: self.args.dry_run.then_some(planned),
        });
    }

    /// How much of the plan is taken, in the order of the rows: the best, and of equals the
    /// later.
    pub fn settle(&mut self) {
        // Some are made only now, as nobody agreed to merge them.
        let reasons = &mut self.tally.by_reason;
        reasons.retain(|label, _| self.shown_labels.contains(label));
        let taken = &mut self.taken;
        if let Some(limit) = self.args.limit.filter(|limit| *limit < taken.len()) {
            taken.sort_by_key(|one| Reverse((one.worth, one.number)));
            self.tally.beyond_limit = taken.len() - limit;
            taken.truncate(limit);
        }
        taken.sort_by_key(|one| one.number);
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
}

/// A list has no more labels; what has more is looked at each time.
pub(super) const MOST_KNOWN: usize = 10_000;

pub(super) const fn flow(ends: bool) -> ControlFlow<()> {
    if ends {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

pub(super) fn changed(name: &str) -> Error {
    Error::new(
        Kind::Unreadable,
        format!("{name} changed while it was read"),
    )
    .hint("run it again when it is whole")
}
