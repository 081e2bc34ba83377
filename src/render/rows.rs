//! A log as rows for other tools, drawn a part at a time: a row a post-mortem, a
//! dropped ball, or a chance to drop one, as CSV or as JSON.

use super::columns::{self, Logs, Row, with_schema};
use super::json::{SCHEMA, line, pretty};
use crate::model::{DecisionEntry, Entry};
use crate::patterns::{Chance, EveryChance};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// How rows are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Csv,
    /// The CSV that Excel reads right under every language and list separator.
    Excel,
    /// One object a line.
    JsonLines,
    /// One document, a row a line.
    Json,
    /// One document, indented for people.
    Pretty,
}

impl Layout {
    /// The text as it stands in the file. Excel takes no notice of the mark of UTF-8 where
    /// a line names the separator, and of that of UTF-16 it does.
    pub fn bytes(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Excel => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Csv | Self::JsonLines | Self::Json | Self::Pretty => {
                Cow::Borrowed(text.as_bytes())
            }
        }
    }

    /// What stands before the first row, and behind the last.
    fn begin(self, name: &str, row: &Row<'_>) -> String {
        match self {
            Self::Csv => columns::csv_head(row),
            Self::Excel => format!("\u{feff}sep=,\r\n{}", columns::csv_head(row)),
            Self::JsonLines => String::new(),
            Self::Json => format!("{{\n\"schema\": {SCHEMA},\n\"{name}\": [\n"),
            Self::Pretty => format!("{{\n  \"schema\": {SCHEMA},\n  \"{name}\": ["),
        }
    }

    const fn end(self, is_empty: bool) -> &'static str {
        match self {
            Self::Csv | Self::Excel | Self::JsonLines => "",
            Self::Json => "\n]\n}\n",
            Self::Pretty if is_empty => "]\n}\n",
            Self::Pretty => "\n  ]\n}\n",
        }
    }
}

/// Writes rows of one kind in one layout.
pub struct RowWriter<'v> {
    layout: Layout,
    of: RowsOf<'v>,
    logs: Logs,
    is_first: bool,
}

/// One row each of what.
pub enum RowsOf<'v> {
    PostMortems,
    Balls(&'v Vocabulary),
    Chances(EveryChance<'v>),
}

impl RowsOf<'_> {
    fn rows<'a>(&'a self, entry: &'a Entry, logs: Logs) -> Vec<Row<'a>> {
        match self {
            Self::PostMortems => vec![columns::of_entry(entry, logs)],
            Self::Balls(words) => Chance::taken(entry, words)
                .into_iter()
                .map(|ball| columns::of_dropped(entry, ball, words, logs))
                .collect(),
            Self::Chances(every) => every
                .of(entry)
                .into_iter()
                .map(|ball| columns::of_chance(entry, ball, logs))
                .collect(),
        }
    }
}

impl<'v> RowWriter<'v> {
    pub const fn new(layout: Layout, of: RowsOf<'v>, logs: Logs) -> Self {
        let is_first = true;
        Self {
            layout,
            of,
            logs,
            is_first,
        }
    }

    /// What stands before the first row.
    pub fn begin(&self) -> String {
        let (blank, ball) = (Entry::default(), Chance::default());
        let (name, row) = match &self.of {
            RowsOf::PostMortems => ("post_mortems", columns::of_entry(&blank, self.logs)),
            RowsOf::Balls(words) => {
                let row = columns::of_dropped(&blank, ball, words, self.logs);
                ("dropped_balls", row)
            }
            RowsOf::Chances(_) => ("chances", columns::of_chance(&blank, ball, self.logs)),
        };
        self.layout.begin(name, &row)
    }

    /// The rows of these post-mortems.
    pub fn add(&mut self, entries: &[&Entry]) -> String {
        let rows = entries
            .iter()
            .flat_map(|entry| self.of.rows(entry, self.logs));
        let rows: Vec<_> = rows.collect();
        drawn(self.layout, &rows, &mut self.is_first)
    }

    /// What stands behind the last row.
    pub const fn end(&self) -> &'static str {
        self.layout.end(self.is_first)
    }
}

/// `show`: one post-mortem.
pub fn post_mortem_json(entry: &Entry, logs: Logs) -> String {
    pretty(&with_schema(columns::of_entry(entry, logs)))
}

/// The decisions, a row each.
pub fn decision_rows(layout: Layout, entries: &[DecisionEntry], logs: Logs) -> String {
    let rows = entries.iter().map(|one| columns::of_decision(one, logs));
    let rows: Vec<_> = rows.collect();
    let blank = DecisionEntry::default();
    let begin = layout.begin("decisions", &columns::of_decision(&blank, logs));
    begin + &drawn(layout, &rows, &mut true) + layout.end(entries.is_empty())
}

fn drawn(layout: Layout, rows: &[Row<'_>], is_first: &mut bool) -> String {
    if matches!(layout, Layout::Csv | Layout::Excel) {
        return columns::csv_rows(rows);
    }
    let mut text = String::new();
    for row in rows {
        let is_first = std::mem::take(is_first);
        match layout {
            Layout::Pretty => {
                text.push_str(if is_first { "" } else { "," });
                // In a list within a list it stands as far in as in the document.
                let row = pretty(&[[row]]);
                let row = row.strip_prefix("[\n  [");
                let row = row.and_then(|row| row.strip_suffix("\n  ]\n]\n"));
                text.push_str(row.unwrap_or_default());
            }
            Layout::Json if !is_first => text.push_str(&format!(",\n{}", line(row))),
            Layout::JsonLines => text.push_str(&format!("{}\n", line(row))),
            _ => text.push_str(&line(row)),
        }
    }
    text
}
