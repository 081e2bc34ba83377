//! Files beside each other: names that some system cannot check out, ids that
//! two files claim, outcomes that were written down twice.

use crate::diagnostic::{Code, Diagnostic, Pointed};
use crate::model::{Day, Id, Party, Text, same_name, unportable};
use foldhash::{HashMap, HashMapExt};

/// What must be known of a file to hold it against the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Relative to the log.
    pub path: String,
    pub id: Id,
    /// A number that the same bytes always give; nothing for a file that is no text.
    pub digest: Option<u64>,
    /// Which system, and whose import of it, wrote the file.
    pub import: Option<String>,
    pub told: Option<Told>,
}

/// What happened, where the file could be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Told {
    pub case: Option<Text>,
    pub outcome: Text,
    pub date: Day,
    pub role: Option<Text>,
    pub team: Option<Text>,
    /// Whose parts are written.
    pub written: Vec<Party>,
}

/// What is wrong with files only because of others, each with its position in
/// the list. Of two files that clash, both are named: either may be the new one.
pub fn across(files: &[&Seen]) -> Vec<(usize, Pointed)> {
    let mut found = Vec::new();
    let mut names = Groups::new();
    let mut bytes = Groups::new();
    let mut outcomes = Groups::new();
    let mut ids = Groups::new();
    for (position, file) in files.iter().enumerate() {
        names
            .entry(same_name(&file.path))
            .or_default()
            .push(position);
        let id = file.id.folded();
        let stem = same_name(stem(&file.path));
        if id != stem {
            ids.entry(stem).or_default().push(position);
        }
        ids.entry(id).or_default().push(position);
        if let Some(digest) = file.digest {
            bytes.entry(digest).or_default().push(position);
        }
        if let Some(told) = &file.told {
            let case = told.case.as_deref().map(same_name);
            if let Some(case) = case.filter(|case| !case.is_empty()) {
                outcomes
                    .entry((case, told.outcome.as_str(), told.date))
                    .or_default()
                    .push(position);
            }
        }
    }
    let path = |position: usize| files[position].path.as_str();
    let mut say = |position: usize, pointed: Pointed| found.push((position, pointed));
    for (one, other) in clashes(&names) {
        let message = format!(
            "differs from {} only by letter case, or by how its letters are put together",
            path(other)
        );
        let diagnostic = Diagnostic::new(Code::FileName, message)
            .help("Windows and macOS hold them for one file; rename one: git mv");
        say(one, Pointed::of_file(diagnostic));
    }
    for (one, other) in clashes(&ids) {
        if same_name(path(one)) == same_name(path(other)) {
            continue;
        }
        let id = &files[one].id;
        let message = format!("{} is called `{id}` as well", path(other));
        let is_of_copy = |position: usize| Id::is_of_copy(stem(path(position)));
        let help = match (is_of_copy(one), is_of_copy(other)) {
            (true, false) => {
                "a sync client or a merge made this copy, and it is not counted: bring what only it says into the other, and delete it"
            }
            (false, true) => {
                "the other is a copy that a sync client or a merge made, and is not counted: bring what only it says in here, and delete it"
            }
            _ => "one of them is counted: give the copy another ending, or delete it",
        };
        let diagnostic = Diagnostic::new(Code::SameId, message).help(help);
        say(one, Pointed::of_file(diagnostic));
    }
    let same_bytes = |one: usize, other: usize| {
        files[one].digest.is_some() && files[one].digest == files[other].digest
    };
    let is_copy = |one: usize, other: usize| Id::is_copy_of(stem(path(one)), stem(path(other)));
    for (one, other) in clashes(&bytes) {
        if files[one].id.folded() == files[other].id.folded() {
            continue;
        }
        let group = files[one].digest.and_then(|digest| bytes.get(&digest));
        let group = group.map_or(&[][..], Vec::as_slice);
        let more = match group.len() {
            0..=2 => String::new(),
            same => format!(" and {} more", same - 2),
        };
        let mut others = group.iter().filter(|other| **other != one).take(NEAR);
        let message = format!("says the same as {}{more}, byte for byte", path(other));
        let has_case = files[one]
            .told
            .as_ref()
            .is_some_and(|told| told.case.is_some());
        let are_two = more.is_empty();
        let help = if others.clone().any(|other| is_copy(one, *other)) {
            "it is a copy, and is not counted: delete it"
        } else if has_case || others.all(|other| is_copy(*other, one)) {
            match are_two {
                true => "one of them is counted: delete the other",
                false => "one of them is counted: delete the others",
            }
        } else if are_two {
            "both are counted, as two can have been alike: give each its case, or delete one"
        } else {
            "all but copies are counted, as several can have been alike: give each its case, or delete all but one"
        };
        let diagnostic = Diagnostic::new(Code::Identical, message).help(help);
        say(one, Pointed::of_file(diagnostic));
    }
    for (one, other) in clashes(&outcomes) {
        if same_bytes(one, other) {
            continue;
        }
        let message = format!("{} has the same case, outcome and date", path(other));
        let diagnostic = Diagnostic::new(Code::SameOutcome, message)
            .help("one of them is counted; keep one, and move into it what the other says");
        say(one, Pointed::at("case", diagnostic));
    }
    for (one, other) in written_in_two(files) {
        let message = format!(
            "{} has the same role, outcome and day, and a part that is not written here",
            path(other)
        );
        let diagnostic = Diagnostic::new(Code::PerhapsOne, message).help(
            "if both are one candidate, bring the parts together in one and delete the other",
        );
        say(one, Pointed::of_file(diagnostic));
    }
    for (one, other) in imported_twice(files) {
        let message = format!(
            "{} looks like the same outcome, from another import",
            path(other)
        );
        let diagnostic = Diagnostic::new(Code::TwoImports, message).help(
            "one that nobody has written in is not counted; if both are one candidate, keep the one that says more and delete the other",
        );
        say(one, Pointed::of_file(diagnostic));
    }
    for (fact, of) in NAMES {
        for (one, name) in spelled_otherwise(files, of) {
            let own = files[one].told.as_ref().and_then(of).unwrap_or_default();
            let message = format!("{fact} \"{own}\" is written \"{name}\" elsewhere");
            let help = match same_name(own) == same_name(name) {
                true => "they are counted as one; write it in one way, so that people find it",
                false => "they are counted apart; if they are one, write it in one way",
            };
            let diagnostic = Diagnostic::new(Code::Spelling, message).help(help);
            say(one, Pointed::at(fact, diagnostic));
        }
    }
    found
}

