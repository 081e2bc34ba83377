//! What can be asked of a post-mortem and its sections; what they consist of is
//! the table of keys.

use super::about::{Redaction, ValueKind};
use super::fact::{Fact, PostMortem, Section};
use super::key::Key;
use super::{Day, NewValue, Party, Text, Value, says_something};

/// The version of the file format this program writes.
pub const SCHEMA: i64 = 1;

/// What stands where somebody wrote sentences that were taken out again: the
/// section still counts as written, and the promise as made.
pub const REDACTED: &str = "[redacted]";

/// What JSON and CSV tell besides the keys: that an import made the file, and that
/// somebody said which balls a section drops. Nothing reads them back.
pub const IMPORTED: &str = "imported";
pub const SORTED: &str = "sorted";

/// More priorities than this are no ranking.
pub const MOST_PRIORITIES: usize = 5;

impl Section {
    /// A section counts as written when something is owned or a ball is named.
    /// A party with nothing to own writes that down in a sentence.
    pub fn is_written(&self) -> bool {
        !self.balls().is_empty() || says_something(&self.owned)
    }

    /// Written, and somebody said which balls the words are, or that they are none.
    /// What is not sorted proves nothing: nobody knows what was dropped there.
    pub fn is_sorted(&self) -> bool {
        self.is_written() && self.dropped.is_some()
    }

    /// Written, and nobody said yet which balls the words are.
    pub fn is_unsorted(&self) -> bool {
        self.is_written() && self.dropped.is_none()
    }

    /// The day on which it promises something, where it does: without a day of its own, that
    /// of the post-mortem.
    pub fn promised_on(&self, date: Day) -> Option<Day> {
        (!self.next.trim().is_empty()).then(|| self.promised.unwrap_or(date))
    }

    /// The balls it names.
    pub fn balls(&self) -> &[Text] {
        self.dropped.as_ref().map_or(&[], |list| list)
    }
}

impl PostMortem {
    pub const fn section(&self, party: Party) -> &Section {
        &self.sections[party.index()]
    }

    pub const fn section_mut(&mut self, party: Party) -> &mut Section {
        &mut self.sections[party.index()]
    }

    /// The sections in the order of [`Party::ALL`], each with its party.
    pub fn by_party(&self) -> impl Iterator<Item = (Party, &Section)> {
        Party::ALL.into_iter().zip(&self.sections)
    }

    /// What the parties other than this one dropped.
    pub fn dropped_by_others(&self, party: Party) -> Vec<&str> {
        let others = self.by_party().filter(|(other, _)| *other != party);
        let balls = others.flat_map(|(_, section)| section.balls());
        balls.map(Text::as_str).collect()
    }

    /// The parties nobody has looked at yet.
    pub fn unwritten(&self) -> impl Iterator<Item = Party> + '_ {
        self.by_party()
            .filter(|(_, section)| !section.is_written())
            .map(|(party, _)| party)
    }

    /// The same without anything written in sentences, and without the case,
    /// which leads to a person. Whatever is counted stays.
    #[must_use]
    pub fn redacted(&self) -> Self {
        let mut redacted = self.clone();
        for key in Key::all() {
            let mark = || {
                let is_said = key.get(self).and_then(Value::text).is_some();
                is_said.then(|| NewValue::Text(REDACTED.into()))
            };
            match key.fact.about().redaction {
                Redaction::Stays => {}
                Redaction::Goes => key.set(&mut redacted, None),
                Redaction::Marked => key.set(&mut redacted, mark()),
            }
        }
        redacted
    }

    /// Everything a person wrote in sentences; what words of a query look through.
    pub fn prose(&self) -> impl Iterator<Item = &str> {
        let prose = Key::all().filter(|key| key.fact.about().kind == ValueKind::Prose);
        prose.filter_map(|key| key.get(self)?.text())
    }

    /// What a key says; one of sections, in each that says something.
    pub fn said(&self, fact: Fact) -> impl Iterator<Item = Value<'_>> {
        let head = Key::head(fact).get(self);
        // Who wrote a section says something once it is written.
        let is_said = move |section: &&Section| fact != Fact::By || section.is_written();
        let sections = self.sections.iter().filter(is_said);
        head.into_iter()
            .chain(sections.filter_map(move |section| fact.of_section(section)))
    }

    /// The keys that say something else in another post-mortem.
    pub fn differences(&self, other: &Self) -> impl Iterator<Item = Key> {
        Key::all().filter(|key| key.get(self) != key.get(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextList;

    #[test]
    fn words_are_sorted_once_somebody_said_which_balls_they_are() {
        let mut section = Section {
            owned: "My notes came late.".into(),
            ..Section::default()
        };
        assert!(section.is_written() && !section.is_sorted());
        section.dropped = Some(TextList::default());
        assert!(section.is_sorted(), "none of them");
    }

    #[test]
    fn a_section_is_written_by_words_or_by_balls_and_not_by_blanks() {
        let mut section = Section::default();
        assert!(!section.is_written());
        section.owned = " \n\t".into();
        assert!(!section.is_written());
        section.next = "Call on Monday.".into();
        assert!(!section.is_written(), "a commitment alone looks at nothing");
        section.dropped = Some(TextList::default());
        assert!(!section.is_written(), "an empty list is what templates had");
        section.dropped = Some(TextList::from_iter(["feedback-late"]));
        assert!(section.is_written() && section.is_sorted());
    }
}
