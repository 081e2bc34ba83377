//! Bars: each as a mark with its place, and the figures that say the same in
//! words.

use super::super::svg::{percent, rounded};
use super::super::words::{share, trend};
use super::fitted::name;
use crate::model::{Day, Party};
use crate::patterns::{Ball, Level, Patterns, Sample};
use serde::Serialize;

/// More than this of one kind is counted, not drawn: a page has an end.
const MOST_BALLS: usize = 8;
/// From as many chances on a rate is drawn, below each chance is a dot.
pub(super) const RATES: usize = 30;

/// One party's balls, now and before.
#[derive(Serialize)]
pub(super) struct PartyBars {
    pub party: &'static str,
    pub title: &'static str,
    pub bars: Vec<Bar>,
    pub left_out: usize,
}

#[derive(Serialize)]
pub(super) struct Bar {
    pub name: String,
    pub declared: bool,
    /// Of those that could have, the ones that dropped it in percent; `None` where they
    /// are too few for a rate, and each is a dot.
    pub now: Option<f64>,
    pub before: Option<f64>,
    /// Those that dropped it, then the others.
    pub dots: Vec<ChanceDot>,
    pub figure: String,
    pub was: String,
    /// What else is to be said, in a word.
    pub word: Option<&'static str>,
}

/// One post-mortem that could have dropped a ball.
#[derive(Serialize)]
pub(super) struct ChanceDot {
    /// Its middle, in percent.
    pub x: f64,
    pub dropped: bool,
}

/// A dot each, on one scale for all rows; none where a rate is drawn.
fn dots(n: usize, of: usize) -> Vec<ChanceDot> {
    let dot = |position: usize| ChanceDot {
        x: rounded((position as f64 + 0.5) * 100.0 / RATES as f64),
        dropped: position < n,
    };
    let drawn = if of < RATES { of } else { 0 };
    (0..drawn).map(dot).collect()
}

fn rate(n: usize, of: usize) -> Option<f64> {
    (of >= RATES).then(|| percent(n, of))
}

/// The balls of each party that recur or recurred, then those to watch.
pub(super) fn parties(patterns: &Patterns, sample: Sample) -> Vec<PartyBars> {
    let drawn = |ball: &&Ball| {
        let called = matches!(ball.level, Level::Recurring | Level::Watch);
        called || ball.was_recurring || sample == Sample::TooFew && ball.n() > 0
    };
    let bar = |ball: &Ball| Bar {
        name: name(&ball.slug),
        declared: ball.declared,
        now: rate(ball.n(), ball.of),
        before: rate(ball.was(), ball.was_of),
        dots: dots(ball.n(), ball.of),
        figure: share(ball.n(), ball.of),
        was: if ball.was_of == 0 {
            "not known".to_owned()
        } else {
            share(ball.was(), ball.was_of)
        },
        word: sample.trend(ball).map(trend).or_else(|| {
            let level = sample.level(ball).filter(|level| *level == Level::Watch);
            level.map(Level::as_str)
        }),
    };
    let of = |party: Party| {
        let own = || {
            patterns
                .balls
                .iter()
                .filter(drawn)
                .filter(|ball| ball.party == party)
        };
        PartyBars {
            party: party.as_str(),
            title: party.title(),
            bars: own().take(MOST_BALLS).map(bar).collect(),
            left_out: own().count().saturating_sub(MOST_BALLS),
        }
    };
    Party::ALL.map(of).into()
}

/// A label below a chart.
#[derive(Serialize)]
pub(super) struct Tick {
    pub x: f64,
    pub label: String,
}

pub(super) fn month(day: Day) -> String {
    let spoken = day.spoken();
    spoken.split(' ').nth(1).unwrap_or_default().to_owned()
}
