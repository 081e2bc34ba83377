//! The house rules that a compiler does not hold: which room may import which,
//! what rooms may not be called, and how large a room may grow.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads the sources, and stops where it cannot go on"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom. `cmd` ties the rooms together and may import all.
const ROOMS: [(&str, &[&str]); 18] = [
    ("model", &[]),
    ("diagnostic", &["model"]),
    ("error", &["diagnostic"]),
    ("vocabulary", &["model", "diagnostic"]),
    ("query", &["model", "vocabulary", "diagnostic"]),
    ("patterns", &["model", "vocabulary", "query"]),
    ("mail", &["model", "vocabulary"]),
    ("interview", &["model", "vocabulary", "context", "render"]),
    ("language", &["model", "diagnostic"]),
    ("check", &["model", "vocabulary", "language", "diagnostic"]),
    ("import", &["model", "vocabulary"]),
    ("log", &["model", "diagnostic", "error"]),
    (
        "render",
        &["model", "vocabulary", "patterns", "diagnostic", "error"],
    ),
    ("context", &["model", "error"]),
    (
        "cli",
        &["import", "model", "diagnostic", "context", "query"],
    ),
    (
        "session",
        &[
            "cli",
            "context",
            "diagnostic",
            "error",
            "log",
            "model",
            "patterns",
            "query",
            "render",
            "vocabulary",
        ],
    ),
    (
        "writing",
        &[
            "check",
            "cli",
            "context",
            "diagnostic",
            "error",
            "language",
            "log",
            "model",
            "patterns",
            "interview",
            "mail",
            "render",
            "session",
            "vocabulary",
        ],
    ),
    (
        "cmd",
        &[
            "check",
            "cli",
            "context",
            "diagnostic",
            "error",
            "import",
            "interview",
            "language",
            "log",
            "mail",
            "model",
            "patterns",
            "query",
            "render",
            "session",
            "vocabulary",
            "writing",
        ],
    ),
];

fn sources() -> Vec<PathBuf> {
    fn add(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    add(&root().join("src"), &mut found);
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The room of a file: the folder or file right below `src`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Every room named behind `crate::` in a text, however it is written.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (position, _) in text.match_indices("crate::") {
        let rest = &text[position + "crate::".len()..];
        let name: String = rest
            .chars()
            .take_while(|character| character.is_ascii_lowercase() || *character == '_')
            .collect();
        assert!(
            !rest.starts_with('{'),
            "write `use crate::room::…` one room a line: {}",
            &rest[..40.min(rest.len())]
        );
        found.insert(name);
    }
    found
}

#[test]
fn imports_run_one_way() {
    let allowed: BTreeMap<_, _> = ROOMS.into_iter().collect();
    for path in sources() {
        let room = room(&path);
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let may = allowed
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{room} is a new room: say what it may import"));
        for import in imports(&fs::read_to_string(&path).unwrap()) {
            let own = import == room || import.is_empty();
            assert!(
                own || may.contains(&import.as_str()),
                "{}: {room} may not import {import}",
                path.display()
            );
        }
    }
}

#[test]
fn the_table_of_rooms_has_no_circle() {
    let allowed: BTreeMap<_, _> = ROOMS.into_iter().collect();
    fn reaches(from: &str, to: &str, allowed: &BTreeMap<&str, &[&str]>) -> bool {
        allowed[from]
            .iter()
            .any(|next| *next == to || reaches(next, to, allowed))
    }
    for (room, _) in ROOMS {
        assert!(
            !reaches(room, room, &allowed),
            "{room} imports itself in the end"
        );
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_one_room() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let lines = text.lines().count();
        assert!(
            lines <= 400 || name == "tests.rs",
            "{}: {lines} lines are two rooms",
            path.display()
        );
        assert!(
            text.starts_with("//!") || name == "tests.rs",
            "{} does not say what it is for",
            path.display()
        );
        for word in ["util", "common", "helper", "misc", "types", "manager"] {
            assert!(
                !name.contains(word),
                "{}: no room is called that",
                path.display()
            );
        }
    }
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 60, "main is a recipe");
}

/// What protects from settings in a folder of the log stands there, and counts
/// for every git that way.
#[test]
fn git_is_started_at_one_place() {
    let starts = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        text.contains("Command::new(\"git\")")
    };
    let places: Vec<_> = sources().into_iter().filter(starts).collect();
    assert_eq!(places, [root().join("src/context/git.rs")]);
}

#[test]
fn only_three_places_may_reach_outside() {
    for path in sources() {
        let below = path
            .strip_prefix(root().join("src"))
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let may = ["log/mod.rs", "context/mod.rs", "main.rs"].contains(&below.as_str());
        let text = fs::read_to_string(&path).unwrap();
        let does = text.contains("clippy::disallowed_methods")
            || text.contains("clippy::disallowed_macros");
        assert!(
            may || !does,
            "{below} may not touch the disk, the clock, the environment or the terminal"
        );
    }
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        } else if in_dependencies && line.contains('=') {
            assert!(line.contains(" # "), "no reason beside: {line}");
        }
    }
}
