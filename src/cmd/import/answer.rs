//! What is said in the end.

use super::again;
use super::running::Running;
use super::tally::ImportTally;
use crate::context::Answer;
use crate::error::Error;
use crate::import::ExportSummary;
use crate::log::Log;
use crate::render::{self, plural};
use std::collections::HashMap;

impl Running<'_> {
    pub fn answer(
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
            let (one, other) = (self.shown_at(one), self.shown_at(other));
            self.talk +=
                format!("note: {one} and {other} were made of the same application; delete one\n");
        }
        let columns = read
            .as_ref()
            .map_or(Vec::new(), |read| read.columns.clone());
        let (not_read, written) = (read.is_err(), self.written());
        let trouble = match read {
            Err(error) => (!interrupted).then_some(error),
            Ok(summary) => {
                self.talk += self.tally.notes(&summary);
                failed
            }
        };
        if not_read || (interrupted && written == 0) {
            answer.talk = std::mem::take(&mut self.talk);
        } else {
            if self.args.dry_run {
                let planned = self.taken.iter_mut();
                let planned = planned.filter_map(|one| one.planned.take());
                let shown = |label: &String| self.shown_labels.contains(label);
                let planned = planned.map(|(post_mortem, mut labels)| {
                    labels.retain(shown);
                    (post_mortem, labels)
                });
                answer.text = render::plan(&planned.collect::<Vec<_>>(), self.session.look());
            } else if !self.session.context.terminals.output.is_terminal {
                let shown = self.paths.iter();
                answer.text = shown.map(|path| self.shown_at(path) + "\n").collect();
            }
            let done = match self.args.dry_run {
                true => "would write",
                false => "wrote",
            };
            answer.talk = std::mem::take(&mut self.talk);
            let mut count = self.taken.len();
            if trouble.is_some() || interrupted {
                count = self.paths.len();
                // In the order of the rows, as they were taken over.
                self.tally.changed.truncate(self.changed);
                self.tally.merged = self.merged;
            }
            answer.talk += self.tally.summary(
                done,
                count,
                self.judge.vocabulary,
                self.keys.system,
                &columns,
            );
            if self.args.dry_run {
                answer.talk += self.worth.planned();
            } else {
                let numbers = self.taken.iter().map(|one| one.number);
                let written: HashMap<usize, &String> = numbers.zip(&self.paths).collect();
                answer.talk += self.worth.told(self.session, &written);
            }
        }
        if (trouble.is_some() || interrupted) && written > 0 {
            answer.talk += format!(
                "what is written ({}) stays; run it again to go on from there\n",
                plural(written, "file")
            );
        }
        if let Some(error) = trouble {
            answer.complaints += render::error(&error, look);
            answer.exit_code = error.exit_code();
        } else if interrupted {
            answer.complaints += match written {
                0 => "interrupted; nothing was written\n",
                _ => "interrupted\n",
            };
            answer.exit_code = 130;
        }
        if self.agreed && !self.args.dry_run && !not_read && !interrupted {
            for path in &self.reopened {
                if again::remove(log, &log.load(path)?)? {
                    answer.talk += format!("removed: {}\n", self.shown_at(path));
                }
            }
        }
        if !self.args.dry_run && !not_read {
            let keeper = self.session.keeper(log);
            answer.talk += ImportTally::next(self.session, keeper, self.paths.len());
        }
        Ok(answer)
    }
}
