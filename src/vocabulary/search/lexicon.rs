//! What `templates/search.toml` knows about language: words that say nothing,
//! words that turn what follows around, other spellings, words of the trade that
//! stand for one idea, and how people put each ball. Read when a search is set
//! up, as no other command needs it.

use crate::model::read_template;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const OWN: [&str; 5] = ["i", "my", "we", "us", "our"];
const OTHERS: [&str; 3] = ["they", "he", "she"];
/// More than one, and long.
const LONG: [&str; 3] = ["days", "weeks", "months"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchLexicon {
    #[serde(rename = "schema")]
    _schema: i64,
    /// Words that say nothing by themselves.
    pub stop: Vec<String>,
    /// Words that turn what follows around.
    pub not: HashSet<String>,
    /// Words that tell of something that fell short, beside those.
    pub short: HashSet<String>,
    /// Words that tell of something that was as it should be.
    pub well: Vec<String>,
    /// Spelling -> the word it stands for.
    pub forms: HashMap<String, String>,
    pub synonym: Vec<Synonym>,
    /// Slug -> ways people put it that are too loose to be an alias.
    pub said: HashMap<String, Vec<String>>,
    pub rules: OutcomeRules,
}

/// What an outcome rules out, beside what the stages of a ball say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeRules {
    /// Outcome -> how far it can have got, where the outcome has no stage of its own.
    pub until: HashMap<String, String>,
    /// Ball -> the only outcomes after which it can have been dropped.
    pub only_after: HashMap<String, Vec<String>>,
}

/// Words and phrases that stand for one idea.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Synonym {
    /// A name for whoever reads the file.
    #[serde(rename = "idea")]
    pub _idea: String,
    pub words: Vec<String>,
}

impl SearchLexicon {
    /// Whether a clause says that something was not as it should have been: one `not`, or a
    /// word for it, or days that whoever writes let pass. Two of them are the opposite ("no
    /// link was wrong"), and what begins with somebody else is theirs.
    pub fn falls_short(&self, clause: &str) -> bool {
        let mut words = Vec::new();
        each_word(clause, |word| words.push(word.to_owned()));
        let count = |set: &HashSet<String>| words.iter().filter(|word| set.contains(*word)).count();
        let is_others = words
            .first()
            .is_some_and(|word| OTHERS.contains(&word.as_str()));
        let let_pass = words.iter().any(|word| LONG.contains(&word.as_str()));
        match (count(&self.not), count(&self.short)) {
            _ if is_others => false,
            (0, 0) => let_pass,
            (0, _) | (1, 0) => true,
            _ => false,
        }
    }

    /// Whether a clause says that something was as it should be, and nothing against that.
    pub fn went_well(&self, clause: &str) -> bool {
        let mut words = vec![String::new()];
        each_word(clause, |word| words.push(word.to_owned()));
        let is_against = |word: &String| self.not.contains(word) || self.short.contains(word);
        let said = words.join(" ") + " ";
        !words.iter().any(is_against) && { self.well.iter() }
            .any(|well| said.contains(&format!(" {well} ")))
    }
}

/// Whether somebody speaks of what they did themselves.
pub(super) fn is_own(sentence: &str) -> bool {
    let mut is_own = false;
    each_word(sentence, |word| is_own |= OWN.contains(&word));
    is_own
}

pub(super) fn read() -> SearchLexicon {
    read_template(include_str!("../../../templates/search.toml"))
}

/// The words of a text in lower case and without apostrophes; an empty one where
/// a clause ends.
pub(super) fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    for character in text.chars().chain([' ']) {
        if character.is_ascii_alphanumeric() {
            word.push(character.to_ascii_lowercase());
            continue;
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            continue;
        }
        if matches!(character, '\'' | '’' | '`') {
            continue;
        }
        if !word.is_empty() {
            each(&word);
            word.clear();
        }
        if matches!(
            character,
            ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '\n'
        ) {
            each("");
        }
    }
}
