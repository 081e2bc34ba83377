//! Words for a trait that are not meant as one: idioms, techniques, and things that
//! are only named after it, as in "the pregnancy app".

use super::book::{Book, Hit, Trust};
use super::clauses::Reading;
use super::people::Role;
use super::words::Kind;
use std::ops::Range;

/// A thing named after something stands no further behind it.
const FAR: usize = 3;

impl Book {
    /// Of what patterns for protected traits found, what speaks of somebody.
    pub fn meant<'h>(&self, reading: &Reading<'_>, found: Vec<&'h Hit>) -> Vec<&'h Hit> {
        if found.is_empty() {
            return found;
        }
        let harmless = self.harmless(reading);
        let is_meant = |hit: &&Hit| {
            let next = harmless.partition_point(|one| one.end <= hit.words.start);
            let apart = |one: &Range<usize>| hit.words.end <= one.start;
            harmless.get(next).is_none_or(apart)
                && (hit.trust == Trust::Sure || !self.is_of_a_thing(reading, &hit.words))
        };
        found.into_iter().filter(is_meant).collect()
    }

    /// Where words for a trait stand for something else: in order, and apart.
    fn harmless(&self, reading: &Reading<'_>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for sentence in &reading.sentences {
            self.harmless
                .find(reading, sentence.clone(), |_, words| found.push(words));
        }
        found.sort_by_key(|words| words.start);
        let mut places: Vec<Range<usize>> = Vec::new();
        for words in found {
            match places.last_mut() {
                Some(last) if words.start < last.end => last.end = last.end.max(words.end),
                _ => places.push(words),
            }
        }
        places
    }

    /// Whether words only say which thing is meant: "the pregnancy app", but not
    /// "my wife's company".
    fn is_of_a_thing(&self, reading: &Reading<'_>, words: &Range<usize>) -> bool {
        let grammar = &self.grammar;
        let speaks_of_somebody = grammar.my | grammar.their | grammar.auxiliary | grammar.which;
        let person = (words.start.saturating_sub(1)..words.end).any(|at| {
            let classes = reading.classes[at];
            self.nouns.is_person(classes)
                || reading.is(at, speaks_of_somebody)
                || self.nouns.pronoun(classes, &reading.passage) != Role::NONE
        });
        if person {
            return false;
        }
        let ends = grammar.auxiliary
            | grammar.preposition
            | grammar.joiner
            | grammar.opener
            | grammar.verb;
        let goes_on = |at: &usize| {
            let mark = matches!(reading.words[*at].kind, Kind::Stop | Kind::Pause);
            *at < words.end || !(mark || reading.is(*at, ends))
        };
        (words.start + 1..(words.end + FAR).min(reading.words.len()))
            .take_while(goes_on)
            .any(|at| reading.is(at, self.orgthing))
    }
}
