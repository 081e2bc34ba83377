//! One row a dropped ball: the form in which other tools count them. A ball that
//! a party's section names twice, or under two of its names, is one row.

use super::csv::harmless;
use super::json::line;
use crate::model::{Entry, Party};
use crate::vocabulary::Vocabulary;
use ::csv::{Terminator, WriterBuilder};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    date: String,
    id: &'a str,
    path: &'a str,
    outcome: &'a str,
    stage: Option<&'a str>,
    role: Option<&'a str>,
    team: Option<&'a str>,
    party: &'a str,
    slug: String,
    /// Whether the vocabulary has the slug, for this party.
    declared: bool,
    /// Whether the party itself wrote the section.
    own_voice: bool,
}

const HEAD: [&str; 11] = [
    "date",
    "id",
    "path",
    "outcome",
    "stage",
    "role",
    "team",
    "party",
    "slug",
    "declared",
    "own_voice",
];

fn rows<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<Row<'a>> {
    let post_mortem = &entry.post_mortem;
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (party, section) in post_mortem.by_party() {
        for word in &section.dropped {
            let known = vocabulary.known(word);
            let is_there = |row: &Row<'_>| row.party == party.as_str() && row.slug == known.slug;
            if rows.iter().any(is_there) {
                continue;
            }
            rows.push(Row {
                date: post_mortem.date.to_string(),
                id: entry.id.as_str(),
                path: &entry.path,
                outcome: &post_mortem.outcome,
                stage: post_mortem.stage.as_deref(),
                role: post_mortem.role.as_deref(),
                team: post_mortem.team.as_deref(),
                party: Party::as_str(party),
                declared: known.ball.is_some_and(|ball| ball.party == party),
                slug: known.slug.into_owned(),
                own_voice: section.by == Some(party),
            });
        }
    }
    rows
}

/// One JSON object a line.
pub fn ball_lines(entries: &[&Entry], vocabulary: &Vocabulary) -> String {
    let rows = entries.iter().flat_map(|entry| rows(entry, vocabulary));
    rows.map(|row| line(&row) + "\n").collect()
}

/// CSV, headed.
pub fn ball_csv(entries: &[&Entry], vocabulary: &Vocabulary) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(HEAD);
    for row in entries.iter().flat_map(|entry| rows(entry, vocabulary)) {
        let answer = |holds: bool| if holds { "true" } else { "false" };
        let cells = [
            row.date.as_str(),
            row.id,
            row.path,
            row.outcome,
            row.stage.unwrap_or_default(),
            row.role.unwrap_or_default(),
            row.team.unwrap_or_default(),
            row.party,
            &row.slug,
            answer(row.declared),
            answer(row.own_voice),
        ];
        let _ = writer.write_record(cells.map(harmless));
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}
