//! What an import would write, one line each.

use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use crate::model::Day;
use crate::talk::visible;

/// A post-mortem that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub date: Day,
    pub outcome: String,
    pub stage: Option<String>,
    pub role: Option<String>,
    /// The reason, in the words of the system it comes from.
    pub label: Option<String>,
}

/// Date, stage, outcome, role and reason, in the order of the export.
pub fn plan(planned: &[Planned], look: Look) -> String {
    let columns = [
        Column::left("date", 10, 1),
        Column::left("stage", 15, 4),
        Column::left("outcome", 14, 2),
        Column::left("role", 14, 3),
        Column::left("reason there", 14, 5),
    ];
    let text = |text: &'static str| Cell::text(Tone::Plain, text);
    let shown = |word: &Option<String>| match word {
        Some(word) => Cell::text(Tone::Plain, visible(word).into_owned()),
        None => text("-"),
    };
    let rows: Vec<_> = planned
        .iter()
        .map(|one| {
            vec![
                Cell::text(Tone::Plain, one.date.to_string()),
                shown(&one.stage),
                Cell::text(Tone::Plain, one.outcome.clone()),
                shown(&one.role),
                shown(&one.label),
            ]
        })
        .collect();
    table(&columns, &rows, look)
}
