//! Evidence, the obvious way: every table with the same margins is weighed by
//! its binomials, and every chance is corrected by looking at all others.

use serde_json::{Value, json};

/// Says rising and falling where there is evidence, and how much.
pub fn call(balls: &mut [Value], threshold: u32, too_few: bool) {
    let number = |ball: &Value, name: &str| ball[name].as_u64().unwrap();
    let mut tested = Vec::new();
    for (index, ball) in balls.iter().enumerate() {
        let [n, of, was, was_of] = ["n", "of", "was", "was_of"].map(|name| number(ball, name));
        if n + was >= u64::from(threshold) && !too_few {
            let [below, same, above] = tables(n, of, was, was_of);
            tested.push((index, "rising", above + same / 2.0));
            tested.push((index, "falling", below + same / 2.0));
        }
    }
    for &(index, way, chance) in &tested {
        let as_likely = |limit: f64| tested.iter().filter(|test| test.2 <= limit).count() as f64;
        let at_least = tested
            .iter()
            .map(|test| test.2)
            .filter(|other| *other >= chance);
        let corrected = at_least.map(|other| other * tested.len() as f64 / as_likely(other));
        let corrected = corrected.fold(1.0, f64::min);
        let ball = &mut balls[index];
        if corrected <= 0.1 && ball["trend"] == "steady" {
            ball["trend"] = json!(way);
        }
        if ball["evidence"]
            .as_f64()
            .is_none_or(|known| corrected < known)
        {
            ball["evidence"] = json!(corrected);
        }
    }
}

/// The probability of fewer than `n`, of `n`, and of more.
pub fn tables(n: u64, of: u64, was: u64, was_of: u64) -> [f64; 3] {
    let mut ln_factorials = vec![0.0];
    for one in 1..=of + was_of {
        ln_factorials.push(ln_factorials.last().unwrap() + (one as f64).ln());
    }
    let ln_factorial = |of: u64| -> f64 { ln_factorials[usize::try_from(of).unwrap()] };
    let ln_choose = |all, some| ln_factorial(all) - ln_factorial(some) - ln_factorial(all - some);
    let mut sums = [0.0; 3];
    for now in 0..=of.min(n + was) {
        if n + was - now <= was_of {
            let ln = ln_choose(of, now) + ln_choose(was_of, n + was - now);
            let weight = (ln - ln_choose(of + was_of, n + was)).exp();
            sums[usize::from(now >= n) + usize::from(now > n)] += weight;
        }
    }
    sums
}
