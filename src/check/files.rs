//! Files beside each other: names that some system cannot check out, ids that
//! two files claim, outcomes that were written down twice.

use crate::diagnostic::{Code, Diagnostic, Pointed};
use crate::model::{Day, Id};
use std::collections::HashMap;

/// What must be known of a file to hold it against the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Relative to the log.
    pub path: String,
    pub id: Id,
    /// A number that the same bytes always give; nothing for a file that is no text.
    pub digest: Option<u64>,
    pub told: Option<Told>,
}

/// What happened, where the file could be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Told {
    pub case: Option<String>,
    pub outcome: String,
    pub date: Day,
}

/// What is wrong with files only because of others, each with its position in
/// the list. Of two files that clash, both are named: either may be the new one.
pub fn across(files: &[Seen]) -> Vec<(usize, Pointed)> {
    let mut found = Vec::new();
    let mut names = Groups::default();
    let mut bytes = Groups::default();
    let mut outcomes = Groups::default();
    let mut ids = Groups::default();
    for (position, file) in files.iter().enumerate() {
        names.add(file.path.to_lowercase(), position);
        let id = file.id.as_str().to_lowercase();
        let stem = stem(&file.path).to_lowercase();
        if id != stem {
            ids.add(stem, position);
        }
        ids.add(id, position);
        if let Some(digest) = file.digest {
            bytes.add(digest, position);
        }
        if let Some(told) = &file.told {
            let case = told.case.as_deref().map(|case| case.trim().to_lowercase());
            if let Some(case) = case.filter(|case| !case.is_empty()) {
                outcomes.add((case, told.outcome.as_str(), told.date), position);
            }
        }
    }
    let path = |position: usize| files[position].path.as_str();
    let mut say = |position: usize, pointed: Pointed| found.push((position, pointed));
    for (one, other) in names.clashes() {
        let message = format!("differs from {} only by letter case", path(other));
        let diagnostic = Diagnostic::new(Code::FileName, message)
            .help("Windows and macOS hold them for one file; rename one: git mv");
        say(one, Pointed::of_file(diagnostic));
    }
    for (one, other) in ids.clashes() {
        if path(one).eq_ignore_ascii_case(path(other)) {
            continue;
        }
        let id = &files[one].id;
        let message = format!("{} is called `{id}` as well", path(other));
        let diagnostic = Diagnostic::new(Code::SameId, message)
            .help("give the copy another ending, or delete it");
        say(one, Pointed::of_file(diagnostic));
    }
    let same_bytes = |one: usize, other: usize| {
        files[one].digest.is_some() && files[one].digest == files[other].digest
    };
    for (one, other) in bytes.clashes() {
        let message = format!("says the same as {}, byte for byte", path(other));
        let diagnostic = Diagnostic::new(Code::Identical, message)
            .help("everything in it is counted twice; delete one");
        say(one, Pointed::of_file(diagnostic));
    }
    for (one, other) in outcomes.clashes() {
        if same_bytes(one, other) {
            continue;
        }
        let message = format!("{} has the same case, outcome and date", path(other));
        let diagnostic = Diagnostic::new(Code::SameOutcome, message).help(
            "everything in them is counted twice; keep one, and move into it what the other says",
        );
        say(one, Pointed::at("case", diagnostic));
    }
    found
}

/// What is wrong with the name of a file, wherever it is checked out.
pub fn name(path: &str) -> Option<Pointed> {
    let help = "rename it: git mv";
    let why = path.split('/').find_map(unportable).or_else(|| {
        (path.chars().count() > LONGEST).then(|| {
            format!("the path is longer than {LONGEST} characters, and Windows stops at 260 in all")
        })
    })?;
    Some(Pointed::of_file(
        Diagnostic::new(Code::FileName, why).help(help),
    ))
}

/// Relative to the log; a clone of a team has a path of its own before it.
const LONGEST: usize = 180;

fn unportable(part: &str) -> Option<String> {
    let device = part.split('.').next().unwrap_or(part).trim_end();
    let numbered = |name: &str| {
        let rest = device
            .get(..3)
            .filter(|start| start.eq_ignore_ascii_case(name))
            .map(|_| &device[3..]);
        rest.is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    let reserved = ["con", "prn", "aux", "nul"]
        .iter()
        .any(|name| device.eq_ignore_ascii_case(name))
        || numbered("com")
        || numbered("lpt");
    let sign = part.chars().find(|sign| {
        matches!(sign, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\') || sign.is_control()
    });
    match sign {
        _ if reserved => Some(format!("Windows keeps the name `{device}` for a device")),
        Some(sign) if sign.is_control() => {
            Some("Windows has no control characters in names".to_owned())
        }
        Some(sign) => Some(format!("Windows has no `{sign}` in names")),
        None if part.ends_with(['.', ' ']) => {
            Some(format!("Windows takes the last character of `{part}` away"))
        }
        None if part.len() > 255 => Some("some systems stop at 255 bytes a name".to_owned()),
        None => None,
    }
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// Positions of files that share something.
struct Groups<K>(HashMap<K, Vec<usize>>);

impl<K> Default for Groups<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: std::hash::Hash + Eq> Groups<K> {
    fn add(&mut self, key: K, position: usize) {
        self.0.entry(key).or_default().push(position);
    }

    /// Each file that shares something, with one that it shares it with.
    fn clashes(&self) -> Vec<(usize, usize)> {
        let groups = self.0.values().filter(|group| group.len() > 1);
        let mut clashes: Vec<_> = groups
            .flat_map(|group| {
                let first = group[0];
                group
                    .iter()
                    .map(move |one| (*one, if *one == first { group[1] } else { first }))
            })
            .collect();
        clashes.sort_unstable();
        clashes
    }
}
