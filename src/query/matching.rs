//! Does a post-mortem match?

use super::field::DECISION;
use super::{Field, Query, QueryTerm, STANDINGS, Test};
use crate::diagnostic::nearest;
use crate::model::{Decision, Entry, Fact, Party, PostMortem, Value, ValueKind, Words, same_name};
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
        self.holds_on(entry.post_mortem.date) && self.matches_on_any_day(entry, vocabulary)
    }

    /// Everything but the days; patterns look at two windows of them.
    pub fn matches_on_any_day(&self, entry: &Entry, vocabulary: &Vocabulary) -> bool {
        let holds = |term: &QueryTerm| term.holds(entry, vocabulary, self.keeper);
        self.terms.iter().all(|terms| terms.iter().any(holds))
    }

    /// Whether it asks for decisions: `is:decision`.
    pub fn asks_for_decisions(&self) -> bool {
        let asked = self.asked(Field::Is);
        asked.is_some_and(|words| words.iter().any(|word| word == DECISION))
    }

    /// Whether a decision is one that is asked for: by its days, its party and its balls. What
    /// else a query says, no decision has.
    pub fn matches_decision(&self, decision: &Decision, vocabulary: &Vocabulary) -> bool {
        self.holds_on(decision.date) && self.counts_decision(decision, vocabulary)
    }

    /// The same, whatever the days are: a promise is judged by what came after it.
    pub fn counts_decision(&self, decision: &Decision, vocabulary: &Vocabulary) -> bool {
        let holds = |term: &QueryTerm| {
            let found = match &term.test {
                Test::Is(Field::Is, _) => return !term.negated,
                Test::Is(Field::Party, parties) => {
                    parties.iter().any(|party| party == decision.party.as_str())
                }
                Test::Is(Field::Fact(Fact::Dropped), slugs) => slugs.iter().any(|slug| {
                    let slug = vocabulary.known(slug).slug;
                    let mut about = decision.about.iter();
                    about.any(|word| vocabulary.known(word).slug == slug)
                }),
                _ => return false,
            };
            found != term.negated
        };
        self.terms.iter().all(|terms| terms.iter().any(holds))
    }

    /// A word that is the name of a standing, such as `unfinished`.
    pub fn word_for_a_standing(&self) -> Option<&'static str> {
        let words = self.leaves().filter_map(|term| match &term.test {
            Test::Word(word) => Some(word.text()),
            _ => None,
        });
        words
            .flat_map(|word| STANDINGS.iter().filter(move |one| one.word == word))
            .map(|standing| standing.word)
            .next()
    }

    /// Values that cannot match because nothing is called so, here or in the
    /// vocabulary: most likely a slip of the finger.
    pub fn unknown_values(&self, entries: &[Entry], vocabulary: &Vocabulary) -> Vec<UnknownValue> {
        let mut unknown = Vec::new();
        for term in self.leaves() {
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

impl QueryTerm {
    fn holds(&self, entry: &Entry, vocabulary: &Vocabulary, keeper: Option<Party>) -> bool {
        let holds = match &self.test {
            Test::Word(word) => word.is_said_in(entry, vocabulary),
            Test::Is(Field::Is, values) => STANDINGS
                .iter()
                .filter(|standing| values.iter().any(|value| value == standing.word))
                .any(|standing| (standing.holds)(entry, keeper)),
            Test::Is(field, values) => is(*field, values, entry, vocabulary),
            Test::Within(Fact::Promised, spans) => {
                let PostMortem { date, sections, .. } = &*entry.post_mortem;
                let mut days = sections.iter().filter_map(|one| one.promised_on(*date));
                days.any(|day| spans.iter().any(|span| span.contains(day)))
            }
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
                    let text = same_name(text);
                    values.iter().any(|value| text.contains(value.as_str()))
                }),
                ValueKind::Text(Words::Reference) => said.any(|text| any(&same_name(text))),
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
            entry.id.folded().starts_with(value.as_str())
                || same_name(entry.stem()).starts_with(value.as_str())
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
