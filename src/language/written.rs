//! What stands in `templates/language.toml`, as it is written there.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenLanguage {
    #[serde(rename = "schema")]
    _schema: i64,
    /// What people write -> the words it stands for.
    pub spelling: BTreeMap<String, String>,
    /// Words that are recognised with one letter wrong.
    pub often_mistyped: Vec<String>,
    /// Class -> its words, divided by spaces.
    pub words: BTreeMap<String, String>,
    /// Patterns of words that only sound like a protected trait.
    pub harmless: Vec<String>,
    /// Patterns in which the writer owns what happened.
    pub owning: Vec<String>,
    /// Patterns of what was agreed or went well.
    pub welcome: Vec<String>,
    /// Patterns of what others can see being done.
    pub acts: Vec<String>,
    /// Patterns of what the writer left undone or did too late.
    pub omitting: Vec<String>,
    /// Patterns of decisions, and of reasons for them.
    pub deciding: Vec<String>,
    #[serde(rename = "rule")]
    pub rules: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenRule {
    pub code: String,
    pub family: String,
    pub category: String,
    pub severity: String,
    pub title: String,
    pub explanation: String,
    pub message: String,
    pub question: Option<String>,
    /// Patterns that a classifier may overrule.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Patterns that hardly ever fit anything else.
    #[serde(default)]
    pub sure: Vec<String>,
    pub matches: Vec<String>,
    pub passes: Vec<String>,
    /// The rule is silent in a text that has a word of this class.
    pub unless: Option<String>,
}

impl WrittenLanguage {
    /// Reads the file that is part of the program.
    ///
    /// # Errors
    ///
    /// When it is not TOML of this shape.
    pub fn read() -> Result<Self, String> {
        let text = include_str!("../../templates/language.toml");
        toml::from_str(text).map_err(|error| error.to_string())
    }
}
