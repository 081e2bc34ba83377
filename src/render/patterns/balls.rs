//! The dropped balls of the page: tables of what asks for a talk, and lines of
//! what does not yet.

use super::super::super::style::Tone;
use super::super::super::table::{Cell, Column, table};
use super::super::super::visible::{visible, wrap};
use super::super::words;
use super::Page;
use crate::patterns::{Ball, Level, Trend};
use std::borrow::Cow;

/// Rows of a table that are shown on a terminal.
const ROWS: usize = 7;
/// A figure that is cut is another figure.
const WHOLE: usize = usize::MAX;
/// Narrower than this, slugs are cut.
const NARROW: usize = 40;

/// Whether any row has enough for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Percents {
    Shown,
    TooFew,
}

/// Whether any row goes somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trends {
    Shown,
    AllSteady,
}

impl Page<'_> {
    /// Everything that was dropped in the window, loudest first.
    pub(super) fn balls(&self) -> Vec<String> {
        let patterns = self.patterns;
        let mut dropped: Vec<&Ball> = patterns.balls.iter().filter(|ball| ball.n() > 0).collect();
        if let Some(keeper) = self.keeper {
            dropped.sort_by_key(|ball| ball.party != keeper);
        }
        let mut parts = Vec::new();
        if patterns.too_few {
            parts.extend(self.table("Dropped", Tone::Heading, &dropped));
            return parts;
        }
        let came_back = |ball: &&&Ball| {
            let last = ball.promises.last_came_back;
            last.is_some_and(|day| patterns.window.contains(day))
        };
        let again: Vec<_> = dropped.iter().filter(came_back).copied().collect();
        dropped.retain(|ball| !came_back(&ball));
        let of = |level| -> Vec<&Ball> {
            let balls = dropped.iter().filter(|ball| ball.level == level);
            balls.copied().collect()
        };
        parts.extend(self.short_table("Came back after a commitment", Tone::Loud, &again));
        let (recurring, title) = (
            of(Level::Recurring),
            match again.is_empty() {
                true => "Recurring",
                false => "Recurring as well",
            },
        );
        if patterns.recurring().next().is_none() {
            parts.push(self.wrapped("", "No dropped ball recurs."));
        }
        parts.extend(self.short_table(title, Tone::Loud, &recurring));
        parts.extend(self.clusters());
        let mut folded = Vec::new();
        folded.extend(
            self.folded("Watch: ", Tone::Watch, &of(Level::Watch), |ball| {
                let figures = words::figures(ball.n(), ball.of);
                let trend = match ball.trend {
                    Trend::Rising | Trend::Falling => format!(", {}", ball.trend.as_str()),
                    _ => String::new(),
                };
                format!("{} {figures}{trend}", name(ball))
            }),
        );
        folded.extend(
            self.folded("Once: ", Tone::Plain, &of(Level::Once), |ball| {
                name(ball).into_owned()
            }),
        );
        if !folded.is_empty() {
            parts.push(folded.join("\n"));
        }
        parts
    }

    /// On a terminal so many rows as the page has room for, the rest on a line.
    fn short_table(&self, title: &str, tone: Tone, balls: &[&Ball]) -> Option<String> {
        let room = self.look.width.map_or(balls.len(), |_| ROWS);
        let (shown, rest) = balls.split_at(room.min(balls.len()));
        let table = self.table(title, tone, shown)?;
        let rest = self.folded("and: ", Tone::Plain, rest, spoken);
        Some(table + &rest.map_or(String::new(), |rest| format!("\n{rest}")))
    }

    fn table(&self, title: &str, tone: Tone, balls: &[&Ball]) -> Option<String> {
        if balls.is_empty() {
            return None;
        }
        let look = self.look;
        let piped = look.width.is_none();
        let calls = !self.patterns.too_few;
        let percents = match balls
            .iter()
            .any(|ball| words::percent(ball.n(), ball.of).is_some())
        {
            true => Percents::Shown,
            false => Percents::TooFew,
        };
        // Whole, to be typed; figures are worth more where there is hardly any room.
        let least = if look.width.is_some_and(|width| width < NARROW) {
            9
        } else {
            27
        };
        let mut columns = vec![
            Column::left("dropped ball", least, 0),
            Column::left("party", 9, 4),
            Column::right("now", WHOLE, 1),
        ];
        columns.extend((percents == Percents::Shown).then(|| Column::right("", 4, 7)));
        columns.push(Column::right("before", WHOLE, 2));
        columns.extend(
            self.blocks
                .map(|blocks| Column::left(blocks.title(), WHOLE, 5)),
        );
        let trends = match calls && balls.iter().any(|ball| ball.trend != Trend::Steady) {
            true => Trends::Shown,
            false => Trends::AllSteady,
        };
        if trends == Trends::Shown {
            columns.push(Column::left("trend", 6, 3));
        }
        columns.extend((piped && calls).then(|| Column::left("", 0, 6)));
        let rows: Vec<_> = balls
            .iter()
            .map(|ball| self.row(ball, percents, trends))
            .collect();
        let drawn = table(&columns, &rows, look);
        let mut lines = vec![look.paint(tone, title)];
        let heading = if piped { 0 } else { 2 };
        for (number, line) in drawn.lines().enumerate() {
            lines.push(line.to_owned());
            let ball = number
                .checked_sub(heading)
                .and_then(|number| balls.get(number));
            if let Some(ball) = ball.filter(|_| calls && !piped) {
                lines.extend(self.promised(ball));
            }
        }
        Some(lines.join("\n"))
    }

    fn row<'b>(&self, ball: &'b Ball, percents: Percents, trends: Trends) -> Vec<Cell<'b>> {
        let (piped, calls) = (self.look.width.is_none(), !self.patterns.too_few);
        let was = words::figures(ball.was(), ball.was_of);
        let mut row = vec![
            Cell::text(Tone::Plain, name(ball)),
            Cell::text(Tone::Plain, ball.party.as_str()),
            Cell::text(Tone::Plain, words::figures(ball.n(), ball.of)),
        ];
        if percents == Percents::Shown {
            let percent = words::percent(ball.n(), ball.of).unwrap_or_default();
            row.push(Cell::text(Tone::Quiet, percent));
        }
        let was = if piped { format!("was {was}") } else { was };
        row.push(Cell::text(Tone::Quiet, was));
        if let Some(blocks) = self.blocks {
            row.push(Cell::text(Tone::Watch, blocks.line(&ball.days)));
        }
        if trends == Trends::Shown {
            let tone = match ball.trend {
                Trend::Rising => Tone::Loud,
                Trend::New => Tone::Watch,
                _ => Tone::Quiet,
            };
            let trend = words::trend(ball.trend, self.patterns).unwrap_or_default();
            row.push(Cell::text(tone, trend));
        }
        if calls && piped {
            let promised = words::commitment(&ball.promises);
            row.push(Cell::text(Tone::Plain, visible(&promised).into_owned()));
        }
        row
    }

    /// What came of a commitment, below the ball that it is about.
    fn promised(&self, ball: &Ball) -> Option<String> {
        let commitment = &ball.promises;
        let sentence = words::commitment_sentence(commitment);
        let width = self.look.width.unwrap_or(usize::MAX);
        let text = wrap(&visible(&sentence), width, "  ", "  ");
        Some(self.look.paint(Tone::Quiet, text))
    }
}

/// `feedback-late 2 of 9`, and where it goes if there is evidence.
fn spoken(ball: &Ball) -> String {
    let figures = words::figures(ball.n(), ball.of);
    let trend = match ball.trend {
        Trend::Rising | Trend::Falling => format!(", {}", ball.trend.as_str()),
        Trend::New | Trend::Steady | Trend::Quiet => String::new(),
    };
    format!("{} {figures}{trend}", name(ball))
}

/// A slug that is new to the vocabulary, or stands under another party there,
/// is marked.
pub(super) fn name(ball: &Ball) -> Cow<'_, str> {
    let slug = visible(&ball.slug);
    if ball.declared {
        slug
    } else {
        Cow::Owned(format!("{slug}?"))
    }
}
