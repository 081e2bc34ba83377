//! Bars: each as a mark with its place, and the figures that say the same in
//! words.

use super::super::svg::{percent, rounded};
use super::super::words::{share, trend};
use super::fitted::name;
use crate::model::{Day, Party};
use crate::patterns::{Ball, Level, Patterns, Sample};
use serde_json::{Value, json};

/// More than this of one kind is counted, not drawn: a page has an end.
const MOST_BALLS: usize = 8;
/// From as many chances on a rate is drawn, below each chance is a dot.
pub(super) const RATES: usize = 30;

/// A dot for each post-mortem that could have dropped a ball, on one scale for all rows:
/// its middle, in percent. None where a rate is drawn.
fn dots(n: usize, of: usize) -> Vec<Value> {
    let drawn = if of < RATES { of } else { 0 };
    let dots = (0..drawn).map(|position| {
        let x = rounded((position as f64 + 0.5) * 100.0 / RATES as f64);
        json!({ "x": x, "dropped": position < n })
    });
    dots.collect()
}

/// Of those that could have, the ones that dropped it in percent; `None` where they are too
/// few for a rate, and each is a dot.
fn rate(n: usize, of: usize) -> Option<f64> {
    (of >= RATES).then(|| percent(n, of))
}

/// The balls of each party that recur or recurred, then those to watch.
pub(super) fn parties(patterns: &Patterns, sample: Sample) -> Vec<Value> {
    let drawn = |ball: &&Ball| {
        let called = matches!(ball.level, Level::Recurring | Level::Watch);
        called || ball.was_recurring || sample == Sample::TooFew && ball.n() > 0
    };
    let bar = |ball: &&Ball| {
        let level = sample.level(ball).filter(|level| *level == Level::Watch);
        let was = match ball.was_of {
            0 => "none logged".to_owned(),
            of => share(ball.was(), of),
        };
        json!({
            "name": name(&ball.slug), "declared": ball.declared,
            "now": rate(ball.n(), ball.of), "before": rate(ball.was(), ball.was_of),
            "dots": dots(ball.n(), ball.of), "figure": share(ball.n(), ball.of), "was": was,
            "word": sample.trend(ball).map(trend).or(level.map(Level::as_str)),
        })
    };
    let of = |party: Party| {
        let balls = patterns.balls.iter().filter(drawn);
        let own: Vec<_> = balls.filter(|ball| ball.party == party).collect();
        let bars: Vec<_> = own.iter().take(MOST_BALLS).map(bar).collect();
        json!({
            "party": party.as_str(), "title": party.title(),
            "bars": bars, "left_out": own.len() - bars.len(),
        })
    };
    Party::ALL.map(of).into()
}

pub(super) fn month(day: Day) -> String {
    let spoken = day.spoken();
    spoken.split(' ').nth(1).unwrap_or_default().to_owned()
}
