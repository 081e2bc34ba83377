//! More often, less often and promises, the obvious way: every chance is a row
//! with its day, and every quotient is multiplied out chance by chance.

use hirelog::tested::Day;

/// A chance to drop the ball, and whether it was.
pub type Chance = (Day, bool);

/// What twelve stakes on one ball are worth, and the best of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grown {
    pub worth: f64,
    pub best: f64,
    pub day: Day,
    pub older: (usize, usize),
    pub since: (usize, usize),
}

fn counted<'a>(chances: impl Iterator<Item = &'a Chance>) -> (usize, usize) {
    chances.fold((0, 0), |(n, of), (_, dropped)| {
        (n + usize::from(*dropped), of + 1)
    })
}

/// The first days of the twelve months that end with the month of a day.
pub fn firsts(until: Day) -> Vec<Day> {
    let (mut year, mut month) = (until.year(), until.month());
    let mut firsts = Vec::new();
    while firsts.len() < 12 {
        firsts.insert(0, Day::new(year, month, 1).unwrap());
        (year, month) = if month == 1 {
            (year - 1, 12)
        } else {
            (year, month - 1)
        };
    }
    firsts
}

/// How much better a rate with `times` the odds explains the chances since a day
/// than a rate spread as Beta(a, b) does, which learns from each of them.
fn likelihood_ratio(a: f64, b: f64, times: f64, since: (usize, usize)) -> f64 {
    let odds = times * a / b;
    let (mut ratio, mut drops, mut rest) = (1.0, a, b);
    for chance in 0..since.1 {
        // The order does not matter, so that they are taken in turn.
        let dropped = chance % 2 == 0 && chance / 2 < since.0
            || since.1 - chance <= since.0.saturating_sub(chance.div_ceil(2));
        let learnt = if dropped { drops } else { rest } / (drops + rest);
        let fixed = if dropped { odds } else { 1.0 } / (1.0 + odds);
        ratio *= fixed / learnt;
        *(if dropped { &mut drops } else { &mut rest }) += 1.0;
    }
    assert_eq!(drops - a, since.0 as f64, "{since:?}");
    ratio
}

pub fn more(older: (usize, usize), since: (usize, usize)) -> f64 {
    let (n, of) = (older.0 as f64, older.1 as f64);
    likelihood_ratio(n + 1.0, of - n + 3.0, 3.0, since)
}

pub fn less(older: (usize, usize), since: (usize, usize)) -> f64 {
    let (n, of) = (older.0 as f64, older.1 as f64);
    likelihood_ratio(n + 0.5, of - n + 1.5, 1.0 / 3.0, since)
}

/// For each ball what is staked on more often and on less often; `None` for one
/// on which nothing ever was.
pub fn grown(balls: &[Vec<Chance>], until: Day) -> Vec<Option<[Grown; 2]>> {
    let mut found = vec![None::<[Grown; 2]>; balls.len()];
    for day in firsts(until) {
        let before = |ball: &Vec<Chance>| counted(ball.iter().filter(|one| one.0 < day));
        let has_stake = |older: &(usize, usize)| older.1 >= 20 && older.0 >= 1;
        let older: Vec<_> = balls.iter().map(before).collect();
        let staked = older.iter().filter(|one| has_stake(one));
        let staked: usize = staked.map(|one| one.0).sum();
        for (index, ball) in balls.iter().enumerate() {
            let older = older[index];
            if !has_stake(&older) {
                continue;
            }
            let since = counted(ball.iter().filter(|one| day <= one.0 && one.0 <= until));
            let share = older.0 as f64 / staked as f64;
            let worth = [more(older, since), less(older, since)].map(|ratio| share * ratio);
            let first = |worth: f64| Grown {
                worth: 0.0,
                best: worth,
                day,
                older,
                since,
            };
            let both = found[index].get_or_insert_with(|| worth.map(first));
            for (grown, worth) in both.iter_mut().zip(worth) {
                if worth > grown.best {
                    *grown = Grown {
                        worth: grown.worth,
                        ..first(worth)
                    };
                }
                grown.worth += worth;
            }
        }
    }
    found
}

/// B(a + x, b + y) / B(a, b), multiplied out.
fn beta_quotient(a: f64, b: f64, x: usize, y: usize) -> f64 {
    let (mut quotient, mut all) = (1.0, a + b);
    for (from, count) in [(a, x), (b, y)] {
        for step in 0..count {
            quotient *= (from + step as f64) / all;
            all += 1.0;
        }
    }
    quotient
}

