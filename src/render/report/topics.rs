//! The sentences of the page: what happened, never whose fault it was; each
//! figure with its denominator, and small numbers called small.

use super::super::visible;
use super::meeting::Meeting;
use crate::model::{Day, Party, Question, Span};
use crate::patterns::{
    About, Balance, Ball, Cluster, FEWEST, HOLDS, Kind, Patterns, PromiseHistory, Standing,
    Statement, Trend, Wall,
};
use crate::vocabulary::Vocabulary;
use serde::Serialize;

/// Fewer post-mortems than this in a window are few, and said to be.
const FEW: usize = 30;
/// Fewer than this give no percentage.
const PERCENT_FROM: usize = 10;
/// Names and sentences from files may be as long as a file.
const LONGEST_NAME: usize = 80;
const LONGEST_SENTENCE: usize = 280;

/// Something to talk about.
#[derive(Serialize)]
pub(super) struct Told {
    /// As in the JSON: `came-back`, `recurring`, `counted`, `cluster`, `wall`.
    pub reason: &'static str,
    pub kicker: String,
    pub name: String,
    /// Whose ball it is; nothing where it is several parties'.
    pub party: Option<&'static str>,
    pub title: Option<&'static str>,
    pub meaning: Option<String>,
    /// `4 of 13`, and what it was in the window before.
    pub figure: String,
    pub before: Option<String>,
    pub sentences: Vec<String>,
    pub said: Option<Said>,
    pub question: Option<Asked>,
}

/// A commitment, in the words of the section that makes it.
#[derive(Serialize)]
pub(super) struct Said {
    pub day: String,
    pub words: String,
}

#[derive(Serialize)]
pub(super) struct Asked {
    pub party: &'static str,
    pub whom: &'static str,
    pub text: String,
}

pub(super) fn told(topic: &Statement<'_>, meeting: &Meeting<'_>) -> Option<Told> {
    let vocabulary = meeting.questions.vocabulary();
    let promise = |ball: &Ball| {
        let mut promises = meeting.history.promises.iter();
        promises.find(|one| meeting.patterns.balls[one.ball] == *ball)
    };
    let mut told = match topic.about {
        About::Ball(ball) if topic.kind == Kind::CameBack => {
            came_back(ball, promise(ball), vocabulary)
        }
        About::Ball(ball) if topic.kind == Kind::Recurring => {
            recurring(ball, promise(ball), vocabulary)
        }
        About::Ball(ball) => of_ball("counted", "Dropped", ball, vocabulary),
        About::Cluster(found) => cluster(found),
        About::Wall(found) => wall(found, meeting.patterns.window),
        _ => return None,
    };
    told.question = topic.question.as_ref().map(asked);
    Some(told)
}

fn of_ball(reason: &'static str, kicker: &str, ball: &Ball, vocabulary: &Vocabulary) -> Told {
    let known = vocabulary.ball(&ball.slug).filter(|_| ball.declared);
    let meaning = known.map(|known| sentence(&known.meaning));
    let mut sentences = Vec::new();
    if !ball.declared {
        sentences.push("A word the vocabulary does not have under this party.".to_owned());
    }
    Told {
        reason,
        kicker: kicker.to_owned(),
        name: name(&ball.slug),
        party: Some(ball.party.as_str()),
        title: Some(ball.party.title()),
        meaning: meaning.filter(|meaning| !meaning.is_empty()),
        figure: share(ball.n(), ball.of),
        before: (ball.was_of > 0).then(|| share(ball.was(), ball.was_of)),
        sentences,
        said: None,
        question: None,
    }
}

