//! One dropped ball: its figures, and since when it is dropped more or less often.
//! Never that it is rising or falling, for nobody knows where it goes from here.

use super::numbers::{days, figures, share, span};
use super::scope::of_those;
use crate::model::Day;
use crate::patterns::{Ball, Digest, Patterns, Sample, Since, Trend};

/// Of a slug that nobody declared, in a legend.
pub(in crate::render) const UNDECLARED: &str =
    "a word the vocabulary does not have under this party";
/// The same beside it.
pub(in crate::render) const NEW_WORD: &str = "new to the vocabulary";

pub(in crate::render) const fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => "more often",
        Trend::Falling => "less often",
        Trend::Steady => "steady",
        Trend::Quiet => "quiet",
    }
}

/// `October`, or `October 2025` where that is another year than that of the page.
fn month(day: Day, last: Day) -> String {
    let month = day.spoken_month();
    match month.split_once(' ') {
        Some((name, _)) if day.year() == last.year() => name.to_owned(),
        _ => month,
    }
}

/// `more often since October: 8 of 31, before 9 of 120`.
pub(super) fn since(ball: &Ball, sample: Sample) -> Option<String> {
    let way = sample.trend(ball)?;
    let since = ball.since.as_ref()?;
    let (now, older) = (since.since, since.older);
    Some(format!(
        "{} since {}: {}, before {}",
        trend(way),
        month(since.day, ball.last.max(since.day)),
        figures(now.n, now.of),
        figures(older.n, older.of),
    ))
}

/// The same as a sentence, and whose the drops since mostly are.
pub(super) fn since_sentence(ball: &Ball, sample: Sample) -> Option<String> {
    let said = super::capital(&since(ball, sample)?);
    let of_one = |since: &Since| {
        let (name, times) = since.mostly.as_ref()?;
        let of = match since.since.n {
            n if n == *times => "All drops since are".to_owned(),
            n => format!("{times} of the {n} drops since are"),
        };
        Some(format!(" {of} in {name}."))
    };
    let mostly = ball.since.as_ref().and_then(of_one).unwrap_or_default();
    Some(format!("{said}.{mostly}"))
}

/// `4 of 13, was 1 of 8`; of a window before in which nothing could have dropped it
/// there is nothing to say.
pub(in crate::render) fn now_and_before(ball: &Ball) -> String {
    let now = figures(ball.n(), ball.of);
    match ball.was_of {
        0 => now,
        was_of => format!("{now}, was {}", figures(ball.was(), was_of)),
    }
}

/// The figures of one ball in a sentence.
pub(in crate::render) fn ball(ball: &Ball, patterns: &Patterns, sample: Sample) -> String {
    let window = patterns.window;
    let when = if window.days() == 1 { "on" } else { "from" };
    let few = match sample {
        Sample::TooFew => "; too few to call",
        Sample::Enough => "",
    };
    let was = match ball.was_of {
        0 => String::new(),
        of => format!(
            ", was {} in the {} before",
            figures(ball.was(), of),
            days(patterns.before)
        ),
    };
    format!(
        "{} {when} {}{was}{}{few}.",
        share(ball.n(), ball.of),
        span(window, "to"),
        of_those(patterns),
    )
}

/// Which way it goes, where that can be said, and why not where it cannot.
pub(in crate::render) fn evidence(ball: &Ball, sample: Sample) -> Option<String> {
    match (sample, ball.evidence) {
        (Sample::TooFew, _) => None,
        (Sample::Enough, None) => Some(
            "Too few earlier chances to say whether it is dropped more or less often.".to_owned(),
        ),
        (Sample::Enough, Some(_)) => {
            since_sentence(ball, sample).or_else(|| quiet_sentence(ball, sample))
        }
    }
}

/// `none of 16, about 4 to be expected`.
pub(super) fn quiet(ball: &Ball) -> Option<String> {
    let expected = ball.expected?;
    Some(format!(
        "none of {}, about {expected:.0} to be expected",
        ball.of
    ))
}

fn quiet_sentence(ball: &Ball, sample: Sample) -> Option<String> {
    sample.trend(ball)?;
    Some(format!("Quiet: {}.", quiet(ball)?))
}

/// `, first seen 2 Oct 2026`: of a ball that recurs in a log that is old enough to
/// have seen it before.
pub(super) fn first_seen(ball: &Ball, digest: &Digest<'_>) -> String {
    let is_new = digest.is_old && digest.window.contains(ball.first_ever);
    if is_new {
        format!(", first seen {}", ball.first_ever.spoken())
    } else {
        String::new()
    }
}

/// `recruiter, 0 of 14, was 1 of 9`.
pub(in crate::render) fn mirror(ball: &Ball, sample: Sample) -> String {
    let since = since(ball, sample).map_or(String::new(), |since| format!("; {since}"));
    format!("{}, {}{since}", ball.party, now_and_before(ball))
}
