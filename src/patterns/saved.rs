//! What is said after saving: what the log already knew about the balls of one
//! post-mortem. The digest of a single file.

use super::basis::about;
use super::exposure::Exposures;
use super::mentions::{Mention, all_mentions, balls_of};
use super::promise::{promise_before, promised_days};
use super::share::Share;
use super::window::{looked_at, until};
use crate::model::{Day, DecisionEntry, Entry, Party, Span};
use crate::vocabulary::Vocabulary;

/// A ball that this post-mortem drops and another one dropped before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    pub slug: String,
    pub party: Party,
    /// Post-mortems of the window that drop it, this one among them, of those that
    /// could have.
    pub share: Share,
    /// The latest day before the post-mortem's own on which the party promised
    /// something about it, and the days from there.
    pub promised: Option<(Day, u64)>,
}

/// In the order in which the post-mortem names them, for these parties. Nothing
/// about a ball that is new here, or where the post-mortem itself lies outside the
/// window. `entry` is one of the log.
pub fn recurrences(
    entry: &Entry,
    log: &[Entry],
    decisions: &[DecisionEntry],
    vocabulary: &Vocabulary,
    window: Span,
    parties: &[Party],
) -> Vec<Recurrence> {
    let date = entry.post_mortem.date;
    if !window.contains(date) {
        return Vec::new();
    }
    let log: Vec<&Entry> = log.iter().collect();
    let known = looked_at(&until(&log, window.until));
    let mentions = all_mentions(&known, vocabulary);
    let exposures = Exposures::new(&known, vocabulary);
    let recurrence = |(slug, party)| {
        let key = (slug, party);
        let mentions = mentions.iter().find(|mentions| mentions.key == key)?;
        let share = exposures.of(mentions).within(window);
        let own = |one: &&Mention<'_>| one.entry.path == entry.path;
        let own = mentions.all.iter().find(own)?;
        let mut days = promised_days(mentions, window.until);
        let decided = about(decisions, &key.0, party, vocabulary);
        let decided = decided.filter(|one| one.decision.holds_on(date));
        days.extend(decided.map(|one| one.decision.date));
        days.sort_unstable();
        let promised = promise_before(own, &days);
        let promised = promised.map(|day| (day, date.days_since(day)));
        (share.n > 1 || promised.is_some()).then(|| Recurrence {
            slug: key.0.into_owned(),
            party,
            share,
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
    use crate::model::PostMortem;
    use crate::model::TextList;
    use crate::vocabulary::TeamWords;

    fn entry(id: &str, date: &str, dropped: &str, next: &str) -> Entry {
        let mut post_mortem = PostMortem::new(Day::parse(date).unwrap(), "rejected");
        let section = post_mortem.section_mut(Party::Manager);
        section.dropped = Some(TextList::from_iter([dropped]));
        section.next = next.into();
        Entry::sample(id, post_mortem)
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
            let found = recurrences(entry, &log, &[], &vocabulary, window, &Party::ALL);
            found
                .into_iter()
                .map(|one| {
                    let promised = one.promised.map(|(day, _)| day.to_string());
                    ((one.share.n, one.share.of), promised)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            find(&log[2]),
            [((2, 3), Some("2026-05-01".to_owned()))],
            "its own promise is not an earlier one"
        );
        assert_eq!(find(&log[3]), [], "the first time");
        assert_eq!(find(&log[0]), [], "outside the window");
    }
}
