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
    role: Option<Text>,
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
    /// the same application, where that tells of another outcome, or of the same day otherwise.
    pub fn counts(
        &mut self,
        digest: u128,
        rank: Option<usize>,
        (number, place): (usize, &RowPlace),
        told: &PostMortem,
    ) -> (bool, Option<(RowPlace, &'static str)>) {
        let row = CountedRow {
            when: (told.date, rank),
            number,
            place: place.clone(),
            outcome: told.outcome.clone(),
            role: told.role.clone(),
        };
        let Some(before) = self.counted.get_mut(&digest) else {
            self.counted.insert(digest, row);
            return (true, None);
        };
        let is_one_day = before.when.0 == row.when.0;
        let how = match () {
            () if before.outcome != row.outcome => Some("another outcome"),
            () if is_one_day && before.role != row.role => Some("another role on one day"),
            () if is_one_day && before.when.1 != row.when.1 => Some("another stage on one day"),
            () => None,
        };
        let other = how.map(|how| (before.place.clone(), how));
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