/// What a file says under one of the keys below.
type NameOf = fn(&Told) -> Option<&str>;

/// The keys under which people write names as they like.
const NAMES: [(&str, NameOf); 2] = [
    ("role", |told| told.role.as_deref()),
    ("team", |told| told.team.as_deref()),
];

/// Files whose name has a spelling that is used less than another of it, with that. Letter
/// case and blanks around it are nothing to speak of.
fn spelled_otherwise<'s>(files: &[&'s Seen], of: NameOf) -> Vec<(usize, &'s str)> {
    let mut spellings: HashMap<String, HashMap<String, Vec<usize>>> = HashMap::new();
    for (position, file) in files.iter().enumerate() {
        if let Some(name) = file.told.as_ref().and_then(of) {
            let mut letters = same_name(name);
            letters.retain(|sign| {
                !matches!(
                    sign,
                    ' ' | '-' | '_' | '/' | '.' | ',' | '\u{2010}'..='\u{2015}'
                )
            });
            let written = name.trim().to_lowercase();
            let of_name = spellings.entry(letters).or_default();
            of_name.entry(written).or_default().push(position);
        }
    }
    let name = |position: usize| {
        files[position]
            .told
            .as_ref()
            .and_then(of)
            .unwrap_or_default()
    };
    let mut found = Vec::new();
    for (letters, of_name) in spellings {
        if of_name.len() < 2 || letters.is_empty() {
            continue;
        }
        let mut ways: Vec<_> = of_name.into_iter().collect();
        ways.sort_by(|(one, at), (other, also)| (also.len(), one).cmp(&(at.len(), other)));
        let usual = ways[0].1[0];
        let others = ways.iter().skip(1).flat_map(|(_, positions)| positions);
        found.extend(others.map(|position| (*position, name(usual).trim())));
    }
    found.sort_unstable();
    found
}

