//! What is said after saving: what the log already knew about the balls of one
//! post-mortem. The digest of a single file.

use super::mentions::{all_mentions, balls_of, of_days};
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
    pub promised: Option<Day>,
}

/// In the order in which the post-mortem names them, for these parties. Nothing
/// about a ball that is new here, or where the post-mortem itself lies outside the
/// window. `entry` is one of the log.
pub fn recurrences(
    entry: &Entry,
    log: &[Entry],
    vocabulary: &Vocabulary,
    window: Span,
    parties: &[Party],
) -> Vec<Recurrence> {
    let date = entry.post_mortem.date;
    if !window.contains(date) {
        return Vec::new();
    }
    let mut sorted: Vec<&Entry> = log.iter().collect();
    sorted.sort_by_key(|entry| entry.order());
    let mentions = all_mentions(&sorted, vocabulary);
    let recurrence = |(slug, party)| {
        let key = (slug, party);
        let all = &mentions.iter().find(|mentions| mentions.key == key)?.all;
        let times = of_days(all, window).len();
        let mut earlier = all.iter().filter(|one| one.day() < date && one.promises);
        let promised = earlier.next_back().map(|one| one.day());
        (times > 1 || promised.is_some()).then(|| Recurrence {
            slug: key.0.into_owned(),
            party,
            times,
            promised,
        })
    };
    let dropped = balls_of(entry, vocabulary).into_iter();
    dropped
        .filter(|(_, party)| parties.contains(party))
        .filter_map(recurrence)
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
            let found = recurrences(entry, &log, &vocabulary, window, &Party::ALL);
            found
                .into_iter()
                .map(|one| (one.times, one.promised.map(|day| day.to_string())))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            find(&log[2]),
            [(2, Some("2026-05-01".to_owned()))],
            "its own promise is not an earlier one"
        );
        assert_eq!(find(&log[3]), [], "the first time");
        assert_eq!(find(&log[0]), [], "outside the window");
    }
}
