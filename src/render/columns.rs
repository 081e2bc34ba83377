//! What other tools read of a log: one table of columns gives the head and the cells
//! of a CSV, and the keys and values of JSON.

use crate::model::{DecisionEntry, Entry, Fact, IMPORTED, Key, Party, SORTED, Value, ValueKind};
use crate::talk::visible_lines;
use csv::{Terminator, WriterBuilder};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// One column of rows that each are made of an `R`.
pub(super) struct ExportColumn<R> {
    /// In JSON, the columns of a party are an object of their own.
    party: Option<Party>,
    name: &'static str,
    cell: Box<ExportCellOf<R>>,
}

type ExportCellOf<R> = dyn for<'a> Fn(&'a R) -> ExportCell<'a>;

/// What stands in a row and a column.
pub(super) enum ExportCell<'a> {
    Nothing,
    Text(Cow<'a, str>),
    List(&'a [String]),
    Answer(bool),
}

impl<R> ExportColumn<R> {
    pub fn new(
        name: &'static str,
        cell: impl for<'a> Fn(&'a R) -> ExportCell<'a> + 'static,
    ) -> Self {
        Self {
            party: None,
            name,
            cell: Box::new(cell),
        }
    }
}

impl<'a> ExportCell<'a> {
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// What a post-mortem says under a key.
    pub fn of_key(key: Key, entry: &'a Entry) -> Self {
        Self::of_fact(key.fact, key.get(&entry.post_mortem))
    }

    fn of_fact(fact: Fact, value: Option<Value<'a>>) -> Self {
        match value {
            Some(Value::Day(day)) => Self::Text(Cow::Owned(day.to_string())),
            Some(Value::List(list)) => Self::List(list),
            None if matches!(fact.about().kind, ValueKind::List(_)) => Self::List(&[]),
            value => value
                .and_then(Value::text)
                .map_or(Self::Nothing, Self::text),
        }
    }

    /// Lists are joined by semicolons; a cell that a spreadsheet would run as a
    /// formula begins with an apostrophe.
    fn in_csv(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => harmless(text),
            Self::List(words) => harmless(&words.join(";")),
            Self::Answer(answer) => answer.to_string(),
        }
    }
}

impl Serialize for ExportCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(words) => words.serialize(serializer),
            Self::Answer(answer) => serializer.serialize_bool(*answer),
        }
    }
}

/// What was read: where it is several logs, each row says which one it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logs {
    One,
    Several,
}

impl Logs {
    /// The name of its log, behind its path.
    pub(super) fn column<R>(
        self,
        entry: impl for<'a> Fn(&'a R) -> &'a Entry + 'static,
    ) -> Option<ExportColumn<R>> {
        let log = ExportColumn::new("log", move |row| match &entry(row).log {
            Some(log) => ExportCell::text(log),
            None => ExportCell::Nothing,
        });
        (self == Self::Several).then_some(log)
    }
}

/// The columns of a post-mortem: where it is, and every key of the format.
pub(super) fn of_entries(logs: Logs) -> Vec<ExportColumn<Entry>> {
    let place = [
        ExportColumn::new("id", |entry: &Entry| ExportCell::text(entry.id.as_str())),
        ExportColumn::new("path", |entry: &Entry| ExportCell::text(&entry.path)),
    ];
    let keys = Key::all().flat_map(|key| {
        let own = ExportColumn {
            party: key.party,
            name: key.fact.name(),
            cell: Box::new(move |entry| ExportCell::of_key(key, entry)),
        };
        [Some(own), known_besides(key)].into_iter().flatten()
    });
    let log = logs.column(|entry: &Entry| entry);
    place.into_iter().chain(log).chain(keys).collect()
}

/// The columns of a decision: where it is, and every key of its file.
pub(super) fn of_decisions(logs: Logs) -> Vec<ExportColumn<DecisionEntry>> {
    let text = |name, of: fn(&DecisionEntry) -> Option<&str>| {
        ExportColumn::new(name, move |row| {
            of(row).map_or(ExportCell::Nothing, ExportCell::text)
        })
    };
    let log = text("log", |one| one.log.as_deref());
    let place = [
        text("id", |one| Some(one.id.as_str())),
        text("path", |one| Some(&one.path)),
    ];
    let keys = Fact::DECISION.iter().map(|&fact| {
        ExportColumn::new(fact.name(), move |one: &DecisionEntry| {
            ExportCell::of_fact(fact, fact.of_decision(&one.decision))
        })
    });
    let log = (logs == Logs::Several).then_some(log);
    place.into_iter().chain(log).chain(keys).collect()
}

/// What stands behind the column of a key and is no key itself.
fn known_besides(key: Key) -> Option<ExportColumn<Entry>> {
    let answer = |name, cell: Box<ExportCellOf<Entry>>| ExportColumn {
        party: key.party,
        name,
        cell,
    };
    match (key.fact, key.party) {
        (Fact::Hold, _) => Some(answer(
            IMPORTED,
            Box::new(|entry| ExportCell::Answer(entry.imported)),
        )),
        (Fact::Dropped, Some(party)) => Some(answer(
            SORTED,
            Box::new(move |entry| ExportCell::Answer(entry.post_mortem.section(party).is_sorted())),
        )),
        _ => None,
    }
}

