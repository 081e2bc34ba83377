//! What follows from a change and nobody has to say: the day of a promise, the balls
//! it is about, and what an empty list of an older template does not say.

use super::meant::{Meant, WantedChange};
use crate::log;
use crate::model::{Day, Party, PostMortem, Section, Value};
use crate::vocabulary::Vocabulary;
use std::collections::HashSet;

impl Meant<'_> {
    /// The same with what follows from it.
    #[must_use]
    pub(super) fn settled(self, today: Day) -> Self {
        let days_said = self.days_said.clone();
        let settled = move |old: Option<&PostMortem>, new: &mut PostMortem, words: &Vocabulary| {
            for party in Party::ALL {
                let blank = Section::default();
                let old = old.map_or(&blank, |old| old.section(party));
                let is_day_said = days_said.contains(&party);
                settle(old, new.section_mut(party), is_day_said, words, today);
            }
        };
        let change = match self.change {
            WantedChange::New {
                destination,
                text,
                mut post_mortem,
            } => {
                let typed = post_mortem.clone();
                settled(None, &mut post_mortem, &destination.vocabulary);
                WantedChange::New {
                    destination,
                    text: rewritten(text, &typed, &post_mortem),
                    post_mortem,
                }
            }
            WantedChange::Text {
                there,
                text,
                mut post_mortem,
            } => {
                let typed = post_mortem.clone();
                leave_unsaid(&there.post_mortem, &mut post_mortem);
                settled(
                    Some(&there.post_mortem),
                    &mut post_mortem,
                    &there.vocabulary,
                );
                WantedChange::Text {
                    there,
                    text: rewritten(text, &typed, &post_mortem),
                    post_mortem,
                }
            }
            WantedChange::Keys { there, edit } => WantedChange::Keys {
                there,
                edit: Box::new(move |old| {
                    let mut new = edit(old)?;
                    settled(Some(old), &mut new, &there.vocabulary);
                    Ok(new)
                }),
            },
        };
        Self { change, ..self }
    }
}

/// Whoever first writes a section in the editor and leaves an empty list standing
/// there did not say that there was no ball.
fn leave_unsaid(old: &PostMortem, new: &mut PostMortem) {
    for party in Party::ALL {
        let (old, new) = (old.section(party), new.section_mut(party));
        let is_untouched = old.dropped == new.dropped && new.balls().is_empty();
        if is_untouched && !old.is_written() && new.is_written() {
            new.dropped = None;
        }
    }
}

/// A text that says what follows, too; as it is where it cannot take that.
fn rewritten(text: String, typed: &PostMortem, settled: &PostMortem) -> String {
    let read = match log::decode(&text).post_mortem {
        Some(read) if typed != settled => read,
        _ => return text,
    };
    let mut new = read.clone();
    for key in typed.differences(settled) {
        key.set(&mut new, key.get(settled).map(Value::to_new));
    }
    log::revise(&text, &read, &new).unwrap_or(text)
}

fn settle(old: &Section, new: &mut Section, is_day_said: bool, words: &Vocabulary, today: Day) {
    if new.next.trim().is_empty() {
        new.promised = None;
        new.next_for = None;
        return;
    }
    let is_new = old.next.trim().is_empty() || !is_much_the_same(&old.next, &new.next);
    if is_new && new.promised == old.promised && !is_day_said {
        new.promised = Some(today);
    }
    // What is not dropped any more is nothing to promise about.
    if let Some(about) = &mut new.next_for {
        let slugs = |balls: &Option<Vec<String>>| -> HashSet<String> {
            let balls = balls.iter().flatten();
            balls
                .map(|word| words.known(word).slug.into_owned())
                .collect()
        };
        let (before, after) = (slugs(&old.dropped), slugs(&new.dropped));
        about.retain(|word| {
            let slug = words.known(word).slug;
            after.contains(&*slug) || !before.contains(&*slug)
        });
        if about.is_empty() {
            new.next_for = None;
        }
    }
}

/// Whether a promise shares half of its words with what stood there, so that it is
/// the old one in better words.
fn is_much_the_same(old: &str, new: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|one: char| !one.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (old, new) = (words(old), words(new));
    2 * new.intersection(&old).count() >= new.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::TeamWords;

    fn day(text: &str) -> Option<Day> {
        Day::parse(text)
    }

    fn section(next: &str, promised: Option<Day>, dropped: &[&str], about: &[&str]) -> Section {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Section {
            next: next.to_owned(),
            promised,
            dropped: Some(list(dropped)),
            next_for: (!about.is_empty()).then(|| list(about)),
            ..Section::default()
        }
    }

    fn settled(old: &Section, mut new: Section) -> Section {
        let vocabulary = Vocabulary::new(TeamWords::default());
        settle(old, &mut new, false, &vocabulary, Day::LAST);
        new
    }

    #[test]
    fn a_new_promise_is_of_today_and_a_better_wording_keeps_its_day() {
        let first = day("2026-10-02");
        let old = section("Write the notes on the same day.", first, &[], &[]);
        let promised = |old: &Section, new| settled(old, new).promised;
        let blank = Section::default();
        let of = |next| section(next, first, &[], &[]);
        assert_eq!(
            promised(&blank, section("Ask first.", None, &[], &[])),
            Some(Day::LAST)
        );
        assert_eq!(promised(&blank, of("Ask first.")), first, "said with it");
        assert_eq!(
            promised(&old, of("Write my notes the same day, before lunch.")),
            first
        );
        assert_eq!(
            promised(&old, of("Book the debrief in advance.")),
            Some(Day::LAST)
        );
        let other = section("Book the debrief.", day("2026-11-01"), &[], &[]);
        assert_eq!(promised(&old, other), day("2026-11-01"), "said with it");
        let old = section("Ask first.", None, &[], &[]);
        let same = section("Ask first!", None, &[], &[]);
        assert_eq!(
            promised(&old, same),
            None,
            "of a file from before, the day is the outcome's"
        );
    }

    #[test]
    fn without_a_promise_there_is_neither_a_day_nor_a_ball() {
        let old = section(
            "Ask.",
            Some(Day::FIRST),
            &["feedback-late"],
            &["feedback-late"],
        );
        let new = Section {
            next: " ".to_owned(),
            ..old.clone()
        };
        let new = settled(&old, new);
        assert_eq!((new.promised, new.next_for), (None, None));
    }

    #[test]
    fn what_the_promise_is_about_follows_what_was_dropped() {
        let about = ["feedback-late", "role-not-sold"];
        let old = section("Ask.", None, &about, &about);
        let less = settled(&old, section("Ask.", None, &["Role not sold"], &about));
        assert_eq!(less.next_for.unwrap(), ["role-not-sold"]);
        let none = settled(&old, section("Ask.", None, &[], &about));
        assert_eq!(none.next_for, None);
        let never = ["no-pre-close", "role-not-sold"];
        let kept = settled(&old, section("Ask.", None, &about, &never));
        assert_eq!(kept.next_for.unwrap(), never, "left to check");
    }
}
