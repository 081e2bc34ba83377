//! The forms in which other tools count balls: one row a dropped ball, or one row for
//! each post-mortem and ball that could have been dropped, so that every rate is a mean
//! of a group. A ball that a party's section names twice, or under two of its names,
//! is one row.

use super::columns::{ExportCell, ExportColumn, Logs};
use crate::model::{Entry, Fact, Key};
use crate::patterns::{Chance, EveryChance};
use crate::vocabulary::Vocabulary;

pub(super) struct BallRow<'a> {
    entry: &'a Entry,
    ball: Chance<'a>,
    /// Whether the vocabulary has the slug, for this party.
    declared: bool,
    /// Whether the party itself wrote the section.
    own_voice: bool,
}

impl<'a> BallRow<'a> {
    fn new(entry: &'a Entry, ball: Chance<'a>, vocabulary: &Vocabulary) -> Self {
        let known = vocabulary.ball(&ball.slug);
        Self {
            declared: known.is_some_and(|known| known.party == ball.party),
            own_voice: entry.post_mortem.section(ball.party).by == Some(ball.party),
            entry,
            ball,
        }
    }
}

/// The dropped balls of one post-mortem, each once a party.
pub(super) fn dropped<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<BallRow<'a>> {
    let balls = Chance::taken(entry, vocabulary).into_iter();
    balls
        .map(|ball| BallRow::new(entry, ball, vocabulary))
        .collect()
}

/// Every ball that one post-mortem could have dropped.
pub(super) fn chances<'a>(entry: &'a Entry, every: &'a EveryChance<'_>) -> Vec<BallRow<'a>> {
    let balls = every.of(entry).into_iter();
    balls
        .map(|ball| BallRow::new(entry, ball, every.vocabulary()))
        .collect()
}

/// The columns of a dropped ball.
pub(super) fn columns<'a>(logs: Logs) -> Vec<ExportColumn<BallRow<'a>>> {
    let path = ExportColumn::new("path", |row: &BallRow<'a>| {
        ExportCell::text(&row.entry.path)
    });
    let facts = [Fact::Outcome, Fact::Stage, Fact::Role, Fact::Team];
    let mut columns = common(Some(path), logs, &facts);
    columns.extend([
        ExportColumn::new("declared", |row: &BallRow<'a>| {
            ExportCell::Answer(row.declared)
        }),
        ExportColumn::new("own_voice", |row: &BallRow<'a>| {
            ExportCell::Answer(row.own_voice)
        }),
    ]);
    columns
}

/// The columns of a chance to drop one.
pub(super) fn chance_columns<'a>(logs: Logs) -> Vec<ExportColumn<BallRow<'a>>> {
    let mut columns = common(None, logs, &[Fact::Team, Fact::Role, Fact::Stage]);
    columns.push(ExportColumn::new("dropped", |row: &BallRow<'a>| {
        ExportCell::Answer(row.ball.dropped)
    }));
    columns
}

/// Which post-mortem it is, what is said of it, whose ball, and which.
fn common<'a>(
    path: Option<ExportColumn<BallRow<'a>>>,
    logs: Logs,
    facts: &[Fact],
) -> Vec<ExportColumn<BallRow<'a>>> {
    let key = |fact: Fact| {
        ExportColumn::new(fact.name(), move |row: &BallRow<'a>| {
            ExportCell::of_key(Key::head(fact), row.entry)
        })
    };
    let id = ExportColumn::new("id", |row: &BallRow<'a>| {
        ExportCell::text(row.entry.id.as_str())
    });
    let ball = [
        ExportColumn::new("party", |row: &BallRow<'a>| {
            ExportCell::text(row.ball.party.as_str())
        }),
        ExportColumn::new("slug", |row: &BallRow<'a>| ExportCell::text(&row.ball.slug)),
    ];
    let log = logs.column(|row: &BallRow<'a>| row.entry);
    let facts = facts.iter().map(|fact| key(*fact));
    [key(Fact::Date), id]
        .into_iter()
        .chain(path)
        .chain(log)
        .chain(facts)
        .chain(ball)
        .collect()
}
