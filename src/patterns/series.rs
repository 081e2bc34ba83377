//! What was dropped, week by week; where that would be too many bars to read,
//! month by month or year by year.

use super::counts::Patterns;
use crate::model::{Day, Entry, Party, Span, spelled};

/// Nobody reads more bars than this.
const MOST: usize = 60;

spelled! {
    /// How long one step is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Length {
        /// From Monday to Sunday.
        Week = "week",
        Month = "month",
        Year = "year",
    }
}

impl Length {
    /// The first day of the step that this day lies in.
    pub(super) fn start(self, day: Day) -> Day {
        let start = match self {
            Self::Week => Some(day.minus_days(day.days_from_monday())),
            Self::Month => Day::new(day.year(), day.month(), 1),
            Self::Year => Day::new(day.year(), 1, 1),
        };
        start.unwrap_or(day)
    }

    /// The last day of a step that starts on this day.
    fn end(self, start: Day) -> Day {
        match self {
            Self::Week => start.plus_days(6 - start.days_from_monday()),
            Self::Month => start.end_of_month(),
            Self::Year => Day::new(start.year(), 12, 31).unwrap_or(start),
        }
    }
}

/// The window in steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub length: Length,
    pub steps: Vec<TimeStep>,
}

/// One week, month or year, as far as it lies in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeStep {
    pub days: Span,
    pub post_mortems: usize,
    /// Dropped balls by party, each once a post-mortem; indexed by [`Party::index`].
    pub dropped: [usize; 3],
}

impl Series {
    /// `window` is what lies in it, by date.
    pub(super) fn of(patterns: &Patterns, window: &[&Entry]) -> Self {
        let mut span = patterns.window;
        let fits = |length, span| spans(length, span).len() <= MOST;
        if !fits(Length::Week, span) {
            // Years without a post-mortem before the first are no news.
            let first = window
                .first()
                .map_or(span.until, |entry| entry.post_mortem.date);
            span.since = span.since.max(first);
        }
        let length = [Length::Week, Length::Month]
            .into_iter()
            .find(|length| fits(*length, span))
            .unwrap_or(Length::Year);
        let mut spans = spans(length, span);
        // The first of too many are left out.
        spans.drain(..spans.len().saturating_sub(MOST));
        let step = |days: Span| {
            let inside = |day: &&Day| days.contains(**day);
            let dropped = Party::ALL.map(|party| {
                let own = patterns.balls.iter().filter(|ball| ball.party == party);
                own.map(|ball| ball.days.iter().filter(inside).count())
                    .sum()
            });
            let dates = window.iter().map(|entry| &entry.post_mortem.date);
            TimeStep {
                days,
                post_mortems: dates.filter(inside).count(),
                dropped,
            }
        };
        Self {
            length,
            steps: spans.into_iter().map(step).collect(),
        }
    }
}

/// The steps of a span; the first and the last may be cut short by it.
fn spans(length: Length, span: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut since = span.since;
    while since <= span.until {
        let end = length.end(length.start(since));
        spans.push(Span {
            since,
            until: end.min(span.until),
        });
        if end == Day::LAST {
            break;
        }
        since = end.plus_days(1);
    }
    spans
}
