//! CSV: one row a post-mortem. Lists are joined by semicolons; a cell that a
//! spreadsheet would run as a formula begins with an apostrophe.

use super::visible::visible_lines;
use crate::model::{Entry, Fit, Party};
use ::csv::{Terminator, WriterBuilder};

const HEAD: [&str; 12] = [
    "id", "path", "date", "outcome", "stage", "role", "team", "case", "tldr", "fit", "wanted",
    "pitched",
];

pub fn csv(entries: &[&Entry]) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let sections = Party::ALL
        .into_iter()
        .flat_map(|party| ["by", "owned", "dropped", "next"].map(|key| format!("{party}_{key}")));
    let head: Vec<String> = HEAD
        .into_iter()
        .map(str::to_owned)
        .chain(sections)
        .collect();
    // Writing to memory does not fail.
    let _ = writer.write_record(&head);
    for entry in entries {
        let _ = writer.write_record(cells(entry).iter().map(|cell| harmless(cell)));
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

fn cells(entry: &Entry) -> Vec<String> {
    let post_mortem = &entry.post_mortem;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut cells = vec![
        entry.id.to_string(),
        entry.path.clone(),
        post_mortem.date.to_string(),
        post_mortem.outcome.clone(),
        text(&post_mortem.stage),
        text(&post_mortem.role),
        text(&post_mortem.team),
        text(&post_mortem.case),
        text(&post_mortem.tldr),
        post_mortem
            .fit
            .map_or(String::new(), |fit| Fit::as_str(fit).to_owned()),
        post_mortem.wanted.join(";"),
        post_mortem.pitched.join(";"),
    ];
    for section in &post_mortem.sections {
        let by = section.by.map_or("", Party::as_str).to_owned();
        cells.extend([
            by,
            section.owned.clone(),
            section.dropped.join(";"),
            section.next.clone(),
        ]);
    }
    cells
}

pub(super) fn harmless(cell: &str) -> String {
    let shown = visible_lines(cell);
    match cell.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r') => format!("'{shown}"),
        _ => shown.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_escapes_are_shown() {
        for (cell, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("-1+1", "'-1+1"),
            ("a\u{1b}b\nc", "a\\u{1b}b\nc"),
            ("plain", "plain"),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
}
