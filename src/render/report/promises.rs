//! Promises over both windows: when each ball was dropped, and from when on there
//! was a promise about it.

use super::super::svg::percent;
use super::super::words::{Telling, item, plural, promise};
use super::charts::month;
use super::fitted::{name, prose};
use super::meeting::Meeting;
use crate::model::{Day, Span};
use crate::patterns::{Claim, PromiseHistory, Sample, Verdict};
use serde_json::{Value, json};

/// More than this is counted, not drawn.
const MOST_PROMISES: usize = 14;
/// Percent of the width.
const NEAREST: f64 = 1.5;

/// All places are in percent of the width.
pub(super) fn promises(meeting: &Meeting<'_>) -> Value {
    let (patterns, promises) = (meeting.patterns, &meeting.history.promises);
    let digest = meeting.digest;
    let sample = digest.sample;
    let (first, last) = (patterns.before.since, patterns.window.until);
    let days = usize::try_from(last.days_since(first)).unwrap_or(usize::MAX);
    // One that nothing speaks for or against is counted.
    let is_told = |one: &&PromiseHistory| {
        let verdict = sample.verdict(one.latest.verdict);
        verdict.is_some_and(|verdict| matches!(verdict, Verdict::Less | Verdict::NoLess))
    };
    let told: Vec<_> = promises.iter().filter(is_told).collect();
    let place = |day: Day| {
        percent(
            usize::try_from(day.days_since(first)).unwrap_or(0),
            days.max(1),
        )
    };
    let row = |one: &PromiseHistory| {
        let ball = &patterns.balls[one.ball];
        let promised = one
            .marks
            .iter()
            .find(|mark| mark.promises)
            .map(|mark| place(mark.day));
        let earlier = one.marks.first().is_some_and(|mark| mark.again);
        let again = one.marks.iter().filter(|mark| mark.again).count();
        let since = if earlier { Some(0.0) } else { promised };
        let opens_the_page = digest
            .balls(Claim::Promised)
            .any(|one| std::ptr::eq(one, ball));
        let (times, latest) = (
            plural(one.marks.len(), "time"),
            one.latest.promise.day.spoken(),
        );
        json!({
            "name": name(&ball.slug), "party": ball.party.as_str(), "title": ball.party.title(),
            // Whose it is, the day and what came of it, in a line.
            "head": item(Claim::Promised, ball, digest, &name(&ball.slug), name),
            "is_older": !opens_the_page,
            "state": sample.verdict(one.latest.verdict).map_or("", Verdict::as_str),
            "word": promise(&ball.promises, sample, Telling::Word),
            "words": one.latest.promise.words().map_or_else(String::new, prose), "latest": latest,
            // From where on a promise is in force.
            "since": since.unwrap_or(100.0),
            "marks": points(one, &place),
            "description": format!(
                "Dropped {times}, {again} of them after a promise; latest promise {latest}."
            ),
        })
    };
    let window = Span {
        since: first,
        until: last,
    };
    let rows: Vec<_> = told
        .iter()
        .take(MOST_PROMISES)
        .map(|one| row(one))
        .collect();
    json!({
        "left_out": told.len() - rows.len(), "rows": rows,
        "ticks": month_ticks(window, &place), "window": place(patterns.window.since),
        "sentence": what_came_of_them(meeting),
    })
}

/// Days that would be drawn on top of each other are one mark.
fn points(promise: &PromiseHistory, place: &impl Fn(Day) -> f64) -> Vec<Value> {
    let mut points: Vec<(f64, bool, bool)> = Vec::new();
    for mark in &promise.marks {
        let x = place(mark.day);
        match points.last_mut() {
            Some((last, commits, again)) if *again == mark.again && x - *last < NEAREST => {
                *commits |= mark.promises;
            }
            _ => points.push((x, mark.promises, mark.again)),
        }
    }
    let points = points.into_iter();
    points
        .map(|(x, commits, again)| json!({ "x": x, "commits": commits, "again": again }))
        .collect()
}

fn month_ticks(window: Span, place: &impl Fn(Day) -> f64) -> Vec<Value> {
    let mut starts = Vec::new();
    let mut day = window.since.end_of_month();
    while day < window.until && starts.len() < 240 {
        starts.push(day.plus_days(1));
        day = day.plus_days(1).end_of_month();
    }
    let every = starts.len().div_ceil(7).max(1);
    let tick = |day: Day| json!({ "x": place(day), "label": month(day) });
    starts.into_iter().step_by(every).map(tick).collect()
}

fn what_came_of_them(meeting: &Meeting<'_>) -> String {
    let promises = &meeting.history.promises;
    let judged = |verdict: Verdict| {
        let promises = promises.iter();
        promises.filter(|one| one.latest.verdict == verdict).count()
    };
    let balls = meeting.patterns.balls.iter();
    let none = balls.filter(|ball| ball.n() > 0 && ball.promises.made == 0);
    let none = (none.count(), "dropped with nothing promised yet");
    let said = match meeting.digest.sample {
        Sample::Enough => vec![
            (judged(Verdict::Less), "dropped less since"),
            (judged(Verdict::NoLess), "no less since"),
            (judged(Verdict::Early), "too early to say"),
            (judged(Verdict::Untested), "untested"),
            none,
        ],
        Sample::TooFew => vec![(promises.len(), "with a promise"), none],
    };
    let told: Vec<_> = said
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    told.join(", ")
}
