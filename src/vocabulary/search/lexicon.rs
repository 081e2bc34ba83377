//! What `templates/search.toml` knows about language: words that say nothing,
//! words that turn what follows around, other spellings, words of the trade that
//! stand for one idea, and how people put each ball. Read when a search is set
//! up, as no other command needs it.

use crate::vocabulary::built_in::read_template;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchLexicon {
    #[serde(rename = "schema")]
    _schema: i64,
    /// Words that say nothing by themselves.
    pub stop: Vec<String>,
    /// Words that turn what follows around.
    pub not: Vec<String>,
    /// Words that tell of something that fell short, beside those.
    pub short: Vec<String>,
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

pub(super) fn read() -> SearchLexicon {
    read_template(include_str!("../../../templates/search.toml"))
}
