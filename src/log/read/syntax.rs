//! What the TOML parser reports, as diagnostics that say what to do.

use crate::diagnostic::{Code, Diagnostic};
use crate::log::conflict::conflict_markers;
use crate::log::read::fields::Problems;
use std::ops::Range;
use toml_spanner::{Arena, Error, ErrorKind, Table};

/// The limit at which the parser gives up.
const MOST: usize = 25;

/// What a text says, read as far as that goes, and what is wrong with it, in order.
pub(in crate::log) fn recovered<T>(
    source: &str,
    read: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> (T, Vec<Diagnostic>) {
    let (said, problems) = recovered_with(source, Problems::default(), read);
    (said, problems.diagnostics)
}

/// The same, by a reader that was told what to look for.
pub(in crate::log) fn recovered_with<T>(
    source: &str,
    mut problems: Problems,
    read: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> (T, Problems) {
    let arena = Arena::new();
    let document = toml_spanner::parse_recoverable(source, &arena);
    let said = read(document.table(), &mut problems);
    let diagnostics = &mut problems.diagnostics;
    if !document.errors().is_empty() {
        // What the broken lines hold is not known to be missing.
        diagnostics.retain(|one| one.code != Code::Missing);
        with_syntax_errors(diagnostics, document.errors(), source);
    }
    let conflicts = conflict_markers(source);
    if !conflicts.is_empty() {
        *diagnostics = conflicts;
    }
    diagnostics.sort_by_key(|one| one.place.as_ref().map_or(0, |place| place.start));
    (said, problems)
}

/// Adds the syntax errors, and takes away what only follows from them: below a
/// broken `[header]`, keys appear to stand where they do not.
fn with_syntax_errors(found: &mut Vec<Diagnostic>, errors: &[Error], source: &str) {
    let place = |error: &Error| whole_characters(error.span().range(), source);
    let lost = errors
        .iter()
        .map(|error| place(error).start)
        .filter(|&start| is_header(line_of(source, start)))
        .min()
        .unwrap_or(usize::MAX);
    found.retain(|problem| {
        problem
            .place
            .as_ref()
            .is_none_or(|place| place.start <= lost)
    });
    for error in errors {
        let follows =
            place(error).start > lost && matches!(error.kind(), ErrorKind::DuplicateKey { .. });
        if !follows {
            found.push(syntax_error(error, source));
        }
    }
    let last = errors
        .iter()
        .map(|error| place(error).end)
        .max()
        .unwrap_or(0);
    let unread = source[last..].split_once('\n').map_or("", |(_, rest)| rest);
    if errors.len() >= MOST && !unread.trim().is_empty() {
        let end = source.len();
        let message = format!("{MOST} lines are not TOML; the rest was not looked at");
        found.push(
            Diagnostic::error(Code::Syntax, end..end, message).help("is this the right file?"),
        );
    }
}

/// A line that was meant to begin a table.
fn is_header(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('[') || line.ends_with(']') && !line.contains('=')
}

pub(in crate::log) fn syntax_error(error: &Error, source: &str) -> Diagnostic {
    let place = whole_characters(error.span().range(), source);
    let message = match error.kind() {
        ErrorKind::OutOfRange { ty, .. } if ty.contains("recursion") => {
            "nested too deep".to_owned()
        }
        ErrorKind::Unexpected('\n' | '\r') | ErrorKind::UnexpectedEof => {
            "the value is missing".to_owned()
        }
        ErrorKind::UnquotedString => "text without quotes".to_owned(),
        _ => error.message(source),
    };
    let help = match error.kind() {
        ErrorKind::UnquotedString => Some("put the text in quotes"),
        ErrorKind::UnterminatedString(_) => {
            Some("close the quotes; a text of several lines stands between \"\"\" and \"\"\"")
        }
        ErrorKind::DuplicateKey { .. } | ErrorKind::DuplicateTable { .. } => {
            Some("keep one of the two")
        }
        ErrorKind::InvalidEscape(_) | ErrorKind::InvalidHexEscape(_) => {
            Some("write a backslash as \\\\, or put the text in single quotes")
        }
        ErrorKind::InvalidDateTime(_) => Some("write year, month and day, such as 2026-11-20"),
        ErrorKind::MissingArrayComma | ErrorKind::UnclosedArray => {
            Some("put a comma between the items, and ] behind the last")
        }
        ErrorKind::Unexpected('\n' | '\r') | ErrorKind::UnexpectedEof => {
            Some("write \"\" for nothing")
        }
        ErrorKind::Unexpected('\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}') => {
            Some("a word processor curled the quotes; write plain ones")
        }
        _ => None,
    };
    let mut diagnostic = Diagnostic::error(Code::Syntax, place, message);
    diagnostic.help = help.map(str::to_owned);
    diagnostic
}

/// The parser counts bytes, and may stop inside a character.
fn whole_characters(place: Range<usize>, source: &str) -> Range<usize> {
    let mut start = place.start.min(source.len());
    while !source.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = place.end.clamp(start, source.len());
    while !source.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

fn line_of(source: &str, byte: usize) -> &str {
    let start = source[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    source[start..].lines().next().unwrap_or_default()
}
