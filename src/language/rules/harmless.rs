//! Words for a trait that are not meant as one: idioms, techniques, and things that
//! are only named after it, as in "the pregnancy app".

use super::hit::{Hit, Trust};
use super::matching::PatternSet;
use crate::language::parsed::Parsed;
use crate::language::role::Role;
use crate::language::words::token::TokenKind;
use std::ops::Range;

/// A thing that is named after something stands at most this many words behind it.
const REACH: usize = 3;

pub struct Harmless {
    pub idioms: PatternSet<()>,
}

impl Harmless {
    /// Of what patterns for protected traits found, what speaks of somebody.
    pub fn without<'h>(&self, parsed: &Parsed<'_>, found: Vec<&'h Hit>) -> Vec<&'h Hit> {
        if found.is_empty() {
            return found;
        }
        let idioms = self.idioms(parsed);
        let is_harmful = |hit: &&Hit| {
            let next = idioms.partition_point(|idiom| idiom.end <= hit.words.start);
            let apart = |idiom: &Range<usize>| hit.words.end <= idiom.start;
            idioms.get(next).is_none_or(apart)
                && (hit.trust == Trust::Sure || !is_of_a_thing(parsed, &hit.words))
        };
        found.into_iter().filter(is_harmful).collect()
    }

    /// Where words for a trait stand for something else: in order, and apart.
    fn idioms(&self, parsed: &Parsed<'_>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for sentence in &parsed.sentences {
            self.idioms
                .find(parsed, sentence.clone(), |(), words| found.push(words));
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
}

/// Whether words only say which thing is meant: "the pregnancy app", but not "my
/// wife's company".
fn is_of_a_thing(parsed: &Parsed<'_>, words: &Range<usize>) -> bool {
    let (english, class) = (parsed.english, &parsed.english.class);
    let speaks_of_somebody = class.my | class.their | class.which | class.person_noun;
    let person = (words.start.saturating_sub(1)..words.end).any(|at| {
        let classes = parsed.classes[at];
        english.is_person(classes)
            || parsed.is(at, speaks_of_somebody)
            || english.pronoun(classes, &parsed.passage) != Role::NONE
    });
    if person {
        return false;
    }
    // "The pipeline was anaemic", "my calendar had a heart attack".
    let says = |at: &usize| parsed.is(*at, class.auxiliary | class.verb);
    let says = (words.start.saturating_sub(REACH)..words.start + 1).rfind(says);
    if let Some(says) = says.filter(|at| parsed.is(*at, class.auxiliary)) {
        let there_is = says > 0 && parsed.is(says - 1, class.it);
        if !there_is && parsed.subjects[says].meets(Role::THING.or(Role::MY_THING)) {
            return true;
        }
        let is_somebody = parsed.is(says, class.being) || !parsed.is(words.start, class.article);
        if says + 1 == words.start && is_somebody {
            return false;
        }
    }
    let ends = class.auxiliary | class.preposition | class.joiner | class.opener | class.verb;
    let goes_on = |at: &usize| {
        let mark = matches!(parsed.words[*at].kind, TokenKind::Stop | TokenKind::Pause);
        *at < words.end || !(mark || parsed.is(*at, ends))
    };
    stands_before_a_noun(parsed, words)
        || (words.start + 1..(words.end + REACH).min(parsed.words.len()))
            .take_while(goes_on)
            .any(|at| parsed.is(at, class.orgthing))
}

/// Whether some words only say which thing is meant, and a noun that is no person's stands
/// right behind them: "the Islamic galleries", "a dementia ward".
fn stands_before_a_noun(parsed: &Parsed<'_>, words: &Range<usize>) -> bool {
    let class = &parsed.english.class;
    let no_things =
        class.candidate | class.first_person | class.it | class.person_noun | class.they;
    let no_noun = no_things | class.adverb | class.modifier | class.negation | class.verb;
    let is_noun = |at: usize| {
        let ends = |ending: &&str| parsed.text(at).ends_with(ending);
        parsed.words[at].kind == TokenKind::Word
            && !(parsed.is(at, no_noun) || parsed.is_function_word(at))
            && !["ed", "ing", "ly"].iter().any(ends)
    };
    let (last, next) = (words.end - 1, words.end);
    let named = next - words.start - usize::from(parsed.is(words.start, class.article));
    // What says which thing is meant hardly ever stands in the plural.
    let is_plural = parsed.text(last).ends_with('s') && !parsed.is(last, class.kin);
    named == 1 && !is_plural && next < parsed.words.len() && is_noun(next)
}
