//! What stands above everything else: the first sentence with its figures, one promise
//! that worked, one wall, and the balls by team.

use super::super::json::ids;
use super::super::patterns::group_name;
use super::super::words::{capital, figures, plural, promise_sentence, run, sentence, wall_of};
use super::fitted::name;
use super::meeting::Meeting;
use super::monthly::monthly;
use crate::patterns::{Ball, Claim, Digest, FEWEST, GroupedRow, Matter, Sample, Share, Wall};
use serde_json::{Value, json};

/// What fits beside the rest of a first page.
const BALLS: usize = 5;
const TEAMS: usize = 5;
/// Of a wall, the latest.
const DOTS: usize = 9;

/// The first sentence of the page, or why there is none.
pub(super) fn heading(meeting: &Meeting<'_>) -> String {
    let (digest, n) = (meeting.digest, meeting.patterns.post_mortems);
    let size = || plural(n, "post-mortem");
    if n > 0 && digest.sample == Sample::TooFew {
        return format!("{}: too few to call", size());
    }
    let heading = headline(meeting).or_else(|| no_topic(digest));
    heading.unwrap_or_else(size)
}

/// Why there is nothing to talk about.
pub(super) fn no_topic(digest: &Digest<'_>) -> Option<String> {
    let none = [
        Claim::Nothing,
        Claim::NoneDropped,
        Claim::NoneRecurs,
        Claim::AllPromised,
    ];
    none.into_iter().find_map(|kind| sentence(kind, digest))
}

/// The strongest thing there is to say, with its figures and without a cause.
fn headline(meeting: &Meeting<'_>) -> Option<String> {
    let digest = meeting.digest;
    let Some(statement) = digest.topics.first() else {
        let told = [Claim::Recurring, Claim::Counted].map(|kind| digest.balls(kind).next());
        return told
            .into_iter()
            .flatten()
            .next()
            .map(|ball| of_ball(ball, meeting));
    };
    Some(match statement.about {
        Matter::Ball(ball) => of_ball(ball, meeting),
        Matter::Wall(wall) => format!(
            "{}, at {}: the last {} were lost",
            wall_of(wall, name),
            name(&wall.stage),
            wall.length()
        ),
        _ => return None,
    })
}

fn of_ball(ball: &Ball, meeting: &Meeting<'_>) -> String {
    let called = capital(&words(&ball.slug));
    let trend = meeting.digest.sample.trend(ball);
    match ball.since.as_ref().filter(|_| trend.is_some()) {
        Some(since) => format!(
            "{called}: {} since {}, {} before",
            figures(since.since.n, since.since.of),
            since.day.spoken_month(),
            figures(since.older.n, since.older.of)
        ),
        None if ball.was_of == 0 => format!("{called}: {}", figures(ball.n(), ball.of)),
        None => format!(
            "{called}: {}, {} before",
            figures(ball.n(), ball.of),
            figures(ball.was(), ball.was_of)
        ),
    }
}

/// A slug as people read it.
fn words(slug: &str) -> String {
    name(&slug.replace('-', " "))
}

/// A promise whose ball is dropped less since.
pub(super) fn worked(meeting: &Meeting<'_>) -> Option<Value> {
    let ball = meeting.digest.worked(meeting.patterns)?;
    Some(json!({
        "name": name(&ball.slug), "party": ball.party.as_str(), "title": ball.party.title(),
        "sentence": promise_sentence(&ball.promises, meeting.digest.sample),
        "history": history(ball, meeting),
    }))
}

/// Of a wall that is no topic; as a topic it has its dots there.
pub(super) fn wall(meeting: &Meeting<'_>) -> Option<Value> {
    let statement = meeting.digest.all(Claim::Wall).next()?;
    match statement.about {
        Matter::Wall(wall) => Some(dots(wall, meeting)),
        _ => None,
    }
}

/// Losses in a row, a dot each.
pub(super) fn dots(wall: &Wall, meeting: &Meeting<'_>) -> Value {
    // More than are drawn.
    let earlier = wall.length().saturating_sub(DOTS);
    let days: Vec<_> = { wall.days[earlier..].iter() }
        .map(|day| day.spoken())
        .collect();
    json!({
        "name": format!("{}, at {}", wall_of(wall, name), name(&wall.stage)),
        "sentence": run(wall, meeting.digest, name),
        "earlier": earlier, "days": days, "ids": ids(&wall.ids[earlier..]),
    })
}

/// What the page knows of a ball month by month.
pub(super) fn history(ball: &Ball, meeting: &Meeting<'_>) -> Option<Value> {
    let balls = &meeting.patterns.balls;
    let mut months = meeting.months.iter();
    let own = months.find(|one| std::ptr::eq(&balls[one.ball], ball))?;
    Some(monthly(own))
}

/// The strongest balls beside each other, where the log has teams.
pub(super) fn teams(meeting: &Meeting<'_>) -> Option<Value> {
    let grouped = meeting.teams?;
    let named = grouped.groups.iter().filter(|group| !group.is_empty());
    if named.count() < 2 || grouped.rows.is_empty() {
        return None;
    }
    let teams = grouped.groups.iter().take(TEAMS);
    let teams: Vec<_> = teams
        .map(|group| name(&group_name(grouped, group)))
        .collect();
    let shown = || grouped.rows.iter().take(BALLS);
    let is_few = |share: &Share| share.of < FEWEST;
    let cell = |(team, share): (&String, &Share)| {
        let figure = match share.of {
            0 => "-".to_owned(),
            of => figures(share.n, of),
        };
        json!({ "team": team, "figure": figure, "few": is_few(share) })
    };
    let row = |row: &GroupedRow| {
        let cells: Vec<_> = teams.iter().zip(&row.cells).map(cell).collect();
        json!({ "name": name(&row.slug), "party": row.party.as_str(), "cells": cells })
    };
    let any_few = shown().any(|row| row.cells.iter().take(TEAMS).any(is_few));
    let few = format!("grey: fewer than {FEWEST} could have, too few to compare");
    Some(json!({
        "columns": teams,
        "rows": shown().map(row).collect::<Vec<_>>(),
        // What small figures are called, where there are any.
        "few": any_few.then_some(few),
    }))
}
