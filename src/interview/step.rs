//! The questions of the conversation by name, as a draft remembers them.

use crate::model::Party;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    Outcome,
    Stage,
    Role,
    Team,
    Case,
    Tldr,
    Fit,
    Wanted,
    Pitched,
    /// Who is writing; in an edit, whose part.
    Writer,
    Owned(Party),
    Dropped(Party),
    Next(Party),
    /// Whether to go on with the other parties.
    Others,
}

/// The questions about what happened, in order.
pub const FACTS: [Step; 9] = [
    Step::Outcome,
    Step::Stage,
    Step::Role,
    Step::Team,
    Step::Case,
    Step::Tldr,
    Step::Fit,
    Step::Wanted,
    Step::Pitched,
];

impl Step {
    pub fn of_section(party: Party) -> [Self; 3] {
        [Self::Owned(party), Self::Dropped(party), Self::Next(party)]
    }

    pub const fn party(self) -> Option<Party> {
        match self {
            Self::Owned(party) | Self::Dropped(party) | Self::Next(party) => Some(party),
            _ => None,
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        let sections = Party::ALL.into_iter().flat_map(Self::of_section);
        FACTS
            .into_iter()
            .chain([Self::Writer, Self::Others])
            .chain(sections)
            .find(|step| step.to_string() == name)
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Stage => "stage",
            Self::Role => "role",
            Self::Team => "team",
            Self::Case => "case",
            Self::Tldr => "tldr",
            Self::Fit => "fit",
            Self::Wanted => "wanted",
            Self::Pitched => "pitched",
            Self::Writer => "writer",
            Self::Owned(_) => "owned",
            Self::Dropped(_) => "dropped",
            Self::Next(_) => "next",
            Self::Others => "others",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.party() {
            Some(party) => write!(formatter, "{party}.{}", self.key()),
            None => formatter.write_str(self.key()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for step in FACTS
            .into_iter()
            .chain([Step::Writer, Step::Others])
            .chain(Party::ALL.into_iter().flat_map(Step::of_section))
        {
            assert_eq!(Step::parse(&step.to_string()), Some(step));
        }
        assert_eq!(Step::parse("manager.outcome"), None);
    }
}
