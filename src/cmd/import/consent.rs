//! What is removed, and what is merged, only where somebody says so.

use super::again;
use super::running::Running;
use crate::error::Error;
use crate::render::plural;
use crate::writing::guided::{self, Consent};

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
}
