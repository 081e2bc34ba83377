//! How counts are spoken: the same words on the page, in Markdown and behind
//! one ball. Nothing here is coloured or escaped.

use crate::model::{Day, Party, Question, Span};
use crate::patterns::{
    Balance, Ball, FALSE_CALLS, Patterns, Promises, Standing, Tested, Trend, Wall,
};
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
pub(super) fn commitment(commitment: &Promises) -> String {
    let exposures = commitment.exposures;
    let state = match commitment.standing() {
        Standing::None => return "no commitment yet".to_owned(),
        Standing::Untested => "untested".to_owned(),
        Standing::SoFar => format!("so far {}", figures(exposures, exposures)),
        Standing::Holding => format!("holding {}", figures(exposures, exposures)),
        Standing::CameBack => return came_back(commitment),
    };
    match commitment.partly.as_slice() {
        [] => state,
        mirrors => format!(
            "partly {state}, as {} was dropped since",
            mirrors.join(" and ")
        ),
    }
}

fn came_back(commitment: &Promises) -> String {
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
pub(super) fn commitment_sentence(of: &Promises) -> String {
    match of.standing() {
        Standing::None => commitment(of),
        Standing::Untested | Standing::SoFar | Standing::Holding => {
            format!("commitment {}", commitment(of))
        }
        Standing::CameBack => {
            let made = count(of.made, "commitment");
            let since = match of.exposures {
                0 => "untested since".to_owned(),
                exposures => format!("dropped {} since", figures(of.dropped_since, exposures)),
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
    found: &[crate::patterns::Unmatched],
    of: usize,
    shown: impl Fn(&str) -> String,
) -> String {
    let top = found.iter().take(3);
    let top: Vec<_> = top
        .map(|one| format!("{} {}", shown(&one.slug), figures(one.n(), of)))
        .collect();
    top.join(", ")
}

/// The windows and what lies before them, as titles.
pub(super) fn spans(patterns: &Patterns) -> [(String, Span); 3] {
    let earlier = Span {
        since: Day::FIRST,
        until: patterns.before.since.minus_days(1),
    };
    [
        ("In this window".to_owned(), patterns.window),
        (
            format!("In the {} before", days(patterns.before)),
            patterns.before,
        ),
        ("Earlier".to_owned(), earlier),
    ]
}

/// The figures of one ball in a sentence, and which way it goes.
pub(super) fn ball_sentence(ball: &Ball, patterns: &Patterns) -> String {
    let percent =
        percent(ball.n(), ball.of).map_or(String::new(), |percent| format!(" ({percent})"));
    let figures_now = figures(ball.n(), ball.of);
    let figures_before = figures(ball.was(), ball.was_of);
    let trend = match trend(ball.trend, patterns) {
        _ if patterns.too_few => "; too few to call".to_owned(),
        Some(trend) if ball.n() + ball.was() > 0 => format!(": {trend}"),
        _ => String::new(),
    };
    format!(
        "{figures_now}{percent} from {} to {}, was {figures_before} in the {} before{trend}.",
        patterns.window.since.spoken(),
        patterns.window.until.spoken(),
        days(patterns.before),
    )
}

pub(super) fn evidence_sentence(ball: &Ball) -> Option<String> {
    let chance = match ball.evidence? {
        chance if chance < 0.001 => "under 0.001".to_owned(),
        chance if chance < 0.1 => format!("{chance:.3}"),
        chance => format!("{chance:.2}"),
    };
    Some(format!(
        "How likely by chance alone: {chance}, corrected for all that was tested; up to {FALSE_CALLS} is called."
    ))
}

/// What came of one commitment.
pub(super) fn kept(kept: &Tested) -> String {
    let exposures = figures(kept.exposures, kept.exposures);
    match (kept.standing(), &kept.came_back) {
        (Standing::None | Standing::Untested, _) => "untested".to_owned(),
        (Standing::SoFar, _) => format!("so far {exposures}"),
        (Standing::Holding, _) => format!("holding {exposures}"),
        (Standing::CameBack, Some(first)) => {
            let since = figures(kept.dropped_since, kept.exposures);
            format!(
                "came back on {}, in {}; dropped {since} since",
                first.post_mortem.date.spoken(),
                first.id
            )
        }
        (Standing::CameBack, None) => "came back".to_owned(),
    }
}

/// `recruiter, 0 of 14, was 1 of 9`.
pub(super) fn mirror(ball: &Ball) -> String {
    let trend = match ball.trend {
        Trend::Rising | Trend::Falling => format!(", {}", ball.trend.as_str()),
        Trend::New | Trend::Steady | Trend::Quiet => String::new(),
    };
    format!(
        "{}, {}, was {}{trend}",
        ball.party,
        figures(ball.n(), ball.of),
        figures(ball.was(), ball.was_of)
    )
}

/// A sentence begins with a capital.
pub(super) fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// The first sentence of prose, on one line.
pub(super) fn first_sentence(prose: &str) -> String {
    let mut sentence: Vec<&str> = Vec::new();
    let mut words = prose.split_whitespace().peekable();
    while let Some(word) = words.next() {
        sentence.push(word);
        let bare = word.trim_end_matches(['"', '\'', ')', '”', '’']);
        let may_end = bare.ends_with(['.', '!', '?']) && bare.matches('.').count() < 2;
        let next = words
            .peek()
            .and_then(|next| next.chars().find(|one| one.is_alphanumeric()));
        if may_end && next.is_none_or(|next| !next.is_lowercase()) {
            break;
        }
    }
    sentence.join(" ")
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

    #[test]
    fn the_first_sentence_ends_where_a_sentence_does() {
        for (prose, first) in [
            ("I said so.\nThen I left.", "I said so."),
            (
                "We met, e.g. On Monday. Then not.",
                "We met, e.g. On Monday.",
            ),
            ("Two p.m. was late! It was.", "Two p.m. was late!"),
            ("I called at 9.30 sharp. Nobody.", "I called at 9.30 sharp."),
            (
                "They asked \"why?\" twice. I did not.",
                "They asked \"why?\" twice.",
            ),
            ("no end", "no end"),
            ("日本語です。 次", "日本語です。 次"),
            (" \n", ""),
        ] {
            assert_eq!(first_sentence(prose), first);
        }
    }
}
