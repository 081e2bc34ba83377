//! Several rows of one application, as a table with a row a stage has them: the one that is
//! latest, and furthest, counts.

use crate::model::Day;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Default)]
pub(super) struct LatestRows {
    /// The row that counts so far, by the digest of its application.
    counted: HashMap<u128, ((Day, Option<usize>), usize)>,
    /// Rows that do not count, because a later one does.
    pub passed: HashSet<usize>,
    /// Files of applications that a row says are open.
    pub open: HashMap<u128, String>,
}

impl LatestRows {
    /// With what is known of rows from the time before.
    pub fn without(passed: &HashSet<usize>) -> Self {
        Self {
            passed: passed.clone(),
            ..Self::default()
        }
    }

    /// Whether a row counts, by its day and the rank of its stage.
    pub fn counts(&mut self, digest: u128, place: (Day, Option<usize>), number: usize) -> bool {
        match self.counted.get(&digest) {
            Some((before, _)) if *before >= place => return false,
            Some((_, before)) => drop(self.passed.insert(*before)),
            None => {}
        }
        self.counted.insert(digest, (place, number));
        true
    }

    /// Files of applications that are open, and of which no row says that they ended.
    pub fn reopened(&mut self) -> Vec<String> {
        let open = std::mem::take(&mut self.open).into_iter();
        let open = open.filter(|(digest, _)| !self.counted.contains_key(digest));
        let mut paths: Vec<_> = open.map(|(_, path)| path).collect();
        paths.sort();
        paths
    }
}
