//! What labels, stages and headers mean: `templates/import.toml`, behind what the
//! team says in its `hirelog.toml`.

use serde::Deserialize;
use std::collections::HashMap;

/// Labels are picked from a list; what is longer was written by somebody.
const LONGEST_LABEL: usize = 80;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportWords {
    label: Vec<Label>,
    skip: Vec<SkipRule>,
    hint: Vec<HintRule>,
    stage: Vec<StageRule>,
    column: Vec<ColumnRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    means: String,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SkipRule {
    reason: String,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HintRule {
    ball: String,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StageRule {
    stage: String,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnRule {
    field: String,
    headers: Vec<String>,
}

/// What the team's own labels and stages mean, by their folded names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamLabels {
    stages: HashMap<String, String>,
    outcomes: HashMap<String, String>,
}

impl TeamLabels {
    pub fn new(stages: &[(String, String)], outcomes: &[(String, String)]) -> Self {
        let folded = |pairs: &[(String, String)]| {
            let pairs = pairs.iter();
            pairs
                .map(|(name, slug)| (fold(name), slug.clone()))
                .collect()
        };
        Self {
            stages: folded(stages),
            outcomes: folded(outcomes),
        }
    }

    /// The stage a name stands for; blank where the team wants none.
    pub fn stage(&self, name: &str) -> Option<&str> {
        self.stages.get(&fold(name)).map(String::as_str)
    }

    pub fn outcome(&self, label: &str) -> Option<&str> {
        self.outcomes.get(&fold(label)).map(String::as_str)
    }
}

impl ImportWords {
    #[expect(
        clippy::expect_used,
        reason = "the text is part of the program, and a test reads it on every change"
    )]
    pub fn built_in() -> Self {
        toml::from_str(include_str!("../../templates/import.toml"))
            .expect("templates/import.toml is valid")
    }

    /// The outcomes that this label may stand for, in the order in which they are tried.
    pub(super) fn means(&self, label: &str, outcome: &str) -> bool {
        let label = padded(label);
        self.label
            .iter()
            .any(|rule| rule.means == outcome && holds(&label, &rule.phrases))
    }

    /// Whether the label is, word for word, one that is known here.
    pub(super) fn is_known(&self, label: &str) -> bool {
        let label = fold(label);
        let labels = self.label.iter().map(|rule| &rule.phrases);
        labels
            .chain(self.skip.iter().map(|rule| &rule.phrases))
            .chain(self.hint.iter().map(|rule| &rule.phrases))
            .flatten()
            .any(|phrase| *phrase == label)
    }

    pub(super) fn skips(&self, label: &str) -> Option<&str> {
        let label = padded(label);
        let rule = self.skip.iter().find(|rule| holds(&label, &rule.phrases))?;
        Some(&rule.reason)
    }

    pub(super) fn hint(&self, label: &str) -> Option<&str> {
        let label = padded(label);
        let rule = self.hint.iter().find(|rule| holds(&label, &rule.phrases))?;
        Some(&rule.ball)
    }

    pub(super) fn stage(&self, name: &str) -> Option<&str> {
        let name = padded(name);
        let rule = self.stage.iter().find(|rule| holds(&name, &rule.phrases))?;
        Some(&rule.stage)
    }

    /// The headers under which a field may stand, the likeliest first.
    pub(super) fn headers(&self, field: &str) -> &[String] {
        let rule = self.column.iter().find(|rule| rule.field == field);
        rule.map_or(&[], |rule| &rule.headers)
    }
}

/// Lower-case words, joined by single spaces; apostrophes bind.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’') && !folded.is_empty() && !folded.ends_with(' ')
        {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn padded(text: &str) -> String {
    format!(" {} ", fold(text))
}

fn holds(padded: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| {
        padded.match_indices(phrase.as_str()).any(|(at, _)| {
            let after = padded.as_bytes().get(at + phrase.len());
            padded.as_bytes()[at - 1] == b' ' && after == Some(&b' ')
        })
    })
}

/// Whether somebody seems to have typed a label: it is long, or holds what leads to
/// a person.
pub(super) fn looks_free(label: &str) -> bool {
    let digits = label.bytes().filter(u8::is_ascii_digit).count();
    label.chars().count() > LONGEST_LABEL
        || label.contains(['\n', '\r', '@'])
        || label.contains("://")
        || digits > 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{TeamWords, Vocabulary};

    #[test]
    fn every_rule_names_words_of_the_vocabulary_and_is_folded() {
        let (words, vocabulary) = (
            ImportWords::built_in(),
            Vocabulary::new(TeamWords::default()),
        );
        for rule in &words.label {
            assert!(vocabulary.outcome(&rule.means).is_some(), "{}", rule.means);
        }
        for rule in &words.hint {
            assert!(vocabulary.ball(&rule.ball).is_some(), "{}", rule.ball);
        }
        for rule in &words.stage {
            assert!(vocabulary.stage(&rule.stage).is_some(), "{}", rule.stage);
        }
        let phrases = words.label.iter().flat_map(|rule| &rule.phrases);
        let phrases = phrases.chain(words.skip.iter().flat_map(|rule| &rule.phrases));
        let phrases = phrases.chain(words.hint.iter().flat_map(|rule| &rule.phrases));
        let phrases = phrases.chain(words.stage.iter().flat_map(|rule| &rule.phrases));
        let phrases = phrases.chain(words.column.iter().flat_map(|rule| &rule.headers));
        for phrase in phrases {
            assert_eq!(*phrase, fold(phrase));
        }
        for rule in &words.column {
            assert!(super::super::FIELDS.contains(&rule.field.as_str()));
        }
    }

    #[test]
    fn phrases_are_found_as_whole_words() {
        let words = ImportWords::built_in();
        assert!(words.means("Didn’t like OFFER (salary)", "offer-declined"));
        assert!(words.means("No-Show / no call", "unresponsive"));
        assert!(!words.means("Spoke with a snow showman", "unresponsive"));
        assert!(!words.means("Hired", "accepted"), "the status says that");
        assert_eq!(words.stage("Offer Extended"), Some("offer"));
        assert_eq!(words.stage("Coffer"), None);
        assert_eq!(words.stage(""), None);
    }
}
