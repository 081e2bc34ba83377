//! What `check` found: drawn for people, one line each, or JSON.

use super::findings::{drawn, one_line, place};
use super::json::{SCHEMA, pretty};
use super::style::{Look, Tone};
use super::words::plural;
use crate::diagnostic::{Counter, Diagnostic, Family, Findings, Severity};
use crate::model::Id;
use crate::talk::{CommandLine, Talk, visible};
use serde_json::json;
use std::path::PathBuf;

/// One file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Relative to the log, with forward slashes; programs go by it.
    pub path: String,
    /// Of a post-mortem.
    pub id: Option<Id>,
    /// The path as it is shown, the text, and what was found.
    pub findings: Findings,
    /// Where it lies; nothing for what came by standard input.
    pub file: Option<PathBuf>,
}

/// Findings drawn in full; of more, each is one line.
const DRAWN: usize = 60;

/// Blame findings shown a file: somebody who wrote in anger reads three, and
/// nobody reads thirty.
const MOST_BLAME: usize = 3;

/// Every file with findings, for people.
pub fn checked_page(files: &[&Examined], look: Look) -> String {
    let mut page = String::new();
    let mut count = 0;
    for file in files {
        let findings = &file.findings;
        let mut blame = 0;
        let mut counter = findings.source.as_deref().map(Counter::new);
        for one in &findings.diagnostics {
            blame += usize::from(one.code.family() == Family::Blame);
            if one.code.family() == Family::Blame && blame > MOST_BLAME {
                continue;
            }
            count += 1;
            page += &match &findings.source {
                Some(source) if count <= DRAWN => drawn(findings, source, one, look),
                _ => one_line(&findings.path, place(&mut counter, one), one, look),
            };
        }
        if blame > MOST_BLAME {
            page += &format!(
                "{}: {} more of blame; --format short lists them\n\n",
                visible(&findings.path),
                blame - MOST_BLAME
            );
        }
    }
    page
}

/// `path:line:column: severity[CODE]: message`, every finding.
pub fn checked_short(files: &[&Examined], look: Look) -> String {
    let line = |(file, one, place): (&Examined, &Diagnostic, _)| {
        one_line(&file.findings.path, place, one, look)
    };
    placed(files).map(line).collect()
}

/// Every finding with its line and column.
fn placed<'f>(
    files: &[&'f Examined],
) -> impl Iterator<Item = (&'f Examined, &'f Diagnostic, Option<(usize, usize)>)> {
    files.iter().flat_map(|file| {
        let mut counter = file.findings.source.as_deref().map(Counter::new);
        let all = file.findings.diagnostics.iter();
        all.map(move |one| (*file, one, place(&mut counter, one)))
    })
}

/// For whoever commits: what stops it, file by file, and of the rest how much it is.
pub fn checked_in_a_hook(
    files: &[&Examined],
    stops: impl Fn(&Diagnostic) -> bool,
    hirelog: &CommandLine,
    look: Look,
) -> String {
    let with = |kept: &dyn Fn(&Diagnostic) -> bool| -> Vec<_> {
        let mut files: Vec<_> = files.iter().copied().cloned().collect();
        for file in &mut files {
            file.findings.diagnostics.retain(|one| kept(one));
        }
        files
    };
    let stopping = with(&stops);
    let mut page = checked_page(&stopping.iter().collect::<Vec<_>>(), look);
    let rest = with(&|one| !stops(one));
    let mut diagnostics = rest.iter().flat_map(|file| &file.findings.diagnostics);
    if !page.is_empty() || diagnostics.any(|one| one.severity == Severity::Warning) {
        let rest = counted(&rest.iter().collect::<Vec<_>>());
        if !rest.is_empty() {
            page += &format!("{} to look at: {hirelog} check\n", rest.join(", "));
        }
    }
    page
}

/// How many of each severity.
fn counted(files: &[&Examined]) -> Vec<String> {
    let all = || files.iter().flat_map(|file| &file.findings.diagnostics);
    let count = |severity| all().filter(|one| one.severity == severity).count();
    let parts = [
        (Severity::Error, "error", ""),
        (Severity::Warning, "warning", ""),
        (Severity::Advice, "piece", " of advice"),
    ];
    parts
        .into_iter()
        .map(|(severity, one, rest)| (count(severity), one, rest))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, rest)| plural(count, one) + rest)
        .collect()
}

/// How much was found, how much of it can be put right, and what to type next.
pub fn checked_summary(
    files: &[&Examined],
    looked_at: usize,
    fixes: usize,
    hirelog: &CommandLine,
    look: Look,
) -> Talk {
    let all = || files.iter().flat_map(|file| &file.findings.diagnostics);
    let post_mortems = plural(looked_at, "post-mortem");
    let parts = counted(files);
    if parts.is_empty() {
        return format!("{post_mortems} checked, nothing found\n").into();
    }
    let mut summary = format!(
        "{} in {}; {post_mortems} checked\n",
        look.paint(Tone::Heading, parts.join(", ")),
        plural(files.len(), "file"),
    );
    // The weightiest first.
    if let Some(first) = all().min_by_key(|one| one.severity) {
        summary += &format!(
            "what a code means: {hirelog} check --explain {}\n",
            first.code
        );
    }
    if fixes > 0 {
        summary += &format!("{fixes} can be put right for certain: {hirelog} check --fix\n");
    }
    Talk::drawn(summary)
}

/// Every finding, for programs. A file as a whole stands at its first line.
pub fn checked_json(files: &[&Examined], looked_at: usize) -> String {
    let finding = |(file, one, place): (&Examined, &Diagnostic, Option<(usize, usize)>)| {
        let (line, column) = place.unwrap_or((1, 1));
        json!({
            "code": one.code.as_str(), "family": one.code.family().as_str(),
            "severity": one.severity.as_str(),
            "path": file.path, "id": file.id.as_ref().map(Id::as_str),
            "line": line, "column": column,
            "field": one.field, "words": words(file, one), "message": one.sentence(),
            "question": one.question, "help": one.help,
        })
    };
    let findings: Vec<_> = placed(files).map(finding).collect();
    pretty(&json!({ "schema": SCHEMA, "files": looked_at, "findings": findings }))
}

/// The words at fault: as they were read, else as they stand in the file, up to
/// the end of their line.
fn words<'a>(file: &'a Examined, one: &'a Diagnostic) -> Option<&'a str> {
    if let Some(words) = &one.words {
        return Some(words);
    }
    let source = file.findings.source.as_deref()?;
    let words = source.get(one.place.clone()?)?;
    let line = words.lines().next().unwrap_or_default();
    (!line.is_empty()).then_some(line)
}