/// A row as a JSON object.
pub(super) struct Object<'a, R> {
    /// The version of the format, where the row is a document by itself.
    pub schema: Option<u32>,
    pub columns: &'a [ExportColumn<R>],
    pub row: &'a R,
}

impl<R> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(schema) = self.schema {
            object.serialize_entry("schema", &schema)?;
        }
        let same_party = |one: &ExportColumn<R>, next: &ExportColumn<R>| one.party == next.party;
        for columns in self.columns.chunk_by(same_party) {
            match columns[0].party {
                None => add_cells(&mut object, columns, self.row)?,
                Some(party) => {
                    object.serialize_entry(party.as_str(), &Cells(columns, self.row))?;
                }
            }
        }
        object.end()
    }
}

/// The columns of one party, as an object.
struct Cells<'a, R>(&'a [ExportColumn<R>], &'a R);

impl<R> Serialize for Cells<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        add_cells(&mut object, self.0, self.1)?;
        object.end()
    }
}

fn add_cells<M: SerializeMap, R>(
    object: &mut M,
    columns: &[ExportColumn<R>],
    row: &R,
) -> Result<(), M::Error> {
    for column in columns {
        object.serialize_entry(column.name, &(column.cell)(row))?;
    }
    Ok(())
}

/// The names of the columns as the first line of a CSV.
pub(super) fn csv_head<R>(columns: &[ExportColumn<R>]) -> String {
    let names = columns.iter().map(|column| match column.party {
        Some(party) => format!("{party}_{}", column.name),
        None => column.name.to_owned(),
    });
    csv_lines([names])
}

pub(super) fn csv_rows<'r, R: 'r>(
    columns: &[ExportColumn<R>],
    rows: impl Iterator<Item = &'r R>,
) -> String {
    let cells = |row: &'r R| columns.iter().map(|column| (column.cell)(row).in_csv());
    csv_lines(rows.map(cells))
}

fn csv_lines<L: IntoIterator<Item = String>>(lines: impl IntoIterator<Item = L>) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        // Writing to memory does not fail.
        let _ = writer.write_record(line.into_iter().map(String::into_bytes));
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// Whatever a spreadsheet would run gets an apostrophe: also behind what may begin a cell
/// where the list separator is a semicolon, as quotes within a line mean nothing there.
fn harmless(cell: &str) -> String {
    let parts = cell.split_inclusive([';', '\n']);
    let parts = parts.map(|part| {
        let apostrophe = match part
            .trim_start_matches([' ', '\u{a0}', '\u{feff}'])
            .chars()
            .next()
        {
            Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => "'",
            _ => "",
        };
        format!("{apostrophe}{}", visible_lines(part))
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Id, PostMortem};

    #[test]
    fn formulas_are_text_and_escapes_are_shown() {
        for (cell, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("-1+1", "'-1+1"),
            ("＝1+1", "'＝1+1"),
            ("＠SUM", "'＠SUM"),
            ("a\u{1b}b\nc", "a\\u{1b}b\nc"),
            ("plain", "plain"),
            ("I was late;=1+1", "I was late;'=1+1"),
            ("I was late; =1+1\n@SUM", "I was late;' =1+1\n'@SUM"),
            (" =1", "' =1"),
            ("a; b;;c = d", "a; b;;c = d"),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
    #[test]
    fn a_key_that_the_table_alone_knows_is_a_column_and_a_value() {
        let mut post_mortem = PostMortem::new(Day::FIRST, "withdrew");
        let section = post_mortem.section_mut(Party::Candidate);
        section.scratch_day = Some(Day::LAST);
        section.scratch_list = Some(vec!["a".to_owned(), "b".to_owned()]);
        let entry = Entry {
            id: Id::from_stem("x"),
            path: "logs/x.toml".to_owned(),
            log: None,
            post_mortem,
            imported: true,
        };
        let columns = of_entries(Logs::One);
        let object = Object {
            schema: None,
            columns: &columns,
            row: &entry,
        };
        let json = serde_json::to_value(object).unwrap();
        assert_eq!(json["scratch"], serde_json::Value::Null);
        assert_eq!(json["candidate"]["scratch_day"], "9999-12-31");
        assert_eq!(
            json["candidate"]["scratch_list"],
            serde_json::json!(["a", "b"])
        );
        assert_eq!(json["manager"]["scratch_list"], serde_json::json!([]));
        assert_eq!(json["imported"], true);
        assert_eq!(json["manager"]["sorted"], false);
        let text = csv_head(&columns) + &csv_rows(&columns, [&entry].into_iter());
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let cell = |name| lines[1][lines[0].iter().position(|head| *head == name).unwrap()];
        assert_eq!(cell("candidate_scratch_day"), "9999-12-31");
        assert_eq!(cell("candidate_scratch_list"), "a;b");
        assert_eq!(cell("scratch"), "");
    }
}
