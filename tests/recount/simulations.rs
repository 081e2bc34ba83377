//! How often each word is said where nothing changed, and how soon where something
//! did: whole logs are generated from a seed and read every Friday, from the empty
//! log on. Each table of the README is one of these at its full size:
//!
//! cargo test --release --test recount -- --ignored --nocapture simulations

/// Too slow without optimization; `.ci/full` passes over it.
mod full_size;

use crate::generate::Random;
use hirelog::tested::{Change, Enders, Logarithms, Reached, Share, Verdict, runs};
use hirelog::tested::{Day, Span};
use hirelog::tested::{Direction, STAKES, Stake, days, weigh};

const WEEKS: usize = 156;
const BALLS: usize = 15;
const WINDOW: usize = 90;
/// In this share of all post-mortems somebody sorted the party's section.
const EXPOSED: f64 = 0.8;
/// Logs of the full size.
const FULL: u64 = 400;

impl Random {
    /// From zero up to one.
    fn share(&mut self) -> f64 {
        self.below(1 << 53) as f64 / (1_u64 << 53) as f64
    }

    fn poisson(&mut self, mean: f64) -> usize {
        let (limit, mut count, mut product) = ((-mean).exp(), 0, self.share());
        while product > limit {
            count += 1;
            product *= self.share();
        }
        count
    }
}

/// Rates that fall as 1 / rank^0.8, one and a half balls a post-mortem together,
/// none above 30 %.
fn rates() -> [f64; BALLS] {
    let weights: [f64; BALLS] = std::array::from_fn(|rank| (rank as f64 + 1.0).powf(-0.8));
    let all: f64 = weights.iter().sum();
    weights.map(|weight| (1.5 * weight / all).min(0.3))
}

/// What a rate is in a week.
type Rates<'a> = dyn FnMut(&mut Random, usize, usize) -> f64 + 'a;

/// One log: chances and drops of each ball up to each day.
struct World {
    chances: Vec<Vec<usize>>,
    drops: Vec<Vec<usize>>,
}

fn first_day() -> Day {
    Day::new(2024, 1, 1).unwrap()
}

impl World {
    fn new(random: &mut Random, a_window: f64, rate: &mut Rates<'_>) -> Self {
        let mut world = Self {
            chances: vec![vec![0]; BALLS],
            drops: vec![vec![0]; BALLS],
        };
        for week in 0..WEEKS {
            let rates: Vec<f64> = (0..BALLS).map(|ball| rate(random, week, ball)).collect();
            let mut a_day = [0; 7];
            for _ in 0..random.poisson(a_window / 13.0) {
                a_day[random.below(7)] += 1;
            }
            for post_mortems in a_day {
                // A section is sorted or it is not, for all balls of its party.
                let exposed = (0..post_mortems)
                    .filter(|_| random.share() < EXPOSED)
                    .count();
                for (ball, rate) in rates.iter().enumerate() {
                    let n = (0..exposed).filter(|_| random.share() < *rate).count();
                    for (list, count) in [(&mut world.chances, exposed), (&mut world.drops, n)] {
                        let last = *list[ball].last().unwrap();
                        list[ball].push(last + count);
                    }
                }
            }
        }
        world
    }

    /// What is said on the Friday of a week.
    fn said(&self, week: usize, logarithms: &Logarithms) -> Vec<Option<Direction>> {
        let end = 7 * week + 5;
        let until = first_day().plus_days(end as u64 - 1);
        let days = days(until);
        let table = |ball: usize| -> [Stake; STAKES] {
            let up_to = |day: usize| Share::new(self.drops[ball][day], self.chances[ball][day]);
            days.map(|day| {
                let older = up_to(usize::try_from(day.days_since(first_day())).unwrap());
                let all = up_to(end);
                let since = Share::new(all.n - older.n, all.of - older.of);
                Stake { day, older, since }
            })
        };
        let tables: Vec<_> = (0..BALLS).map(table).collect();
        let called = weigh(&tables, logarithms).into_iter().enumerate();
        called
            .map(|(ball, evidence)| {
                let before = self.drops[ball][end.saturating_sub(WINDOW)];
                evidence?.call(self.drops[ball][end] - before)
            })
            .collect()
    }
}

/// In which weeks something was said of a ball, in many logs.
fn read(
    logs: u64,
    a_window: f64,
    mut rate: impl FnMut(&mut Random, usize, usize) -> f64,
) -> Vec<Vec<(usize, usize, Direction)>> {
    let logarithms = Logarithms::up_to(20 * a_window as usize + 200);
    let one = |seed: u64| {
        let mut random = Random(seed.wrapping_mul(0x5851_f42d_4c95_7f2d));
        let world = World::new(&mut random, a_window, &mut rate);
        let mut said = Vec::new();
        for week in 0..WEEKS {
            for (ball, direction) in world.said(week, &logarithms).into_iter().enumerate() {
                said.extend(direction.map(|direction| (week, ball, direction)));
            }
        }
        said
    };
    (0..logs).map(one).collect()
}

