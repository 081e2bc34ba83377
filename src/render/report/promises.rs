//! Commitments over both windows: when each ball was dropped, and from when on
//! there was a commitment about it.

use super::super::svg::percent;
use super::charts::{Tick, month};
use super::meeting::Meeting;
use super::telling::{counted, name, sentence, state};
use crate::model::{Day, Span};
use crate::patterns::{PromiseHistory, Standing};
use serde::Serialize;

/// More than this is counted, not drawn.
const MOST_PROMISES: usize = 14;
/// Percent of the width.
const NEAREST: f64 = 1.5;

/// Commitments over both windows.
#[derive(Serialize)]
pub(super) struct Promises {
    pub rows: Vec<PromiseRow>,
    pub left_out: usize,
    pub ticks: Vec<Tick>,
    /// Where the window begins, in percent.
    pub window: f64,
    pub sentence: String,
}

#[derive(Serialize)]
pub(super) struct PromiseRow {
    pub name: String,
    pub party: &'static str,
    pub title: &'static str,
    pub state: &'static str,
    pub word: String,
    pub words: String,
    pub latest: String,
    /// Where a commitment is in force, in percent; nothing before the first.
    pub since: f64,
    pub marks: Vec<Point>,
    pub description: String,
}

#[derive(Serialize)]
pub(super) struct Point {
    pub x: f64,
    pub commits: bool,
    pub again: bool,
}

pub(super) fn promises(meeting: &Meeting<'_>) -> Promises {
    let (patterns, promises) = (meeting.patterns, &meeting.history.promises);
    let (first, last) = (patterns.before.since, patterns.window.until);
    let days = usize::try_from(last.days_since(first)).unwrap_or(usize::MAX);
    let place = |day: Day| {
        percent(
            usize::try_from(day.days_since(first)).unwrap_or(0),
            days.max(1),
        )
    };
    let row = |promise: &PromiseHistory| {
        let ball = &patterns.balls[promise.ball];
        let committed = promise
            .marks
            .iter()
            .find(|mark| mark.promises)
            .map(|mark| place(mark.day));
        let earlier = promise.marks.first().is_some_and(|mark| mark.again);
        let again = promise.marks.iter().filter(|mark| mark.again).count();
        PromiseRow {
            name: name(&ball.slug),
            party: ball.party.as_str(),
            title: ball.party.title(),
            state: promise.standing.as_str(),
            word: state(ball),
            words: sentence(&promise.words),
            latest: promise.latest.spoken(),
            since: if earlier {
                0.0
            } else {
                committed.unwrap_or(100.0)
            },
            marks: points(promise, &place),
            description: format!(
                "Dropped {}, {again} of them after a commitment; latest commitment {}.",
                counted(promise.marks.len(), "time"),
                promise.latest.spoken()
            ),
        }
    };
    let window = Span {
        since: first,
        until: last,
    };
    Promises {
        rows: promises.iter().take(MOST_PROMISES).map(row).collect(),
        left_out: promises.len().saturating_sub(MOST_PROMISES),
        ticks: month_ticks(window, &place),
        window: place(patterns.window.since),
        sentence: held_and_broken(meeting),
    }
}

/// Days that would be drawn on top of each other are one mark.
fn points(promise: &PromiseHistory, place: &impl Fn(Day) -> f64) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for mark in &promise.marks {
        let x = place(mark.day);
        match points.last_mut() {
            Some(last) if last.again == mark.again && x - last.x < NEAREST => {
                last.commits |= mark.promises;
            }
            _ => points.push(Point {
                x,
                commits: mark.promises,
                again: mark.again,
            }),
        }
    }
    points
}

fn month_ticks(window: Span, place: &impl Fn(Day) -> f64) -> Vec<Tick> {
    let mut starts = Vec::new();
    let mut day = window.since.end_of_month();
    while day < window.until && starts.len() < 240 {
        starts.push(day.plus_days(1));
        day = day.plus_days(1).end_of_month();
    }
    let every = starts.len().div_ceil(7).max(1);
    let tick = |day: Day| Tick {
        x: place(day),
        label: month(day),
    };
    starts.into_iter().step_by(every).map(tick).collect()
}

fn held_and_broken(meeting: &Meeting<'_>) -> String {
    let state = |state: Standing| {
        let promises = meeting.history.promises.iter();
        promises.filter(|one| one.standing == state).count()
    };
    let none = meeting
        .patterns
        .balls
        .iter()
        .filter(|ball| ball.n() > 0 && ball.promises.made == 0);
    let said = [
        (state(Standing::CameBack), "came back"),
        (state(Standing::Holding), "holding"),
        (state(Standing::SoFar), "held so far"),
        (state(Standing::Untested), "untested"),
        (none.count(), "dropped with no commitment yet"),
    ];
    let told: Vec<_> = said
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    told.join(", ")
}
