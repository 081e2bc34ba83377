//! What is said after saving: what the log knows about what was just written.

use super::numbers::nth_time;
use crate::model::Span;
use crate::patterns::Recurrence;
use crate::talk::Talk;

/// One line a ball: the reason to come back.
pub fn recurrences(recurrences: &[Recurrence], window: Span) -> Talk {
    let line = |one: &Recurrence| {
        let times = match one.times {
            1 => "dropped before".to_owned(),
            nth => nth_time(nth, window),
        };
        let promised = one.promised.map_or(String::new(), |day| {
            format!("; it came back after the promise of {}", day.spoken())
        });
        let (slug, party) = (&one.slug, one.party);
        format!("{slug} ({party}): {times}{promised}\n")
    };
    recurrences.iter().map(line).collect()
}
