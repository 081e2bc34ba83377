//! The vocabulary with its counts, and the balls that a person's words may mean.

use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use super::wrap::wrap;
use crate::patterns::Usage;
use crate::talk::visible;
use crate::vocabulary::search::Match;
use crate::vocabulary::{Likeness, Near};

/// One dropped ball a line; a word nobody declared is followed by `?`.
pub fn vocabulary_page(usage: &[&Usage<'_>], look: Look) -> String {
    let columns = [
        Column::left("party", 9, 2),
        Column::left("dropped ball", 28, 0),
        Column::right("n", 3, 1),
        Column::left("last", 10, 3),
        Column::left("meaning", 20, 4),
    ];
    let rows: Vec<_> = usage
        .iter()
        .map(|one| {
            let slug = visible(&one.slug);
            let (name, meaning) = match one.ball {
                Some(ball) => (slug, visible(&ball.meaning)),
                None => (format!("{slug}?").into(), "".into()),
            };
            vec![
                Cell::text(Tone::Plain, one.party.as_str()),
                Cell::text(Tone::Id, name),
                Cell::text(Tone::Plain, one.n.to_string()),
                Cell::text(
                    Tone::Quiet,
                    one.last.map_or("-".to_owned(), |day| day.to_string()),
                ),
                Cell::text(Tone::Quiet, meaning),
            ]
        })
        .collect();
    table(&columns, rows, look)
}

/// Words that look like others, one a line, each with the command that folds it.
pub fn near_page(near: &[(Near<'_>, String)], look: Look) -> String {
    let line = |(near, command): &(Near<'_>, String)| {
        let (word, like) = (visible(near.word.slug), visible(near.like.slug));
        let looks = match near.likeness {
            Likeness::Order | Likeness::Spelling => "looks like",
            Likeness::Meaning => "says much the same as",
        };
        let text = format!("`{word}` {looks} `{like}`; to fold them: {command}");
        match look.width {
            Some(width) => wrap(&text, width, "", "  ") + "\n",
            None => text + "\n",
        }
    };
    near.iter().map(line).collect()
}

/// What the words may mean, best first.
pub fn matches_page(matches: &[Match<'_>], n: impl Fn(&str) -> usize, look: Look) -> String {
    let columns = [
        // A slug is typed again: it is never cut while another column can go.
        Column::left("dropped ball", 28, 0),
        Column::left("party", 9, 2),
        Column::right("n", 3, 3),
        Column::left("meaning", 20, 1),
    ];
    let rows: Vec<_> = matches
        .iter()
        .map(|one| {
            let ball = one.ball;
            vec![
                Cell::text(Tone::Id, visible(&ball.slug)),
                Cell::text(Tone::Plain, ball.party.as_str()),
                Cell::text(Tone::Plain, n(&ball.slug).to_string()),
                Cell::text(Tone::Quiet, visible(&ball.meaning)),
            ]
        })
        .collect();
    table(&columns, rows, look)
}
