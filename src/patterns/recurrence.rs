//! What the log already knew about the balls of one post-mortem.

use super::keys;
use crate::model::{Day, Entry, Party, Span};
use crate::vocabulary::Vocabulary;

/// A ball that this post-mortem drops and another one dropped before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    pub slug: String,
    pub party: Party,
    /// Post-mortems of the window that drop it, this one among them.
    pub times: usize,
    /// The latest earlier day on which the party said what it would do about it.
    pub committed: Option<Day>,
}

/// In the order in which the post-mortem names them. Nothing about a ball that
/// is new here, or where the post-mortem itself lies outside the window.
pub fn recurrences(
    entry: &Entry,
    log: &[Entry],
    vocabulary: &Vocabulary,
    window: Span,
) -> Vec<Recurrence> {
    let date = entry.post_mortem.date;
    if !window.contains(date) {
        return Vec::new();
    }
    let others: Vec<&Entry> = log
        .iter()
        .filter(|other| other.path != entry.path)
        .collect();
    keys(entry, vocabulary)
        .into_iter()
        .filter_map(|key| {
            let dropping: Vec<&&Entry> = others
                .iter()
                .filter(|other| keys(other, vocabulary).contains(&key))
                .collect();
            let party = key.1;
            let times = 1 + dropping
                .iter()
                .filter(|other| window.contains(other.post_mortem.date))
                .count();
            let committed = dropping
                .iter()
                .filter(|other| {
                    other.post_mortem.date < date
                        && !other.post_mortem.section(party).next.trim().is_empty()
                })
                .map(|other| other.post_mortem.date)
                .max();
            (times > 1 || committed.is_some()).then(|| Recurrence {
                slug: key.0.into_owned(),
                party,
                times,
                committed,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, PostMortem};
    use crate::vocabulary::TeamWords;

    fn entry(id: &str, date: &str, dropped: &str, next: &str) -> Entry {
        let mut post_mortem = PostMortem::new(Day::parse(date).unwrap(), "rejected");
        let section = post_mortem.section_mut(Party::Manager);
        section.dropped = vec![dropped.to_owned()];
        next.clone_into(&mut section.next);
        Entry {
            id: Id::from_stem(id),
            path: format!("logs/{id}.toml"),
            post_mortem,
        }
    }

    #[test]
    fn what_came_before_is_counted_in_the_window_and_remembered_beyond_it() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let window = Span {
            since: Day::parse("2026-08-23").unwrap(),
            until: Day::parse("2026-11-20").unwrap(),
        };
        let log = [
            entry("a", "2026-05-01", "feedback-late", "Same day."),
            entry("b", "2026-09-01", "Feedback Late", ""),
            entry("c", "2026-11-20", "feedback-late", "Within a day."),
            entry("d", "2026-09-02", "role-not-sold", "Ask."),
        ];
        let find = |entry: &Entry| {
            let found = recurrences(entry, &log, &vocabulary, window);
            found
                .into_iter()
                .map(|one| (one.times, one.committed.map(|day| day.to_string())))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            find(&log[2]),
            [(2, Some("2026-05-01".to_owned()))],
            "its own commitment is not an earlier one"
        );
        assert_eq!(find(&log[3]), [], "the first time");
        assert_eq!(find(&log[0]), [], "outside the window");
    }
}
