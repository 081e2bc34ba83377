//! Files that are one post-mortem: with one id, as a sync client leaves them that does
//! not want to lose either of two, or with one case, outcome and day. Whoever counts
//! both counts everything in them twice, so one of them is set apart, and named.

use super::Reading;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{Day, Entry, Id, same_name};
use std::collections::HashMap;

/// So many are named; a folder that was copied as a whole holds many.
const NAMED: usize = 5;

/// Two that are one.
struct Pair {
    kept: usize,
    apart: usize,
    code: Code,
}

impl Reading {
    /// Leaves one of each in the entries.
    pub(super) fn set_twins_apart(&mut self) {
        let mut pairs = by_id(&self.entries);
        let known: Vec<_> = pairs.iter().map(|pair| pair.apart).collect();
        pairs.extend(by_case(&self.entries, &known));
        if pairs.is_empty() {
            return;
        }
        for pair in pairs.iter().take(NAMED) {
            let (apart, kept) = (&self.entries[pair.apart], &self.entries[pair.kept]);
            self.odd.push(finding(pair.code, &apart.path, &kept.path));
        }
        if let Some(pair) = pairs.get(NAMED) {
            let others = pairs.len() - NAMED;
            let message =
                format!("{others} more files are not counted, as each is one with another");
            let others = Diagnostic::new(pair.code, message).help("`hirelog check` names them");
            let path = &self.entries[pair.apart].path;
            self.odd.push(Findings::of_file(path, others));
        }
        let mut apart: Vec<_> = pairs.iter().map(|pair| pair.apart).collect();
        apart.sort_unstable();
        for position in apart.into_iter().rev() {
            self.twins.push(self.entries.remove(position));
        }
    }

    /// Everything that was read, whether it is counted or not: for whoever changes files.
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().chain(&self.twins)
    }
}

fn by_id(entries: &[Entry]) -> Vec<Pair> {
    let ids = entries.iter().map(|entry| entry.id.folded());
    pairs(entries, Code::SameId, ids.enumerate())
}

fn by_case(entries: &[Entry], known: &[usize]) -> Vec<Pair> {
    let told = |entry: &Entry| -> Option<(String, String, Day)> {
        let it = &entry.post_mortem;
        let case = it.case.as_deref().map(same_name)?;
        (!case.is_empty()).then(|| (case, same_name(&it.outcome), it.date))
    };
    let told = entries
        .iter()
        .enumerate()
        .filter(|(position, _)| !known.contains(position))
        .filter_map(|(position, entry)| Some((position, told(entry)?)));
    pairs(entries, Code::SameOutcome, told)
}

fn pairs<K: Eq + std::hash::Hash>(
    entries: &[Entry],
    code: Code,
    keys: impl Iterator<Item = (usize, K)>,
) -> Vec<Pair> {
    let mut first: HashMap<K, usize> = HashMap::with_capacity(entries.len());
    let mut pairs = Vec::new();
    for (position, key) in keys {
        let kept = first.entry(key).or_insert(position);
        if *kept != position {
            let mut apart = position;
            if rank(&entries[apart]) < rank(&entries[*kept]) {
                std::mem::swap(kept, &mut apart);
            }
            let kept = *kept;
            pairs.push(Pair { kept, apart, code });
        }
    }
    // Who was kept at first may have found a better one since.
    let better: HashMap<usize, usize> = pairs.iter().map(|pair| (pair.apart, pair.kept)).collect();
    for pair in &mut pairs {
        while let Some(kept) = better.get(&pair.kept) {
            pair.kept = *kept;
        }
    }
    pairs
}

/// The plainly named one first, then the one in which more is written.
fn rank(entry: &Entry) -> (bool, bool, usize, &str) {
    let stem = entry.stem();
    let it = &entry.post_mortem;
    let is_of_its_day = stem.get(..10).and_then(Day::parse) == Some(it.date);
    let open = it.sections.iter().filter(|section| !section.is_written());
    (
        Id::is_of_copy(stem),
        !is_of_its_day,
        open.count(),
        &entry.path,
    )
}

fn finding(code: Code, apart: &str, kept: &str) -> Findings {
    let (message, help) = match code {
        Code::SameId => (
            format!("has the id of {kept}, so it is not counted"),
            "bring the two together and delete one; or, if it is another post-mortem, give it another ending",
        ),
        _ => (
            format!("has the case, outcome and date of {kept}, so it is not counted"),
            "keep one, and move into it what the other says",
        ),
    };
    Findings::of_file(apart, Diagnostic::new(code, message).help(help))
}
