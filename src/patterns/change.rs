//! Whether a ball is dropped less since a promise: the chances since beside the
//! chances before, and a word only where it may be read every week without being
//! wrong of more than one promise in five (e-values, from the day of the promise).

use super::logarithms::{Logarithms, ln_chances, ln_sum};
use super::share::Share;
use crate::model::spelled;

/// What a word must outweigh its opposite by.
const EVIDENCE: f64 = 5.0;

/// The rates before are spread over this many points.
const POINTS: usize = 200;

spelled! {
    /// What came of a promise.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Verdict {
        /// Nothing since could have dropped the ball.
        Untested = "untested",
        /// Too early to say.
        Early = "early",
        Less = "less",
        NoLess = "no-less",
    }
}

/// Drops and chances on both sides of the day of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub since: Share,
    pub before: Share,
}

impl Change {
    /// Drops since that would be expected if nothing had changed.
    pub fn expected(self) -> f64 {
        self.since.of as f64 * (self.before.n as f64 + 0.5) / (self.before.of as f64 + 1.0)
    }

    /// `logarithms` are for as many chances as both sides have together.
    pub fn verdict(self, logarithms: &Logarithms) -> Verdict {
        let Share { n, of } = self.since;
        if of == 0 {
            return Verdict::Untested;
        }
        // Both and a half.
        let rates = (self.before.n, self.before.rest());
        let as_before = logarithms.half_quotient(rates, (n, self.since.rest()));
        let spread = spread(rates);
        let divided = |by: f64| {
            let by = by.ln();
            let likelihoods = spread.iter().map(|(ln_odds, ln_weight)| {
                let (drop, none) = ln_chances(ln_odds - by);
                ln_weight + n as f64 * drop + self.since.rest() as f64 * none
            });
            // The sum looks at each of them twice.
            ln_sum(likelihoods.collect::<Vec<_>>().into_iter())
        };
        let halved = divided(2.0);
        let fewer = ln_sum([halved, divided(4.0), divided(8.0)].into_iter()) - 3.0_f64.ln();
        match () {
            () if fewer - as_before >= EVIDENCE.ln() => Verdict::Less,
            () if as_before - halved >= EVIDENCE.ln() => Verdict::NoLess,
            () => Verdict::Early,
        }
    }
}

/// Rates spread like Beta(a+½, b+½): the logarithm of the odds of each point, and
/// of its weight; the weights add up to one.
fn spread((a, b): (usize, usize)) -> Vec<(f64, f64)> {
    let (a, b) = (a as f64 + 0.5, b as f64 + 0.5);
    let step = (1.0 / a + 1.0 / b).sqrt() / 16.0;
    let points = (1..=POINTS).map(|index| {
        let ln_odds = (a / b).ln() + (index as f64 - 100.5) * step;
        let (drop, none) = ln_chances(ln_odds);
        (ln_odds, a * drop + b * none)
    });
    let mut points: Vec<_> = points.collect();
    let all = ln_sum(points.iter().map(|point| point.1));
    for point in &mut points {
        point.1 -= all;
    }
    points
}

/// Drops that would be expected of a ball that recurred in the window before and
/// is absent now, where its absence is more than chance would do.
pub fn quiet(now: Share, was: Share) -> Option<f64> {
    let rate = (was.n as f64 + 0.5) / (was.of as f64 + 1.0);
    let by_chance = (1.0 - rate).powf(now.of as f64);
    let is_quiet = now.n == 0 && now.of > 0 && by_chance <= 0.05;
    is_quiet.then_some(now.of as f64 * rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(since: (usize, usize), before: (usize, usize)) -> Change {
        Change {
            since: Share::new(since.0, since.1),
            before: Share::new(before.0, before.1),
        }
    }

    fn verdict(since: (usize, usize), before: (usize, usize)) -> Verdict {
        let logarithms = Logarithms::up_to(since.1 + before.1);
        change(since, before).verdict(&logarithms)
    }

    #[test]
    fn the_sentence_of_the_description_is_too_early_to_say() {
        let one = change((1, 7), (3, 17));
        assert!((one.expected() - 7.0 * 3.5 / 18.0).abs() < 1e-12);
        assert_eq!(verdict((1, 7), (3, 17)), Verdict::Early);
    }

    /// Sixteen of sixty-six until the promise, none of seventy-four since; and a
    /// promise after which everything went on as it had.
    #[test]
    fn what_changed_and_what_did_not_are_told_apart() {
        assert_eq!(verdict((0, 74), (16, 66)), Verdict::Less);
        assert_eq!(verdict((20, 80), (40, 160)), Verdict::NoLess);
        assert_eq!(verdict((0, 0), (16, 66)), Verdict::Untested);
    }

    /// Without a single chance before, no row of good ones proves anything.
    #[test]
    fn nothing_before_says_nothing_since() {
        for of in [1, 10, 300] {
            assert_eq!(verdict((0, of), (0, 0)), Verdict::Early, "{of}");
        }
    }

    #[test]
    fn ten_thousand_chances_stay_numbers() {
        assert_eq!(verdict((0, 90_000), (9, 10_000)), Verdict::Less);
        let no_less = verdict((30_000, 90_000), (3_000, 10_000));
        assert_eq!(no_less, Verdict::NoLess);
    }

    #[test]
    fn absence_is_quiet_only_where_it_was_to_be_expected_otherwise() {
        let expected = quiet(Share::new(0, 16), Share::new(4, 18)).unwrap();
        assert!((expected - 16.0 * 4.5 / 19.0).abs() < 1e-12, "about 4");
        assert_eq!(quiet(Share::new(0, 8), Share::new(3, 20)), None);
        assert_eq!(quiet(Share::new(0, 0), Share::new(3, 3)), None);
        assert_eq!(quiet(Share::new(1, 60), Share::new(9, 20)), None);
    }
}
