//! Post-mortems, one line each.

use super::columns::Logs;
use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use crate::model::{Entry, Party};
use crate::talk::visible;
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

/// Date, id, stage, outcome, role, who has written, what was dropped. A word
/// that the vocabulary does not have is marked with `?`.
pub fn list(entries: &[&Entry], vocabulary: &Vocabulary, logs: Logs, look: Look) -> String {
    let mut columns = vec![
        Column::left("date", 10, 1),
        Column::left("id", 5, 0),
        Column::left("stage", 15, 6),
        Column::left("outcome", 14, 2),
        Column::left("role", 14, 4),
        Column::left("wrote", 5, 5),
        Column::left("dropped", 15, 3),
    ];
    if logs == Logs::Several {
        columns.insert(2, Column::left("log", 8, 1));
    }
    let rows = entries.iter();
    let rows = rows.map(|entry| row(entry, vocabulary, logs, look));
    table(&columns, rows, look)
}

fn row<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary, logs: Logs, look: Look) -> Vec<Cell<'a>> {
    let post_mortem = &entry.post_mortem;
    let outcome = &post_mortem.outcome;
    let known = vocabulary.outcome(outcome).is_some();
    let outcome = marked(known, vocabulary.outcome_slug(outcome));
    let stage = post_mortem
        .stage
        .as_deref()
        .map_or(Cow::Borrowed("-"), |stage| {
            marked(
                vocabulary.stage(stage).is_some(),
                vocabulary.stage_slug(stage),
            )
        });
    let mut cells = vec![
        Cell::text(Tone::Plain, post_mortem.date.to_string()),
        Cell::text(Tone::Id, visible(entry.id.as_str())),
        Cell::text(Tone::Plain, stage),
        Cell::text(Tone::Plain, outcome),
        Cell::text(
            Tone::Plain,
            post_mortem.role.as_deref().map_or("-".into(), visible),
        ),
        Cell::text(Tone::Plain, wrote(entry, look)),
        Cell::words(Tone::Plain, dropped(entry, vocabulary)),
    ];
    if logs == Logs::Several {
        let log = entry.log.as_deref().unwrap_or("-");
        cells.insert(2, Cell::text(Tone::Plain, visible(log)));
    }
    cells
}

/// A word that the vocabulary does not have is followed by `?`.
fn marked(known: bool, word: Cow<'_, str>) -> Cow<'_, str> {
    match (known, word) {
        (true, word) => word,
        (false, word) => Cow::Owned(format!("{}?", visible(&word))),
    }
}

/// A letter a party on the screen, the words where programs may read along.
fn wrote(entry: &Entry, look: Look) -> String {
    let written = |party: Party| entry.post_mortem.section(party).is_written();
    if look.width.is_some() {
        return Party::ALL
            .map(|party| match (written(party), party) {
                (true, Party::Manager) => "M",
                (true, Party::Candidate) => "C",
                (true, Party::Recruiter) => "R",
                (false, _) => look.dot(),
            })
            .concat();
    }
    let wrote = Party::ALL.into_iter().filter(|party| written(*party));
    let words: Vec<_> = wrote.map(Party::as_str).collect();
    match words.as_slice() {
        [] => "-".to_owned(),
        words => words.join(","),
    }
}

fn dropped<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<Cow<'a, str>> {
    let mut words: Vec<Cow<'a, str>> = Vec::new();
    let balls = entry
        .post_mortem
        .sections
        .iter()
        .flat_map(|section| section.balls());
    for ball in balls {
        let known = vocabulary.known(ball);
        let word = marked(known.ball.is_some(), known.slug);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}
