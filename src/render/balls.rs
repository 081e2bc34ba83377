//! One row a dropped ball: the form in which other tools count them. A ball that
//! a party's section names twice, or under two of its names, is one row.

use super::columns::{ExportCell, ExportColumn, Logs};
use crate::model::{Entry, Fact, Key, Party};
use crate::vocabulary::Vocabulary;

pub(super) struct BallRow<'a> {
    entry: &'a Entry,
    party: Party,
    slug: String,
    /// Whether the vocabulary has the slug, for this party.
    declared: bool,
    /// Whether the party itself wrote the section.
    own_voice: bool,
}

/// The balls of one post-mortem, each once a party.
pub(super) fn of<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<BallRow<'a>> {
    let mut balls: Vec<BallRow<'a>> = Vec::new();
    for (party, section) in entry.post_mortem.by_party() {
        for word in section.balls() {
            let known = vocabulary.known(word);
            let is_there = |ball: &BallRow<'_>| ball.party == party && ball.slug == known.slug;
            if !balls.iter().any(is_there) {
                balls.push(BallRow {
                    entry,
                    party,
                    declared: known.ball.is_some_and(|ball| ball.party == party),
                    slug: known.slug.into_owned(),
                    own_voice: section.by == Some(party),
                });
            }
        }
    }
    balls
}

pub(super) fn columns<'a>(logs: Logs) -> Vec<ExportColumn<BallRow<'a>>> {
    let of_entry = |fact: Fact| {
        ExportColumn::new(fact.name(), move |ball: &BallRow<'a>| {
            ExportCell::of_key(Key::head(fact), ball.entry)
        })
    };
    let mut columns = vec![
        of_entry(Fact::Date),
        ExportColumn::new("id", |ball: &BallRow<'a>| {
            ExportCell::text(ball.entry.id.as_str())
        }),
        ExportColumn::new("path", |ball: &BallRow<'a>| {
            ExportCell::text(&ball.entry.path)
        }),
        of_entry(Fact::Outcome),
        of_entry(Fact::Stage),
        of_entry(Fact::Role),
        of_entry(Fact::Team),
        ExportColumn::new("party", |ball: &BallRow<'a>| {
            ExportCell::text(ball.party.as_str())
        }),
        ExportColumn::new("slug", |ball: &BallRow<'a>| ExportCell::text(&ball.slug)),
        ExportColumn::new("declared", |ball: &BallRow<'a>| {
            ExportCell::Answer(ball.declared)
        }),
        ExportColumn::new("own_voice", |ball: &BallRow<'a>| {
            ExportCell::Answer(ball.own_voice)
        }),
    ];
    // Behind the path, as everywhere.
    let log = logs.column(|ball: &BallRow<'a>| ball.entry);
    columns.splice(3..3, log);
    columns
}
