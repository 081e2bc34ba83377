//! A log as rows for other tools, drawn a part at a time: a row a post-mortem, a
//! dropped ball, or a chance to drop one, as CSV or as JSON.

use super::balls;
use super::columns::{self, ExportColumn, Logs, Object};
use super::json::{SCHEMA, line, pretty};
use crate::model::{DecisionEntry, Entry};
use crate::patterns::EveryChance;
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
    fn begin(self, name: &str, head: String) -> String {
        match self {
            Self::Csv => head,
            Self::Excel => format!("\u{feff}sep=,\r\n{head}"),
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
    of: Of<'v>,
    is_first: bool,
}

enum Of<'v> {
    PostMortems(Vec<ExportColumn<Entry>>),
    Balls(&'v Vocabulary, Logs),
    Chances(EveryChance<'v>, Logs),
}

impl<'v> RowWriter<'v> {
    pub fn of_post_mortems(layout: Layout, logs: Logs) -> Self {
        Self::new(layout, Of::PostMortems(columns::of_entries(logs)))
    }

    pub fn of_balls(layout: Layout, vocabulary: &'v Vocabulary, logs: Logs) -> Self {
        Self::new(layout, Of::Balls(vocabulary, logs))
    }

    pub fn of_chances(layout: Layout, every: EveryChance<'v>, logs: Logs) -> Self {
        Self::new(layout, Of::Chances(every, logs))
    }

    const fn new(layout: Layout, of: Of<'v>) -> Self {
        Self {
            layout,
            of,
            is_first: true,
        }
    }

    /// What stands before the first row.
    pub fn begin(&self) -> String {
        let (name, head) = match &self.of {
            Of::PostMortems(columns) => ("post_mortems", columns::csv_head(columns)),
            Of::Balls(_, logs) => ("dropped_balls", columns::csv_head(&balls::columns(*logs))),
            Of::Chances(_, logs) => ("chances", columns::csv_head(&balls::chance_columns(*logs))),
        };
        self.layout.begin(name, head)
    }

    /// The rows of these post-mortems.
    pub fn add(&mut self, entries: &[&Entry]) -> String {
        let entries = entries.iter().copied();
        match &self.of {
            Of::PostMortems(columns) => drawn(self.layout, columns, entries, &mut self.is_first),
            Of::Balls(vocabulary, logs) => {
                let rows = entries.flat_map(|entry| balls::dropped(entry, vocabulary));
                let rows: Vec<_> = rows.collect();
                let columns = balls::columns(*logs);
                drawn(self.layout, &columns, rows.iter(), &mut self.is_first)
            }
            Of::Chances(every, logs) => {
                let rows = entries.flat_map(|entry| balls::chances(entry, every));
                let rows: Vec<_> = rows.collect();
                let columns = balls::chance_columns(*logs);
                drawn(self.layout, &columns, rows.iter(), &mut self.is_first)
            }
        }
    }

    /// What stands behind the last row.
    pub const fn end(&self) -> &'static str {
        self.layout.end(self.is_first)
    }
}

/// The decisions, a row each.
pub fn decision_rows(layout: Layout, entries: &[DecisionEntry], logs: Logs) -> String {
    let columns = columns::of_decisions(logs);
    let begin = layout.begin("decisions", columns::csv_head(&columns));
    let rows = drawn(layout, &columns, entries.iter(), &mut true);
    begin + &rows + layout.end(entries.is_empty())
}

fn drawn<'r, R: 'r>(
    layout: Layout,
    columns: &[ExportColumn<R>],
    rows: impl Iterator<Item = &'r R>,
    is_first: &mut bool,
) -> String {
    if matches!(layout, Layout::Csv | Layout::Excel) {
        return columns::csv_rows(columns, rows);
    }
    let mut text = String::new();
    for row in rows {
        let is_first = std::mem::take(is_first);
        let object = Object {
            schema: None,
            columns,
            row,
        };
        match layout {
            Layout::Pretty => {
                let comma = if is_first { "" } else { "," };
                text.push_str(comma);
                // No text of JSON has a line end in it.
                let object = pretty(&object);
                let mut start = 0;
                for end in memchr::memchr_iter(b'\n', object.as_bytes()) {
                    text.push_str("\n    ");
                    text.push_str(&object[start..end]);
                    start = end + 1;
                }
            }
            Layout::Json if !is_first => text.push_str(&format!(",\n{}", line(&object))),
            Layout::JsonLines => text.push_str(&format!("{}\n", line(&object))),
            _ => text.push_str(&line(&object)),
        }
    }
    text
}
