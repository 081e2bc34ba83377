//! The rules, read from `templates/language.toml` and made ready to apply.

use super::clauses::{Grammar, Reading};
use super::lexicon::{Classes, Lexicon};
use super::matching::Matcher;
use super::model::Model;
use super::pattern::{self, learn_words};
use super::people::Nouns;
use super::rule::{Example, Rule};
use super::spelling::Spelling;
use super::{Family, Field, Finding};
use crate::diagnostic::Severity;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "schema")]
    _schema: i64,
    /// Written form -> words as spelt out.
    spelling: BTreeMap<String, String>,
    /// Words worth recognising with one letter wrong.
    often_mistyped: Vec<String>,
    /// Class -> its words, divided by spaces.
    words: BTreeMap<String, String>,
    /// Patterns that overrule those for protected traits.
    harmless: Vec<String>,
    rule: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    code: String,
    family: Family,
    category: String,
    severity: String,
    title: String,
    explanation: String,
    message: String,
    question: Option<String>,
    #[serde(default)]
    patterns: Vec<String>,
    /// Patterns that hardly ever fit anything else.
    #[serde(default)]
    sure: Vec<String>,
    matches: Vec<String>,
    passes: Vec<String>,
    /// Silent where the text has a word of this class.
    unless: Option<String>,
    #[serde(default)]
    off: bool,
}

/// Classes of words that hold sentences together.
const COMMON: [&str; 14] = [
    "determiner",
    "auxiliary",
    "preposition",
    "opener",
    "joiner",
    "negation",
    "adverb",
    "i",
    "we",
    "they",
    "you",
    "it",
    "first_person",
    "mark",
];
const WEIGHED: [&str; 11] = [
    "event",
    "opinion",
    "concede",
    "praise",
    "failing",
    "duty",
    "normative",
    "verdict",
    "heated",
    "fault",
    "obvious",
];
const WEIGHED_IN_COMMITMENTS: [&str; 6] = [
    "moment",
    "watched",
    "vague_verb",
    "comparative",
    "abstract",
    "hedge",
];
const WEIGHED_IN_TRAITS: [&str; 14] = [
    "spouse",
    "kin",
    "conditions",
    "religions",
    "decades",
    "tens",
    "party_word",
    "nationality",
    "ethnic",
    "peoples",
    "orgthing",
    "person_noun",
    "my",
    "their",
];

/// How much a pattern that fits says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// It takes a lot to overrule it.
    Sure,
    /// The model may.
    Loose,
}

/// A pattern that fits.
pub(super) struct Hit {
    /// Among the rules of the book.
    pub rule: usize,
    pub trust: Trust,
    pub words: Range<usize>,
}

pub(super) struct Book {
    pub rules: Vec<Rule>,
    pub lexicon: Lexicon,
    pub spelling: Spelling,
    pub grammar: Grammar,
    pub nouns: Nouns,
    /// Words without meaning of their own.
    pub article: Classes,
    pub negation: Classes,
    /// Words for oneself, also as an object.
    pub first_person: Classes,
    models: [Model; 3],
    matcher: Matcher,
    /// What only sounds like a protected trait.
    pub harmless: Matcher,
    pub orgthing: Classes,
    /// By rule: the words that silence it.
    silenced: Vec<Classes>,
    /// The rule of each pattern.
    rule_of: Vec<(usize, Trust)>,
}

