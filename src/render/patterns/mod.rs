//! What keeps being dropped, as a page for people. What asks for a talk comes
//! first; every figure has its denominator and the one of the window before.

mod json;

pub(super) use json::document;
pub use json::patterns_json;

use super::style::{Look, Tone};
use super::table::{Cell, Column, cut, table};
use super::visible;
use super::visible::wrap;
use crate::model::{Day, Span};
use crate::patterns::{Balance, Ball, FEWEST, Level, Patterns};
use std::borrow::Cow;

/// Lines of unfinished post-mortems that are shown; the rest is counted.
const UNFINISHED: usize = 5;

pub fn patterns_page(patterns: &Patterns, look: Look) -> String {
    let mut blocks = vec![head(patterns, look)];
    if patterns.post_mortems > 0 {
        blocks.push(balance(patterns, look));
    }
    if patterns.too_few {
        let all: Vec<_> = patterns.balls.iter().filter(|ball| ball.n() > 0).collect();
        blocks.extend(ball_table("Dropped", Tone::Heading, &all, look));
    } else {
        let level = |level| {
            patterns
                .balls
                .iter()
                .filter(|ball| ball.level == level)
                .collect::<Vec<_>>()
        };
        match level(Level::Recurring) {
            recurring if recurring.is_empty() => {
                blocks.push(wrapped("", "No dropped ball recurs.", look))
            }
            recurring => blocks.extend(ball_table("Recurring", Tone::Loud, &recurring, look)),
        }
        blocks.extend(ball_table("Watch", Tone::Watch, &level(Level::Watch), look));
        blocks.extend(names("Once: ", &level(Level::Once), look));
        let recurred = patterns
            .balls
            .iter()
            .filter(|ball| ball.n() == 0 && ball.was_recurring)
            .collect::<Vec<_>>();
        blocks.extend(names("Quiet now, recurring before: ", &recurred, look));
    }
    if patterns.balls.iter().any(|ball| !ball.declared) {
        let legend = "? a word the vocabulary does not have under this party";
        blocks.push(look.paint(Tone::Quiet, wrapped("", legend, look)));
    }
    blocks.extend(unfinished(patterns, look));
    blocks.join("\n\n") + "\n"
}

fn head(patterns: &Patterns, look: Look) -> String {
    let size = |count: usize| format!("{count} post-mortem{}", if count == 1 { "" } else { "s" });
    let title = format!(
        "{}, {}: {}",
        span(patterns.window, look),
        days(patterns.window),
        size(patterns.post_mortems)
    );
    let before = format!(
        "In the {} before: {}.",
        days(patterns.before),
        patterns.post_mortems_before
    );
    let mut head = look.paint(Tone::Heading, wrapped("", &title, look)) + "\n";
    head += &wrapped("", &before, look);
    if !patterns.honest_mismatches.is_empty() {
        let (count, of) = (patterns.honest_mismatches.len(), patterns.post_mortems);
        let were = if count == 1 {
            "was an honest mismatch"
        } else {
            "were honest mismatches"
        };
        head += "\n";
        head += &wrapped(
            "",
            &format!("{count} of {of} {were}: nobody dropped a ball."),
            look,
        );
    }
    if patterns.too_few {
        head += "\n";
        head += &wrapped(
            "",
            &format!("Too few to call: with fewer than {FEWEST} there are counts and no patterns."),
            look,
        );
    }
    head
}

