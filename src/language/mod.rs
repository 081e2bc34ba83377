//! What should not stand in a post-mortem, and why: blame where responsibility
//! belongs, commitments too weak to be kept, contact data and identities, and
//! protected traits. Words become clauses with a subject, and the subject is seen
//! from the section it stands in: the same verb is ownership in the first person
//! and blame in the third. The rules themselves are data, in
//! `templates/language.toml`; this room knows how to apply them. Pure.

mod book;
mod clauses;
mod features;
mod inflect;
mod judge;
mod lexicon;
mod matching;
mod meant;
mod model;
mod pattern;
mod people;
mod privacy;
mod rule;
mod spelling;
mod words;

pub use rule::{Example, Rule};

use crate::diagnostic::Severity;
use crate::model::Party;
use book::Book;
use clauses::Reading;
use std::ops::Range;

/// What kind of harm a rule looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Fault instead of responsibility.
    Blame,
    /// A promise that nobody could check.
    Commitment,
    /// Data that leads to a person.
    Privacy,
    /// What may play no part in hiring.
    Protected,
}

impl Family {
    pub const ALL: [Self; 4] = [
        Self::Blame,
        Self::Commitment,
        Self::Privacy,
        Self::Protected,
    ];

    /// The word used in JSON and flags.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blame => "blame",
            Self::Commitment => "commitment",
            Self::Privacy => "privacy",
            Self::Protected => "protected",
        }
    }
}

/// Which text of a post-mortem is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Tldr,
    Owned,
    Next,
    Case,
    Role,
    Team,
    Hold,
}

/// One text, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    pub text: &'a str,
    pub field: Field,
    /// Whose section it stands in; nobody's at the top of the file.
    pub party: Option<Party>,
    /// Who wrote that section, where known.
    pub by: Option<Party>,
}

impl Passage<'_> {
    /// Written by somebody else than the party it is about: described, not owned.
    pub fn is_described(&self) -> bool {
        self.party.is_some() && self.by.is_some() && self.by != self.party
    }
}

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub family: Family,
    pub severity: Severity,
    /// Bytes of the passage's text.
    pub words: Range<usize>,
    /// Why, in one sentence.
    pub message: String,
    /// A question to try instead.
    pub question: Option<String>,
    /// The words that weighed most, where the model decided.
    pub weighed: Vec<String>,
}

/// The built-in rules, read once.
pub struct Language {
    book: Book,
}

impl Default for Language {
    fn default() -> Self {
        Self::new()
    }
}

impl Language {
    /// Reads the rules: a few milliseconds. Make one, and keep it.
    pub fn new() -> Self {
        Self { book: Book::read() }
    }

    /// Everything found in a text, in the order of its words. Takes time in
    /// proportion to the text, whatever the text is.
    pub fn read(&self, passage: &Passage<'_>) -> Vec<Finding> {
        let reading = Reading::new(passage, &self.book);
        let hits = self.book.hits(&reading);
        let mut findings = privacy::find(passage, &self.book);
        findings.extend(judge::blame(&reading, &hits, &findings, &self.book));
        findings.extend(judge::commitment(&reading, &hits, &self.book));
        findings.extend(judge::protected(&reading, &hits, &self.book));
        settle(&mut findings);
        findings
    }

    /// The names of everything the model of a family weighs in a text, for each
    /// stretch that is judged by itself; training reads them. Nothing where the
    /// family has no model.
    pub fn weighed(&self, family: Family, passage: &Passage<'_>) -> Vec<Vec<String>> {
        let Some(model) = self.book.model(family) else {
            return Vec::new();
        };
        let reading = Reading::new(passage, &self.book);
        let hits = self.book.hits(&reading);
        features::units(&reading)
            .into_iter()
            .map(|unit| {
                let mut names = model::Names {
                    reading: &reading,
                    book: &self.book,
                    names: Vec::new(),
                };
                features::features(&reading, &self.book, &hits, unit, model, &mut names);
                names.names
            })
            .collect()
    }

    /// Whether a rule of a family fits, before any model has a say.
    pub fn fits(&self, family: Family, passage: &Passage<'_>) -> bool {
        let reading = Reading::new(passage, &self.book);
        let hits = self.book.hits(&reading);
        !self.book.applying(family, &reading, &hits).is_empty()
    }

    /// Every rule, in the order of the codes.
    pub fn rules(&self) -> &[Rule] {
        &self.book.rules
    }
}

/// In reading order; of two findings of one family over the same words, the first
/// rule of the book speaks.
fn settle(findings: &mut Vec<Finding>) {
    findings.sort_by(|left, right| {
        let place = |one: &Finding| (one.words.start, std::cmp::Reverse(one.words.end));
        place(left)
            .cmp(&place(right))
            .then(left.code.cmp(right.code))
    });
    // In reading order, what begins before the furthest end of its family overlaps.
    let mut reached = [0; Family::ALL.len()];
    findings.retain(|finding| {
        let reached = &mut reached[finding.family as usize];
        let stays = finding.words.start >= *reached;
        *reached = (*reached).max(finding.words.end);
        stays
    });
}

#[cfg(test)]
mod tests;
