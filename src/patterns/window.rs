//! Where to look: the window, and the post-mortems that lie in a span of days.

use crate::model::{Day, Entry, Party, Span};

/// What counts as recurring, where to look, and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub window: Span,
    /// So many days before a promise show how often its ball was dropped until then.
    pub before_promise: u64,
    /// As many post-mortems as this make a dropped ball recur.
    pub threshold: u32,
    /// The party that keeps the log for itself, where one does.
    pub keeper: Option<Party>,
}

impl Settings {
    /// As many days as two windows of this length.
    pub fn two_of(window: Span) -> u64 {
        2 * window.days()
    }
}

/// What is known at the end of a day, by date, then id.
pub(super) fn until<'a>(entries: &[&'a Entry], day: Day) -> Vec<&'a Entry> {
    let known = entries.iter().copied();
    let mut known: Vec<_> = known
        .filter(|entry| entry.post_mortem.date <= day)
        .collect();
    known.sort_by_key(|entry| entry.order());
    known
}

/// The same without imported post-mortems that nobody has touched: they count
/// nowhere but in how far people get.
pub(super) fn looked_at<'a>(sorted: &[&'a Entry]) -> Vec<&'a Entry> {
    let entries = sorted.iter().copied();
    entries.filter(|entry| !entry.is_skeleton()).collect()
}

/// The part of them that falls into a span.
pub(super) fn within<'e, 'a>(sorted: &'e [&'a Entry], span: Span) -> &'e [&'a Entry] {
    let since = sorted.partition_point(|entry| entry.post_mortem.date < span.since);
    let until = sorted.partition_point(|entry| entry.post_mortem.date <= span.until);
    &sorted[since..until.max(since)]
}
