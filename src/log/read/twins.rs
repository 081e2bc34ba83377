//! Files that are one post-mortem: with one id, as a sync client leaves them that does
//! not want to lose either of two, with one case, outcome and day, or with the same bytes
//! under a name that only a copy has. Whoever counts both counts everything in them twice,
//! so one of them is set apart, and named. Of two imports that tell of one candidate, by
//! the look of it, a file that nobody has touched yet is: nothing can be lost in it.

use super::{FileMark, Reading};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{Day, Entry, Id, PostMortem, named_day, same_name};
use foldhash::{HashMap, HashMapExt, HashSet};

/// So many are named; a folder that was copied as a whole holds many.
const NAMED: usize = 5;

/// Two that are one.
struct TwinPair {
    kept: usize,
    apart: usize,
    code: Code,
}

impl Reading {
    /// Leaves one of each in the entries.
    pub(super) fn set_twins_apart(&mut self) {
        let mut pairs = by_id(&self.entries);
        let marks = std::mem::take(&mut self.marks);
        for further in [by_case, by_bytes, by_import] {
            let known: HashSet<_> = pairs.iter().map(|pair| pair.apart).collect();
            pairs.extend(further(&self.entries, &marks, &known));
        }
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

fn by_id(entries: &[Entry]) -> Vec<TwinPair> {
    let ids = entries.iter().map(|entry| entry.id.as_folded());
    pairs(entries, Code::SameId, ids.enumerate())
}

fn by_case(entries: &[Entry], _: &[FileMark], known: &HashSet<usize>) -> Vec<TwinPair> {
    let told = entries
        .iter()
        .enumerate()
        .filter(|(position, _)| !known.contains(position))
        .filter_map(|(position, entry)| Some((position, outcome_told(&entry.post_mortem)?)));
    pairs(entries, Code::SameOutcome, told)
}

/// Case, outcome and day: two files that tell the same are of one outcome. `None` where
/// nothing is said of the case.
pub fn outcome_told(it: &PostMortem) -> Option<(String, String, Day)> {
    let case = it.case.as_deref().map(same_name)?;
    (!case.is_empty()).then(|| (case, same_name(&it.outcome), it.date))
}

/// Copies that somebody made by hand, under a name of its own.
fn by_bytes(entries: &[Entry], marks: &[FileMark], known: &HashSet<usize>) -> Vec<TwinPair> {
    // A name of ours is none of a copy, and few files have another.
    let all = || entries.iter().zip(marks).enumerate();
    let copies = all().filter(|(_, (entry, _))| !Id::is_ours(entry.stem()));
    let empty = |(_, (_, mark)): (usize, (&Entry, &FileMark))| (mark.digest, Vec::new());
    let mut same: HashMap<u64, Vec<usize>> = copies.map(empty).collect();
    for (position, (_, mark)) in all() {
        if let Some(group) = same.get_mut(&mark.digest) {
            group.push(position);
        }
    }
    let mut pairs = Vec::new();
    for mut group in same.into_values().filter(|group| group.len() > 1) {
        group.retain(|position| !known.contains(position));
        for &apart in &group {
            let stem = entries[apart].stem();
            let of = group
                .iter()
                .find(|kept| Id::is_copy_of(stem, entries[**kept].stem()));
            pairs.extend(of.map(|&kept| TwinPair {
                kept,
                apart,
                code: Code::Identical,
            }));
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.apart);
    pairs
}

/// Untouched files of an import, each with one of another import that tells of the same.
fn by_import(entries: &[Entry], marks: &[FileMark], known: &HashSet<usize>) -> Vec<TwinPair> {
    let mut imported: Vec<_> = entries
        .iter()
        .zip(marks)
        .enumerate()
        .filter(|(position, _)| !known.contains(position))
        .filter_map(|(position, (entry, mark))| {
            let it = &entry.post_mortem;
            let (import, role) = (mark.import.as_deref()?, same_name(it.role.as_deref()?));
            Some((it.outcome.as_str(), role, it.date, position, import))
        })
        .collect();
    let mut imports = imported.iter().map(|one| one.4);
    let first = imports.next();
    if imports.all(|import| Some(import) == first) {
        return Vec::new();
    }
    imported.sort_unstable();
    let mut pairs = Vec::new();
    let mut is_paired = vec![false; imported.len()];
    for (at, one) in imported.iter().enumerate() {
        let is_twin = |other: &usize| {
            let other = &imported[*other];
            let is_skeleton = |position: usize| entries[position].is_skeleton();
            (one.0, &one.1) == (other.0, &other.1)
                && one.2.plus_days(1) >= other.2
                && one.4 != other.4
                && (is_skeleton(one.3) || is_skeleton(other.3))
        };
        let behind = at + 1..(at + NEAR + 1).min(imported.len());
        let mut behind = behind.filter(|other| !is_paired[*other]);
        let twin = behind.find(is_twin);
        if let Some(twin) = twin.filter(|_| !is_paired[at]) {
            (is_paired[at], is_paired[twin]) = (true, true);
            let mut pair = (one.3, imported[twin].3);
            let is_written = |position: usize| !entries[position].is_skeleton();
            if is_written(pair.1) || !is_written(pair.0) && pair.1 < pair.0 {
                pair = (pair.1, pair.0);
            }
            pairs.push(TwinPair {
                kept: pair.0,
                apart: pair.1,
                code: Code::TwoImports,
            });
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.apart);
    pairs
}

/// How far a twin is looked for, among the files of a role and an outcome by day.
const NEAR: usize = 64;

fn pairs<K: Eq + std::hash::Hash>(
    entries: &[Entry],
    code: Code,
    keys: impl Iterator<Item = (usize, K)>,
) -> Vec<TwinPair> {
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
            pairs.push(TwinPair { kept, apart, code });
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
    let is_of_its_day = named_day(stem) == Some(it.date);
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
        Code::Identical => (
            format!("says the same as {kept}, byte for byte, so it is not counted"),
            "delete the copy; if it is another post-mortem, give it its case",
        ),
        Code::TwoImports => (
            format!(
                "tells of the same as {kept}, from another import, so it is not counted until somebody writes in it"
            ),
            "if it is one candidate, delete it",
        ),
        _ => (
            format!("has the case, outcome and date of {kept}, so it is not counted"),
            "keep one, and move into it what the other says",
        ),
    };
    Findings::of_file(apart, Diagnostic::new(code, message).help(help))
}
