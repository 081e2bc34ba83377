//! The questions of the conversation by name, as a draft remembers them: one for each
//! key that the table of keys has a question for, and two that are about the
//! conversation itself.

use crate::model::{Fact, Key, Party};
use std::{fmt, iter};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key above the sections: what happened.
    Fact(Fact),
    /// Who is writing.
    Writer,
    /// In an edit, whose part.
    Whose,
    /// A key of a party's section.
    Part(Party, Fact),
    /// Whether to go on with the other parties.
    Others,
}

impl Step {
    /// The questions about what happened, in order: how it ended, then when.
    pub fn facts() -> impl Iterator<Item = Self> {
        let rest = asked(Fact::HEAD).filter(|fact| *fact != Fact::Outcome);
        iter::once(Fact::Outcome).chain(rest).map(Self::Fact)
    }

    /// The questions about a party's part, in order.
    pub fn of_section(party: Party) -> impl Iterator<Item = Self> {
        asked(Fact::SECTION).map(move |fact| Self::Part(party, fact))
    }

    /// The question about a key, where there is one.
    pub fn of_key(key: Key) -> Option<Self> {
        key.fact.about().question?;
        Some(match key.party {
            Some(party) => Self::Part(party, key.fact),
            None => Self::Fact(key.fact),
        })
    }

    /// What it asks for.
    pub const fn key(self) -> Option<Key> {
        match self {
            Self::Fact(fact) => Some(Key::head(fact)),
            Self::Part(party, fact) => Some(Key {
                party: Some(party),
                fact,
            }),
            Self::Writer | Self::Whose | Self::Others => None,
        }
    }

    pub const fn party(self) -> Option<Party> {
        match self {
            Self::Part(party, _) => Some(party),
            _ => None,
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        let keys = Key::all().filter_map(Self::of_key);
        let mut all = keys.chain([Self::Writer, Self::Whose, Self::Others]);
        all.find(|step| step.to_string() == name)
    }
}

fn asked(facts: &'static [Fact]) -> impl Iterator<Item = Fact> {
    let facts = facts.iter().copied();
    facts.filter(|fact| fact.about().question.is_some())
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key() {
            Some(key) => key.fmt(formatter),
            None => formatter.write_str(match self {
                Self::Writer => "writer",
                Self::Whose => "whose",
                _ => "others",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for step in Step::facts()
            .chain([Step::Writer, Step::Whose, Step::Others])
            .chain(Party::ALL.into_iter().flat_map(Step::of_section))
        {
            assert_eq!(Step::parse(&step.to_string()), Some(step));
        }
        assert_eq!(Step::parse("manager.outcome"), None);
        assert_eq!(Step::parse("hold"), None, "nobody is asked for it");
    }
}
