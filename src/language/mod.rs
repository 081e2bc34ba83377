//! What should not stand in a post-mortem, and why: blame where responsibility
//! belongs, promises too weak to be kept, contact data and identities, and protected
//! traits. Words become clauses with a subject, and the subject is seen from the
//! section it stands in: the same verb is ownership in the first person and blame in
//! the third. The rules themselves are data, in `templates/language.toml`; this room
//! knows how to apply them. Pure.

mod classifier;
mod english;
mod finding;
mod judge;
mod leads;
mod listing;
mod parsed;
mod passage;
mod privacy;
mod role;
mod rules;
mod words;
mod written;

pub use finding::Finding;
pub use leads::may_leak;
pub use passage::Passage;
pub use privacy::{may_name_somebody, names_somebody};
pub use rules::rule::{Example, SentenceRule};

use classifier::Classifiers;
use english::English;
use parsed::Parsed;
use rules::Rules;
use written::WrittenLanguage;

/// The built-in rules, read once.
pub struct Language {
    english: English,
    rules: Rules,
    judge: Classifiers,
}

impl Default for Language {
    fn default() -> Self {
        Self::new()
    }
}

impl Language {
    /// Reads the rules, which takes a few milliseconds: make one, and keep it.
    #[expect(
        clippy::expect_used,
        reason = "the text is part of the program, and a test reads it on every change"
    )]
    pub fn new() -> Self {
        Self::read_templates().expect("templates/language* are consistent")
    }

    fn read_templates() -> Result<Self, String> {
        let template = WrittenLanguage::read();
        let mut english = English::new(&template)?;
        let rules = Rules::new(template, &mut english.lexicon)?;
        Ok(Self {
            judge: Classifiers::new(&english.lexicon)?,
            english,
            rules,
        })
    }

    /// Everything found in a text, in the order of its words. Takes time in
    /// proportion to the text, whatever the text is.
    pub fn read(&self, passage: &Passage<'_>) -> Vec<Finding> {
        let parsed = Parsed::new(passage, &self.english);
        self.judge.findings(&parsed, &self.rules)
    }

    /// The same of what nobody may commit; advice takes most of the time.
    pub fn leaks(&self, passage: &Passage<'_>) -> Vec<Finding> {
        let parsed = Parsed::new(passage, &self.english);
        self.judge.leaks(&parsed, &self.rules)
    }

    /// Every rule, in the order of the codes.
    pub fn rules(&self) -> &[SentenceRule] {
        &self.rules.rules
    }
}

#[cfg(test)]
mod tests;

/// What trains the classifiers belongs to the tests, and sees what is private here.
#[cfg(test)]
#[path = "../../tests/language/training/mod.rs"]
mod training;