/// In how many of the logs one of some words was said.
fn share_of(
    logs: &[Vec<(usize, usize, Direction)>],
    is_one: impl Fn(&(usize, usize, Direction)) -> bool,
) -> f64 {
    let said = logs.iter().filter(|said| said.iter().any(&is_one)).count();
    said as f64 / logs.len() as f64
}

/// Any call in each of the first three years.
fn by_year(logs: &[Vec<(usize, usize, Direction)>], direction: Direction) -> [f64; 3] {
    [0, 1, 2].map(|year| share_of(logs, |said| said.0 / 52 == year && said.2 == direction))
}

/// Any call where nothing changes, more often and less often.
fn where_nothing_changes(logs: u64, a_window: f64) -> [[f64; 3]; 2] {
    let rates = rates();
    let logs = read(logs, a_window, |_, _, ball| rates[ball]);
    [Direction::More, Direction::Less].map(|direction| by_year(&logs, direction))
}

/// One ball changes its rate after two years: said of it within half a year and a
/// year.
fn where_one_changes(logs: u64, a_window: f64, from: f64, to: f64) -> [f64; 2] {
    let mut rates = rates();
    let far = |ball: &usize| (rates[*ball] - from).abs();
    let changes = (0..BALLS).min_by(|one, other| far(one).total_cmp(&far(other)));
    let changes = changes.unwrap();
    rates[changes] = from;
    let logs = read(logs, a_window, |_, week, ball| match ball == changes {
        true if week >= 104 => to,
        _ => rates[ball],
    });
    let direction = if to > from {
        Direction::More
    } else {
        Direction::Less
    };
    [26, 52].map(|weeks| {
        share_of(&logs, |said| {
            (104..104 + weeks).contains(&said.0) && said.1 == changes && said.2 == direction
        })
    })
}

/// What is said of promises read every week for a year: of how many a word was
/// ever said, and of how many after 13 and 26 weeks.
struct Promised {
    ever: f64,
    after: [f64; 2],
}

fn promises(many: u64, a_quarter: f64, rate: f64, odds_divided_by: f64, word: Verdict) -> Promised {
    let odds = rate / (1.0 - rate) / odds_divided_by;
    let rates = [rate, odds / (1.0 + odds)];
    let logarithms = Logarithms::up_to(20 * a_quarter as usize + 200);
    let (mut ever, mut after) = (0, [0; 2]);
    for seed in 0..many {
        let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) + 1);
        let mut week = |rate: f64| {
            let of = random.poisson(a_quarter / 13.0);
            let n = (0..of).filter(|_| random.share() < rate).count();
            Share::new(n, of)
        };
        let add = |one: Share, other: Share| Share::new(one.n + other.n, one.of + other.of);
        let before = (0..26).fold(Share::default(), |sum, _| add(sum, week(rates[0])));
        let (mut since, mut said) = (Share::default(), false);
        for weeks in 1..=52 {
            since = add(since, week(rates[1]));
            let is_said = Change { since, before }.verdict(&logarithms) == word;
            said |= is_said;
            for (after, at) in after.iter_mut().zip([13, 26]) {
                *after += u64::from(is_said && weeks == at);
            }
        }
        ever += u64::from(said);
    }
    let share = |count: u64| count as f64 / many as f64;
    Promised {
        ever: share(ever),
        after: after.map(share),
    }
}

/// The share of Fridays on which at least one wall stands, where outcomes are
/// independent of each other: stages are left with .15 .25 .35 .20 .05.
fn fridays_with_a_wall(logs: u64, a_window: f64, roles: usize, lost: f64) -> f64 {
    let names: Vec<_> = (0..roles).map(|role| format!("role {role}")).collect();
    let (mut fridays, mut walls) = (0, 0);
    for seed in 0..logs {
        let mut random = Random(seed.wrapping_mul(0x9e6c_63d0_876a_68de) + 7);
        let mut log = Vec::new();
        for week in 0..104 {
            let count = random.poisson(a_window / 13.0);
            let mut of_week: Vec<_> = (0..count).map(|_| random.below(7)).collect();
            of_week.sort_unstable();
            for day in of_week {
                let mut left = random.share();
                let ends = [0.15, 0.25, 0.35, 0.20, 0.05].iter().position(|share| {
                    left -= share;
                    left < 0.0
                });
                log.push(Reached {
                    day: first_day().plus_days((7 * week + day) as u64),
                    stage: ends.unwrap_or(4),
                    lost: (random.share() < lost).then_some(Enders::Us),
                    role: Some(&names[random.below(roles)]),
                    team: None,
                });
            }
            let until = first_day().plus_days(7 * week as u64 + 4);
            if week >= 26 {
                let known = log.partition_point(|one| one.day <= until);
                let window = Span {
                    since: until.minus_days(WINDOW as u64 - 1),
                    until,
                };
                let found = runs(&log[..known], window, false);
                walls += usize::from(found.iter().any(|run| run.by_chance <= 0.02));
                fridays += 1;
            }
        }
    }
    f64::from(u32::try_from(walls).unwrap()) / f64::from(fridays)
}

