//! Everything a template may lay out: what a page says and what it draws.

use super::super::svg::percent;
use super::charts::{self, PartyBars, Weeks};
use super::dots::{self, Matrix, Wishes};
use super::meeting::Meeting;
use super::promises::{Promises, promises};
use super::telling::{self, Told, counted, name, parties, share, span};
use crate::patterns::{Arrival, Balance, Ball, Kind, Level, News, Patterns, TOPICS, Unwritten};
use serde::Serialize;

/// More than this of one kind is counted, not told.
const MOST_NEWS: usize = 20;
const MOST_UNFINISHED: usize = 12;
const MOST_NAMES: usize = 24;

#[derive(Serialize)]
pub(super) struct Page {
    /// `23 Aug – 20 Nov 2026`.
    pub span: String,
    pub days: String,
    pub before: String,
    pub post_mortems: usize,
    pub size: String,
    pub post_mortems_before: usize,
    pub query: Option<String>,
    pub too_few: bool,
    pub caution: Option<String>,
    pub mismatches: Option<String>,
    pub numbers: Vec<Number>,
    pub news: Option<Fresh>,
    pub topics: Vec<Told>,
    pub more_topics: usize,
    pub watch: Vec<String>,
    pub once: Vec<String>,
    pub quiet: Vec<String>,
    pub parties: Vec<PartyBars>,
    pub weeks: Weeks,
    pub endings: Matrix,
    pub promises: Promises,
    pub wishes: Wishes,
    pub looked_at: Vec<LookedAt>,
    pub balance: Vec<String>,
    pub unfinished: Vec<Open>,
    pub more_unfinished: usize,
    pub all_unfinished: usize,
    pub signoff: Option<String>,
}

/// One of the few figures at the head.
#[derive(Serialize)]
pub(super) struct Number {
    pub n: usize,
    /// Nothing where it is of nothing.
    pub of: Option<usize>,
    pub what: &'static str,
}

/// What is new.
#[derive(Serialize)]
pub(super) struct Fresh {
    pub since: String,
    pub size: String,
    pub arrivals: Vec<Line>,
    pub left_out: usize,
}

#[derive(Serialize)]
pub(super) struct Line {
    pub id: String,
    pub day: String,
    pub role: String,
    pub ended: String,
    pub dropped: Vec<String>,
    pub unwritten: String,
}

/// How often one party's part was looked at.
#[derive(Serialize)]
pub(super) struct LookedAt {
    pub party: &'static str,
    pub title: &'static str,
    pub figure: String,
    pub width: f64,
    /// The part of it in the party's own words.
    pub own_width: f64,
    pub own: String,
}

/// A post-mortem with sections nobody has written.
#[derive(Serialize)]
pub(super) struct Open {
    pub id: String,
    pub day: String,
    pub role: String,
    pub parties: String,
}

impl Page {
    pub fn of(meeting: &Meeting<'_>) -> Self {
        let (patterns, history) = (meeting.patterns, meeting.history);
        let level = |level| names(patterns, |ball| ball.level == level && !patterns.too_few);
        let open = &patterns.unfinished;
        Self {
            span: span(patterns.window),
            days: counted(days(patterns.window.days()), "day"),
            before: span(patterns.before),
            post_mortems: patterns.post_mortems,
            size: counted(patterns.post_mortems, "post-mortem"),
            post_mortems_before: patterns.post_mortems_before,
            query: Some(name(meeting.query)).filter(|query| !query.is_empty()),
            too_few: patterns.too_few,
            caution: telling::caution(patterns),
            mismatches: telling::mismatches(patterns),
            numbers: numbers(meeting),
            news: history.news.as_ref().map(fresh),
            topics: meeting
                .digest
                .topics()
                .take(TOPICS)
                .filter_map(|topic| telling::told(topic, meeting))
                .collect(),
            more_topics: meeting.digest.topics().count().saturating_sub(TOPICS),
            watch: level(Level::Watch),
            once: level(Level::Once),
            quiet: names(patterns, |ball| ball.n() == 0 && ball.was_recurring),
            parties: charts::parties(patterns),
            weeks: charts::weeks(&history.series),
            endings: dots::endings(&history.endings),
            promises: promises(meeting),
            wishes: dots::wishes(&patterns.priorities),
            looked_at: patterns.balance.iter().map(looked_at).collect(),
            balance: telling::balance(patterns),
            unfinished: open.iter().take(MOST_UNFINISHED).map(unfinished).collect(),
            more_unfinished: open.len().saturating_sub(MOST_UNFINISHED),
            all_unfinished: open.len(),
            signoff: meeting.signoff.map(telling::sentence),
        }
    }
}