fn days(span: Span) -> String {
    match span.days() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn span(span: Span, look: Look) -> String {
    let dash = if look.unicode { "–" } else { "-" };
    let day = |day: Day| day.spoken();
    format!("{} {dash} {}", day(span.since), day(span.until))
}

fn balance(patterns: &Patterns, look: Look) -> String {
    let columns = [
        Column::left("party", 9, 0),
        Column::left("looked at", 9, 1),
        Column::right("in its own words", 16, 3),
        Column::right("dropped balls", 13, 2),
    ];
    let named = |count: usize, name: &str| {
        if look.width.is_some() {
            count.to_string()
        } else {
            format!("{count} {name}")
        }
    };
    let rows: Vec<_> = patterns
        .balance
        .iter()
        .map(|side| {
            let looked_at = format!("{} of {}", side.written, side.of);
            let tone = if side.is_overlooked() {
                Tone::Watch
            } else {
                Tone::Plain
            };
            vec![
                Cell::text(Tone::Plain, side.party.as_str()),
                Cell::text(
                    tone,
                    if look.width.is_some() {
                        looked_at
                    } else {
                        format!("looked at in {looked_at}")
                    },
                ),
                Cell::text(Tone::Plain, named(side.own_voice, "in its own words")),
                Cell::text(Tone::Plain, named(side.dropped, "dropped")),
            ]
        })
        .collect();
    let mut text = table(&columns, &rows, look);
    let dropped: usize = patterns.balance.iter().map(|side| side.dropped).sum();
    for side in &patterns.balance {
        for sentence in sentences(side, dropped, patterns.too_few) {
            text.push_str(&wrapped("", &sentence, look));
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn sentences(side: &Balance, dropped: usize, too_few: bool) -> Vec<String> {
    let mut sentences = Vec::new();
    let party = side.party.title();
    if side.is_overlooked() && !too_few {
        sentences.push(format!(
            "The {party}'s part was looked at in less than half: {} of {}.",
            side.written, side.of
        ));
    }
    if side.carries_the_blame(dropped) {
        sentences.push(format!(
            "{} of all {dropped} dropped balls are the {party}'s, and somebody else wrote them down.",
            side.dropped_by_others
        ));
    }
    sentences
}

fn ball_table(title: &str, tone: Tone, balls: &[&Ball], look: Look) -> Option<String> {
    if balls.is_empty() {
        return None;
    }
    let columns = [
        Column::left("dropped ball", 16, 0),
        Column::left("party", 9, 3),
        Column::right("now", 7, 1),
        Column::right("before", 6, 2),
        Column::right("roles", 5, 5),
        Column::right("last", 11, 4),
    ];
    let piped = look.width.is_none();
    let rows: Vec<_> = balls
        .iter()
        .map(|ball| {
            let figures = |n: usize, of: usize| format!("{n} of {of}");
            let was = figures(ball.was(), ball.was_of);
            let roles = if piped {
                format!(
                    "{} role{}",
                    ball.roles,
                    if ball.roles == 1 { "" } else { "s" }
                )
            } else {
                ball.roles.to_string()
            };
            vec![
                Cell::text(Tone::Plain, name(ball)),
                Cell::text(Tone::Plain, ball.party.as_str()),
                Cell::text(Tone::Plain, figures(ball.n(), ball.of)),
                Cell::text(Tone::Quiet, if piped { format!("was {was}") } else { was }),
                Cell::text(Tone::Quiet, roles),
                Cell::text(
                    Tone::Quiet,
                    if piped {
                        format!("last {}", ball.last)
                    } else {
                        ball.last.spoken()
                    },
                ),
            ]
        })
        .collect();
    let text = format!(
        "{}\n{}",
        look.paint(tone, title),
        table(&columns, &rows, look)
    );
    Some(text.trim_end().to_owned())
}

/// A slug that is new to the vocabulary, or stands under another party there,
/// is marked.
fn name(ball: &Ball) -> Cow<'_, str> {
    let slug = visible(&ball.slug);
    if ball.declared {
        slug
    } else {
        Cow::Owned(format!("{slug}?"))
    }
}

fn names(title: &str, balls: &[&Ball], look: Look) -> Option<String> {
    let names: Vec<_> = balls.iter().map(|ball| name(ball)).collect();
    (!names.is_empty()).then(|| wrapped(title, &names.join(", "), look))
}

fn unfinished(patterns: &Patterns, look: Look) -> Option<String> {
    let all = &patterns.unfinished;
    if all.is_empty() {
        return None;
    }
    let are = if all.len() == 1 {
        "post-mortem has"
    } else {
        "post-mortems have"
    };
    let title = format!(
        "Unfinished: {} {are} a section nobody has written",
        all.len()
    );
    let mut lines = vec![look.paint(Tone::Heading, wrapped("", &title, look))];
    let shown = if look.width.is_some() {
        UNFINISHED
    } else {
        all.len()
    };
    for one in all.iter().take(shown) {
        let parties: Vec<_> = one.parties.iter().map(|party| party.as_str()).collect();
        let role = one
            .role
            .as_deref()
            .map_or(Cow::Borrowed("no role"), visible);
        let rest = format!("{}  {}: {}", one.date, role, parties.join(", "));
        let id = visible(one.id.as_str());
        let room = look
            .width
            .map_or(usize::MAX, |width| width.saturating_sub(id.len() + 2));
        lines.push(format!(
            "{}  {}",
            look.paint(Tone::Id, &id),
            cut(&rest, room, look)
        ));
    }
    if all.len() > shown {
        let dots = look.ellipsis();
        lines.push(look.paint(
            Tone::Quiet,
            format!(
                "{dots} and {} more: hirelog patterns --format json",
                all.len() - shown
            ),
        ));
    }
    Some(lines.join("\n"))
}

fn wrapped(label: &str, text: &str, look: Look) -> String {
    match look.width {
        None => format!("{label}{text}"),
        Some(width) => wrap(text, width, label, "  "),
    }
}
