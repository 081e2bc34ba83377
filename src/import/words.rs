//! The grammar of labels, stages and headers: `templates/import.toml`, behind what the
//! team says in its `hirelog.toml`.

use super::label::{Label, LabelPattern};
use crate::model::{folded_words, read_template};
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Labels are picked from a list; what is longer was written by somebody.
const LONGEST_LABEL: usize = 80;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Template {
    passed_over: HashSet<String>,
    not: HashSet<String>,
    around_headers: HashSet<String>,
    sums: HashSet<String>,
    pages: HashSet<String>,
    reads_as: Vec<(String, String)>,
    private: Vec<String>,
    class: HashMap<String, Vec<String>>,
    label: Vec<TemplateRule>,
    hint: Vec<TemplateRule>,
    stage: Vec<TemplateRule>,
    column: Vec<TemplateRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateRule {
    means: String,
    patterns: Vec<String>,
}

#[derive(Debug)]
pub struct ImportWords {
    passed_over: HashSet<String>,
    not: HashSet<String>,
    around_headers: HashSet<String>,
    sums: HashSet<String>,
    pages: HashSet<String>,
    reads_as: Vec<(String, String)>,
    /// What a label may say of a person that no team needs to know.
    private: Vec<LabelPattern>,
    /// How it ended.
    label: RuleList,
    /// Dropped balls.
    hint: RuleList,
    stage: RuleList,
    /// What the columns of a table hold.
    column: Vec<LabelRule>,
}

/// Rules, the first that fits counts; an export has few labels, and each of them often.
#[derive(Debug)]
struct RuleList {
    rules: Vec<LabelRule>,
    known: RefCell<HashMap<String, Option<usize>>>,
}

/// A list of labels is shorter; what is longer is not remembered.
const MOST_KNOWN: usize = 10_000;

#[derive(Debug)]
struct LabelRule {
    means: String,
    patterns: Vec<LabelPattern>,
}

/// What a label says of how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    Duplicate,
    Spam,
    /// It did not end.
    Active,
    /// It ended, and no more.
    Over,
    /// It can mean two things, whoever decided.
    Unclear,
    /// Nothing about how it ended.
    Nothing,
    /// A slug of the vocabulary.
    Outcome(&'a str),
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
                .map(|(name, slug)| (folded_words(name), slug.clone()))
                .collect()
        };
        Self {
            stages: folded(stages),
            outcomes: folded(outcomes),
        }
    }

    /// The stage a name stands for; blank where the team wants none.
    pub fn stage(&self, name: &str) -> Option<&str> {
        self.stages.get(&folded_words(name)).map(String::as_str)
    }

    pub fn outcome(&self, label: &str) -> Option<&str> {
        self.outcomes.get(&folded_words(label)).map(String::as_str)
    }
}

impl ImportWords {
    pub fn built_in() -> Self {
        let template: Template = read_template(include_str!("../../templates/import.toml"));
        let pattern = |text: &String| LabelPattern::parse(text, &template.class);
        let rules = |rules: Vec<TemplateRule>| {
            let rule = |rule: TemplateRule| LabelRule {
                means: rule.means,
                patterns: rule.patterns.iter().map(pattern).collect(),
            };
            rules.into_iter().map(rule).collect()
        };
        Self {
            label: RuleList::of(rules(template.label)),
            hint: RuleList::of(rules(template.hint)),
            stage: RuleList::of(rules(template.stage)),
            column: rules(template.column),
            passed_over: template.passed_over,
            not: template.not,
            around_headers: template.around_headers,
            private: template.private.iter().map(pattern).collect(),
            sums: template.sums,
            pages: template.pages,
            reads_as: template.reads_as,
        }
    }

