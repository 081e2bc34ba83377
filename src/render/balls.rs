//! One row a dropped ball: the form in which other tools count them. A ball that
//! a party's section names twice, or under two of its names, is one row.

use super::columns::{Cell, Column};
use crate::model::{Entry, Fact, Key, Party};
use crate::vocabulary::Vocabulary;

pub(super) struct Ball<'a> {
    entry: &'a Entry,
    party: Party,
    slug: String,
    /// Whether the vocabulary has the slug, for this party.
    declared: bool,
    /// Whether the party itself wrote the section.
    own_voice: bool,
}

/// The balls of one post-mortem, each once a party.
pub(super) fn of<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<Ball<'a>> {
    let mut balls: Vec<Ball<'a>> = Vec::new();
    for (party, section) in entry.post_mortem.by_party() {
        for word in &section.dropped {
            let known = vocabulary.known(word);
            let is_there = |ball: &Ball<'_>| ball.party == party && ball.slug == known.slug;
            if !balls.iter().any(is_there) {
                balls.push(Ball {
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

pub(super) fn columns<'a>() -> Vec<Column<Ball<'a>>> {
    let of_entry = |fact: Fact| {
        Column::new(fact.name(), move |ball: &Ball<'a>| {
            Cell::of_key(Key::head(fact), ball.entry)
        })
    };
    vec![
        of_entry(Fact::Date),
        Column::new("id", |ball: &Ball<'a>| Cell::text(ball.entry.id.as_str())),
        Column::new("path", |ball: &Ball<'a>| Cell::text(&ball.entry.path)),
        of_entry(Fact::Outcome),
        of_entry(Fact::Stage),
        of_entry(Fact::Role),
        of_entry(Fact::Team),
        Column::new("party", |ball: &Ball<'a>| Cell::text(ball.party.as_str())),
        Column::new("slug", |ball: &Ball<'a>| Cell::text(&ball.slug)),
        Column::new("declared", |ball: &Ball<'a>| Cell::Answer(ball.declared)),
        Column::new("own_voice", |ball: &Ball<'a>| Cell::Answer(ball.own_voice)),
    ]
}
