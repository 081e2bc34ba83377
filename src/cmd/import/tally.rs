//! What became of the rows of an export: counted, and reported in the end.

use super::again::LaterExport;
use crate::diagnostic::Diagnostic;
use crate::import::{Application, RowPlace, Skeleton, Skip, Status, looks_free};
use std::collections::BTreeMap;

/// The most places that are named one by one.
pub(super) const NAMED: usize = 20;
/// The most problems that are reported one by one.
const MOST_PROBLEMS: usize = 100;

#[derive(Debug, Default)]
pub(super) struct ImportTally {
    pub rows: usize,
    /// What is written, by outcome, stage and role.
    pub outcomes: Counts,
    pub by_stage: Counts,
    pub by_role: Counts,
    /// Ends before the first stage that is asked for, by stage.
    pub early: Counts,
    pub skipped: BTreeMap<Skip, usize>,
    /// Files of which the export says something new.
    pub changed: Vec<String>,
    /// Files in which people wrote, of which it says something else.
    pub differs: Vec<String>,
    /// Files of applications that are open again: untouched, and those in which people wrote.
    pub reopened: Vec<String>,
    pub reopened_here: Vec<String>,
    /// Files of other imports that tell of the same as a row, as it looks.
    pub likely: Vec<String>,
    pub merged: usize,
    /// What a later export says was shown when it was asked about.
    pub is_shown: bool,
    /// By what is not clear.
    pub unclear: BTreeMap<String, Places>,
    /// Every reason of what ended, and of what is not clear.
    pub labels: Counts,
    pub by_reason: Counts,
    pub early_by_reason: Counts,
    pub unclear_labels: Counts,
    /// How many of those are not shown.
    pub unshown_labels: usize,
    pub unshown_stages: usize,
    /// Rows that are taken although nothing says that they got as far as `--from-stage`.
    pub stage_unknown: usize,
    /// Stages that stand for none of the log's.
    pub stages: Counts,
    pub no_role: usize,
    pub no_stage: usize,
    pub no_reason: usize,
    pub confidential: usize,
    /// Roles and teams that may lead to a person.
    pub personal: usize,
    /// Rows whose own id does, where ids are to be kept.
    pub ids_left_out: Vec<String>,
    /// What `--limit` leaves out.
    pub beyond_limit: usize,
    /// Errors of `check` in what the rows become, one line each.
    pub findings: Vec<String>,
    /// Rows of one id that tell of two outcomes.
    pub disagreeing: Vec<String>,
    pub bad: usize,
    pub problems: Vec<String>,
    /// What to do about them.
    pub hint: Option<&'static str>,
}

/// How often each occurs.
pub(super) type Counts = BTreeMap<String, usize>;

fn add(counts: &mut Counts, name: &str) {
    if let Some(count) = counts.get_mut(name) {
        *count += 1;
    } else if counts.len() < MOST_NAMES {
        counts.insert(name.to_owned(), 1);
    }
}

/// A list has no more entries; of what is typed, no more is counted one by one.
const MOST_NAMES: usize = 10_000;
/// What occurs less often may be one person's words.
const OFTEN: usize = 3;

#[derive(Debug, Default)]
pub(super) struct Places {
    pub count: usize,
    pub first: Vec<String>,
}

impl ImportTally {
    pub fn skip(&mut self, why: Skip) {
        *self.skipped.entry(why).or_default() += 1;
    }

    pub fn again(&mut self, again: LaterExport) {
        match again {
            LaterExport::Same => self.skip(Skip::There),
            LaterExport::Changed(said) => self.changed.push(said),
            LaterExport::Differs(said) => self.differs.push(said),
        }
    }

    pub fn unclear(&mut self, place: String, why: String, label: Option<String>) {
        let places = self.unclear.entry(why).or_default();
        places.count += 1;
        if places.first.len() < NAMED {
            places.first.push(place);
        }
        if let Some(label) = label {
            add(&mut self.labels, &label);
            add(&mut self.unclear_labels, &label);
        }
    }

    /// Counts what an application that ended does not say.
    pub fn missing(&mut self, application: &Application) {
        let is_hired = application.status == Status::Hired;
        self.confidential += usize::from(application.is_confidential);
        self.no_role += usize::from(application.role.is_none() && !application.is_confidential);
        self.no_stage += usize::from(application.stage.is_none() && !is_hired);
        self.no_reason += usize::from(application.labels.is_empty() && !is_hired);
    }

    /// Counts the reasons of what is written, or merged where somebody says so.
    pub fn reasons(&mut self, skeleton: &Skeleton) {
        for label in &skeleton.labels {
            add(&mut self.labels, label);
        }
    }

    pub fn created(&mut self, skeleton: &Skeleton) {
        let post_mortem = &skeleton.post_mortem;
        add(&mut self.outcomes, &post_mortem.outcome);
        add(
            &mut self.by_stage,
            post_mortem.stage.as_deref().unwrap_or("no stage"),
        );
        add(
            &mut self.by_role,
            post_mortem.role.as_deref().unwrap_or("no role"),
        );
        for label in &skeleton.labels {
            add(&mut self.by_reason, label);
        }
        if let Some(unmapped) = &skeleton.unmapped {
            add(&mut self.stages, unmapped);
        }
    }

    pub fn early(&mut self, skeleton: &Skeleton) {
        let stage = skeleton.post_mortem.stage.as_deref();
        add(&mut self.early, stage.unwrap_or("no stage"));
        self.reasons(skeleton);
        for label in &skeleton.labels {
            add(&mut self.early_by_reason, label);
        }
    }

    /// Forgets the reasons and stages that are seldom, or may not be shown.
    pub fn show_only(&mut self, mut may_be_shown: impl FnMut(&str) -> bool) {
        let total = self.labels.clone();
        let (unclear, stages) = (self.unclear_labels.len(), self.stages.len());
        let kept = |name: &str, count: usize| {
            let often = total.get(name).copied().unwrap_or(count) >= OFTEN;
            often && !looks_free(name)
        };
        for counts in [
            &mut self.labels,
            &mut self.by_reason,
            &mut self.early_by_reason,
            &mut self.unclear_labels,
            &mut self.stages,
        ] {
            counts.retain(|name, count| kept(name, *count) && may_be_shown(name));
        }
        self.unshown_labels = unclear - self.unclear_labels.len();
        self.unshown_stages = stages - self.stages.len();
    }

    pub fn bad(&mut self, file: &str, place: &RowPlace, why: &str) {
        self.bad += 1;
        if self.problems.len() < MOST_PROBLEMS {
            let line = format!("{file}: {place}: {why}\n");
            self.problems.push(line);
        }
    }

    pub fn disagrees(&mut self, file: &str, one: &RowPlace, other: &RowPlace, how: &str) {
        let line = format!("{file}: {one} and {other}: one id, and {how}");
        self.disagreeing.push(line);
    }

    pub fn found(&mut self, file: &str, place: &RowPlace, found: &[Diagnostic]) {
        self.findings.extend(found.iter().map(|one| {
            let key = one.field.as_deref().unwrap_or("the file");
            let (code, message) = (one.code, &one.message);
            format!("{file}: {place}: error[{code}]: {key}: {message}\n")
        }));
    }
}
