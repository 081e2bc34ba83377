//! Which column of a table holds what: as the person says, else by the families of words
//! that headers are made of.

use super::row::Stopped;
use super::table;
use super::words::ImportWords;
use crate::model::{DayOrder, folded_words};
use csv::ByteRecord;
use std::collections::HashMap;

/// What a column may hold.
pub const FIELDS: [&str; 10] = [
    "id", "date", "status", "outcome", "reason", "side", "stage", "role", "team", "offer",
];

/// Columns that say when it ended, by how it did; `date` says so whatever happened.
pub(super) const HIRED: &str = "day of a hire";
pub(super) const REJECTED: &str = "day of a rejection";
pub(super) const WITHDRAWN: &str = "day of a withdrawal";
pub(super) const CHANGED: &str = "day of a change";
pub(super) const DAYS: [&str; 5] = ["date", HIRED, REJECTED, WITHDRAWN, CHANGED];
/// A header such as "Closed" stands over days, or over yes and no.
const DATE_OR_WORD: &str = "date or a word";
const BEGAN: &str = "day it began";
/// Columns that say how it ended.
const WAYS: [&str; 6] = ["outcome", "reason", WITHDRAWAL, "status", "stage", "side"];
pub(super) const WITHDRAWAL: &str = "reason of a withdrawal";
pub(super) const BY_ID: &str = "reason by id";

/// What the person says about the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Field and header.
    pub named: Vec<(String, String)>,
    pub dates: Option<DayOrder>,
}

/// Which columns hold what.
#[derive(Debug)]
pub(super) struct ColumnLayout {
    pub width: usize,
    pub headers: Vec<String>,
    /// Places with how well the header fits, the best first.
    columns: HashMap<String, Vec<(usize, usize)>>,
    /// The header of the date alone does not say that it is one.
    is_date_perhaps: bool,
}

impl ColumnLayout {
    /// What the cells of a line would be the headers of.
    pub fn of(record: &ByteRecord, named: &Columns, words: &ImportWords) -> Self {
        let headers: Vec<String> = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        let mut columns: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        let taken: Vec<_> = named
            .named
            .iter()
            .map(|(_, header)| folded_words(header))
            .collect();
        for (position, header) in headers.iter().enumerate() {
            let is_free = !taken.contains(&folded_words(header));
            if let Some((field, rank)) = words.column(header).filter(|_| is_free) {
                let places = columns.entry(field.to_owned()).or_default();
                places.push((rank, position));
                places.sort_unstable();
            }
        }
        let mut layout = Self {
            width: record.len(),
            headers,
            columns,
            is_date_perhaps: false,
        };
        for (field, header) in &named.named {
            if let Some(position) = layout.position(header) {
                layout.columns.insert(field.clone(), vec![(0, position)]);
            }
        }
        if !layout.has("date")
            && let Some(places) = layout.columns.remove(DATE_OR_WORD)
        {
            layout.columns.insert("date".to_owned(), places);
            layout.is_date_perhaps = true;
        }
        if named
            .named
            .iter()
            .any(|(field, header)| field == "date" && layout.position(header).is_some())
        {
            for day in &DAYS[1..] {
                layout.columns.remove(*day);
            }
        }
        layout
    }

    fn position(&self, header: &str) -> Option<usize> {
        let exact = self.headers.iter().position(|known| known == header.trim());
        let numbered = || {
            let number: usize = header.trim().strip_prefix('#')?.parse().ok()?;
            (1..=self.width).contains(&number).then(|| number - 1)
        };
        let alike = || {
            let mut headers = self.headers.iter();
            headers.position(|known| folded_words(known) == folded_words(header))
        };
        exact.or_else(numbered).or_else(alike)
    }

    /// Takes back a date that only its header made one, where a cell of it is no day.
    pub fn keep_days(&mut self, rows: &[ByteRecord], is_day: impl Fn(&str) -> bool) {
        let position = self.places("date").next().filter(|_| self.is_date_perhaps);
        let mut cells = rows.iter().filter_map(|row| row.get(position?));
        if cells.any(|cell| str::from_utf8(cell).is_ok_and(|cell| !is_day(cell))) {
            self.columns.remove("date");
        }
    }

    /// Whether a line belongs to the page and not to the table: its header once more, the
    /// number of the page, a sum.
    pub fn is_of_page(&self, record: &ByteRecord, words: &ImportWords) -> bool {
        let mut cells = record.iter().map(<[u8]>::trim_ascii);
        let headers = self.headers.iter().map(String::as_bytes);
        if cells.clone().eq(headers) {
            return true;
        }
        let Some(first) = cells.find(|cell| !cell.is_empty()) else {
            return true;
        };
        let is_alone = self.width > 2 && cells.all(<[u8]>::is_empty);
        let text = |cell| str::from_utf8(cell).unwrap_or_default();
        let is_sum = || words.is_sum(text(first));
        let mut ids = ["id", "person"].iter().flat_map(|field| self.places(field));
        let id = ids.next().and_then(|at| record.get(at));
        if words.is_bare_sum(text(first)) || id.is_some_and(|id| words.is_bare_sum(text(id))) {
            return true;
        }
        let days = DAYS.iter().flat_map(|field| self.places(field));
        let mut days = days.filter_map(|at| record.get(at));
        days.all(|cell| cell.trim_ascii().is_empty()) && (is_alone || is_sum())
    }

