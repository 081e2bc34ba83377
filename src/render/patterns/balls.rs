//! The table of all dropped balls, for `--all`.

use super::super::claims::marked;
use super::super::style::Tone;
use super::super::table::{Cell, Column, table};
use super::super::words::{Telling, figures, percent, promise, trend};
use super::sheet::{Sheet, to_read};
use crate::patterns::{Ball, Sample, Trend};
use crate::talk::visible;

/// A figure that is cut is another figure.
const WHOLE: usize = usize::MAX;
/// Narrower than this, slugs are cut.
const NARROW: usize = 40;

impl Sheet<'_> {
    pub(super) fn table(&self, title: &str, tone: Tone, balls: &[&Ball]) -> Option<String> {
        if balls.is_empty() {
            return None;
        }
        let look = self.look;
        // Whole, to be typed; figures are worth more where there is hardly any room.
        let least = if look.width.is_some_and(|width| width < NARROW) {
            9
        } else {
            27
        };
        let columns = [
            Column::left("dropped ball", least, 0),
            Column::left("party", 9, 4),
            Column::right("now", WHOLE, 1),
            Column::right("", 4, 7),
            Column::right("before", WHOLE, 2),
            Column::left("", 10, 3),
            Column::left("promise", 0, 6),
        ];
        let rows: Vec<_> = balls.iter().map(|ball| self.row(ball)).collect();
        let drawn = table(&columns, rows, look);
        let title = look.paint(tone, title);
        Some(format!("{title}\n{}", drawn.trim_end()))
    }

    fn row<'b>(&self, ball: &'b Ball) -> Vec<Cell<'b>> {
        let (piped, sample) = (self.look.width.is_none(), self.digest.sample);
        let was = match ball.was_of {
            0 => String::new(),
            of if piped => format!("was {}", figures(ball.was(), of)),
            of => figures(ball.was(), of),
        };
        let tone = match sample.trend(ball) {
            Some(Trend::Rising) => Tone::Loud,
            _ => Tone::Quiet,
        };
        let way = sample.trend(ball).map_or("", trend);
        let promised = match sample {
            Sample::Enough => promise(&ball.promises, sample, Telling::Word),
            Sample::TooFew => String::new(),
        };
        vec![
            Cell::text(Tone::Plain, marked(ball, to_read)),
            Cell::text(Tone::Plain, ball.party.as_str()),
            Cell::text(Tone::Plain, figures(ball.n(), ball.of)),
            Cell::text(Tone::Quiet, percent(ball.n(), ball.of).unwrap_or_default()),
            Cell::text(Tone::Quiet, was),
            Cell::text(tone, way),
            Cell::text(Tone::Plain, visible(&promised).into_owned()),
        ]
    }
}
