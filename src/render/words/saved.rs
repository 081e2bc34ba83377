//! What is said after saving: what the log knows about what was just written.

use super::names::whose;
use super::numbers::{days, figures, plural};
use crate::model::{Party, Span};
use crate::patterns::Recurrence;
use crate::talk::Talk;

/// One line a ball: the reason to come back.
pub fn recurrences(recurrences: &[Recurrence], window: Span, keeper: Option<Party>) -> Talk {
    let line = |one: &Recurrence| {
        let counted = figures(one.share.n, one.share.of);
        let promised = one.promised.map_or(String::new(), |(day, after)| {
            let after = plural(usize::try_from(after).unwrap_or(0), "day");
            format!(
                "; dropped again {after} after the promise of {}",
                day.spoken()
            )
        });
        let slug = &one.slug;
        let whose = whose(one.party, keeper);
        format!(
            "{slug} ({whose}): {counted} in {}{promised}\n",
            days(window)
        )
    };
    recurrences.iter().map(line).collect()
}
