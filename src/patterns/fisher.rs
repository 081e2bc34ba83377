//! Is a share of one window larger than that of another by more than chance?
//! Fisher's exact test, one-sided each way, with the mid-p correction: the
//! probability of anything more extreme, and half of that of what was seen
//! (Lancaster, "Significance tests in discrete distributions", 1961).

/// The two one-sided mid-p values; they add up to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tails {
    /// How likely at least as many as now are if nothing has changed.
    pub rising: f64,
    /// How likely at most as many as now are.
    pub falling: f64,
}

/// Of `of` now `n` dropped the ball, of `was_of` before `was`. Given how many
/// dropped it in all, the number now is hypergeometric.
///
/// Neighbouring probabilities have a simple ratio, so all are found from the
/// likeliest one outwards and divided by their sum. Nothing is ever larger than
/// the first, and no factorial is taken: as good at 100,000 post-mortems as at ten.
pub(super) fn tails(n: usize, of: usize, was: usize, was_of: usize) -> Tails {
    let (dropped, all) = (n + was, of + was_of);
    let (fewest, most) = (dropped.saturating_sub(was_of), dropped.min(of));
    let likeliest = (dropped + 1) * (of + 1) / (all + 2);
    let likeliest = likeliest.clamp(fewest, most);
    // Of now there would be one more, and of before one less.
    let ratio = |now: usize| {
        let (left, right) = (
            (dropped - now) * (of - now),
            (now + 1) * (was_of + now + 1 - dropped),
        );
        left as f64 / right as f64
    };
    let mut sums = Sums::default();
    let mut weight = 1.0;
    sums.add(likeliest, n, weight);
    for now in likeliest..most {
        weight *= ratio(now);
        sums.add(now + 1, n, weight);
        if weight < f64::MIN_POSITIVE {
            break;
        }
    }
    weight = 1.0;
    for now in (fewest..likeliest).rev() {
        weight /= ratio(now);
        sums.add(now, n, weight);
        if weight < f64::MIN_POSITIVE {
            break;
        }
    }
    let all = sums.below + sums.seen + sums.above;
    Tails {
        rising: (sums.above + sums.seen / 2.0) / all,
        falling: (sums.below + sums.seen / 2.0) / all,
    }
}

#[derive(Default)]
struct Sums {
    below: f64,
    seen: f64,
    above: f64,
}

impl Sums {
    fn add(&mut self, now: usize, seen: usize, weight: f64) {
        match now.cmp(&seen) {
            std::cmp::Ordering::Less => self.below += weight,
            std::cmp::Ordering::Equal => self.seen += weight,
            std::cmp::Ordering::Greater => self.above += weight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted by hand: of the 20 ways to place three drops among three and
    /// three, one has all now, nine have two.
    #[test]
    fn small_tables_are_exact() {
        let near = |left: f64, right: f64| (left - right).abs() < 1e-12;
        for (n, was, rising) in [(3, 0, 0.5 / 20.0), (2, 1, (1.0 + 4.5) / 20.0)] {
            let found = tails(n, 3, was, 3);
            assert!(near(found.rising, rising) && near(found.falling, 1.0 - rising));
            let turned = tails(was, 3, n, 3);
            assert!(near(turned.falling, rising), "the windows exchanged");
        }
        for nothing in [tails(0, 5, 0, 7), tails(5, 5, 7, 7), tails(2, 4, 0, 0)] {
            assert!(near(nothing.rising, 0.5), "nothing else could have been");
        }
    }

    #[test]
    fn a_hundred_thousand_post_mortems_are_no_more_than_ten() {
        let near = |left: f64, right: f64| (left / right - 1.0).abs() < 1e-3;
        // The normal approximation is good to that here: z = 2.0 and 3.0.
        let two = tails(20_253, 100_000, 19_896, 100_000);
        assert!((0.022..0.024).contains(&two.rising), "{two:?}");
        assert!(near(two.rising + two.falling, 1.0));
        let sure = tails(60_000, 100_000, 10_000, 100_000);
        assert!(sure.rising < 1e-300 && near(sure.falling, 1.0), "{sure:?}");
        let rare = tails(12, 100_000, 3, 100_000);
        // As good as binomial with 15 and a half: (1 + 15 + 105 + 455 / 2) / 2^15.
        assert!(near(rare.rising, 348.5 / 32_768.0), "{rare:?}");
    }
}
