//! One dropped ball: its figures, and which way it goes.

use super::numbers::{days, figures, share, span};
use crate::patterns::{Ball, FALSE_CALLS, Patterns, Sample, Trend};

/// Of a slug that nobody declared, in a legend.
pub(in crate::render) const UNDECLARED: &str =
    "a word the vocabulary does not have under this party";
/// The same beside it.
pub(in crate::render) const NEW_WORD: &str = "new to the vocabulary";

pub(in crate::render) const fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => "rising",
        Trend::Falling => "falling",
        Trend::New => "new",
        Trend::Steady => "steady",
        Trend::Quiet => "quiet now",
    }
}

/// The same as a sentence.
pub(super) fn trend_sentence(ball: &Ball, sample: Sample) -> Option<&'static str> {
    match sample.trend(ball)? {
        Trend::Rising => Some("Rising: chance alone would seldom do this."),
        Trend::Falling => Some("Falling: chance alone would seldom do this."),
        Trend::New => Some("New: never dropped before this window."),
        Trend::Steady | Trend::Quiet => None,
    }
}

/// `, rising`: which way a ball goes, behind its figures on a line.
pub(super) fn change(ball: &Ball, sample: Sample) -> String {
    match sample.trend(ball) {
        Some(way @ (Trend::Rising | Trend::Falling)) => format!(", {}", trend(way)),
        _ => String::new(),
    }
}

/// The figures of one ball in a sentence, and which way it goes.
pub(in crate::render) fn ball(ball: &Ball, patterns: &Patterns, sample: Sample) -> String {
    let window = patterns.window;
    let when = if window.days() == 1 { "on" } else { "from" };
    let way = match sample.trend(ball) {
        _ if sample == Sample::TooFew => "; too few to call".to_owned(),
        Some(way) => format!(": {}", trend(way)),
        None => String::new(),
    };
    format!(
        "{} {when} {}, was {} in the {} before{way}.",
        share(ball.n(), ball.of),
        span(window, "to"),
        figures(ball.was(), ball.was_of),
        days(patterns.before),
    )
}

pub(in crate::render) fn evidence(ball: &Ball) -> Option<String> {
    let chance = match ball.evidence? {
        chance if chance < 0.001 => "under 0.001".to_owned(),
        chance if chance < 0.1 => format!("{chance:.3}"),
        chance => format!("{chance:.2}"),
    };
    Some(format!(
        "How likely by chance alone: {chance}, corrected for all that was tested; up to {FALSE_CALLS} is called."
    ))
}

/// `recruiter, 0 of 14, was 1 of 9`.
pub(in crate::render) fn mirror(ball: &Ball, sample: Sample) -> String {
    format!(
        "{}, {}, was {}{}",
        ball.party,
        figures(ball.n(), ball.of),
        figures(ball.was(), ball.was_of),
        change(ball, sample)
    )
}
