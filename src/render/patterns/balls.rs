//! Tables of dropped balls: what asks for a talk.

use super::super::style::Tone;
use super::super::table::{Cell, Column, table};
use super::super::words::{Telling, figures, item, percent, promise, promise_sentence, trend};
use super::super::wrap::wrap;
use super::sheet::{Sheet, name};
use crate::patterns::{Ball, Claim, Sample, Trend};
use crate::talk::visible;

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

impl Sheet<'_> {
    /// On a terminal as many rows as the page has room for, the rest on a line.
    pub(super) fn short_table(&self, title: &str, tone: Tone, balls: &[&Ball]) -> Option<String> {
        let room = self.look.width.map_or(balls.len(), |_| ROWS);
        let (shown, rest) = balls.split_at(room.min(balls.len()));
        let table = self.table(title, tone, shown)?;
        let sample = self.digest.sample;
        let rest: Vec<_> = rest
            .iter()
            .map(|ball| item(Claim::Recurring, ball, sample, &name(ball)))
            .collect();
        let rest = self.folded("and", Tone::Plain, &rest);
        Some(table + &rest.map_or(String::new(), |rest| format!("\n{rest}")))
    }

    pub(super) fn table(&self, title: &str, tone: Tone, balls: &[&Ball]) -> Option<String> {
        if balls.is_empty() {
            return None;
        }
        let look = self.look;
        let piped = look.width.is_none();
        let sample = self.digest.sample;
        let calls = sample == Sample::Enough;
        let percents = match balls
            .iter()
            .any(|ball| percent(ball.n(), ball.of).is_some())
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
        let trends = match balls.iter().any(|ball| sample.trend(ball).is_some()) {
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
                lines.push(self.promised(ball));
            }
        }
        Some(lines.join("\n"))
    }

    fn row<'b>(&self, ball: &'b Ball, percents: Percents, trends: Trends) -> Vec<Cell<'b>> {
        let (piped, sample) = (self.look.width.is_none(), self.digest.sample);
        let was = figures(ball.was(), ball.was_of);
        let mut row = vec![
            Cell::text(Tone::Plain, name(ball)),
            Cell::text(Tone::Plain, ball.party.as_str()),
            Cell::text(Tone::Plain, figures(ball.n(), ball.of)),
        ];
        if percents == Percents::Shown {
            let percent = percent(ball.n(), ball.of).unwrap_or_default();
            row.push(Cell::text(Tone::Quiet, percent));
        }
        let was = if piped { format!("was {was}") } else { was };
        row.push(Cell::text(Tone::Quiet, was));
        if let Some(blocks) = self.blocks {
            row.push(Cell::text(Tone::Watch, blocks.line(&ball.days)));
        }
        if trends == Trends::Shown {
            let tone = match sample.trend(ball) {
                Some(Trend::Rising) => Tone::Loud,
                Some(Trend::New) => Tone::Watch,
                _ => Tone::Quiet,
            };
            let way = sample.trend(ball).map_or("", trend);
            row.push(Cell::text(tone, way));
        }
        if sample == Sample::Enough && piped {
            let promised = promise(&ball.promises, sample, Telling::Line);
            row.push(Cell::text(Tone::Plain, visible(&promised).into_owned()));
        }
        row
    }

    /// What came of a promise, below the ball that it is about.
    fn promised(&self, ball: &Ball) -> String {
        let sentence = promise_sentence(&ball.promises, self.digest.sample);
        let width = self.look.width.unwrap_or(usize::MAX);
        let text = wrap(&visible(&sentence), width, "  ", "  ");
        self.look.paint(Tone::Quiet, text)
    }
}
