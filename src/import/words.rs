//! What labels, stages and headers mean: `templates/import.toml`, behind what the
//! team says in its `hirelog.toml`.

use crate::vocabulary::read_template;
use serde::Deserialize;
use std::collections::HashMap;

/// Labels are picked from a list; what is longer was written by somebody.
const LONGEST_LABEL: usize = 80;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportWords {
    /// Outcomes, whoever decided.
    label: Vec<LabelRule>,
    /// Outcomes that say no more than who decided.
    decision: Vec<LabelRule>,
    /// Why there is nothing to look back on.
    skip: Vec<LabelRule>,
    /// Dropped balls.
    hint: Vec<LabelRule>,
    stage: Vec<LabelRule>,
    /// Fields of a table.
    column: Vec<LabelRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelRule {
    means: String,
    phrases: Vec<String>,
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
    pub fn built_in() -> Self {
        read_template(include_str!("../../templates/import.toml"))
    }

    /// The outcome that one of the labels stands for, whoever decided.
    pub(super) fn outcome(&self, labels: &[String]) -> Option<&str> {
        first_outcome(&self.label, labels)
    }

    /// The outcome of labels that say no more than who decided.
    pub(super) fn decision(&self, labels: &[String]) -> Option<&str> {
        first_outcome(&self.decision, labels)
    }

    /// Whether the label is, word for word, one that is known here.
    pub(super) fn is_known(&self, label: &str) -> bool {
        let label = fold(label);
        [&self.label, &self.decision, &self.skip, &self.hint]
            .into_iter()
            .flatten()
            .flat_map(|rule| &rule.phrases)
            .any(|phrase| *phrase == label)
    }

    pub(super) fn skips(&self, label: &str) -> Option<&str> {
        first_meaning(&self.skip, label)
    }

    pub(super) fn hint(&self, label: &str) -> Option<&str> {
        first_meaning(&self.hint, label)
    }

    pub(super) fn stage(&self, name: &str) -> Option<&str> {
        first_meaning(&self.stage, name)
    }

    /// The headers under which a field may stand, the likeliest first.
    pub(super) fn headers(&self, field: &str) -> &[String] {
        let rule = self.column.iter().find(|rule| rule.means == field);
        rule.map_or(&[], |rule| &rule.phrases)
    }
}

/// By the order of the rules, not of the labels.
fn first_outcome<'a>(rules: &'a [LabelRule], labels: &[String]) -> Option<&'a str> {
    let labels: Vec<_> = labels.iter().map(|label| padded(label)).collect();
    let holds = |rule: &&LabelRule| labels.iter().any(|label| holds(label, &rule.phrases));
    rules.iter().find(holds).map(|rule| rule.means.as_str())
}

fn first_meaning<'a>(rules: &'a [LabelRule], label: &str) -> Option<&'a str> {
    let label = padded(label);
    let rule = rules.iter().find(|rule| holds(&label, &rule.phrases))?;
    Some(&rule.means)
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
        for rule in words.label.iter().chain(&words.decision) {
            assert!(vocabulary.outcome(&rule.means).is_some(), "{}", rule.means);
        }
        for rule in &words.hint {
            assert!(vocabulary.ball(&rule.means).is_some(), "{}", rule.means);
        }
        for rule in &words.stage {
            assert!(vocabulary.stage(&rule.means).is_some(), "{}", rule.means);
        }
        for rule in &words.column {
            assert!(super::super::FIELDS.contains(&rule.means.as_str()));
        }
        let rules = [
            &words.label,
            &words.decision,
            &words.skip,
            &words.hint,
            &words.stage,
            &words.column,
        ];
        for phrase in rules.into_iter().flatten().flat_map(|rule| &rule.phrases) {
            assert_eq!(*phrase, fold(phrase));
        }
    }

    #[test]
    fn phrases_are_found_as_whole_words() {
        let words = ImportWords::built_in();
        let outcome = |label: &str| words.outcome(&[label.to_owned()]);
        assert_eq!(
            outcome("Didn’t like OFFER (salary)"),
            Some("offer-declined")
        );
        assert_eq!(outcome("No-Show / no call"), Some("unresponsive"));
        assert_eq!(outcome("Spoke with a snow showman"), None);
        assert_eq!(outcome("Hired"), None, "the status says that");
        assert_eq!(words.stage("Offer Extended"), Some("offer"));
        assert_eq!(words.stage("Coffer"), None);
        assert_eq!(words.stage(""), None);
    }
}
