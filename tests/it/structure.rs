//! The house rules that a compiler does not hold: which room may import which,
//! what rooms may not be called, and how large a room may grow.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads the sources, and stops where it cannot go on"
)]

mod arrows;
mod flags;
mod names;
mod source;

use arrows::{Sources, circles};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom. `cmd` ties the rooms together and may import all.
const ROOMS: [(&str, &[&str]); 21] = [
    ("model", &[]),
    ("diagnostic", &["model"]),
    ("error", &["diagnostic", "model"]),
    ("talk", &["model"]),
    ("vocabulary", &["model", "diagnostic"]),
    ("query", &["model", "vocabulary", "diagnostic"]),
    ("patterns", &["model", "vocabulary", "query"]),
    ("mail", &["model", "vocabulary", "talk"]),
    (
        "interview",
        &[
            "model",
            "vocabulary",
            "context",
            "render",
            "sentence",
            "talk",
        ],
    ),
    ("sentence", &["model", "vocabulary"]),
    ("language", &["model", "diagnostic"]),
    (
        "check",
        &["model", "vocabulary", "language", "diagnostic", "talk"],
    ),
    ("import", &["model", "vocabulary"]),
    ("log", &["model", "diagnostic", "error", "talk"]),
    (
        "render",
        &[
            "model",
            "vocabulary",
            "patterns",
            "diagnostic",
            "error",
            "talk",
        ],
    ),
    ("context", &["model", "error", "talk"]),
    ("cli", &["flags", "import", "model", "diagnostic", "query"]),
    ("flags", &["model", "context"]),
    (
        "session",
        &[
            "flags",
            "context",
            "diagnostic",
            "error",
            "log",
            "model",
            "patterns",
            "query",
            "render",
            "talk",
            "vocabulary",
        ],
    ),
    (
        "writing",
        &[
            "check",
            "flags",
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
            "sentence",
            "session",
            "talk",
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
            "flags",
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
            "talk",
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

/// A file as it is called below `src`.
fn below_src(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    below.to_str().unwrap().replace('\\', "/")
}

/// For each file the files that define what it uses; without tests and the recipe.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let files = sources().into_iter().filter_map(|path| {
        let file = below_src(&path);
        let is_test = file == "main.rs" || file.ends_with("tests.rs") || file.contains("/tests/");
        (!is_test).then(|| (file, fs::read_to_string(&path).unwrap()))
    });
    Sources::new(files).arrows()
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
fn every_permission_is_used() {
    let mut used = BTreeSet::new();
    for path in sources() {
        let imports = imports(&fs::read_to_string(&path).unwrap());
        used.extend(imports.into_iter().map(|import| (room(&path), import)));
    }
    let mut unused = Vec::new();
    for (room, allowed) in ROOMS {
        let allowed = allowed
            .iter()
            .map(|import| (room.to_owned(), (*import).to_owned()));
        unused.extend(allowed.filter(|pair| !used.contains(pair)));
    }
    assert!(unused.is_empty(), "take out of the table: {unused:?}");
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
fn every_flag_is_read() {
    let files = sources().into_iter();
    let files = files.map(|path| (below_src(&path), fs::read_to_string(&path).unwrap()));
    let unread = flags::unread(&files.collect());
    assert!(unread.is_empty(), "nobody reads {unread:?}");
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

#[test]
fn no_two_files_use_each_other() {
    let all = uses();
    let around = circles(&all);
    let mut said = String::new();
    for circle in &around {
        said += "\nin a circle:\n";
        for file in circle {
            let used = &all[*file];
            let used: Vec<_> = used
                .iter()
                .filter(|used| circle.contains(used.as_str()))
                .collect();
            said += &format!("  {file} uses {used:?}\n");
        }
    }
    assert!(around.is_empty(), "{said}");
}

/// The commands, as the parser lists them.
fn commands() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("src/cli/mod.rs")).unwrap();
    let (_, list) = text.split_once("enum Command {\n").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    let name = |line: &str| {
        line.trim()
            .split_once('(')
            .map(|(name, _)| name.to_lowercase())
    };
    list.lines().filter_map(name).collect()
}

#[test]
fn cmd_and_cli_hold_one_file_a_command_and_nothing_else() {
    let commands = commands();
    // `reference.rs` is what holds for every command.
    let rooms = ["cmd/mod.rs", "cli/mod.rs", "cli/reference.rs"];
    let mut expected = BTreeSet::from(rooms.map(str::to_owned));
    for command in &commands {
        expected.extend(["cmd", "cli"].map(|room| format!("{room}/{command}.rs")));
    }
    let mut found = BTreeSet::new();
    for file in sources().iter().map(|path| below_src(path)) {
        // A command that is too large for a file has a folder beside it.
        let belongs_to = |command: &String| file.starts_with(&format!("cmd/{command}/"));
        let is_in = file.starts_with("cmd/") || file.starts_with("cli/");
        if is_in && !commands.iter().any(belongs_to) {
            found.insert(file);
        }
    }
    assert_eq!(found, expected);
}

/// Where a property failed once, its seed is tried first ever after.
#[test]
fn seeds_lie_beside_their_tests() {
    let mut folders = vec![root().join("src"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_seed = path
                .extension()
                .is_some_and(|extension| extension == "seeds");
            let is_lost = is_seed && !path.with_extension("rs").is_file();
            assert!(!is_lost, "{} has no test beside it", path.display());
            folders.extend(path.is_dir().then_some(path));
        }
    }
}