fn print(line: &str, figures: &[f64]) {
    let figures: Vec<_> = figures.iter().map(|one| format!("{one:.2}")).collect();
    println!("{line:<58} {}", figures.join(" "));
}

/// What a share of a few may be off by: two standard errors; of all nothing.
fn slack(aim: f64, many: u64) -> f64 {
    if many < FULL {
        2.0 * (aim * (1.0 - aim) / many as f64).sqrt()
    } else {
        0.0
    }
}

/// The aims that were missed: a table is printed to its end first.
#[derive(Default)]
struct Missed(Vec<String>);

impl Missed {
    fn at_most(&mut self, line: &str, found: &[f64], aim: f64, many: u64) {
        print(line, found);
        let most = aim + slack(aim, many);
        if found.iter().any(|share| *share > most) {
            self.0.push(format!("{line}: at most {aim}, {found:?}"));
        }
    }

    fn at_least(&mut self, line: &str, found: f64, aim: f64, many: u64) {
        print(line, &[found]);
        if found < aim - slack(aim, many) {
            self.0.push(format!("{line}: at least {aim}, {found}"));
        }
    }
}

/// Every aim for calls, with as many logs as asked for.
fn hold_calls(logs: u64, sizes: &[f64]) {
    let mut missed = Missed::default();
    for &size in sizes {
        let [more, less] = where_nothing_changes(logs, size);
        let line = |what: &str| format!("{size} a window, {what}");
        missed.at_most(&line("nothing changes, more often"), &more, 0.12, logs);
        missed.at_most(&line("nothing changes, less often"), &less, 0.18, logs);
        let [half, year] = where_one_changes(logs, size, 0.1, 0.3);
        let aims = match size as usize {
            ..50 => [0.2, 0.6],
            50..100 => [0.8, 0.0],
            _ => [0.95, 0.0],
        };
        let rises = |weeks: usize| line(&format!("10 % goes to 30 %, within {weeks} weeks"));
        missed.at_least(&rises(26), half, aims[0], logs);
        missed.at_least(&rises(52), year, aims[1], logs);
        let [half, year] = where_one_changes(logs, size, 0.3, 0.1);
        let falls = |weeks: usize| line(&format!("30 % goes to 10 %, within {weeks} weeks"));
        print(&falls(26), &[half]);
        let aim = if size < 50.0 { 0.65 } else { 0.95 };
        missed.at_least(&falls(52), year, aim, logs);
    }
    assert_eq!(missed.0, [""; 0]);
}

fn hold_promises(many: u64, chances: &[f64], rates: &[f64]) {
    let mut missed = Missed::default();
    for &rate in rates {
        for &a_quarter in chances {
            let line = |what: &str| format!("{rate}, {a_quarter} chances a quarter, {what}");
            let useless = promises(many, a_quarter, rate, 1.0, Verdict::Less).ever;
            missed.at_most(&line("useless, ever less"), &[useless], 0.2, many);
            let halves = promises(many, a_quarter, rate, 2.0, Verdict::NoLess).ever;
            missed.at_most(&line("halves the odds, ever no less"), &[halves], 0.2, many);
        }
    }
    // A quarter of 20 % is 5 %.
    let quarters = promises(many, 40.0, 0.2, 0.25 / (0.05 / 0.95), Verdict::Less);
    for (weeks, found, aim) in [(13, 0, 0.65), (26, 1, 0.8)] {
        let line = format!("0.2 to 0.05, 40 chances a quarter, less after {weeks} weeks");
        missed.at_least(&line, quarters.after[found], aim, many);
    }
    assert_eq!(missed.0, [""; 0]);
}

fn hold_walls(logs: u64) {
    let found = fridays_with_a_wall(logs, 50.0, 10, 1.0);
    let mut missed = Missed::default();
    let line = "Fridays with a wall, 10 roles, 50 a window, all lost";
    missed.at_most(line, &[found], 0.1, logs);
    assert_eq!(missed.0, [""; 0]);
}

#[test]
fn calls_keep_their_promise_in_a_few_logs() {
    hold_calls(24, &[50.0]);
}

#[test]
fn verdicts_on_promises_keep_theirs_in_a_few() {
    hold_promises(60, &[15.0, 40.0], &[0.1]);
}

#[test]
fn walls_are_seldom_in_a_few_logs() {
    hold_walls(4);
}
