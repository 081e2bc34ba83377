//! Quotients of beta functions. Probabilities of long logs are smaller than any
//! number of a machine, so they are kept as logarithms; and each quotient is a
//! difference of sums that are taken once for a whole log.

/// Sums of ln 1 + ln 2 + … and of ln ½ + ln 1½ + …
#[derive(Debug, Clone)]
pub struct Logarithms {
    whole: Vec<f64>,
    half: Vec<f64>,
}

impl Logarithms {
    /// For anything that is counted among this many chances.
    pub fn up_to(chances: usize) -> Self {
        let sums = |first: f64| {
            let mut sum = 0.0;
            let mut sums = vec![0.0];
            for step in 0..chances + 4 {
                sum += (first + step as f64).ln();
                sums.push(sum);
            }
            sums
        };
        Self {
            whole: sums(1.0),
            half: sums(0.5),
        }
    }

    /// ln(a (a+1) … (a+count−1)) for a whole `a` from one on.
    fn whole(&self, a: usize, count: usize) -> f64 {
        self.whole[a + count - 1] - self.whole[a - 1]
    }

    /// The same from `floor` and a half on.
    fn half(&self, floor: usize, count: usize) -> f64 {
        self.half[floor + count] - self.half[floor]
    }

    /// ln of B(a+x, b+y) / B(a, b): how likely one certain order of `x` drops and
    /// `y` chances without one is, where rates are spread like Beta(a, b).
    pub(super) fn beta_quotient(&self, (a, b): (usize, usize), (x, y): (usize, usize)) -> f64 {
        self.whole(a, x) + self.whole(b, y) - self.whole(a + b, x + y)
    }

    /// The same for `a` and a half and `b` and a half.
    pub(super) fn half_quotient(&self, (a, b): (usize, usize), (x, y): (usize, usize)) -> f64 {
        self.half(a, x) + self.half(b, y) - self.whole(a + b + 1, x + y)
    }

    /// ln of how many orders there are of so many drops among some chances.
    pub(super) fn orders(&self, chances: usize, drops: usize) -> f64 {
        self.whole[chances] - self.whole[drops] - self.whole[chances - drops]
    }
}

/// ln of a probability with these logarithmic odds, however far from zero, and of what it
/// leaves to one.
pub(super) fn ln_chances(ln_odds: f64) -> (f64, f64) {
    let shared = (-ln_odds.abs()).exp().ln_1p();
    (ln_odds.min(0.0) - shared, (-ln_odds).min(0.0) - shared)
}

/// ln of a sum of numbers whose logarithms are given; they are added in the order
/// in which they come. Of none it is minus infinity.
pub(super) fn ln_sum(logarithms: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = logarithms.clone().fold(f64::NEG_INFINITY, f64::max);
    if largest == f64::NEG_INFINITY {
        return largest;
    }
    largest
        + logarithms
            .map(|one| (one - largest).exp())
            .sum::<f64>()
            .ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() <= 1e-12 * right.abs().max(1.0)
    }

    #[test]
    fn a_quotient_of_betas_is_a_product_over_the_chances() {
        let logarithms = Logarithms::up_to(40);
        // B(4, 6) / B(2, 3) = (2·3)(3·4·5) / (5·6·7·8·9).
        let found = logarithms.beta_quotient((2, 3), (2, 3));
        assert!(near(found, (360.0_f64 / 15_120.0).ln()), "{found}");
        // B(2½, 3½) / B(½, 1½) = (½·1½)(1½·2½) / (2·3·4·5).
        let found = logarithms.half_quotient((0, 1), (2, 2));
        assert!(near(found, (0.75 * 3.75 / 120.0_f64).ln()), "{found}");
        assert_eq!(logarithms.beta_quotient((3, 4), (0, 0)), 0.0);
    }

    #[test]
    fn chances_and_sums_keep_their_digits_at_both_ends() {
        assert!(near(ln_chances(0.0).0, 0.5_f64.ln()));
        assert!(near(ln_chances(3.0_f64.ln()).0, 0.75_f64.ln()));
        assert!(near(ln_chances(3.0_f64.ln()).1, 0.25_f64.ln()));
        let (least, most) = ln_chances(-800.0);
        assert!(near(least, -800.0) && most == 0.0);
        let sum = ln_sum([-1000.0, -1000.0 + 3.0_f64.ln()].into_iter());
        assert!(near(sum, -1000.0 + 4.0_f64.ln()), "{sum}");
        assert_eq!(ln_sum([].into_iter()), f64::NEG_INFINITY);
    }
}
