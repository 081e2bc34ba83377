//! More often and less often, by monthly stakes: a sequential test that may be
//! read on any day without saying more than it knows (an e-detector: Shin, Ramdas,
//! Rinaldo, New England Journal of Statistics in Data Science 2024).
//!
//! On the first day of each of the last twelve months one unit is staked, shared
//! among the balls by how often each had been dropped until then. What a share is
//! worth today is how much better "three times the odds" (or "a third of them")
//! explains the chances since than "as before" does. Where nothing changes, all
//! shares together are worth one unit a month on average, so that sixty come once
//! in five years or less often, however often the page is read.

use super::logarithms::{Logarithms, ln_sum};
use super::share::Share;
use crate::model::Day;

/// Months that are looked back upon, the current one included.
pub const STAKES: usize = 12;

/// What the shares of one ball must be worth together.
pub const WORTH: f64 = 60.0;

/// Fewer chances than this before a day are not enough to stake anything on.
pub const FEWEST_CHANCES: usize = 20;

/// Fewer drops than this in the window are never called more often.
pub const FEWEST_DROPS: usize = 3;

/// How much the odds change.
const TIMES: f64 = 3.0;

/// One ball on the day of one stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stake {
    pub day: Day,
    /// All chances dated before the day.
    pub older: Share,
    /// The chances from the day on.
    pub since: Share,
}

impl Stake {
    /// Whether enough was known on that day.
    const fn counts(&self) -> bool {
        self.older.of >= FEWEST_CHANCES && self.older.n >= 1
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    More,
    Less,
}

/// What the shares of one ball are worth in one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The logarithm of what all shares are worth together.
    pub ln: f64,
    /// The one that is worth most: since then, as far as can be said.
    pub best: Stake,
}

/// Both directions of one ball.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    pub more: Worth,
    pub less: Worth,
}

impl Evidence {
    /// What may be said of a ball that the window drops `n` times.
    pub fn call(&self, n: usize) -> Option<Direction> {
        let is_enough = |worth: Worth| worth.ln >= WORTH.ln();
        let more = n >= FEWEST_DROPS && is_enough(self.more);
        match (more, is_enough(self.less)) {
            (true, true) if self.less.ln > self.more.ln => Some(Direction::Less),
            (true, _) => Some(Direction::More),
            (false, true) => Some(Direction::Less),
            (false, false) => None,
        }
    }

    pub const fn of(&self, direction: Direction) -> Worth {
        match direction {
            Direction::More => self.more,
            Direction::Less => self.less,
        }
    }
}

/// The days of the stakes, earliest first: the first of each of the last twelve
/// months up to this day.
pub fn days(until: Day) -> [Day; STAKES] {
    let first = until.minus_days(u64::from(until.day()) - 1);
    std::array::from_fn(|index| {
        let back = STAKES - 1 - index;
        first.minus_months(u32::try_from(back).unwrap_or(0))
    })
}

/// Weighs all balls together, each with its twelve stakes in the order of their
/// days. `None` where no stake was on the ball.
pub fn weigh(balls: &[[Stake; STAKES]], logarithms: &Logarithms) -> Vec<Option<Evidence>> {
    let staked: [usize; STAKES] = std::array::from_fn(|index| {
        let on_that_day = balls.iter().map(|stakes| stakes[index]);
        let counting = on_that_day.filter(Stake::counts);
        counting.map(|stake| stake.older.n).sum()
    });
    let evidence = |stakes: &[Stake; STAKES]| {
        let both = |of: fn(&Stake, &Logarithms) -> f64| {
            let shares = stakes
                .iter()
                .zip(staked)
                .filter(|(stake, _)| stake.counts());
            worth(shares.map(|(stake, staked)| {
                let ln_share = (stake.older.n as f64).ln() - (staked as f64).ln();
                (*stake, ln_share + of(stake, logarithms))
            }))
        };
        Some(Evidence {
            more: both(more_often)?,
            less: both(less_often)?,
        })
    };
    balls.iter().map(evidence).collect()
}

/// Of shares that are worth the same the earlier one is the best.
fn worth(shares: impl Iterator<Item = (Stake, f64)> + Clone) -> Option<Worth> {
    let best = shares.clone().reduce(|best, next| match next.1 > best.1 {
        true => next,
        false => best,
    })?;
    Some(Worth {
        ln: ln_sum(shares.map(|(_, ln)| ln)),
        best: best.0,
    })
}

/// ln of how much better three times the odds explain what was dropped since.
fn more_often(stake: &Stake, logarithms: &Logarithms) -> f64 {
    let (older, since) = (stake.older, stake.since);
    let prior = (older.n + 1, older.rest() + 3);
    let odds = TIMES * prior.0 as f64 / prior.1 as f64;
    likelihood(odds, since) - logarithms.beta_quotient(prior, (since.n, since.rest()))
}

