//! What stands above everything else: the first sentence with its figures, one promise
//! that worked, one wall, and the balls by team.

use super::super::patterns::group_name;
use super::super::words::{capital, figures, promise_sentence, run, wall_of};
use super::fitted::name;
use super::meeting::Meeting;
use super::monthly::monthly;
use crate::patterns::{Ball, Claim, FEWEST, GroupedRow, Matter, Share, Wall};
use serde::Serialize;
use serde_json::Value;

/// What fits beside the rest of a first page.
const BALLS: usize = 5;
const TEAMS: usize = 5;
/// Of a wall, the latest.
const DOTS: usize = 9;

/// A promise whose ball is dropped less since.
#[derive(Serialize)]
pub(super) struct WorkedPromise {
    pub name: String,
    pub party: &'static str,
    pub title: &'static str,
    pub sentence: String,
    pub history: Option<Value>,
}

/// Losses in a row, a dot each.
#[derive(Serialize)]
pub(super) struct WallDots {
    pub name: String,
    pub sentence: String,
    /// More than are drawn.
    pub earlier: usize,
    pub days: Vec<String>,
    pub ids: Vec<String>,
}

/// The strongest balls of each team.
#[derive(Serialize)]
pub(super) struct Teams {
    pub columns: Vec<String>,
    pub rows: Vec<TeamRow>,
    /// What small figures are called, where there are any.
    pub few: Option<String>,
}

#[derive(Serialize)]
pub(super) struct TeamRow {
    pub name: String,
    pub party: &'static str,
    pub cells: Vec<TeamCell>,
}

#[derive(Serialize)]
pub(super) struct TeamCell {
    pub figure: String,
    /// Too few to compare.
    pub few: bool,
}

/// The strongest thing there is to say, with its figures and without a cause.
pub(super) fn headline(meeting: &Meeting<'_>) -> Option<String> {
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

pub(super) fn worked(meeting: &Meeting<'_>) -> Option<WorkedPromise> {
    let ball = meeting.digest.worked(meeting.patterns)?;
    Some(WorkedPromise {
        name: name(&ball.slug),
        party: ball.party.as_str(),
        title: ball.party.title(),
        sentence: promise_sentence(&ball.promises, meeting.digest.sample),
        history: history(ball, meeting),
    })
}

/// Of a wall that is no topic; as a topic it has its dots there.
pub(super) fn wall(meeting: &Meeting<'_>) -> Option<WallDots> {
    let statement = meeting.digest.all(Claim::Wall).next()?;
    match statement.about {
        Matter::Wall(wall) => Some(dots(wall, meeting)),
        _ => None,
    }
}

pub(super) fn dots(wall: &Wall, meeting: &Meeting<'_>) -> WallDots {
    let digest = meeting.digest;
    let earlier = wall.length().saturating_sub(DOTS);
    WallDots {
        name: format!("{}, at {}", wall_of(wall, name), name(&wall.stage)),
        sentence: run(wall, digest, name),
        earlier,
        days: wall.days[earlier..]
            .iter()
            .map(|day| day.spoken())
            .collect(),
        ids: wall.ids[earlier..]
            .iter()
            .map(ToString::to_string)
            .collect(),
    }
}

/// What the page knows of a ball month by month.
pub(super) fn history(ball: &Ball, meeting: &Meeting<'_>) -> Option<Value> {
    let balls = &meeting.patterns.balls;
    let mut months = meeting.months.iter();
    let own = months.find(|one| std::ptr::eq(&balls[one.ball], ball))?;
    Some(monthly(own))
}

/// The strongest balls beside each other, where the log has teams.
pub(super) fn teams(meeting: &Meeting<'_>) -> Option<Teams> {
    let grouped = meeting.teams?;
    let named = grouped.groups.iter().filter(|group| !group.is_empty());
    if named.count() < 2 || grouped.rows.is_empty() {
        return None;
    }
    let cell = |share: &Share| TeamCell {
        figure: match share.of {
            0 => "-".to_owned(),
            of => figures(share.n, of),
        },
        few: share.of < FEWEST,
    };
    let row = |row: &GroupedRow| TeamRow {
        name: name(&row.slug),
        party: row.party.as_str(),
        cells: row.cells.iter().take(TEAMS).map(cell).collect(),
    };
    let rows: Vec<_> = grouped.rows.iter().take(BALLS).map(row).collect();
    let any_few = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.few);
    Some(Teams {
        columns: grouped
            .groups
            .iter()
            .take(TEAMS)
            .map(|group| name(&group_name(grouped, group)))
            .collect(),
        rows,
        few: any_few.then(|| format!("grey: fewer than {FEWEST} could have, too few to compare")),
    })
}
