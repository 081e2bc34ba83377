//! Which way a ball goes: more often and less often by what the monthly stakes are
//! worth, quiet by what was to be expected.

use super::ball::{Ball, Counted, Since, Trend};
use super::basis::Basis;
use super::change::quiet;
use super::names::Names;
use super::sample::Sample;
use super::share::Share;
use super::stakes::{Direction, STAKES, Stake, WORTH, days, weigh};
use crate::model::{Day, Entry};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// Says which way each ball goes. What is staked on one depends on all balls that
/// were ever dropped, also on those that neither window drops.
pub(super) fn call(balls: &mut [Ball], basis: &Basis<'_>, counted: &Counted<'_>, sample: Sample) {
    let until = counted.settings.window.until;
    let days = days(until);
    let tables = basis.mentions.iter().map(|mentions| {
        let chances = basis.exposures.of(mentions);
        let all = chances.until(until);
        days.map(|day| {
            let older = chances.before(day);
            let since = all.minus(older);
            Stake { day, older, since }
        })
    });
    let tables: Vec<[Stake; STAKES]> = tables.collect();
    let weighed = weigh(&tables, &basis.logarithms);
    let keys = basis
        .mentions
        .iter()
        .map(|one| (one.key.0.as_ref(), one.key.1));
    let by_ball: HashMap<_, _> = keys.zip(weighed).collect();
    for ball in balls {
        ball.expected = quiet(ball.share(), Share::new(ball.was(), ball.was_of))
            .filter(|_| ball.was_recurring && sample == Sample::Enough);
        if ball.expected.is_some() {
            ball.trend = Trend::Quiet;
        }
        let evidence = by_ball.get(&(ball.slug.as_str(), ball.party));
        let Some(evidence) = evidence.copied().flatten() else {
            continue;
        };
        let called = evidence.call(ball.n()).filter(|_| sample == Sample::Enough);
        let worth = match called {
            // Quiet and less often at once is less often.
            Some(direction) => {
                let worth = evidence.of(direction);
                ball.trend = match direction {
                    Direction::More => Trend::Rising,
                    Direction::Less => Trend::Falling,
                };
                let day = worth.best.day;
                ball.since = Some(Since {
                    day,
                    since: worth.best.since,
                    older: worth.best.older,
                    mostly: mostly(ball, day, basis, counted),
                });
                worth.ln
            }
            None => evidence.more.ln.max(evidence.less.ln),
        };
        ball.evidence = Some(worth - WORTH.ln());
    }
}

/// Whose the drops since a day mostly are: of one role, or of one team. Where there
/// is only one, that says nothing.
fn mostly(
    ball: &Ball,
    since: Day,
    basis: &Basis<'_>,
    counted: &Counted<'_>,
) -> Option<(String, usize)> {
    let mut mentions = basis.mentions.iter();
    let own = mentions.find(|one| one.key.0 == ball.slug && one.key.1 == ball.party)?;
    let until = counted.settings.window.until;
    let drops: Vec<&Entry> = own
        .all
        .iter()
        .filter(|one| since <= one.day() && one.day() <= until)
        .map(|one| one.entry)
        .collect();
    let of = |names: &Names<'_>, name: fn(&Entry) -> Option<&str>| {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &drops {
            if let Some(name) = name(entry).and_then(|name| names.normal(name)) {
                *times.entry(name).or_default() += 1;
            }
        }
        let (name, times) = times.into_iter().max_by_key(|(_, times)| *times)?;
        let is_most = names.len() > 1 && 3 * times >= 2 * drops.len();
        is_most.then(|| (names.shown(name), times))
    };
    of(counted.roles, |entry| entry.post_mortem.role.as_deref())
        .or_else(|| of(counted.teams, |entry| entry.post_mortem.team.as_deref()))
}
