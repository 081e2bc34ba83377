//! A ball month by month: how often it was dropped of how many chances, and what the
//! months before the window would lead one to expect. A chart draws it and calls
//! nothing: what may be said is in the digest.

use super::ball::Ball;
use super::basis::Basis;
use super::counts::Patterns;
use super::logarithms::Logarithms;
use super::mentions::{Mention, of_days};
use super::promise::promised_days;
use super::series::Length;
use super::share::Share;
use super::stakes::{FEWEST_CHANCES, days};
use super::window::{looked_at, until};
use crate::model::{Day, Entry, Id, Party, Span};
use crate::vocabulary::Vocabulary;

/// How often some point of all charts of a page lies outside what is expected where
/// nothing has changed.
const OUTSIDE: f64 = 0.10;
/// Days of history below which what is expected is provisional.
const YEAR: u64 = 365;

/// One ball, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthlyBall {
    /// Its place among the balls of the patterns.
    pub ball: usize,
    /// Up to twelve, the last that of the end of the window; none before the first
    /// post-mortem that could have dropped the ball.
    pub months: Vec<MonthOfBall>,
    /// What is expected rests on this: all chances before the month in which the window
    /// begins. `None` where they are too few.
    pub older: Option<Share>,
    /// They lie within less than a year.
    pub provisional: bool,
    /// The days of promises about it within these months.
    pub promised: Vec<Day>,
    /// Every post-mortem of these months that drops it, by date.
    pub dropped: Vec<(Day, Id)>,
}

/// One month, as far as it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthOfBall {
    pub days: Span,
    pub share: Share,
    /// The fewest and the most drops to be expected of so many chances.
    pub expected: Option<(usize, usize)>,
}

/// `balls` are places among those of `found`, whose entries these are: every ball that
/// a page draws, as what is expected depends on how many points it has.
pub fn months(
    entries: &[&Entry],
    vocabulary: &Vocabulary,
    found: &Patterns,
    balls: &[usize],
) -> Vec<MonthlyBall> {
    let known = looked_at(&until(entries, found.window.until));
    let Some(first) = known.first().map(|entry| entry.post_mortem.date) else {
        return Vec::new();
    };
    let basis = Basis::of(&known, &[], vocabulary);
    let judged = Length::Month.start(found.window.since);
    let of = |position: usize| {
        let ball = found.balls.get(position)?;
        monthly(position, ball, &basis, (first, judged), found.window.until)
    };
    let mut drawn: Vec<MonthlyBall> = balls.iter().filter_map(|one| of(*one)).collect();
    let is_judged = |month: &MonthOfBall| month.days.since >= judged && month.share.of > 0;
    let with_history = drawn.iter().filter(|one| one.older.is_some());
    let points = with_history.flat_map(|one| &one.months);
    let points = points.filter(|month| is_judged(month)).count();
    for one in &mut drawn {
        let Some(older) = one.older else { continue };
        for month in one.months.iter_mut().filter(|month| is_judged(month)) {
            let outside = OUTSIDE / points as f64;
            month.expected = Some(expected(older, month.share.of, outside, &basis.logarithms));
        }
    }
    drawn
}

fn monthly(
    position: usize,
    ball: &Ball,
    basis: &Basis<'_>,
    (first, judged): (Day, Day),
    until: Day,
) -> Option<MonthlyBall> {
    let is_it = |party: Party, slug: &str| party == ball.party && slug == ball.slug;
    let mut mentions = basis.mentions.iter();
    let mentions = mentions.find(|one| is_it(one.key.1, &one.key.0))?;
    let chances = basis.exposures.of(mentions);
    let months = days(until).into_iter().map(|since| {
        let until = since.end_of_month().min(until);
        let days = Span { since, until };
        MonthOfBall {
            days,
            share: chances.within(days),
            expected: None,
        }
    });
    let months: Vec<_> = months.skip_while(|month| month.share.of == 0).collect();
    let drawn = Span {
        since: months.first()?.days.since,
        until,
    };
    let older = chances.before(judged);
    let dropped = of_days(&mentions.all, drawn);
    let day = |one: &Mention<'_>| (one.day(), one.entry.id.clone());
    let promised = promised_days(mentions, until).into_iter();
    Some(MonthlyBall {
        ball: position,
        months,
        older: Some(older).filter(|older| older.of >= FEWEST_CHANCES),
        provisional: judged.days_since(first) < YEAR,
        promised: promised.filter(|day| drawn.contains(*day)).collect(),
        dropped: dropped.iter().map(day).collect(),
    })
}

/// The fewest and the most drops of so many chances, outside which there are at most
/// `outside` of all cases where rates are spread as the older chances teach: like
/// Beta(1 + n, 3 + m − n), the spread against which *more often* is called too.
fn expected(older: Share, chances: usize, outside: f64, logarithms: &Logarithms) -> (usize, usize) {
    let spread = (older.n + 1, older.of - older.n + 3);
    let chance = |drops: usize| {
        let orders = logarithms.orders(chances, drops);
        (orders + logarithms.beta_quotient(spread, (drops, chances - drops))).exp()
    };
    let (mut fewest, mut most, mut up_to) = (None, None, 0.0);
    for drops in 0..=chances {
        up_to += chance(drops);
        if fewest.is_none() && up_to > outside / 2.0 {
            fewest = Some(drops);
        }
        if most.is_none() && up_to >= 1.0 - outside / 2.0 {
            most = Some(drops);
        }
    }
    (fewest.unwrap_or(0), most.unwrap_or(chances))
}
