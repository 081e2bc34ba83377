//! Files of applications that another import told of under another name: an export of another
//! kind, or a table whose columns are called otherwise.

use super::likely::LikelyTwin;
use super::running::Running;
use crate::import::{Skeleton, Source, System};

impl Running<'_> {
    /// The file of an application that an export with other columns told of: the id was in a
    /// column of another name, or the role is called otherwise. And one that may be of it.
    pub fn other_columns(
        &self,
        source: &Source,
        skeleton: &Skeleton,
    ) -> (Option<String>, Option<String>) {
        let new = &skeleton.post_mortem;
        let mut likely = None;
        for path in source.id().map_or(Vec::new(), |id| self.keys.by_id(id)) {
            let loaded = self.log.load(&path).ok();
            let Some(there) = loaded.and_then(|loaded| Some(loaded.entry()?.post_mortem)) else {
                continue;
            };
            let is_near =
                there.date.plus_days(1) >= new.date && new.date.plus_days(1) >= there.date;
            let is_same_end = is_near && there.outcome == new.outcome;
            let is_known = there.role.is_some() && new.role.is_some();
            let is_same_role = there.role == new.role;
            if is_same_end && (is_same_role || !is_known) {
                return (Some(path), None);
            }
            let is_taken = |twin: &LikelyTwin| twin.path == path;
            if (is_same_end || is_same_role) && !self.likely.iter().any(is_taken) {
                likely = likely.or(Some(path));
            }
        }
        (None, likely)
    }

    /// The file of the same application from an export of another kind.
    pub fn other_system(&self, source: &str, skeleton: &Skeleton) -> Option<String> {
        let mut others = System::ALL
            .into_iter()
            .filter(|other| *other != self.keys.system);
        let new = &skeleton.post_mortem;
        others.find_map(|other| {
            let path = self.keys.path(other, source)?;
            let there = self.log.load(&path).ok()?.entry()?.post_mortem;
            (there.role == new.role && there.date == new.date).then_some(path)
        })
    }
}
