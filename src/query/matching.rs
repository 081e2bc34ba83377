//! Does a post-mortem match?

use super::{Field, Query, Term, Test};
use crate::diagnostic::nearest;
use crate::model::{Entry, Fit, Party, PostMortem};
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
        self.terms.iter().all(|term| term.holds(entry, vocabulary))
    }

    /// A word that is nowhere in the prose but names a role or a team.
    pub fn word_in_a_field(&self, entries: &[Entry]) -> Option<(&'static str, &str)> {
        let words = self.terms.iter().filter_map(|term| match &term.test {
            Test::Word(word) if !term.negated => Some(word.as_str()),
            _ => None,
        });
        let names = |text: &Option<String>, word: &str| {
            text.as_ref()
                .is_some_and(|text| text.to_lowercase().contains(word))
        };
        words
            .flat_map(|word| entries.iter().map(move |entry| (word, &entry.post_mortem)))
            .find_map(|(word, it)| {
                if names(&it.role, word) {
                    Some(("role", word))
                } else if names(&it.team, word) {
                    Some(("team", word))
                } else {
                    None
                }
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
            let declared: Vec<&str> = match field {
                Field::Outcome => vocabulary
                    .outcomes
                    .iter()
                    .map(|outcome| outcome.slug.as_str())
                    .collect(),
                Field::Stage => vocabulary
                    .stages
                    .iter()
                    .map(|stage| stage.slug.as_str())
                    .collect(),
                Field::Dropped => vocabulary
                    .balls
                    .iter()
                    .map(|ball| ball.slug.as_str())
                    .collect(),
                Field::Wanted | Field::Pitched => vocabulary
                    .priorities
                    .iter()
                    .map(|priority| priority.slug.as_str())
                    .collect(),
                Field::Role | Field::Team | Field::Case => Vec::new(),
                Field::Id | Field::Fit | Field::Party | Field::By | Field::Since | Field::Until => {
                    continue;
                }
            };
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
                    .flat_map(|entry| spoken_values(*field, &entry.post_mortem));
                let known: BTreeSet<&str> = declared.iter().copied().chain(in_log).collect();
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

impl Term {
    fn holds(&self, entry: &Entry, vocabulary: &Vocabulary) -> bool {
        let holds = match &self.test {
            Test::Word(word) => entry
                .post_mortem
                .prose()
                .any(|prose| prose.to_lowercase().contains(word)),
            Test::Is(field, values) => is(*field, values, entry, vocabulary),
            Test::Empty(field) => is_empty(*field, &entry.post_mortem),
        };
        holds != self.negated
    }
}

fn is(field: Field, values: &[String], entry: &Entry, vocabulary: &Vocabulary) -> bool {
    let post_mortem = &entry.post_mortem;
    let any = |slug: &str| values.iter().any(|value| value == slug);
    let within = |text: &Option<String>| {
        text.as_ref().is_some_and(|text| {
            let text = text.to_lowercase();
            values.iter().any(|value| text.contains(value.as_str()))
        })
    };
    match field {
        Field::Outcome => any(&vocabulary.outcome_slug(&post_mortem.outcome)),
        Field::Stage => post_mortem
            .stage
            .as_ref()
            .is_some_and(|stage| any(&vocabulary.stage_slug(stage))),
        Field::Role => within(&post_mortem.role),
        Field::Team => within(&post_mortem.team),
        Field::Case => post_mortem
            .case
            .as_ref()
            .is_some_and(|case| any(&case.to_lowercase())),
        Field::Fit => post_mortem.fit.is_some_and(|fit| any(Fit::as_str(fit))),
        Field::Dropped => post_mortem
            .sections
            .iter()
            .flat_map(|section| &section.dropped)
            .any(|ball| any(&vocabulary.known(ball).slug)),
        Field::Party => post_mortem
            .by_party()
            .any(|(party, section)| section.is_written() && any(party.as_str())),
        Field::By => post_mortem
            .sections
            .iter()
            .filter_map(|section| section.by)
            .any(|by| any(Party::as_str(by))),
        Field::Wanted => post_mortem
            .wanted
            .iter()
            .any(|wanted| any(&vocabulary.priority_slug(wanted))),
        Field::Pitched => post_mortem
            .pitched
            .iter()
            .any(|pitched| any(&vocabulary.priority_slug(pitched))),
        Field::Id => values.iter().any(|value| {
            entry.id.as_str().to_lowercase().starts_with(value.as_str())
                || entry.stem().to_lowercase().starts_with(value.as_str())
        }),
        // Kept apart from the terms: see `Query::span_or`.
        Field::Since | Field::Until => true,
    }
}

fn is_empty(field: Field, post_mortem: &PostMortem) -> bool {
    match field {
        Field::Stage => post_mortem.stage.is_none(),
        Field::Role => post_mortem.role.is_none(),
        Field::Team => post_mortem.team.is_none(),
        Field::Case => post_mortem.case.is_none(),
        Field::Fit => post_mortem.fit.is_none(),
        Field::Dropped => post_mortem
            .sections
            .iter()
            .all(|section| section.dropped.is_empty()),
        Field::Party => post_mortem
            .sections
            .iter()
            .all(|section| !section.is_written()),
        Field::By => post_mortem
            .sections
            .iter()
            .all(|section| section.by.is_none()),
        Field::Wanted => post_mortem.wanted.is_empty(),
        Field::Pitched => post_mortem.pitched.is_empty(),
        Field::Outcome | Field::Since | Field::Until | Field::Id => false,
    }
}

/// What a field says in one post-mortem, for suggestions.
fn spoken_values(field: Field, post_mortem: &PostMortem) -> Vec<&str> {
    match field {
        Field::Outcome => vec![&post_mortem.outcome],
        Field::Stage => post_mortem.stage.as_deref().into_iter().collect(),
        Field::Role => post_mortem.role.as_deref().into_iter().collect(),
        Field::Team => post_mortem.team.as_deref().into_iter().collect(),
        Field::Case => post_mortem.case.as_deref().into_iter().collect(),
        Field::Dropped => post_mortem
            .sections
            .iter()
            .flat_map(|section| &section.dropped)
            .map(String::as_str)
            .collect(),
        Field::Wanted => post_mortem.wanted.iter().map(String::as_str).collect(),
        Field::Pitched => post_mortem.pitched.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}
