//! A key at its place in a post-mortem.

use super::fact::{Fact, Place, PostMortem};
use super::{NewValue, Party, Value};
use std::fmt;

/// A key at its place: above the sections where no party is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub party: Option<Party>,
    pub fact: Fact,
}

impl Key {
    /// Every key of a post-mortem, in the order of the format.
    pub fn all() -> impl Iterator<Item = Self> {
        let head = Fact::HEAD.iter().map(|&fact| Self::head(fact));
        head.chain(Party::ALL.into_iter().flat_map(Self::of))
    }

    pub const fn head(fact: Fact) -> Self {
        Self { party: None, fact }
    }

    /// Every key of a party's section.
    pub fn of(party: Party) -> impl Iterator<Item = Self> {
        let party = Some(party);
        Fact::SECTION.iter().map(move |&fact| Self { party, fact })
    }

    /// What a post-mortem says there.
    pub fn get(self, post_mortem: &PostMortem) -> Option<Value<'_>> {
        match (self.fact.place(), self.party) {
            (Place::Head(get, _), None) => get(post_mortem).get(),
            (_, Some(party)) => self.fact.of_section(post_mortem.section(party)),
            (Place::Section(..) | Place::Decision(..), None) => None,
        }
    }

    /// `None` takes away what it says, unless every post-mortem has to say it.
    pub fn set(self, post_mortem: &mut PostMortem, value: Option<NewValue>) {
        match (self.fact.place(), self.party) {
            (Place::Head(_, get_mut), None) => get_mut(post_mortem).set(value),
            (_, Some(party)) => self
                .fact
                .set_in_section(post_mortem.section_mut(party), value),
            (Place::Section(..) | Place::Decision(..), None) => {}
        }
    }
}

/// As messages name it: `stage`, `manager.owned`.
impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.party {
            Some(party) => write!(formatter, "{party}.{}", self.fact.name()),
            None => formatter.write_str(self.fact.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Day, Emptied, Need, Section, TextList, ValueKind};
    use super::*;

    /// A value of the form that a key takes.
    fn sample(kind: ValueKind) -> NewValue {
        match kind {
            ValueKind::Day => NewValue::Day(Day::LAST),
            ValueKind::Text(_) | ValueKind::Prose => NewValue::Text("words".into()),
            ValueKind::List(_) => NewValue::List(TextList::from_iter(["a", "b"])),
            ValueKind::OneOf(words) => NewValue::Text(words[words.len() - 1].into()),
        }
    }

    #[test]
    fn every_key_holds_what_its_kind_says_and_lets_it_go() {
        let blank = PostMortem::new(Day::FIRST, "");
        for key in Key::all() {
            let about = key.fact.about();
            let mut post_mortem = blank.clone();
            let value = sample(about.kind);
            key.set(&mut post_mortem, Some(value.clone()));
            assert_eq!(key.get(&post_mortem), Some(value.as_value()), "{key}");
            let changed = Key::all().filter(|one| one.get(&post_mortem) != one.get(&blank));
            assert_eq!(changed.collect::<Vec<_>>(), [key]);
            if about.kind != ValueKind::Day || about.need == Need::Optional {
                key.set(&mut post_mortem, None);
                assert_eq!(post_mortem, blank, "{key}");
            }
        }
    }

    #[test]
    fn a_key_that_cannot_be_blank_goes_when_it_is_emptied() {
        let optional = |fact: &Fact| fact.about().need == Need::Optional;
        let days = Fact::all().filter(optional);
        for fact in days.filter(|fact| fact.about().kind == ValueKind::Day) {
            assert_eq!(fact.about().emptied, Emptied::Goes, "{fact:?}");
        }
    }

    #[test]
    fn an_empty_list_may_be_another_thing_than_none() {
        let mut section = Section::default();
        assert_eq!(Fact::ScratchList.of_section(&section), None);
        let empty = Some(NewValue::List(TextList::default()));
        Fact::ScratchList.set_in_section(&mut section, empty.clone());
        assert_eq!(
            Fact::ScratchList.of_section(&section),
            Some(Value::List(&[]))
        );
        let mut post_mortem = PostMortem::new(Day::FIRST, "rejected");
        Key::head(Fact::Wanted).set(&mut post_mortem, empty);
        assert_eq!(Key::head(Fact::Wanted).get(&post_mortem), None);
    }
}
