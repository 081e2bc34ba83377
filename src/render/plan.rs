//! What an import would write, one line each.

use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use crate::model::PostMortem;
use crate::talk::visible;

/// Date, stage, outcome, role and the reasons in the words of the system, in the order of the
/// export.
pub fn plan(planned: &[(PostMortem, Vec<String>)], look: Look) -> String {
    let columns = [
        Column::left("date", 10, 1),
        Column::left("stage", 15, 4),
        Column::left("outcome", 14, 2),
        Column::left("role", 14, 3),
        Column::left("reason there", 14, 5),
    ];
    let shown = |word: Option<&str>| {
        let word = word.filter(|word| !word.is_empty()).unwrap_or("-");
        Cell::text(Tone::Plain, visible(word).into_owned())
    };
    let row = |(one, labels): &(PostMortem, Vec<String>)| {
        vec![
            Cell::text(Tone::Plain, one.date.to_string()),
            shown(one.stage.as_deref()),
            shown(Some(&one.outcome)),
            shown(one.role.as_deref()),
            shown(Some(&labels.join("; "))),
        ]
    };
    let rows: Vec<_> = planned.iter().map(row).collect();
    table(&columns, rows, look)
}
