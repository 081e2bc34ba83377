//! The second way through an export: the rows that the plan takes are written, and what is
//! removed and merged only where somebody says so.

use super::again::{self, MAY_HINT, REASON};
use super::input::{Export, stopped_at};
use super::running::{Ended, Running, changed, flow};
use crate::context::Departure;
use crate::error::Error;
use crate::import::{ExportReader, ImportMark, Skeleton, Source, Survey};
use crate::log::{Batch, MARK};
use crate::model::Id;
use crate::render::plural;
use crate::writing::guided::{self, Consent};
use crate::writing::meant::text_below;
use std::collections::HashSet;
use std::path::Path;

impl Running<'_> {
    /// Shows what is removed and merged where somebody says so, and asks for it.
    ///
    /// # Errors
    /// Where the person leaves instead of answering.
    pub fn consent(&mut self) -> Result<(), Error> {
        for path in self.latest.reopened() {
            let loaded = self.log.load(&path);
            match loaded.is_ok_and(|loaded| again::is_untouched(&loaded.source)) {
                true => {
                    self.tally.reopened.push(self.shown_at(&path));
                    self.reopened.push(path);
                }
                false => self.tally.reopened_here.push(self.shown_at(&path)),
            }
        }
        let said = self.likely.iter().map(|twin| twin.said.clone());
        self.tally.likely = said.collect();
        let (merged, removed) = (self.likely.len(), self.tally.reopened.len());
        let is_asked = merged + removed > 0 && !self.agreed && !self.args.dry_run;
        if is_asked && guided::is_possible(self.session) {
            let consent = Consent {
                label: "import",
                question: match (merged, removed) {
                    (0, removed) => format!("Remove {}?", plural(removed, "file")),
                    (merged, 0) => format!("Merge {} with what is there?", plural(merged, "row")),
                    (merged, removed) => format!(
                        "Merge {} with what is there, and remove {}?",
                        plural(merged, "row"),
                        plural(removed, "file")
                    ),
                },
                no: ("no", "every file stays, and every row gets one of its own"),
                yes: ("yes", "as listed above"),
            };
            self.agreed = guided::agrees(&self.tally.later(), &consent, self.session)?;
            self.tally.is_shown = true;
        }
        for twin in std::mem::take(&mut self.likely) {
            match self.agreed {
                true => drop(self.merges.insert(twin.number, twin.path)),
                false => self.take(twin.number, twin.skeleton),
            }
        }
        self.tally.merged = self.merges.len();
        Ok(())
    }

    /// Goes through the export again, and writes the rows that the plan takes.
    pub fn write_all(
        &mut self,
        reader: &ExportReader<'_>,
        surveys: &[Survey],
        exports: &[Export<'_>],
        departure: &Departure,
        batch: &mut Batch<'_>,
    ) -> Result<(), Error> {
        let numbers: HashSet<usize> = self.taken.iter().map(|one| one.number).collect();
        let mut progress = self.session.context.progress(self.session.globals.quiet);
        let mut left = std::mem::take(&mut self.tally);
        let (mut number, mut failed) = (0, Ok(()));
        for (export, survey) in exports.iter().zip(surveys) {
            let stopped = |stopped| stopped_at(&export.name, stopped);
            let input = export.read().map_err(stopped)?;
            let read = reader.rows(survey, input, &mut |row| {
                let there = self
                    .changes
                    .get(&number)
                    .or_else(|| self.merges.get(&number));
                let there = there.cloned();
                if there.is_some() || numbers.contains(&number) {
                    let judged = row
                        .application
                        .and_then(|application| self.judged(&row.place, &application));
                    failed = match (judged, there) {
                        (Ok(Some(ended)), Some(path)) => self.rewrite(number, &path, &ended),
                        (Ok(Some(ended)), None) => self.write(ended, batch),
                        _ => Err(changed(&export.name)),
                    };
                }
                number += 1;
                progress.tell(|| {
                    let all = numbers.len() + self.changes.len() + self.merges.len();
                    format!("{} of {all} written", self.written())
                });
                flow(departure.is_due() || failed.is_err())
            });
            if failed.is_ok() {
                failed = read.map(drop).map_err(stopped);
            }
            if failed.is_err() {
                break;
            }
        }
        std::mem::swap(&mut self.tally, &mut left);
        failed?;
        if number < self.tally.rows && !departure.is_due() {
            return Err(changed("the export"));
        }
        Ok(())
    }

    /// How many files say by now what the export says.
    pub fn written(&self) -> usize {
        self.paths.len() + self.changed + self.merged
    }

    fn rewrite(&mut self, number: usize, path: &str, ended: &Ended) -> Result<(), Error> {
        if self.merges.contains_key(&number) {
            let mark = self.mark(&ended.source)?;
            again::merge(self.log, path, &mark, self.keys.system, self.keys.number)?;
            self.merged += 1;
            return Ok(());
        }
        let now = again::change(self.log, path, &ended.skeleton, self.keys.number)?;
        if now != path {
            let (path, now) = (self.shown_at(path), self.shown_at(&now));
            self.talk += format!("{path} is called after its new day: {now}\n");
        }
        self.changed += 1;
        Ok(())
    }

    /// By what it is known again; a new key is kept before the first file that needs it.
    fn mark(&mut self, source: &Source) -> Result<ImportMark, Error> {
        let mark = self.keys.made(source.as_str());
        if let Some(place) = self.keys.save()? {
            let place = self.session.shown(&place);
            self.talk += format!(
                "a key was made by which these are known again; keep it out of the log: {place}\n"
            );
            self.talk += "whoever imports here next needs it, by another way than the log: hirelog import … --key FILE\n";
        }
        mark.ok_or_else(|| changed("the key"))
    }

    fn write(&mut self, ended: Ended, batch: &mut Batch<'_>) -> Result<(), Error> {
        let Ended {
            mut skeleton,
            source,
        } = ended;
        let mark = self.mark(&source)?;
        skeleton.post_mortem.case = Some(match self.kept_id(&source) {
            Some(id) => id.into(),
            None => self.case()?.into(),
        });
        let post_mortem = &skeleton.post_mortem;
        let text = text_below(&[], post_mortem)?;
        let text = text_below(&self.remarks(&skeleton, &mark, &text), post_mortem)?;
        let random = |bytes: &mut [u8]| self.session.context.random(bytes);
        // A role that may lead to a person is none any more.
        let done = batch.add(&text, post_mortem.date, post_mortem.role.as_deref(), random)?;
        self.paths.extend(done);
        Ok(())
    }

    fn remarks(&self, skeleton: &Skeleton, mark: &ImportMark, text: &str) -> Vec<String> {
        let (system, number) = (self.keys.system.as_str(), self.keys.number);
        let mut remarks = vec![format!(
            "imported from {system}, import {number}; the sections are still open"
        )];
        let shown = |label: &&String| self.shown_labels.contains(*label);
        let labels: Vec<_> = skeleton.labels.iter().filter(shown).cloned().collect();
        if !labels.is_empty() {
            remarks.push(format!("{REASON}{}", labels.join("; ")));
        }
        if let Some(hint) = &skeleton.hint {
            // A reason that few have is not repeated: it may be about a person.
            let what = match labels.is_empty() {
                true => "the reason there",
                false => "which",
            };
            let (ball, whose) = (&hint.ball, hint.party.title());
            remarks.push(format!("{what}{MAY_HINT}{ball}, if the {whose} sees it so"));
        }
        remarks.push(again::as_imported(&skeleton.post_mortem, text));
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
    pub fn put(&mut self, batch: &mut Batch<'_>, written: Result<(), Error>) -> Option<Error> {
        match batch.flush() {
            Ok(done) => {
                self.paths.extend(done);
                written.err()
            }
            Err(error) => Some(written.err().unwrap_or(error)),
        }
    }
}