    fn first<'a>(&self, list: &'a RuleList, text: &str) -> Option<&'a str> {
        let known = list.known.borrow().get(text).copied();
        let at = known.unwrap_or_else(|| {
            let mut folded = folded_words(text);
            for (words, other) in &self.reads_as {
                folded = folded.replace(words, other);
            }
            let label = Label::of(&folded, &self.passed_over, &self.not);
            let holds =
                |rule: &LabelRule| rule.patterns.iter().any(|pattern| pattern.holds(&label));
            let at = list.rules.iter().position(holds);
            let mut known = list.known.borrow_mut();
            if known.len() < MOST_KNOWN {
                known.insert(text.to_owned(), at);
            }
            at
        });
        Some(list.rules[at?].means.as_str())
    }

    /// What a label says of how it ended; `None` for one that is not known.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning<'_>> {
        Some(match self.first(&self.label, label)? {
            // Somebody asks.
            _ if label.contains('?') => Meaning::Unclear,
            "duplicate" => Meaning::Duplicate,
            "spam" => Meaning::Spam,
            "active" => Meaning::Active,
            "over" => Meaning::Over,
            "unclear" => Meaning::Unclear,
            "nothing" => Meaning::Nothing,
            outcome => Meaning::Outcome(outcome),
        })
    }

    pub(super) fn hint(&self, label: &str) -> Option<&str> {
        self.first(&self.hint, label)
    }

    pub(super) fn stage(&self, name: &str) -> Option<&str> {
        self.first(&self.stage, name)
    }

    /// What a column holds, and how well its header says so: less is better.
    pub(super) fn column(&self, header: &str) -> Option<(&str, usize)> {
        let words = header_words(header);
        let none = HashSet::new();
        let whole = Label::of(&words, &none, &none);
        let bare = Label::of(&words, &self.around_headers, &none);
        let rank = |rule: &LabelRule| {
            let fits = |pattern: &LabelPattern| pattern.is_whole(&whole) || pattern.is_whole(&bare);
            rule.patterns.iter().position(fits)
        };
        self.column
            .iter()
            .find_map(|rule| Some((rule.means.as_str(), rank(rule)?)))
    }

    /// Whether a line begins as one of sums does, or of the number of a page.
    pub(super) fn is_sum(&self, cell: &str) -> bool {
        let folded = folded_words(cell);
        let first = folded.split(' ').next().unwrap_or_default();
        self.sums.contains(first) || self.pages.contains(first)
    }

    /// Whether a cell says no more than that.
    pub(super) fn is_bare_sum(&self, cell: &str) -> bool {
        let folded = folded_words(cell);
        folded.split(' ').all(|word| self.sums.contains(word))
    }

    /// Whether a label tells of a trait, or of somebody's life, in one of the languages known.
    pub fn is_private(&self, label: &str) -> bool {
        let none = HashSet::new();
        let label = Label::of(&folded_words(label), &none, &none);
        self.private.iter().any(|pattern| pattern.holds(&label))
    }

    /// Whether a header is made of words that stand in headers and of no other, so that it can be
    /// shown: a name may stand behind them.
    pub(super) fn is_header(&self, header: &str) -> bool {
        let words = header_words(header);
        let known = |word: &str| {
            let lone = Label::of(word, &HashSet::new(), &HashSet::new());
            let holds = |pattern: &LabelPattern| pattern.mentions(&lone);
            self.around_headers.contains(word)
                || self
                    .column
                    .iter()
                    .any(|rule| rule.patterns.iter().any(holds))
        };
        !looks_free(header) && words.split(' ').all(known)
    }
}

impl RuleList {
    fn of(rules: Vec<LabelRule>) -> Self {
        Self {
            rules,
            known: RefCell::default(),
        }
    }
}

/// `applicationLastUpdate` and `job_title` are words, too.
fn header_words(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut before = ' ';
    for character in header.chars() {
        if character.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(character);
        before = character;
    }
    folded_words(&spaced)
}

/// Whether somebody seems to have typed a label: it is long, or holds what leads to
/// a person.
pub fn looks_free(label: &str) -> bool {
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
    fn every_rule_names_words_of_the_vocabulary() {
        let (words, vocabulary) = (
            ImportWords::built_in(),
            Vocabulary::new(TeamWords::default()),
        );
        let others = ["duplicate", "spam", "active", "over", "unclear", "nothing"];
        for rule in &words.label.rules {
            let is_known = vocabulary.outcome(&rule.means).is_some();
            assert!(
                is_known || others.contains(&rule.means.as_str()),
                "{}",
                rule.means
            );
        }
        for rule in &words.hint.rules {
            assert!(vocabulary.ball(&rule.means).is_some(), "{}", rule.means);
        }
        for rule in &words.stage.rules {
            assert!(vocabulary.stage(&rule.means).is_some(), "{}", rule.means);
        }
        for field in super::super::FIELDS {
            assert!(
                words.column.iter().any(|rule| rule.means == field),
                "{field}"
            );
        }
    }

    /// Such a word is taken out of every label before a pattern is looked for in it.
    #[test]
    fn no_pattern_waits_for_a_word_that_is_passed_over() {
        let words = ImportWords::built_in();
        let lists = [&words.label, &words.hint, &words.stage];
        for rule in lists.into_iter().flat_map(|list| &list.rules) {
            for word in words.passed_over.iter().chain(&words.not) {
                let lone = Label::of(word, &HashSet::new(), &HashSet::new());
                let waits = rule.patterns.iter().any(|pattern| pattern.mentions(&lone));
                assert!(!waits, "{}: {word}", rule.means);
            }
        }
    }

    #[test]
    fn patterns_are_found_as_whole_words() {
        let words = ImportWords::built_in();
        let outcome = |label: &str| match words.meaning(label) {
            Some(Meaning::Outcome(outcome)) => outcome.to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(outcome("Didn’t like OFFER (salary)"), "offer-declined");
        assert_eq!(outcome("No-Show / no call"), "unresponsive");
        assert_eq!(outcome("Spoke with a snow showman"), "None");
        assert_eq!(words.stage("Offer Extended"), Some("offer"));
        assert_eq!(words.stage("Coffer"), None);
        assert_eq!(words.stage(""), None);
    }
}