fn came_back(ball: &Ball, promise: Option<&PromiseHistory>, vocabulary: &Vocabulary) -> Told {
    let kicker = "Came back after a commitment";
    let mut told = of_ball("came-back", kicker, ball, vocabulary);
    let commitment = &ball.promises;
    let times = match commitment.came_back {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let last = commitment.last_came_back.map(Day::spoken);
    told.sentences.push(format!(
        "Dropped again {times} after a commitment, the last time on {}.",
        last.unwrap_or_default()
    ));
    match (commitment.exposures, commitment.dropped_since) {
        (0, _) => told
            .sentences
            .push("Nothing since the latest commitment could have tested it.".to_owned()),
        (exposures, 0) => told
            .sentences
            .push(format!("The commitment made since {}.", held(exposures))),
        (exposures, dropped) => told.sentences.push(format!(
            "Since the latest commitment it was dropped in {dropped} of {exposures} that could have."
        )),
    }
    told.sentences.extend(trend(ball));
    told.said = promise.map(said);
    told
}

fn recurring(ball: &Ball, promise: Option<&PromiseHistory>, vocabulary: &Vocabulary) -> Told {
    let mut told = of_ball("recurring", "Keeps being dropped", ball, vocabulary);
    let commitment = &ball.promises;
    told.sentences.extend(trend(ball));
    told.sentences.push(match commitment.standing() {
        Standing::None => "Nobody has said yet what to do about it.".to_owned(),
        Standing::Untested => {
            "There is a commitment, and nothing since could have tested it.".to_owned()
        }
        Standing::CameBack => "It had come back after a commitment before this window.".to_owned(),
        Standing::SoFar | Standing::Holding => {
            format!("The latest commitment {}.", held(commitment.exposures))
        }
    });
    if !commitment.partly.is_empty() {
        let mirrors: Vec<_> = commitment.partly.iter().map(|slug| name(slug)).collect();
        told.sentences.push(format!(
            "Partly: the same thing was dropped from another side since: {}.",
            mirrors.join(", ")
        ));
    }
    told.said = promise.map(said);
    told
}

fn cluster(cluster: &Cluster) -> Told {
    let names: Vec<_> = cluster.slugs.iter().map(|slug| name(slug)).collect();
    Told {
        reason: "cluster",
        kicker: "The same thing from several sides".to_owned(),
        name: names.join(" + "),
        party: None,
        title: None,
        meaning: None,
        figure: counted(cluster.n(), "post-mortem"),
        before: None,
        sentences: vec!["None of them recurs alone; together they do.".to_owned()],
        said: None,
        question: None,
    }
}

fn wall(wall: &Wall, window: Span) -> Told {
    let name = match (&wall.role, &wall.team) {
        (Some(role), _) => name(role),
        (None, Some(team)) => format!("Team {}", name(team)),
        (None, None) => "Everything".to_owned(),
    };
    let stage = self::name(&wall.stage);
    let older = if wall.since < window.since {
        " Some of them lie before this window."
    } else {
        ""
    };
    Told {
        reason: "wall",
        kicker: "A wall".to_owned(),
        name: format!("{name}, at {stage}"),
        party: None,
        title: None,
        meaning: None,
        figure: format!("{} in a row", wall.length()),
        before: None,
        sentences: vec![format!(
            "The last {} ended without a hire at this stage, since {}.{older}",
            wall.length(),
            wall.since.spoken()
        )],
        said: None,
        question: None,
    }
}

fn asked(question: &Question) -> Asked {
    Asked {
        party: question.party.as_str(),
        whom: question.party.title(),
        text: sentence(&question.text),
    }
}

fn said(promise: &PromiseHistory) -> Said {
    Said {
        day: promise.latest.spoken(),
        words: sentence(&promise.words),
    }
}

/// Only what evidence or the log itself says.
fn trend(ball: &Ball) -> Option<String> {
    let said = match ball.trend {
        Trend::Rising => "Rising: chance alone would seldom do this.",
        Trend::Falling => "Falling: chance alone would seldom do this.",
        // Where nothing could have dropped it before, that says nothing.
        Trend::New if ball.was_of == 0 => return None,
        Trend::New => "New: never dropped before this window.",
        Trend::Steady | Trend::Quiet => return None,
    };
    Some(said.to_owned())
}

fn held(exposures: usize) -> String {
    if exposures >= HOLDS {
        format!("is holding, {exposures} of {exposures}")
    } else {
        format!("has held so far, {exposures} of {exposures}")
    }
}

/// What came of a commitment, in two or three words.
pub(super) fn state(ball: &Ball) -> String {
    let commitment = &ball.promises;
    match commitment.standing() {
        Standing::None => "none yet".to_owned(),
        Standing::Untested => "untested".to_owned(),
        Standing::SoFar => format!("so far {0} of {0}", commitment.exposures),
        Standing::Holding => format!("holding {0} of {0}", commitment.exposures),
        Standing::CameBack if commitment.came_back == 1 => "came back once".to_owned(),
        Standing::CameBack => format!("came back {} times", commitment.came_back),
    }
}

/// What to keep in mind while reading the figures.
pub(super) fn caution(patterns: &Patterns) -> Option<String> {
    let n = patterns.post_mortems;
    if n == 0 {
        None
    } else if patterns.too_few {
        Some(format!(
            "Too few to call: with fewer than {FEWEST} post-mortems there are counts and no patterns."
        ))
    } else if n < FEW {
        Some(format!(
            "{n} is a small number: one or two more or fewer is what chance does."
        ))
    } else {
        None
    }
}

pub(super) fn mismatches(patterns: &Patterns) -> Option<String> {
    let of = patterns.post_mortems;
    match patterns.honest_mismatches.len() {
        0 => None,
        1 => Some(format!(
            "1 of {of} was an honest mismatch: nobody dropped a ball."
        )),
        n => Some(format!(
            "{n} of {of} were honest mismatches: nobody dropped a ball."
        )),
    }
}

/// Whose part is looked at too little, or by others only.
pub(super) fn balance(patterns: &Patterns) -> Vec<String> {
    let dropped = patterns.balance.iter().map(|side| side.dropped).sum();
    let overlooked = |side: &&Balance| side.is_overlooked() && !patterns.too_few;
    let overlooked = patterns.balance.iter().filter(overlooked).map(|side| {
        format!(
            "The {}'s part was looked at in less than half: {} of {}.",
            side.party.title(),
            side.written,
            side.of
        )
    });
    let others = patterns.balance.iter();
    let others = others.filter(|side| side.carries_the_blame(dropped)).map(|side| {
        format!(
            "{} of all {dropped} dropped balls are the {}'s, and somebody else wrote them down.",
            side.dropped_by_others,
            side.party.title()
        )
    });
    overlooked.chain(others).collect()
}

/// `4 of 13 (31%)`; the percentage only where it would not feign precision.
pub(super) fn share(n: usize, of: usize) -> String {
    if of >= PERCENT_FROM {
        let percent = (100 * n + of / 2) / of;
        format!("{n} of {of} ({percent}%)")
    } else {
        format!("{n} of {of}")
    }
}

pub(super) fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// `23 Aug – 20 Nov 2026`.
pub(super) fn span(span: Span) -> String {
    let (since, until) = (span.since.spoken(), span.until.spoken());
    if since == until {
        return since;
    }
    match since.rsplit_once(' ') {
        Some((day, _)) if span.since.year() == span.until.year() => format!("{day} – {until}"),
        _ => format!("{since} – {until}"),
    }
}

pub(super) fn parties(parties: &[Party]) -> String {
    let titles: Vec<_> = parties.iter().map(|party| party.title()).collect();
    titles.join(", ")
}

/// A name from a file, on one line and of a length to lay out.
pub(super) fn name(text: &str) -> String {
    cut(text, LONGEST_NAME)
}

pub(super) fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    cut(&text, LONGEST_SENTENCE)
}