fn numbers(meeting: &Meeting<'_>) -> Vec<Number> {
    let patterns = meeting.patterns;
    let of = Some(patterns.post_mortems);
    let mut numbers = vec![Number {
        n: patterns.post_mortems,
        of: None,
        what: "post-mortems",
    }];
    if !patterns.too_few {
        let came_back = meeting.digest.all(Kind::CameBack).count();
        let recurring = patterns.recurring().count();
        numbers.push(Number {
            n: recurring,
            of: None,
            what: "dropped balls that recur",
        });
        numbers.push(Number {
            n: came_back,
            of: None,
            what: "came back after a commitment",
        });
    }
    let whole = patterns.post_mortems - patterns.unfinished.len();
    numbers.push(Number {
        n: whole,
        of,
        what: "looked at by all three parties",
    });
    numbers
}

fn days(days: u64) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}

fn names(patterns: &Patterns, wanted: impl Fn(&Ball) -> bool) -> Vec<String> {
    let balls = || patterns.balls.iter().filter(|ball| wanted(ball));
    let mut names: Vec<_> = balls()
        .take(MOST_NAMES)
        .map(|ball| name(&ball.slug))
        .collect();
    if let Some(more) = balls()
        .count()
        .checked_sub(MOST_NAMES)
        .filter(|more| *more > 0)
    {
        names.push(format!("{more} more"));
    }
    names
}

fn fresh(news: &News) -> Fresh {
    Fresh {
        since: news.since.spoken(),
        size: counted(news.arrivals.len(), "post-mortem"),
        arrivals: news.arrivals.iter().take(MOST_NEWS).map(line).collect(),
        left_out: news.arrivals.len().saturating_sub(MOST_NEWS),
    }
}

fn line(arrival: &Arrival) -> Line {
    let outcome = name(&arrival.outcome);
    let dropped = arrival.dropped.iter().map(|one| {
        let slug = name(&one.slug);
        match one.nth {
            1 => slug,
            nth => format!("{slug} ({} time in this window)", ordinal(nth)),
        }
    });
    Line {
        id: name(arrival.id.as_str()),
        day: arrival.date.spoken(),
        role: arrival
            .role
            .as_deref()
            .map_or_else(|| "no role".to_owned(), name),
        ended: match &arrival.stage {
            Some(stage) => format!("{outcome} at {}", name(stage)),
            None => outcome,
        },
        dropped: dropped.take(MOST_NAMES).collect(),
        unwritten: parties(&arrival.unwritten),
    }
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

fn looked_at(side: &Balance) -> LookedAt {
    LookedAt {
        party: side.party.as_str(),
        title: side.party.title(),
        figure: share(side.written, side.of),
        width: percent(side.written, side.of),
        own_width: percent(side.own_voice, side.of),
        own: format!("{} in its own words", side.own_voice),
    }
}

fn unfinished(one: &Unwritten) -> Open {
    Open {
        id: name(one.id.as_str()),
        day: one.date.spoken(),
        role: one
            .role
            .as_deref()
            .map_or_else(|| "no role".to_owned(), name),
        parties: parties(&one.parties),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_counted_as_people_say_them() {
        for (n, said) in [
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (13, "13th"),
            (21, "21st"),
            (112, "112th"),
        ] {
            assert_eq!(ordinal(n), said);
        }
    }
}
