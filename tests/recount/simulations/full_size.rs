//! The simulations at their full size, and those that nothing is aimed at: minutes
//! of optimized code. `.ci/full`, which is not optimized, leaves them out.

use super::*;

impl Random {
    fn normal(&mut self) -> f64 {
        let (one, other) = (1.0 - self.share(), self.share());
        (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * other).cos()
    }
}

/// The rate of each ball wavers by week around its own: an AR(1) of the logarithm,
/// sd 0.6, half of it gone in four weeks.
fn where_rates_come_in_bursts(logs: u64, a_window: f64) -> [[f64; 3]; 2] {
    let rates = rates();
    let (keeps, mut above) = (0.5_f64.powf(0.25), [0.0; BALLS]);
    let logs = read(logs, a_window, |random, week, ball| {
        let fresh = 0.6 * random.normal();
        above[ball] = match week {
            0 => fresh,
            _ => keeps * above[ball] + (1.0_f64 - keeps * keeps).sqrt() * fresh,
        };
        (rates[ball] * above[ball].exp()).min(0.9)
    });
    [Direction::More, Direction::Less].map(|direction| by_year(&logs, direction))
}

/// The odds of every other ball double over three years, those of the rest halve.
fn where_rates_drift(logs: u64, a_window: f64) -> [[f64; 3]; 2] {
    let rates = rates();
    let logs = read(logs, a_window, |_, week, ball| {
        let way = if ball % 2 == 0 { 1.0 } else { -1.0 };
        let odds = rates[ball] / (1.0 - rates[ball]);
        let odds = odds * 2.0_f64.powf(way * week as f64 / WEEKS as f64);
        odds / (1.0 + odds)
    });
    [Direction::More, Direction::Less].map(|direction| by_year(&logs, direction))
}

#[test]
#[ignore = "full size, run by hand; the figures stand in the README"]
fn calls_keep_their_promise_in_four_hundred_logs() {
    hold_calls(FULL, &[20.0, 50.0, 100.0]);
}

#[test]
#[ignore = "full size, run by hand; the figures stand in the README"]
fn verdicts_on_promises_keep_theirs_in_four_hundred() {
    hold_promises(FULL, &[6.0, 15.0, 40.0, 80.0], &[0.05, 0.1, 0.2, 0.3]);
}

#[test]
#[ignore = "full size, run by hand; the figures stand in the README"]
fn walls_are_seldom_in_four_hundred_logs() {
    hold_walls(FULL);
    for lost in [0.7, 0.85] {
        let found = fridays_with_a_wall(FULL, 50.0, 10, lost);
        print(
            &format!("Fridays with a wall, 10 roles, 50 a window, {lost}"),
            &[found],
        );
    }
}

/// Nothing is aimed at here: a test of counts cannot tell a burst from a habit.
#[test]
#[ignore = "full size, run by hand; the figures stand in the README"]
fn bursts_and_drift_are_reported() {
    for size in [20.0, 50.0, 100.0] {
        for (name, [more, less]) in [
            ("bursts", where_rates_come_in_bursts(FULL, size)),
            ("drift", where_rates_drift(FULL, size)),
        ] {
            print(&format!("{size} a window, {name}, more often"), &more);
            print(&format!("{size} a window, {name}, less often"), &less);
        }
    }
}
