//! Does a post-mortem match?

use super::{Field, Query, STANDINGS, Term, Test};
use crate::diagnostic::nearest;
use crate::model::{Entry, Fact, Party, PostMortem, Value, ValueKind, Words};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// A value of the query that neither the vocabulary nor the log has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue {
    pub field: Field,
    pub value: String,
    pub nearest: Option<String>,
    /// Values that would match something, each once.
    pub known: Vec<String>,
}

impl Query {
    /// Everything, the days of `since:` and `until:` included.
    pub fn matches(&self, entry: &Entry, vocabulary: &Vocabulary) -> bool {
        let date = entry.post_mortem.date;
        self.since.is_none_or(|since| since <= date)
            && self.until.is_none_or(|until| date <= until)
            && self.matches_on_any_day(entry, vocabulary)
    }

    /// Everything but the days; patterns look at two windows of them.
    pub fn matches_on_any_day(&self, entry: &Entry, vocabulary: &Vocabulary) -> bool {
        let keeper = self.keeper;
        self.terms
            .iter()
            .all(|term| term.holds(entry, vocabulary, keeper))
    }

    /// A word that is nowhere in the prose but names a role or a team.
    pub fn word_in_a_field(&self, entries: &[Entry]) -> Option<(&'static str, &str)> {
        let words = self.terms.iter().filter_map(|term| match &term.test {
            Test::Word(word) if !term.negated => Some(word.as_str()),
            _ => None,
        });
        let names = Fact::all().filter(|fact| fact.about().kind == ValueKind::Text(Words::Used));
        let names_it = |fact: &Fact, it: &PostMortem, word: &str| {
            let mut said = it.said(*fact).filter_map(Value::text);
            said.any(|text| text.to_lowercase().contains(word))
        };
        words
            .flat_map(|word| entries.iter().map(move |entry| (word, &entry.post_mortem)))
            .find_map(|(word, it)| {
                let fact = names.clone().find(|fact| names_it(fact, it, word))?;
                Some((fact.name(), word))
            })
    }

    /// Values that cannot match because nothing is called so, here or in the
    /// vocabulary: most likely a slip of the finger.
    pub fn unknown_values(&self, entries: &[Entry], vocabulary: &Vocabulary) -> Vec<UnknownValue> {
        let mut unknown = Vec::new();
        for term in &self.terms {
            let Test::Is(field, values) = &term.test else {
                continue;
            };
            let (Field::Fact(fact), Some(words)) = (*field, closed(*field)) else {
                continue;
            };
            let declared = vocabulary.declared(words).into_iter();
            let declared: Vec<&str> = declared.map(|(slug, _)| slug).collect();
            for value in values
                .iter()
                .filter(|value| !declared.contains(&value.as_str()))
            {
                let used =
                    |entry: &Entry| is(*field, std::slice::from_ref(value), entry, vocabulary);
                if entries.iter().any(used) {
                    continue;
                }
                let in_log = entries
                    .iter()
                    .flat_map(|entry| entry.post_mortem.said(fact));
                let known: BTreeSet<&str> = declared
                    .iter()
                    .copied()
                    .chain(in_log.flat_map(Value::words))
                    .collect();
                unknown.push(UnknownValue {
                    field: *field,
                    value: value.clone(),
                    nearest: nearest(value, known.iter().copied()).map(str::to_owned),
                    known: known.into_iter().map(str::to_owned).collect(),
                });
            }
        }
        unknown
    }
}

/// The words of a field whose values come from a list or from the log, so that
/// another one is most likely a slip; `None` where it may be any text.
fn closed(field: Field) -> Option<Words> {
    let words = field.kind()?.words()?;
    Some(words).filter(|words| *words != Words::Any)
}

impl Term {
    fn holds(&self, entry: &Entry, vocabulary: &Vocabulary, keeper: Option<Party>) -> bool {
        let holds = match &self.test {
            Test::Word(word) => entry
                .post_mortem
                .prose()
                .any(|prose| prose.to_lowercase().contains(word)),
            Test::Is(Field::Is, values) => STANDINGS
                .iter()
                .filter(|standing| values.iter().any(|value| value == standing.word))
                .any(|standing| (standing.holds)(entry, keeper)),
            Test::Is(field, values) => is(*field, values, entry, vocabulary),
            Test::Within(fact, spans) => entry.post_mortem.said(*fact).any(
                |value| matches!(value, Value::Day(day) if spans.iter().any(|span| span.contains(day))),
            ),
            Test::Empty(field) => is_empty(*field, &entry.post_mortem),
        };
        holds != self.negated
    }
}

/// Whether a field is one of these values, which are in the form in which they are
/// compared.
fn is(field: Field, values: &[String], entry: &Entry, vocabulary: &Vocabulary) -> bool {
    let any = |text: &str| values.iter().any(|value| value == text);
    match field {
        Field::Fact(fact) => {
            let kind = fact.about().kind;
            let mut said = entry.post_mortem.said(fact).flat_map(Value::words);
            match kind {
                ValueKind::Text(Words::Any | Words::Used) | ValueKind::Prose => said.any(|text| {
                    let text = text.to_lowercase();
                    values.iter().any(|value| text.contains(value.as_str()))
                }),
                ValueKind::Text(Words::Reference) => said.any(|text| any(&text.to_lowercase())),
                ValueKind::Text(words) | ValueKind::List(words) => {
                    said.any(|word| any(&vocabulary.slug_of(words, word)))
                }
                ValueKind::OneOf(_) => said.any(any),
                // Days are compared as such.
                ValueKind::Day => false,
            }
        }
        Field::Party => entry
            .post_mortem
            .by_party()
            .any(|(party, section)| section.is_written() && any(party.as_str())),
        Field::Id => values.iter().any(|value| {
            entry.id.as_str().to_lowercase().starts_with(value.as_str())
                || entry.stem().to_lowercase().starts_with(value.as_str())
        }),
        // Kept apart from the terms: see `Query::span_or` and `Term::holds`.
        Field::Is | Field::Since | Field::Until => true,
    }
}

fn is_empty(field: Field, post_mortem: &PostMortem) -> bool {
    match field {
        Field::Fact(fact) => post_mortem.said(fact).all(Value::is_blank),
        Field::Party => post_mortem
            .sections
            .iter()
            .all(|section| !section.is_written()),
        Field::Is | Field::Since | Field::Until | Field::Id => false,
    }
}
