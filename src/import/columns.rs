//! Which column of a table holds what: as the person says, else by the headers that
//! systems and people use.

use super::moment::FieldOrder;
use super::row::Stopped;
use super::table;
use super::words::{ImportWords, fold};
use csv::ByteRecord;
use std::collections::HashMap;

/// What a column may hold.
pub const FIELDS: [&str; 10] = [
    "id", "date", "status", "outcome", "reason", "side", "stage", "role", "team", "offer",
];

/// What the person says about the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Field and header.
    pub named: Vec<(String, String)>,
    pub dates: Option<FieldOrder>,
}

/// Which column holds what.
pub(super) struct ColumnLayout {
    pub width: usize,
    pub headers: Vec<String>,
    columns: HashMap<&'static str, usize>,
}

impl ColumnLayout {
    /// # Errors
    /// Where a column is named that is not there, or one that is needed is missing.
    pub fn of(record: &ByteRecord, named: &Columns, words: &ImportWords) -> Result<Self, Stopped> {
        let headers: Vec<String> = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        let mut columns = HashMap::new();
        let mut unknown = Vec::new();
        for (field, header) in &named.named {
            let field = FIELDS.iter().find(|known| *known == field);
            let exact = headers.iter().position(|known| known == header.trim());
            let alike = || headers.iter().position(|known| fold(known) == fold(header));
            match (field, exact.or_else(alike)) {
                (Some(field), Some(position)) => {
                    columns.insert(*field, position);
                }
                _ => unknown.push(format!("\"{header}\"")),
            }
        }
        if !unknown.is_empty() {
            return Err(Stopped {
                what: format!("no column is called {}", unknown.join(", ")),
                hint: Some(columns_there(&headers)),
            });
        }
        for field in FIELDS {
            let mut known = words.headers(field).iter();
            let found = known.find_map(|known| headers.iter().position(|it| fold(it) == *known));
            let free = found.filter(|found| !columns.values().any(|taken| taken == found));
            if let (Some(position), false) = (free, columns.contains_key(field)) {
                columns.insert(field, position);
            }
        }
        let says_how = ["outcome", "reason", "status"]
            .into_iter()
            .any(|field| columns.contains_key(field));
        if !columns.contains_key("date") || !says_how {
            let (what, example) = if says_how {
                ("the day it ended", "--map date='Archive Date'")
            } else {
                ("how it ended", "--map outcome='Archive Reason'")
            };
            return Err(Stopped {
                what: format!("no column seems to hold {what}"),
                hint: Some(format!("name it: {example}; {}", columns_there(&headers))),
            });
        }
        Ok(Self {
            width: record.len(),
            headers,
            columns,
        })
    }

    pub fn column(&self, field: &str) -> Option<usize> {
        self.columns.get(field).copied()
    }

    /// # Errors
    /// Where it is not UTF-8.
    pub fn cell(&self, field: &str, record: &ByteRecord) -> Result<Option<String>, String> {
        let Some((position, cell)) = self
            .column(field)
            .and_then(|position| Some((position, record.get(position)?)))
        else {
            return Ok(None);
        };
        let text = str::from_utf8(cell)
            .map_err(|_| table::not_utf8(cell, &self.headers[position]))?
            .trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }
}

fn columns_there(headers: &[String]) -> String {
    let shown = headers.iter().map(|header| format!("\"{header}\""));
    format!("the columns are {}", shown.collect::<Vec<_>>().join(", "))
}