fn cut(text: &str, most: usize) -> String {
    let mut characters = text.trim().chars();
    let mut kept: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    visible(&kept).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_needs_ten() {
        assert_eq!(share(3, 9), "3 of 9");
        assert_eq!(share(4, 13), "4 of 13 (31%)");
        assert_eq!(share(1, 200), "1 of 200 (1%)");
        assert_eq!(share(0, 0), "0 of 0");
    }

    #[test]
    fn names_are_cut_and_what_is_hidden_in_them_is_shown() {
        assert_eq!(name(&"x".repeat(200)).chars().count(), LONGEST_NAME + 1);
        assert_eq!(name(" a\u{202e}b\n"), "a\\u{202e}b");
        assert_eq!(sentence("one\n  two"), "one two");
    }

    #[test]
    fn a_span_says_its_year_once_where_it_can() {
        let day = |text| Day::parse(text).unwrap();
        let spoken = |since, until| {
            span(Span {
                since: day(since),
                until: day(until),
            })
        };
        assert_eq!(spoken("2026-08-23", "2026-11-20"), "23 Aug – 20 Nov 2026");
        assert_eq!(
            spoken("2025-12-01", "2026-01-31"),
            "1 Dec 2025 – 31 Jan 2026"
        );
        assert_eq!(spoken("2026-01-31", "2026-01-31"), "31 Jan 2026");
    }
}
