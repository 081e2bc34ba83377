//! Several rows of one application, as a table with a row a stage has them: the one that is
//! latest, and furthest, counts.

use crate::import::RowPlace;
use crate::model::{Day, PostMortem, Text};
use std::collections::{HashMap, HashSet};

#[derive(Debug, Default)]
pub(super) struct LatestRows {
    /// The row that counts so far, by the digest of its application.
    counted: HashMap<u128, CountedRow>,
    /// Rows that do not count, because a later one does.
    pub passed: HashSet<usize>,
    /// Files of applications that a row says are open.
    pub open: HashMap<u128, String>,
}

#[derive(Debug)]
struct CountedRow {
    when: (Day, Option<usize>),
    number: usize,
    place: RowPlace,
    outcome: Text,
}

impl LatestRows {
    /// With what is known of rows from the time before.
    pub fn without(passed: &HashSet<usize>) -> Self {
        Self {
            passed: passed.clone(),
            ..Self::default()
        }
    }

    /// Whether a row counts, by its day and the rank of its stage; and the row before it of
    /// the same application, where that tells of another outcome.
    pub fn counts(
        &mut self,
        digest: u128,
        rank: Option<usize>,
        (number, place): (usize, &RowPlace),
        told: &PostMortem,
    ) -> (bool, Option<RowPlace>) {
        let row = CountedRow {
            when: (told.date, rank),
            number,
            place: place.clone(),
            outcome: told.outcome.clone(),
        };
        let Some(before) = self.counted.get_mut(&digest) else {
            self.counted.insert(digest, row);
            return (true, None);
        };
        let is_other = before.outcome != row.outcome;
        let other = is_other.then(|| before.place.clone());
        let counts = before.when < row.when;
        if counts {
            self.passed.insert(before.number);
            *before = row;
        }
        (counts, other)
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
