//! What stands in `templates/language.toml`, as it is written there. Every command that
//! reads a sentence reads it first, so its words stay where they are and are not copied.

use crate::model::keep_template;
use serde::Deserialize;
use std::collections::BTreeMap;

type WrittenText = &'static str;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct WrittenLanguage {
    #[serde(rename = "schema")]
    _schema: i64,
    /// What people write -> the words it stands for.
    pub spelling: BTreeMap<WrittenText, WrittenText>,
    /// Words that are recognised with one letter wrong.
    pub often_mistyped: Vec<WrittenText>,
    /// Class -> its words, divided by spaces.
    pub words: BTreeMap<WrittenText, WrittenText>,
    /// Patterns of words that only sound like a protected trait.
    pub harmless: Vec<WrittenText>,
    /// Patterns in which the writer owns what happened.
    pub owning: Vec<WrittenText>,
    /// Patterns of what was agreed or went well.
    pub welcome: Vec<WrittenText>,
    /// Patterns of what the writer left undone or did too late.
    pub omitting: Vec<WrittenText>,
    /// Patterns of decisions, and of reasons for them.
    pub deciding: Vec<WrittenText>,
    #[serde(rename = "rule")]
    pub rules: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct WrittenRule {
    pub code: WrittenText,
    pub family: WrittenText,
    pub category: WrittenText,
    pub severity: WrittenText,
    pub title: WrittenText,
    pub explanation: WrittenText,
    pub message: WrittenText,
    pub question: Option<WrittenText>,
    /// Patterns that a classifier may overrule.
    #[serde(default)]
    pub patterns: Vec<WrittenText>,
    /// Patterns that hardly ever fit anything else.
    #[serde(default)]
    pub sure: Vec<WrittenText>,
    #[serde(default)]
    pub matches: Vec<WrittenText>,
    #[serde(default)]
    pub passes: Vec<WrittenText>,
    /// The rule is silent in a text that has a word of this class.
    pub unless: Option<WrittenText>,
}

impl WrittenLanguage {
    /// Reads the file that is part of the program.
    pub fn read() -> Self {
        keep_template(include_str!("../../templates/language.toml"))
    }
}
