//! Counting dropped balls.

use super::cluster::Mirrors;
use super::drops::{Drop, Drops, within};
use super::tally::Tally;
use super::{Ball, Commitment, Level, Settings, Trend};
use crate::model::{Day, Id};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Every ball that either window drops, strongest first; which way they go is
/// not said yet.
pub(super) fn balls(tally: &Tally<'_>, mirrors: &Mirrors<'_>, settings: Settings) -> Vec<Ball> {
    let dropped = |drops: &&Drops<'_>| {
        let since = settings.window.before().since;
        drops.all.last().is_some_and(|drop| drop.day() >= since)
    };
    let mut balls: Vec<Ball> = tally
        .drops
        .iter()
        .filter(dropped)
        .map(|drops| ball(drops, tally, mirrors, settings))
        .collect();
    balls.sort_by(|left, right| strength(left).cmp(&strength(right)));
    balls
}

pub(super) fn ball(
    drops: &Drops<'_>,
    tally: &Tally<'_>,
    mirrors: &Mirrors<'_>,
    settings: Settings,
) -> Ball {
    let (slug, party) = (drops.key.0.as_ref(), drops.key.1);
    let (window, before) = (settings.window, settings.window.before());
    let now = within(&drops.all, window);
    let earlier = if before.until < window.since {
        within(&drops.all, before)
    } else {
        &[]
    };
    let exposures = |span| tally.exposures.count(slug, party, &drops.all, span);
    let (of, was_of) = (exposures(window), exposures(before));
    let level = |n, of| Level::of(n, of, settings.threshold);
    let roles: HashSet<String> = now
        .iter()
        .filter_map(|drop| drop.entry.post_mortem.role.as_deref())
        .map(same_name)
        .collect();
    let days = || earlier.iter().chain(now).map(Drop::day);
    Ball {
        declared: mirrors
            .vocabulary
            .ball(slug)
            .is_some_and(|ball| ball.party == party),
        level: level(now.len(), of),
        ids: ids(now),
        days: now.iter().map(Drop::day).collect(),
        of,
        was_ids: ids(earlier),
        was_of,
        was_recurring: level(earlier.len(), was_of) == Level::Recurring,
        known_before: drops.all.len() > now.len(),
        trend: Trend::Steady,
        evidence: None,
        first: days().next().unwrap_or(Day::FIRST),
        last: days().next_back().unwrap_or(Day::FIRST),
        roles: roles.len(),
        commitment: Commitment::about(drops, tally, mirrors, window.until),
        slug: slug.to_owned(),
        party,
    }
}

/// Two spellings of one role or team: letter case and outer spaces aside.
pub(super) fn same_name(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Loudest level, then most often, then most often for what was possible, then
/// latest; the name settles what is left.
fn strength(ball: &Ball) -> impl Ord {
    let share = (1_000_000 * ball.n()).checked_div(ball.of);
    let counts = Reverse((ball.n(), share, ball.was(), ball.last));
    (ball.level, counts, ball.slug.clone(), ball.party)
}

fn ids(drops: &[Drop<'_>]) -> Vec<Id> {
    drops.iter().map(|drop| drop.entry.id.clone()).collect()
}