impl Book {
    #[expect(
        clippy::expect_used,
        reason = "the text is part of the program, and a test reads it on every change"
    )]
    pub fn read() -> Self {
        let written: Written = toml::from_str(include_str!("../../templates/language.toml"))
            .expect("templates/language.toml is valid");
        Self::new(written).expect("templates/language.toml is consistent")
    }

    fn new(written: Written) -> Result<Self, String> {
        let mut lexicon = Lexicon::new();
        let spelling = Spelling::new(&written.spelling, &written.often_mistyped, &mut lexicon);
        for (name, words) in &written.words {
            let class = lexicon
                .learn_class(name)
                .ok_or("there are too many classes of words")?;
            for word in words.split_whitespace() {
                for id in learn_words(word, &mut lexicon) {
                    lexicon.join(id, class);
                }
            }
        }
        let common = COMMON.iter().filter_map(|name| lexicon.class(name));
        lexicon.set_common(common.fold(0, |all, class| all | class));
        let (mut matcher, mut rule_of) = (Matcher::default(), Vec::new());
        let (mut rules, mut silenced) = (Vec::new(), Vec::new());
        let mut harmless = Matcher::default();
        for line in &written.harmless {
            let patterns = pattern::parse(line, &mut lexicon)?;
            patterns
                .into_iter()
                .for_each(|pattern| harmless.add(pattern));
        }
        for (number, rule) in written.rule.into_iter().enumerate() {
            let loose = rule.patterns.iter().map(|line| (line, Trust::Loose));
            let sure = rule.sure.iter().map(|line| (line, Trust::Sure));
            for (line, trust) in sure.chain(loose) {
                let patterns = pattern::parse(line, &mut lexicon)
                    .map_err(|problem| format!("{}: {problem}", rule.code))?;
                for pattern in patterns {
                    matcher.add(pattern);
                    rule_of.push((number, trust));
                }
            }
            let unless = match &rule.unless {
                Some(name) => lexicon.class(name).ok_or("a class of words is missing")?,
                None => 0,
            };
            silenced.push(unless);
            rules.push(rule.finish()?);
        }
        Ok(Self {
            grammar: grammar(&lexicon).ok_or("a class of words of the grammar is missing")?,
            article: lexicon.class("article").ok_or("articles are missing")?,
            first_person: lexicon
                .class("first_person")
                .ok_or("the first person is missing")?,
            negation: lexicon.class("negation").ok_or("negations are missing")?,
            models: [
                Model::read(
                    Family::Blame,
                    &WEIGHED,
                    &lexicon,
                    include_str!("../../templates/language-model.txt"),
                ),
                Model::read(
                    Family::Commitment,
                    &WEIGHED_IN_COMMITMENTS,
                    &lexicon,
                    include_str!("../../templates/language-commitment.txt"),
                ),
                Model::read(
                    Family::Protected,
                    &WEIGHED_IN_TRAITS,
                    &lexicon,
                    include_str!("../../templates/language-protected.txt"),
                ),
            ],
            nouns: Nouns::new(&lexicon).ok_or("a class of words for people is missing")?,
            orgthing: lexicon
                .class("orgthing")
                .ok_or("things of a company are missing")?,
            rules,
            lexicon,
            spelling,
            matcher,
            harmless,
            silenced,
            rule_of,
        })
    }

    /// Where the patterns fit.
    pub fn hits(&self, reading: &Reading<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sentence in &reading.sentences {
            self.matcher
                .find(reading, sentence.clone(), |pattern, words| {
                    let (rule, trust) = self.rule_of[pattern as usize];
                    hits.push(Hit { rule, trust, words });
                });
        }
        hits
    }

    /// The hits of a family that apply to this passage.
    pub fn applying<'h>(
        &self,
        family: Family,
        reading: &Reading<'_>,
        hits: &'h [Hit],
    ) -> Vec<&'h Hit> {
        let classes = reading.classes.iter().fold(0, |all, has| all | has);
        let applies = |hit: &&Hit| {
            self.rules[hit.rule].family == family && classes & self.silenced[hit.rule] == 0
        };
        let found = hits.iter().filter(applies);
        match family {
            _ if !is_read(family, reading.passage.field) => Vec::new(),
            Family::Protected => self.meant(reading, found.collect()),
            _ => found.collect(),
        }
    }

    /// The model of a family that has one.
    pub fn model(&self, family: Family) -> Option<&Model> {
        self.models.iter().find(|model| model.family == family)
    }

    pub fn rule(&self, category: &str, family: Family) -> Option<&Rule> {
        let wanted = |rule: &&Rule| rule.category == category && rule.family == family;
        self.rules.iter().find(wanted)
    }
}

/// Bytes of the text that some words cover.
pub(super) fn bytes(reading: &Reading<'_>, words: &Range<usize>) -> Range<usize> {
    let first = reading.words[words.start].range();
    let last = reading.words[words.end - 1].range();
    first.start..last.end
}

/// Whether a family looks at a field.
pub(super) const fn is_read(family: Family, field: Field) -> bool {
    match family {
        Family::Blame => matches!(field, Field::Tldr | Field::Owned | Field::Next),
        Family::Commitment => matches!(field, Field::Next),
        Family::Privacy => true,
        Family::Protected => !matches!(field, Field::Case),
    }
}

impl Rule {
    pub(super) fn finding(&self, words: Range<usize>) -> Finding {
        Finding {
            code: self.code,
            family: self.family,
            severity: self.severity,
            words,
            message: self.message.clone(),
            question: self.question.clone(),
            weighed: Vec::new(),
        }
    }
}

impl WrittenRule {
    fn finish(self) -> Result<Rule, String> {
        let examples = |written: &[String]| {
            written
                .iter()
                .map(|one| Example::parse(one).ok_or_else(|| format!("no example: {one}")))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(Rule {
            matches: examples(&self.matches)?,
            passes: examples(&self.passes)?,
            severity: match self.severity.as_str() {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "advice" => Severity::Advice,
                other => return Err(format!("no severity is called {other}")),
            },
            // Read once a run and kept for as long as it lasts.
            code: String::leak(self.code),
            category: String::leak(self.category),
            family: self.family,
            title: self.title,
            explanation: self.explanation,
            message: self.message,
            question: self.question,
            on: !self.off,
        })
    }
}

fn grammar(lexicon: &Lexicon) -> Option<Grammar> {
    let class = |name| lexicon.class(name);
    Some(Grammar {
        determiner: class("determiner")?,
        my: class("my")?,
        their: class("their")?,
        auxiliary: class("auxiliary")?,
        verb: class("verb")?,
        adverb: class("adverb")?,
        preposition: class("preposition")?,
        opener: class("opener")?,
        joiner: class("joiner")?,
        relative: class("relative")?,
        owner: class("owner")?,
        modifier: class("modifier")?,
        which: class("which")?,
        it: class("it")?,
    })
}
