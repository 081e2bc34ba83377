//! What stands in `templates/language.toml`, as it is written there. Every command that
//! reads a sentence reads it first, so its words stay where they are and are not copied.

use crate::model::keep_template;
use serde::Deserialize;
use std::collections::BTreeMap;

type Text = &'static str;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct WrittenLanguage {
    #[serde(rename = "schema")]
    _schema: i64,
    /// What people write -> the words it stands for.
    pub spelling: BTreeMap<Text, Text>,
    /// Words that are recognised with one letter wrong.
    pub often_mistyped: Vec<Text>,
    /// Class -> its words, divided by spaces.
    pub words: BTreeMap<Text, Text>,
    /// Patterns of words that only sound like a protected trait.
    pub harmless: Vec<Text>,
    /// Patterns in which the writer owns what happened.
    pub owning: Vec<Text>,
    /// Patterns of what was agreed or went well.
    pub welcome: Vec<Text>,
    /// Patterns of what the writer left undone or did too late.
    pub omitting: Vec<Text>,
    /// Patterns of decisions, and of reasons for them.
    pub deciding: Vec<Text>,
    #[serde(rename = "rule")]
    pub rules: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct WrittenRule {
    pub code: Text,
    pub family: Text,
    pub category: Text,
    pub severity: Text,
    pub title: Text,
    pub explanation: Text,
    pub message: Text,
    pub question: Option<Text>,
    /// Patterns that a classifier may overrule.
    #[serde(default)]
    pub patterns: Vec<Text>,
    /// Patterns that hardly ever fit anything else.
    #[serde(default)]
    pub sure: Vec<Text>,
    #[serde(default)]
    pub matches: Vec<Text>,
    #[serde(default)]
    pub passes: Vec<Text>,
    /// The rule is silent in a text that has a word of this class.
    pub unless: Option<Text>,
}

impl WrittenLanguage {
    /// Reads the file that is part of the program.
    pub fn read() -> Self {
        keep_template(include_str!("../../templates/language.toml"))
    }
}
