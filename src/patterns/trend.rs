//! Rising and falling are said only with evidence; new and quiet are facts.

use super::ball::{Ball, Level, Trend};
use super::fisher::tails;
use super::sample::Sample;

/// Of all that is called rising or falling, at most this share is expected to
/// be chance.
pub const FALSE_CALLS: f64 = 0.1;

/// Tests every ball that has enough in the two windows together, both ways, and
/// corrects for having tested so much. With too few post-mortems nothing is
/// tested, and rising and falling are not said.
pub(super) fn call(balls: &mut [Ball], threshold: u32, sample: Sample) {
    let mut tested: Vec<&mut Ball> = Vec::new();
    for ball in balls {
        ball.trend = if ball.n() > 0 && !ball.known_before {
            Trend::New
        } else if ball.level == Level::Quiet && ball.was_recurring {
            Trend::Quiet
        } else {
            Trend::Steady
        };
        if sample == Sample::Enough && ball.n() + ball.was() >= threshold as usize {
            tested.push(ball);
        }
    }
    let both_ways = tested.iter().flat_map(|ball| {
        let tails = tails(ball.n(), ball.of, ball.was(), ball.was_of);
        [tails.rising, tails.falling]
    });
    let corrected = corrected(&both_ways.collect::<Vec<_>>());
    for (ball, ways) in tested.into_iter().zip(corrected.chunks_exact(2)) {
        let (rising, falling) = (ways[0], ways[1]);
        ball.evidence = Some(rising.min(falling));
        if ball.trend == Trend::Steady {
            ball.trend = match () {
                () if rising <= FALSE_CALLS => Trend::Rising,
                () if falling <= FALSE_CALLS => Trend::Falling,
                () => Trend::Steady,
            };
        }
    }
}

/// Corrected for how many were tested (Benjamini and Hochberg, "Controlling the
/// false discovery rate", 1995): those at or below a share q are the ones that
/// may be called if at most q of the calls are to be chance.
fn corrected(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&left, &right| chances[left].total_cmp(&chances[right]));
    let mut corrected = vec![1.0; chances.len()];
    let mut least: f64 = 1.0;
    for (rank, &index) in order.iter().enumerate().rev() {
        least = least.min(chances[index] * chances.len() as f64 / (rank + 1) as f64);
        corrected[index] = least;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_weighed_against_how_many_were_tested() {
        let found = corrected(&[0.04, 0.01, 0.02, 0.9]);
        let expected = [0.16 / 3.0, 0.04, 0.04, 0.9];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert_eq!(corrected(&[]), [0.0; 0]);
        assert_eq!(
            corrected(&[0.5, 0.5, 0.5]),
            [0.5, 0.5, 0.5],
            "equal ones stay equal"
        );
    }
}
