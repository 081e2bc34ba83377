//! Decisions of meetings, a line each, and one by itself.

use super::columns::{self, Logs, with_schema};
use super::json::pretty;
use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use crate::model::{DecisionEntry, RestsOn};
use crate::talk::visible;

/// Date, id, party, what it is about, what it rests on, and what was decided.
pub fn decisions_table(entries: &[DecisionEntry], logs: Logs, look: Look) -> String {
    let mut columns = vec![
        Column::left("date", 10, 1),
        Column::left("id", 5, 0),
        Column::left("party", 9, 4),
        Column::left("about", 15, 2),
        Column::left("rests on", 8, 5),
        Column::left("decided", 20, 3),
    ];
    if logs == Logs::Several {
        columns.insert(2, Column::left("log", 8, 1));
    }
    let rows = entries.iter().map(|entry| row(entry, logs));
    let rows: Vec<_> = rows.collect();
    table(&columns, rows, look)
}

fn row(entry: &DecisionEntry, logs: Logs) -> Vec<Cell<'_>> {
    let decision = &entry.decision;
    let about = decision.about.iter().map(|slug| visible(slug)).collect();
    let rests_on = decision.rests_on.map_or("-", RestsOn::as_str);
    let decided = match decision.withdrawn {
        Some(day) => format!("(no longer meant since {day}) {}", decision.next),
        None => decision.next.to_string(),
    };
    let mut cells = vec![
        Cell::text(Tone::Plain, decision.date.to_string()),
        Cell::text(Tone::Id, visible(entry.id.as_str())),
        Cell::text(Tone::Plain, decision.party.as_str()),
        Cell::words(Tone::Plain, about),
        Cell::text(Tone::Plain, rests_on),
        Cell::text(Tone::Plain, visible(&decided).into_owned()),
    ];
    if logs == Logs::Several {
        let log = entry.log.as_deref().unwrap_or("-");
        cells.insert(2, Cell::text(Tone::Plain, visible(log)));
    }
    cells
}

pub fn decision_json(entry: &DecisionEntry) -> String {
    let logs = match entry.log {
        None => Logs::One,
        Some(_) => Logs::Several,
    };
    pretty(&with_schema(columns::of_decision(entry, logs)))
}

/// One decision, readable.
pub fn decision_page(entry: &DecisionEntry, shown: &str, look: Look) -> String {
    let decision = &entry.decision;
    let about: Vec<_> = decision.about.iter().map(|slug| visible(slug)).collect();
    let title = format!(
        "Decided about {} · {}",
        about.join(", "),
        visible(entry.id.as_str())
    );
    let mut lines = vec![
        look.paint(Tone::Heading, title),
        format!("{} · {}", decision.date.spoken(), decision.party.title()),
        String::new(),
        visible(&decision.next).into_owned(),
        String::new(),
        match decision.rests_on {
            None => "It does not say what it rests on.".to_owned(),
            Some(RestsOn::Memory) => "It rests on memory.".to_owned(),
            Some(other) => format!("It rests on a {}.", other.as_str()),
        },
    ];
    lines.extend(match (decision.withdrawn, decision.review) {
        (Some(day), _) => Some(format!("No longer meant since {}.", day.spoken())),
        (None, Some(day)) => Some(format!("To be looked at again on {}.", day.spoken())),
        (None, None) => None,
    });
    lines.push(look.paint(Tone::Quiet, visible(shown)));
    lines.join("\n") + "\n"
}
