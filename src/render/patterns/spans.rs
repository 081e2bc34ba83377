//! The windows and what lies before them, as titles.

use super::super::words::days;
use crate::model::{Day, Span};
use crate::patterns::Patterns;

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