/// Two files of one outcome of a role and a day of which each has parts that the other lacks:
/// written by two people, most likely, of whom neither saw the other's.
fn written_in_two(files: &[&Seen]) -> Vec<(usize, usize)> {
    let mut groups = Groups::new();
    for (position, file) in files.iter().enumerate() {
        if let Some(told) = file.told.as_ref().filter(|told| !told.written.is_empty())
            && let Some(role) = &told.role
        {
            let key = (told.outcome.as_str(), told.date, same_name(role));
            groups.entry(key).or_default().push((position, told));
        }
    }
    let case = |told: &Told| told.case.as_deref().map(same_name);
    let mut found = Vec::new();
    for group in groups.values() {
        for (one, told) in group.iter().take(NEAR) {
            let is_apart = |other: &Told| {
                let mut parts = other.written.iter();
                let is_other_case = other.case.is_none() || case(other) != case(told);
                is_other_case && !parts.any(|part| told.written.contains(part))
            };
            let other = group.iter().take(NEAR).find(|(_, other)| is_apart(other));
            found.extend(other.map(|(other, _)| (*one, *other)));
        }
    }
    found.sort_unstable();
    found
}

/// Two files of one outcome of a role, a day apart at most, that two imports wrote: one
/// candidate, most likely, whom two systems know.
fn imported_twice(files: &[&Seen]) -> Vec<(usize, usize)> {
    let mut imported: Vec<_> = files
        .iter()
        .enumerate()
        .filter_map(|(position, file)| {
            let (import, told) = (file.import.as_deref()?, file.told.as_ref()?);
            let role = same_name(told.role.as_deref()?);
            Some((told.outcome.as_str(), role, told.date, import, position))
        })
        .collect();
    imported.sort_unstable();
    let is_twin = |one: &(&str, String, Day, &str, usize),
                   other: &(&str, String, Day, &str, usize)| {
        (one.0, &one.1) == (other.0, &other.1)
            && one.3 != other.3
            && one.2.plus_days(1) >= other.2
            && other.2.plus_days(1) >= one.2
    };
    let mut found = Vec::new();
    for (at, one) in imported.iter().enumerate() {
        let around = at.saturating_sub(NEAR)..(at + NEAR + 1).min(imported.len());
        let twin = imported[around].iter().find(|other| is_twin(one, other));
        found.extend(twin.map(|twin| (one.4, twin.4)));
    }
    found.sort_unstable();
    found
}

/// How far a twin is looked for, among the files of a role and an outcome by day.
const NEAR: usize = 64;

/// What is wrong with the name of a file, wherever it is checked out.
pub fn name(path: &str) -> Option<Pointed> {
    let help = "rename it: git mv";
    // Of what is named from elsewhere; no name of anything.
    let names = path.split('/').filter(|name| !matches!(*name, "." | ".."));
    let why = { names }.find_map(unportable).or_else(|| {
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

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// Positions of files, by what they share.
type Groups<K, V = usize> = HashMap<K, Vec<V>>;

/// Each file that shares something, with one that it shares it with.
fn clashes<K>(groups: &Groups<K>) -> Vec<(usize, usize)> {
    let groups = groups.values().filter(|group| group.len() > 1);
    let other = |group: &[usize], one: usize| group[usize::from(one == group[0])];
    let clashes = groups.flat_map(|group| group.iter().map(move |one| (*one, other(group, *one))));
    let mut clashes: Vec<_> = clashes.collect();
    clashes.sort_unstable();
    // Two files can share an id and a stem.
    clashes.dedup();
    clashes
}
