//! What the log knows about a post-mortem that was just written.

use super::visible;
use crate::model::Span;
use crate::patterns::Recurrence;

/// One line a ball: the reason to come back.
pub fn recurrences(recurrences: &[Recurrence], window: Span) -> String {
    let line = |one: &Recurrence| {
        let days = window.days();
        let times = match one.times {
            1 => "dropped before".to_owned(),
            times => format!("{} time in {days} days", ordinal(times)),
        };
        let committed = one
            .promised
            .map(|day| format!("; it came back after the commitment of {}", day.spoken()));
        format!(
            "{} ({}): {times}{}\n",
            visible(&one.slug),
            one.party,
            committed.unwrap_or_default()
        )
    };
    recurrences.iter().map(line).collect()
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spoken() {
        let spoken = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112].map(ordinal);
        assert_eq!(
            spoken.join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 112th"
        );
    }
}