/// The word for d of k since a promise and b of m before it.
pub fn verdict((d, k): (usize, usize), (b, m): (usize, usize)) -> &'static str {
    let (a, b) = (b as f64 + 0.5, (m - b) as f64 + 0.5);
    let null = beta_quotient(a, b, d, k - d);
    let spread = (1.0 / a + 1.0 / b).sqrt() / 16.0;
    let odds = (1..=200).map(|i| (a / b) * ((f64::from(i) - 100.5) * spread).exp());
    let odds: Vec<f64> = odds.collect();
    let chance = |odds: f64| odds / (1.0 + odds);
    let weight = |odds: &f64| chance(*odds).powf(a) * (1.0 - chance(*odds)).powf(b);
    let weights: Vec<f64> = odds.iter().map(weight).collect();
    let all: f64 = weights.iter().sum();
    let alternative = |divided: f64| {
        let mut sum = 0.0;
        for (odds, weight) in odds.iter().zip(&weights) {
            let q = chance(odds / divided);
            sum += weight / all * q.powf(d as f64) * (1.0 - q).powf((k - d) as f64);
        }
        sum
    };
    let fewer = (alternative(2.0) + alternative(4.0) + alternative(8.0)) / 3.0;
    match k {
        0 => "untested",
        _ if fewer / null >= 5.0 => "less",
        _ if null / alternative(2.0) >= 5.0 => "no-less",
        _ => "early",
    }
}

pub fn expected(k: usize, (b, m): (usize, usize)) -> f64 {
    k as f64 * (b as f64 + 0.5) / (m as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Random;
    use hirelog::tested::{Change, Logarithms, Share};
    use hirelog::tested::{Direction, Stake, days, weigh};

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-9 * other.abs().max(1.0)
    }

    #[test]
    fn the_two_values_that_were_worked_out_beforehand() {
        assert!((more((9, 120), (8, 31)) - 26.05).abs() < 0.005);
        assert!((more((3, 20), (6, 10)) - 11.09).abs() < 0.005);
    }

    /// A few balls over two and a half years; in some a rate changes on the way,
    /// in some two months are empty, so that two stakes are worth the same.
    fn chances(random: &mut Random, until: Day) -> Vec<Vec<Chance>> {
        let kinds = 1 + random.below(6);
        let ball = |random: &mut Random| {
            let size = [3, 40, 300][random.below(3)];
            let rates = [random.below(40), random.below(60)];
            let (change, gap) = (random.below(900), random.below(900));
            let mut chances = Vec::new();
            for _ in 0..size {
                let back = random.below(900);
                let rate = rates[usize::from(back < change)];
                if !(gap..gap + 70).contains(&back) {
                    let dropped = random.below(100) < rate;
                    chances.push((until.minus_days(back as u64), dropped));
                }
            }
            chances
        };
        (0..kinds).map(|_| ball(random)).collect()
    }

    fn share((n, of): (usize, usize)) -> Share {
        Share::new(n, of)
    }

    #[test]
    fn stakes_are_worth_the_same_both_ways() {
        let (mut called, mut none) = ([0; 2], 0);
        for seed in 0..1_000 {
            let mut random = Random(seed);
            let until = Day::new(2026, 11, 20).unwrap();
            let until = until.minus_days(random.below(60) as u64);
            let balls = chances(&mut random, until);
            let days = days(until);
            assert_eq!(Vec::from(days), firsts(until));
            let tables = balls.iter().map(|ball| {
                days.map(|day| {
                    let part = |older: bool| ball.iter().filter(move |one| (one.0 < day) == older);
                    Stake {
                        day,
                        older: share(counted(part(true))),
                        since: share(counted(part(false))),
                    }
                })
            });
            let tables: Vec<_> = tables.collect();
            let weighed = weigh(&tables, &Logarithms::up_to(400));
            for (weighed, grown) in weighed.iter().zip(grown(&balls, until)) {
                none += usize::from(grown.is_none());
                let (Some(weighed), Some(grown)) = (weighed, grown) else {
                    assert!(weighed.is_none() && grown.is_none(), "seed {seed}");
                    continue;
                };
                for (worth, grown) in [weighed.more, weighed.less].iter().zip(grown) {
                    assert!(near(worth.ln, grown.worth.ln()), "seed {seed} {worth:?}");
                    assert_eq!(worth.best.day, grown.day, "seed {seed} {worth:?} {grown:?}");
                    assert_eq!(worth.best.older, share(grown.older));
                    assert_eq!(worth.best.since, share(grown.since));
                }
                match weighed.call(3) {
                    Some(Direction::More) => called[0] += 1,
                    Some(Direction::Less) => called[1] += 1,
                    None => {}
                }
            }
        }
        assert!(
            called.iter().all(|called| *called > 40) && none > 100,
            "{called:?} {none}"
        );
    }

    #[test]
    fn verdicts_are_the_same_both_ways() {
        let (mut random, mut said) = (Random(1), std::collections::BTreeMap::new());
        for _ in 0..20_000 {
            let sides = [random.below(120), random.below(200)];
            let [since, before] = sides.map(|of| {
                let part = 1 + random.below(12);
                (random.below(of / part + 1), of)
            });
            let change = Change {
                since: share(since),
                before: share(before),
            };
            let logarithms = Logarithms::up_to(since.1 + before.1);
            let word = verdict(since, before);
            assert_eq!(change.verdict(&logarithms).as_str(), word, "{change:?}");
            assert!(near(change.expected(), expected(since.1, before)));
            *said.entry(word).or_insert(0) += 1;
        }
        assert!(
            said.len() == 4 && said.values().all(|count| *count > 100),
            "{said:?}"
        );
    }
}
