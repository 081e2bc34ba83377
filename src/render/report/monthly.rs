//! One ball month by month. Under thirty chances a month each drop is a dot, from there
//! on each month is its rate; the figures stand below either. Behind them lies what the
//! months before would lead one to expect.

use super::super::svg::{percent, rounded};
use super::super::words::{figures, plural};
use super::charts::{RATES, month};
use crate::model::{Day, Span};
use crate::patterns::{MonthOfBall, MonthlyBall};
use serde_json::{Value, json};

/// Pixels.
const HEIGHT: f64 = 40.0;
const LARGEST_DOT: f64 = 3.25;

pub(super) const MONTHLY_LEGEND: &str = "Month by month: below, how often of how many chances. \
A dot is a post-mortem that dropped the ball; from thirty chances a month on it is the rate. \
The upright line is the latest promise. The shaded range is what is expected: it holds all points of all charts here nine times \
in ten where nothing changes; it is provisional where it rests on less than a year.";

/// Across, all places are in percent; down, in pixels from the top.
pub(super) fn monthly(ball: &MonthlyBall) -> Value {
    let months = &ball.months;
    let full = months.iter().filter(|month| month.share.of >= RATES);
    let rates = 2 * full.count() > months.len();
    let value = |drops: usize, of: usize| match rates {
        true => drops as f64 / of.max(1) as f64,
        false => drops as f64,
    };
    let highest = |month: &MonthOfBall| {
        let most = month.expected.map_or(0, |(_, most)| most);
        value(month.share.n.max(most), month.share.of)
    };
    let drawn = months
        .iter()
        .filter(|month| !rates || month.share.of >= RATES);
    let top = drawn.map(highest).fold(0.0, f64::max);
    // A dot is no larger for being alone.
    let top = if rates { top.max(0.1) } else { top.max(6.0) };
    let pitch = HEIGHT / top;
    let dot = if rates {
        LARGEST_DOT
    } else {
        rounded((pitch / 2.0 - 0.5).clamp(0.5, LARGEST_DOT))
    };
    let up = |value: f64| rounded(HEIGHT - value * pitch);
    let width = rounded(100.0 / months.len().max(1) as f64);
    let column = |(position, month): (usize, &MonthOfBall)| {
        let (n, of) = (month.share.n, month.share.of);
        let is_drawn = !rates || of >= RATES;
        let x = rounded(position as f64 * 100.0 / months.len() as f64);
        let dots = match rates {
            true if is_drawn => vec![up(value(n, of))],
            true => Vec::new(),
            false => (0..n).map(|drop| up(drop as f64 + 0.5)).collect(),
        };
        let band = month.expected.filter(|_| is_drawn).map(|(fewest, most)| {
            let (low, high) = (up(value(fewest, of)), up(value(most, of)));
            json!({ "y": high, "height": rounded((low - high).max(1.5)) })
        });
        json!({
            "x": x, "middle": rounded(x + width / 2.0), "width": width,
            "label": self::month(month.days.since), "n": n, "of": of, "dots": dots, "band": band,
        })
    };
    let first = months.first().map_or(Day::FIRST, |month| month.days.since);
    let in_all: usize = months.iter().map(|month| month.share.n).sum();
    let judged = months.iter().find(|month| month.expected.is_some());
    let older = ball.older.zip(judged).map(|(older, month)| {
        let before = figures(older.n, older.of);
        format!("{before} before {}", month.days.since.spoken_month())
    });
    let since = first.spoken_month();
    let times = plural(in_all, "time");
    let table = months.iter().rev().map(|month| figures_of(month, ball));
    json!({
        "columns": months.iter().enumerate().map(column).collect::<Vec<_>>(),
        // The radius of a dot.
        "dot": dot,
        // Where the promise that is judged was made.
        "promise": ball.promised.last().map(|day| place(*day, months)),
        "older": older,
        "provisional": ball.provisional,
        "description": format!("Month by month since {since}: dropped {times}."),
        "table": table.collect::<Vec<_>>(),
    })
}

/// One month, in the table that says the same.
fn figures_of(month: &MonthOfBall, ball: &MonthlyBall) -> Value {
    let dropped = ball.dropped.iter();
    let inside = dropped.filter(|(day, _)| month.days.contains(*day));
    let figure = match month.share.of {
        0 => "nothing could have".to_owned(),
        of => figures(month.share.n, of),
    };
    let expected = month.expected.map(|(fewest, most)| match fewest == most {
        true => fewest.to_string(),
        false => format!("{fewest} to {most}"),
    });
    json!({
        "month": month.days.since.spoken_month(), "figure": figure, "expected": expected,
        "ids": inside.map(|(_, id)| id.as_str()).collect::<Vec<_>>(),
    })
}

/// Within the column of its month, by how much of that was over.
fn place(day: Day, months: &[MonthOfBall]) -> f64 {
    let whole = |month: &MonthOfBall| Span {
        until: month.days.since.end_of_month(),
        ..month.days
    };
    let at = months.iter().position(|month| whole(month).contains(day));
    let at = at.unwrap_or(0);
    let part = months.get(at).map_or(0.0, |month| {
        day.days_since(month.days.since) as f64 / whole(month).days() as f64
    });
    rounded(percent(at, months.len()) + part * 100.0 / months.len().max(1) as f64)
}