    /// Whether rows can be read by it.
    pub fn is_whole(&self) -> bool {
        let has = |field: &&str| self.columns.contains_key(*field);
        DAYS.iter().any(has) && WAYS.iter().any(has)
    }

    /// # Errors
    /// Where a column is named that is not there, one that is needed is missing, or two
    /// have one meaning.
    pub fn check(&self, named: &Columns, words: &ImportWords) -> Result<(), Stopped> {
        let there = || self.there(words);
        let headers = named.named.iter().map(|(_, header)| header);
        let unknown = headers.filter(|header| self.position(header).is_none());
        let unknown: Vec<_> = unknown.map(|header| format!("\"{header}\"")).collect();
        if !unknown.is_empty() {
            let what = format!("no column is called {}", unknown.join(", "));
            return Err(Stopped::new(what, there()));
        }
        let mut columns: Vec<_> = self.columns.iter().collect();
        columns.sort_unstable();
        for (field, places) in columns {
            let is_read = FIELDS.contains(&field.as_str()) || DAYS.contains(&field.as_str());
            if let [(first, one), (second, other), ..] = places.as_slice()
                && first == second
                && is_read
            {
                return Err(self.two(field, *one, *other));
            }
        }
        let has = |field: &&&str| self.columns.contains_key(**field);
        if WAYS.iter().find(has).is_none() {
            let (what, hint) = match self.columns.get(BY_ID) {
                Some(places) => (
                    format!(
                        "\"{}\" holds ids, which say nothing of how it ended",
                        self.headers[places[0].1]
                    ),
                    "export the names of the reasons beside it".to_owned(),
                ),
                None => (
                    "no column seems to hold how it ended".to_owned(),
                    format!("name it: --map outcome=HEADER; {}", there()),
                ),
            };
            return Err(Stopped::new(what, hint));
        }
        if DAYS.iter().find(has).is_none() {
            let began = self.columns.get(BEGAN);
            let (what, hint) = match began.map(|places| &self.headers[places[0].1]) {
                Some(header) => (
                    format!("no column holds the day it ended; \"{header}\" is the day it began"),
                    format!(
                        "if that has to do: --map date={}; {}",
                        quoted(header),
                        there()
                    ),
                ),
                None => (
                    "no column seems to hold the day it ended".to_owned(),
                    format!("name it: --map date=HEADER; {}", there()),
                ),
            };
            return Err(Stopped::new(what, hint));
        }
        Ok(())
    }

    fn two(&self, field: &str, one: usize, other: usize) -> Stopped {
        let (first, second) = (&self.headers[one], &self.headers[other]);
        let flag = FIELDS.iter().find(|known| **known == field);
        let flag = flag.copied().unwrap_or("date");
        if first == second {
            let what = format!(
                "the columns {} and {} are both called \"{first}\"",
                one + 1,
                other + 1
            );
            return Stopped::new(
                what,
                format!(
                    "say which to read: --map {flag}='#{}' or --map {flag}='#{}'",
                    one + 1,
                    other + 1
                ),
            );
        }
        let what = format!("both \"{first}\" and \"{second}\" may hold the {field}");
        let hint = format!(
            "say which to read: --map {flag}={} or --map {flag}={}",
            quoted(first),
            quoted(second)
        );
        Stopped::new(what, hint)
    }

    /// Headers that are made of the words of headers; another may be a person.
    fn there(&self, words: &ImportWords) -> String {
        let shown = self.headers.iter().filter(|header| words.is_header(header));
        let shown: Vec<_> = shown.map(|header| format!("\"{header}\"")).collect();
        let others = self.headers.len() - shown.len();
        match (shown.is_empty(), others) {
            (true, _) => "no header of it is known here".to_owned(),
            (false, 0) => format!("the columns are {}", shown.join(", ")),
            (false, 1) => format!("the columns are {} and one other", shown.join(", ")),
            (false, others) => format!("the columns are {} and {others} others", shown.join(", ")),
        }
    }

    /// Where a field stands, the likeliest column first.
    pub fn places(&self, field: &str) -> impl Iterator<Item = usize> {
        let places = self.columns.get(field).into_iter().flatten();
        places.map(|(_, position)| *position)
    }

    /// What there is a column of, with its header.
    pub fn told(&self) -> Vec<(String, String)> {
        let columns = self.columns.iter();
        let told = columns.map(|(field, at)| (field.clone(), self.headers[at[0].1].clone()));
        told.collect()
    }

    pub fn has(&self, field: &str) -> bool {
        self.columns.contains_key(field)
    }

    /// What stands in the first column of a field that has something in this row.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub fn cell(&self, field: &str, record: &ByteRecord) -> Result<Option<String>, String> {
        for position in self.places(field) {
            if let Some(text) = self.text(position, record)? {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    pub fn text(&self, position: usize, record: &ByteRecord) -> Result<Option<String>, String> {
        let Some(cell) = record.get(position) else {
            return Ok(None);
        };
        let text = str::from_utf8(cell)
            .map_err(|_| table::not_utf8(cell, position))?
            .trim();
        Ok((!table::is_nothing(text)).then(|| text.to_owned()))
    }
}

/// For a shell.
fn quoted(header: &str) -> String {
    format!("'{}'", header.replace('\'', r"'\''"))
}
