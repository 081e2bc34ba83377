mod finding;
mod plain;
#[cfg(unix)] // links, pipes and permission bits
mod reading;
#[cfg(unix)]
mod writing;

use super::*;
use crate::diagnostic::line_and_column;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::model::PostMortem;
use std::path::Path;
use std::{fs, io};
use tempfile::TempDir;

const VALID: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"rejected\"\nrole = \"Analyst\"\n";

/// Holds the problems of a text against what was expected, one a line:
/// `line:column code part of the message … another part => part of the help`.
#[track_caller]
pub(in crate::log) fn check_problems(text: &str, found: &[Diagnostic], expected: &str) {
    let shown = |problem: &Diagnostic| {
        let place = problem.place.as_ref().map(|place| {
            let (line, column) = line_and_column(text, place.start);
            format!("{line}:{column}")
        });
        let place = place.unwrap_or_else(|| "-".to_owned());
        let kind = if problem.is_error() {
            "error"
        } else {
            "warning"
        };
        let help = problem.help.as_deref().unwrap_or("nothing");
        let code = problem.code;
        let said = problem.sentence();
        format!("{place} {code} {kind}: {said} => {help}")
    };
    let found: Vec<_> = found.iter().map(shown).collect();
    let expected: Vec<_> = expected.trim().lines().map(str::trim).collect();
    let is = |(found, expected): (&String, &&str)| {
        let (what, help) = expected.split_once(" => ").unwrap_or((expected, ""));
        let (found_what, found_help) = found.split_once(" => ").unwrap();
        let (place, words) = what.split_at(what.find(" HL").unwrap() + 6);
        found_what.starts_with(place)
            && words
                .trim()
                .split(" … ")
                .all(|part| found_what.contains(part))
            && found_help.contains(help)
    };
    let agree = found.len() == expected.len() && found.iter().zip(&expected).all(is);
    let text: String = text.chars().take(1_000).collect();
    assert!(agree, "in\n{text}\nfound {found:#?}\nnot {expected:#?}");
}

/// Blocks of lines of a file, each with its problems, indented, below it.
#[track_caller]
pub(in crate::log) fn each_block(blocks: &str, check: impl Fn(&str, &str)) {
    for block in blocks.trim().split("\n\n") {
        let (expected, text): (Vec<_>, Vec<_>) =
            block.lines().partition(|line| line.starts_with("    "));
        check(&(text.join("\n") + "\n"), &expected.join("\n"));
    }
}

/// A log that holds these files.
fn log(files: &[(&str, &str)]) -> (TempDir, Log) {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), KeptBy::ATeam).unwrap();
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    let log = Log::open(folder.path()).unwrap();
    (folder, log)
}

fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn dated(date: &str) -> String {
    VALID.replace("2026-11-20", date)
}

fn analyst() -> PostMortem {
    decode(VALID).post_mortem.unwrap()
}

/// Every name below the folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        names.push(entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            names.extend(self::names(&entry.path()));
        }
    }
    names.sort();
    names
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    let problems = error
        .findings
        .iter()
        .flat_map(|findings| &findings.diagnostics);
    let messages = problems.map(|problem| &problem.message);
    [error.what.as_str()]
        .into_iter()
        .chain(messages.map(String::as_str))
        .chain(error.hints.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("\n")
}