/// ln of how much better a third of the odds explains it.
fn less_often(stake: &Stake, logarithms: &Logarithms) -> f64 {
    let (older, since) = (stake.older, stake.since);
    // Each of them and a half.
    let prior = (older.n, older.rest() + 1);
    let odds = (prior.0 as f64 + 0.5) / (prior.1 as f64 + 0.5) / TIMES;
    likelihood(odds, since) - logarithms.half_quotient(prior, (since.n, since.rest()))
}

fn likelihood(odds: f64, since: Share) -> f64 {
    since.n as f64 * odds.ln() - since.of as f64 * odds.ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stake(older: (usize, usize), since: (usize, usize)) -> Stake {
        Stake {
            day: Day::FIRST,
            older: Share::new(older.0, older.1),
            since: Share::new(since.0, since.1),
        }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn weighed(balls: &[[Stake; STAKES]]) -> Vec<Option<Evidence>> {
        weigh(balls, &Logarithms::up_to(100_000))
    }

    #[test]
    fn the_two_values_that_were_worked_out_beforehand() {
        let logarithms = Logarithms::up_to(151);
        for (older, since, expected) in [((9, 120), (8, 31), 26.05), ((3, 20), (6, 10), 11.09)] {
            let found = more_often(&stake(older, since), &logarithms).exp();
            assert!((found - expected).abs() < 0.005, "{found}");
        }
    }

    /// With nothing since, every share is worth what was staked.
    #[test]
    fn a_share_without_chances_since_is_worth_itself() {
        let logarithms = Logarithms::up_to(40);
        for ln in [more_often, less_often].map(|of| of(&stake((4, 40), (0, 0)), &logarithms)) {
            assert_eq!(ln, 0.0);
        }
        let nothing = [stake((1, 40), (0, 0)); STAKES];
        let thrice = [stake((3, 40), (0, 0)); STAKES];
        let found = weighed(&[nothing, thrice]);
        for (found, share) in found.iter().zip([3.0_f64, 9.0]) {
            let found = found.unwrap();
            assert!((found.more.ln - share.ln()).abs() < 1e-12, "{found:?}");
            assert!((found.less.ln - share.ln()).abs() < 1e-12, "{found:?}");
            assert_eq!(found.call(9), None);
        }
    }

    #[test]
    fn too_little_before_the_day_has_no_stake() {
        for older in [(0, 40), (3, 19)] {
            assert_eq!(weighed(&[[stake(older, (9, 9)); STAKES]]), [None]);
        }
        assert!(weighed(&[[stake((1, 20), (0, 3)); STAKES]])[0].is_some());
        assert_eq!(weighed(&[]), []);
    }

    #[test]
    fn the_best_is_the_earlier_of_equals_and_the_call_needs_three_drops() {
        let mut stakes = [stake((0, 10), (0, 0)); STAKES];
        for (index, since) in [(5, (20, 30)), (6, (20, 30)), (7, (1, 30))] {
            stakes[index] = stake((9, 120), since);
            stakes[index].day = day("2026-01-01").plus_days(index as u64);
        }
        let found = weighed(&[stakes])[0].unwrap();
        assert_eq!(found.more.best.day, day("2026-01-06"));
        assert_eq!(found.less.best.day, day("2026-01-08"));
        assert_eq!(found.call(3), Some(Direction::More));
        assert_eq!(found.call(2), None, "nor is it less often");
    }

    #[test]
    fn three_thousand_chances_are_weighed_like_thirty() {
        // A third of the odds, and three times the odds, to the drop.
        for (dropped, expected) in [(321, Direction::Less), (2_250, Direction::More)] {
            let found = weighed(&[[stake((1_000, 10_000), (dropped, 9_000)); STAKES]]);
            assert_eq!(found[0].unwrap().call(3), Some(expected), "{found:?}");
        }
        let far = weighed(&[[stake((1_000, 10_000), (0, 90_000)); STAKES]])[0].unwrap();
        assert!(
            far.more.ln < -10_000.0 && far.more.ln.is_finite(),
            "{far:?}"
        );
    }

    #[test]
    fn stakes_are_of_the_first_of_the_last_twelve_months() {
        let days = days(day("2026-03-31"));
        assert_eq!(days[0], day("2025-04-01"));
        assert_eq!(days[10..], [day("2026-02-01"), day("2026-03-01")]);
        assert_eq!(super::days(day("2026-03-01"))[11], day("2026-03-01"));
    }
}
