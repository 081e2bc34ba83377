//! Post-mortems, one line each.

use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use super::visible;
use crate::model::{Entry, Party};
use crate::vocabulary::Vocabulary;

/// Date, id, stage, outcome, role, who has written, what was dropped. A word
/// that the vocabulary does not have is marked with `?`.
pub fn list(entries: &[&Entry], vocabulary: &Vocabulary, look: Look) -> String {
    let columns = [
        Column::left("date", 10, 1),
        Column::left("id", 5, 0),
        Column::left("stage", 15, 6),
        Column::left("outcome", 14, 2),
        Column::left("role", 14, 3),
        Column::left("wrote", 5, 5),
        Column::left("dropped", 20, 4),
    ];
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| row(entry, vocabulary, look))
        .collect();
    if rows.is_empty() {
        String::new()
    } else {
        table(&columns, &rows, look)
    }
}

fn row(entry: &Entry, vocabulary: &Vocabulary, look: Look) -> Vec<Cell> {
    let post_mortem = &entry.post_mortem;
    let marked =
        |known: bool, word: &str| format!("{}{}", visible(word), if known { "" } else { "?" });
    let stage = post_mortem.stage.as_deref().map(|stage| {
        marked(
            vocabulary.stage(stage).is_some(),
            &vocabulary.stage_slug(stage),
        )
    });
    let outcome = &post_mortem.outcome;
    vec![
        Cell::text(Tone::Plain, post_mortem.date.to_string()),
        Cell::text(Tone::Id, visible(entry.id.as_str())),
        Cell::text(Tone::Plain, stage.unwrap_or_else(|| "-".to_owned())),
        Cell::text(
            Tone::Plain,
            marked(
                vocabulary.outcome(outcome).is_some(),
                &vocabulary.outcome_slug(outcome),
            ),
        ),
        Cell::text(
            Tone::Plain,
            post_mortem.role.as_deref().map_or("-".into(), visible),
        ),
        Cell::text(Tone::Plain, wrote(entry, look)),
        Cell::words(Tone::Plain, dropped(entry, vocabulary)),
    ]
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
    let words: Vec<_> = Party::ALL
        .into_iter()
        .filter(|party| written(*party))
        .map(Party::as_str)
        .collect();
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(",")
    }
}

fn dropped(entry: &Entry, vocabulary: &Vocabulary) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for ball in entry
        .post_mortem
        .sections
        .iter()
        .flat_map(|section| &section.dropped)
    {
        let known = vocabulary.known(ball);
        let mark = if known.ball.is_some() { "" } else { "?" };
        let word = format!("{}{mark}", visible(&known.slug));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}
