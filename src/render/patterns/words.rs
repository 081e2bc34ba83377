//! How counts are spoken: the same words on the page, in Markdown and behind
//! one ball. Nothing here is coloured or escaped.

use crate::model::{Day, Party, Question, Span};
use crate::patterns::{Balance, Commitment, Patterns, State, Trend, Wall};
use crate::vocabulary::Questions;

/// Percentages of fewer than this say less than the figures do.
const FEWEST_FOR_PERCENT: usize = 10;

/// `4 of 13`.
pub(super) fn figures(n: usize, of: usize) -> String {
    format!("{n} of {of}")
}

/// `31 %`, where there is enough to divide.
pub(super) fn percent(n: usize, of: usize) -> Option<String> {
    (of >= FEWEST_FOR_PERCENT).then(|| format!("{} %", (200 * n + of) / (2 * of)))
}

/// `3 post-mortems`.
pub(super) fn count(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

pub(super) fn days(span: Span) -> String {
    match span.days() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

pub(super) fn span(span: Span, dash: &str) -> String {
    format!("{} {dash} {}", span.since.spoken(), span.until.spoken())
}

pub(super) fn honest_mismatches(patterns: &Patterns) -> Option<String> {
    let (count, of) = (patterns.honest_mismatches.len(), patterns.post_mortems);
    let were = match count {
        0 => return None,
        1 => "was an honest mismatch",
        _ => "were honest mismatches",
    };
    Some(format!(
        "{} {were}: nobody dropped a ball.",
        figures(count, of)
    ))
}

/// New says nothing where there was nothing before.
pub(super) const fn trend(trend: Trend, patterns: &Patterns) -> Option<&'static str> {
    match trend {
        Trend::New if patterns.post_mortems_before == 0 => None,
        trend => Some(trend.as_str()),
    }
}

/// What the balance says in a sentence, where it says something.
pub(super) fn balance_sentences(patterns: &Patterns) -> Vec<String> {
    if patterns.too_few {
        return Vec::new();
    }
    let dropped: usize = patterns.balance.iter().map(|side| side.dropped).sum();
    let sentences = |side: &Balance| {
        let party = side.party.title();
        let overlooked = side.is_overlooked().then(|| {
            let figures = figures(side.written, side.of);
            format!("The {party}'s part was looked at in less than half: {figures}.")
        });
        let blamed = side.carries_the_blame(dropped).then(|| {
            format!(
                "{} of all {dropped} dropped balls are the {party}'s, and somebody else wrote them down.",
                side.dropped_by_others
            )
        });
        overlooked.into_iter().chain(blamed)
    };
    patterns.balance.iter().flat_map(sentences).collect()
}

/// In a few words, as in `holding 4 of 4`; of one that came back, how often and
/// when last.
pub(super) fn commitment(commitment: &Commitment) -> String {
    let exposures = commitment.exposures;
    let state = match commitment.state() {
        State::None => return "no commitment yet".to_owned(),
        State::Untested => "untested".to_owned(),
        State::SoFar => format!("so far {}", figures(exposures, exposures)),
        State::Holding => format!("holding {}", figures(exposures, exposures)),
        State::CameBack => return came_back(commitment),
    };
    match commitment.partly.as_slice() {
        [] => state,
        mirrors => format!(
            "partly {state}, as {} was dropped since",
            mirrors.join(" and ")
        ),
    }
}

fn came_back(commitment: &Commitment) -> String {
    let day = commitment
        .last_came_back
        .map(Day::spoken)
        .unwrap_or_default();
    match commitment.came_back {
        1 => format!("came back on {day}"),
        count => format!("came back {}, last on {day}", times(count)),
    }
}

/// The same where nothing else says that it is about a commitment; of one that
/// came back the whole story, with how often it was dropped since the latest.
pub(super) fn commitment_sentence(of: &Commitment) -> String {
    match of.state() {
        State::None => commitment(of),
        State::Untested | State::SoFar | State::Holding => format!("commitment {}", commitment(of)),
        State::CameBack => {
            let made = count(of.made, "commitment");
            let since = match of.exposures {
                0 => "untested since".to_owned(),
                exposures => format!("{} since", figures(of.dropped_since, exposures)),
            };
            format!("{made}; {}; {since}", came_back(of))
        }
    }
}

/// Walls of the same post-mortems are one: the role says it, then the team.
pub(super) fn different_walls(walls: &[Wall]) -> Vec<&Wall> {
    let mut different: Vec<&Wall> = Vec::new();
    for wall in walls {
        if !different.iter().any(|known| known.ids == wall.ids) {
            different.push(wall);
        }
    }
    different
}

/// `shown` makes a text from a file fit to be seen.
pub(super) fn wall(wall: &Wall, shown: impl Fn(&str) -> String) -> String {
    let whose = match (&wall.role, &wall.team) {
        (Some(role), _) => shown(role),
        (None, Some(team)) => format!("Team {}", shown(team)),
        (None, None) => "Every role".to_owned(),
    };
    format!(
        "{whose}: {} losses in a row at {}, since {}.",
        wall.length(),
        shown(&wall.stage),
        wall.since.spoken()
    )
}

/// What to ask about a wall: of whoever keeps the log for itself, or of the party
/// that dropped most there.
pub(super) fn question(
    wall: &Wall,
    questions: Option<&Questions<'_>>,
    keeper: Option<Party>,
) -> Option<Question> {
    wall.question_to(keeper.unwrap_or(wall.party), questions?)
}

pub(super) fn asked(party: Party, keeper: Option<Party>) -> String {
    if keeper == Some(party) {
        "Ask yourself".to_owned()
    } else {
        format!("Ask the {}", party.title())
    }
}

/// `benefits 4 of 12, flexibility 3 of 12`: the first three.
pub(super) fn priorities(
    found: &[crate::patterns::Priority],
    of: usize,
    shown: impl Fn(&str) -> String,
) -> String {
    let top = found.iter().take(3);
    let top: Vec<_> = top
        .map(|one| format!("{} {}", shown(&one.slug), figures(one.n(), of)))
        .collect();
    top.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_and_only_of_enough() {
        assert_eq!(percent(4, 9), None);
        assert_eq!(percent(0, 10).as_deref(), Some("0 %"));
        assert_eq!(percent(1, 16).as_deref(), Some("6 %"), "6.25");
        assert_eq!(percent(1, 200).as_deref(), Some("1 %"), "0.5");
        assert_eq!(percent(13, 13).as_deref(), Some("100 %"));
    }
}
