//! One post-mortem and its three sections.

use super::{Day, Party};

/// The version of the file format this program writes.
pub const SCHEMA: i64 = 1;

/// What stands where somebody wrote sentences that were taken out again: the
/// section still counts as written, and the promise as made.
pub const REDACTED: &str = "[redacted]";

/// More priorities than this in a list are no ranking.
pub const MOST_PRIORITIES: usize = 5;

/// Whether it was a match at all; a mismatch is nobody's doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Match,
    Mismatch,
    Unsure,
}

impl Fit {
    pub const ALL: [Self; 3] = [Self::Match, Self::Mismatch, Self::Unsure];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Mismatch => "mismatch",
            Self::Unsure => "unsure",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fit| fit.as_str() == word)
    }
}

/// What one party writes about its own part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Which party wrote it; often the recruiter writes the candidate's.
    pub by: Option<Party>,
    pub owned: String,
    /// Slugs of dropped balls, as written in the file.
    pub dropped: Vec<String>,
    /// What this party will do next time: a commitment.
    pub next: String,
}

impl Section {
    /// A section counts as written when something is owned or a ball is named.
    /// A party with nothing to own writes that down in a sentence.
    pub fn is_written(&self) -> bool {
        !self.dropped.is_empty() || !self.owned.trim().is_empty()
    }
}

/// What happened after one hiring outcome, and who takes responsibility for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostMortem {
    /// Day of the outcome: a local date, never an instant.
    pub date: Day,
    pub outcome: String,
    /// How far it got.
    pub stage: Option<String>,
    pub role: Option<String>,
    pub team: Option<String>,
    /// A reference kept elsewhere; never a name.
    pub case: Option<String>,
    /// One line of what happened.
    pub tldr: Option<String>,
    pub fit: Option<Fit>,
    /// What the candidate said mattered, ranked.
    pub wanted: Vec<String>,
    /// What the company led with.
    pub pitched: Vec<String>,
    /// Why nothing may redact or remove this file.
    pub hold: Option<String>,
    /// Indexed by [`Party::index`].
    pub sections: [Section; 3],
}

impl PostMortem {
    pub fn new(date: Day, outcome: impl Into<String>) -> Self {
        Self {
            date,
            outcome: outcome.into(),
            stage: None,
            role: None,
            team: None,
            case: None,
            tldr: None,
            fit: None,
            wanted: Vec::new(),
            pitched: Vec::new(),
            hold: None,
            sections: Default::default(),
        }
    }

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
        let marked = |text: &str| match text.trim() {
            "" => String::new(),
            _ => REDACTED.to_owned(),
        };
        let mut redacted = self.clone();
        redacted.tldr = None;
        redacted.case = None;
        for section in &mut redacted.sections {
            section.owned = marked(&section.owned);
            section.next = marked(&section.next);
        }
        redacted
    }

    /// Everything a person wrote in sentences; what words of a query look through.
    pub fn prose(&self) -> impl Iterator<Item = &str> {
        let sections = self
            .sections
            .iter()
            .flat_map(|section| [section.owned.as_str(), section.next.as_str()]);
        self.tldr.as_deref().into_iter().chain(sections)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_written_by_words_or_by_balls_and_not_by_blanks() {
        let mut section = Section::default();
        assert!(!section.is_written());
        section.owned = " \n\t".to_owned();
        assert!(!section.is_written());
        section.next = "Call on Monday.".to_owned();
        assert!(!section.is_written(), "a commitment alone looks at nothing");
        section.dropped = vec!["feedback-late".to_owned()];
        assert!(section.is_written());
    }
}
