//! Bars: each as a mark with its place, and the figures that say the same in
//! words.

use super::super::svg::{height, percent, rounded, slot};
use super::super::words::{share, span, trend};
use super::fitted::name;
use crate::model::{Day, Party};
use crate::patterns::{Ball, Length, Level, Patterns, Sample, Series};
use serde::Serialize;

/// More than this of one kind is counted, not drawn: a page has an end.
const MOST_BALLS: usize = 8;
/// From as many chances on a rate is drawn, below each chance is a dot.
pub(super) const RATES: usize = 30;
/// Pixels.
const BARS: f64 = 44.0;

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
    pub level: &'static str,
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
        level: ball.level.as_str(),
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

/// Bars over time, one row a party and one for the post-mortems themselves.
#[derive(Serialize)]
pub(super) struct Weeks {
    /// `week`, `month` or `year`.
    pub step: &'static str,
    pub rows: Vec<Strip>,
    pub ticks: Vec<Tick>,
    pub table: Vec<WeekFigures>,
    pub left_out: usize,
}

#[derive(Serialize)]
pub(super) struct Strip {
    /// A party, or `post-mortems`.
    pub what: &'static str,
    pub title: &'static str,
    pub sum: usize,
    /// The whole row in a sentence.
    pub description: String,
    pub bars: Vec<WeekBar>,
}

#[derive(Serialize)]
pub(super) struct WeekBar {
    pub x: f64,
    pub width: f64,
    pub y: f64,
    pub height: f64,
    /// In the middle of it, for the number on top.
    pub middle: f64,
    pub n: usize,
}

#[derive(Serialize)]
pub(super) struct Tick {
    pub x: f64,
    pub label: String,
}

#[derive(Serialize)]
pub(super) struct WeekFigures {
    pub days: String,
    pub post_mortems: usize,
    pub dropped: [usize; 3],
}

pub(super) fn weeks(series: &Series) -> Weeks {
    let steps = &series.steps;
    let most_dropped = steps
        .iter()
        .flat_map(|step| step.dropped)
        .max()
        .unwrap_or(0);
    let most_post_mortems = steps
        .iter()
        .map(|step| step.post_mortems)
        .max()
        .unwrap_or(0);
    let row = |what, title, counts: Vec<usize>, most: usize| {
        let column = |(position, &n): (usize, &usize)| {
            let (x, width) = slot(position, counts.len());
            let high = height(n, most, BARS);
            let middle = rounded(x + width / 2.0);
            (n > 0).then_some(WeekBar {
                x,
                width,
                y: rounded(BARS - high),
                height: high,
                middle,
                n,
            })
        };
        let busiest = counts.iter().max().filter(|most| **most > 0);
        let sum: usize = counts.iter().sum();
        let description = match busiest {
            None => "None in the window.".to_owned(),
            Some(most) => {
                let peak = counts
                    .iter()
                    .position(|n| n == most)
                    .map(|at| span(steps[at].days, "–"));
                let unit = series.length.as_str();
                format!(
                    "{sum} in all; most in the {unit} of {}: {most}.",
                    peak.unwrap_or_default()
                )
            }
        };
        Strip {
            what,
            title,
            sum,
            description,
            bars: counts.iter().enumerate().filter_map(column).collect(),
        }
    };
    let mut rows: Vec<_> = Party::ALL
        .into_iter()
        .map(|party| {
            let counts = steps
                .iter()
                .map(|step| step.dropped[party.index()])
                .collect();
            row(party.as_str(), party.title(), counts, most_dropped)
        })
        .collect();
    let all = steps.iter().map(|step| step.post_mortems).collect();
    rows.push(row("post-mortems", "post-mortems", all, most_post_mortems));
    Weeks {
        step: series.length.as_str(),
        rows,
        ticks: ticks(series),
        table: steps
            .iter()
            .map(|step| WeekFigures {
                days: span(step.days, "–"),
                post_mortems: step.post_mortems,
                dropped: step.dropped,
            })
            .collect(),
        left_out: series.left_out,
    }
}

/// A label where a month begins, or a year; never more than seven.
fn ticks(series: &Series) -> Vec<Tick> {
    let label = |day: Day| match series.length {
        Length::Week => month(day),
        Length::Month | Length::Year => day.year().to_string(),
    };
    let mut labels: Vec<(usize, String)> = Vec::new();
    for (position, step) in series.steps.iter().enumerate() {
        // A week belongs to the month in which it ends.
        let label = label(step.days.until);
        if labels.last().is_none_or(|(_, last)| *last != label) {
            labels.push((position, label));
        }
    }
    let every = labels.len().div_ceil(7).max(1);
    let kept = labels.into_iter().step_by(every);
    let tick = |(position, label)| Tick {
        x: slot(position, series.steps.len()).0,
        label,
    };
    kept.map(tick).collect()
}

pub(super) fn month(day: Day) -> String {
    let spoken = day.spoken();
    spoken.split(' ').nth(1).unwrap_or_default().to_owned()
}
