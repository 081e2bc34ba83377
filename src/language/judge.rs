//! Rules find the words and say what is wrong with them, and a model decides in
//! doubt: about blame and commitments in both directions, about protected traits
//! only whether what a rule found is one.

use super::book::{Book, Hit, Trust, bytes, is_read};
use super::clauses::Reading;
use super::features::within;
use super::model::Judged;
use super::words::Kind;
use super::{Family, Finding};
use std::cmp::Reverse;
use std::ops::Range;

/// The model alone speaks from here on, in thousandths.
const ALONE: i32 = 0;
/// The same for a sentence of a longer text, which the others may put right.
const ALONE_AMONG_OTHERS: i32 = 300;
/// What a rule found is kept from here on.
const KEPT: i32 = 60;
/// And what a sure pattern found, from here on.
const SURE: i32 = -500;
/// What a rule found in a commitment is kept from here on.
const KEPT_COMMITMENT: i32 = -300;
/// What a rule found of a protected trait is kept from here on.
const KEPT_TRAIT: i32 = -400;

/// Blame: what a rule found unless the model sees none in it, and what the model alone
/// sees, unless the sentence has contact data, which reads like nothing it learned.
pub(super) fn blame(
    reading: &Reading<'_>,
    hits: &[Hit],
    contacts: &[Finding],
    book: &Book,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for judged in judge(Family::Blame, reading, hits, book) {
        let inside = within(hits, &judged.words);
        let quoted = |words: &Range<usize>| {
            let mut words = reading.words[words.clone()].iter();
            words.any(|word| word.quoted)
        };
        let before = findings.len();
        for sentence in sentences(reading, &judged.words) {
            // One finding a sentence: whoever takes it in hand sees the rest.
            let best = within(inside, sentence)
                .iter()
                .filter(|hit| book.rules[hit.rule].family == Family::Blame)
                .filter(|hit| !quoted(&hit.words) && judged.score > least(hit.trust))
                .min_by_key(|hit| (hit.trust, Reverse(hit.words.len()), hit.words.start));
            findings
                .extend(best.map(|hit| book.rules[hit.rule].finding(bytes(reading, &hit.words))));
        }
        let alone = match judged.words.len() == reading.words.len() {
            true => ALONE,
            false => ALONE_AMONG_OTHERS,
        };
        let other = |hit: &Hit| book.rules[hit.rule].family == Family::Protected;
        if findings.len() == before
            && judged.score > alone
            && !inside.iter().any(other)
            && let Some(rule) = book.rule("general", Family::Blame)
            && let Some(place) = place(reading, &judged)
            && !contacts.iter().any(|one| place.contains(&one.words.start))
        {
            findings.push(Finding {
                weighed: words(reading, &judged),
                ..rule.finding(place)
            });
        }
    }
    findings
}

/// Commitments: what a rule found unless the model sees an act in it, and what the
/// model sees none in.
pub(super) fn commitment(reading: &Reading<'_>, hits: &[Hit], book: &Book) -> Vec<Finding> {
    let all = judge(Family::Commitment, reading, hits, book);
    // One act that can be watched is enough for the whole text.
    let Some(least) = all.iter().map(|judged| judged.score).min() else {
        return Vec::new();
    };
    if least > KEPT_COMMITMENT {
        let findings: Vec<Finding> = book
            .applying(Family::Commitment, reading, hits)
            .into_iter()
            .map(|hit| book.rules[hit.rule].finding(bytes(reading, &hit.words)))
            .collect();
        if !findings.is_empty() {
            return findings;
        }
    }
    let general = book.rule("general", Family::Commitment);
    match (general, all.iter().max_by_key(|judged| judged.score)) {
        (Some(rule), Some(judged)) if least > 0 => place(reading, judged)
            .map(|place| Finding {
                weighed: words(reading, judged),
                ..rule.finding(place)
            })
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Protected traits: what a rule found, unless the model sees nobody's trait in it.
/// The model has read too little else to speak of a trait by itself.
pub(super) fn protected(reading: &Reading<'_>, hits: &[Hit], book: &Book) -> Vec<Finding> {
    let found = book.applying(Family::Protected, reading, hits);
    if found.is_empty() {
        return Vec::new();
    }
    let all = judge(Family::Protected, reading, hits, book);
    let kept = |hit: &&Hit| {
        let around = all.partition_point(|judged| judged.words.end <= hit.words.start);
        let is_trait = |judged: &Judged| judged.score > KEPT_TRAIT;
        hit.trust == Trust::Sure || all.get(around).is_some_and(is_trait)
    };
    found
        .into_iter()
        .filter(kept)
        .map(|hit| book.rules[hit.rule].finding(bytes(reading, &hit.words)))
        .collect()
}

/// What the model of a family says, stretch by stretch.
fn judge(family: Family, reading: &Reading<'_>, hits: &[Hit], book: &Book) -> Vec<Judged> {
    match book.model(family) {
        Some(model) if is_read(family, reading.passage.field) => model.judge(reading, hits, book),
        _ => Vec::new(),
    }
}

const fn least(trust: Trust) -> i32 {
    match trust {
        Trust::Sure => SURE,
        Trust::Loose => KEPT,
    }
}

/// The sentences of a stretch.
fn sentences<'r>(reading: &'r Reading<'_>, unit: &Range<usize>) -> &'r [Range<usize>] {
    let from = reading
        .sentences
        .partition_point(|sentence| sentence.start < unit.start);
    let to = reading
        .sentences
        .partition_point(|sentence| sentence.start < unit.end);
    &reading.sentences[from..to]
}

/// The sentence that holds what weighed most, without its full stop.
fn place(reading: &Reading<'_>, judged: &Judged) -> Option<Range<usize>> {
    let most = judged
        .weighed
        .first()
        .map_or(judged.words.start, |words| words.start);
    let at = reading
        .sentences
        .partition_point(|sentence| sentence.end <= most);
    let sentence = reading.sentences.get(at)?;
    let end = sentence
        .clone()
        .rev()
        .find(|at| reading.words[*at].kind != Kind::Stop)?;
    Some(bytes(reading, &(sentence.start..end + 1)))
}

fn words(reading: &Reading<'_>, judged: &Judged) -> Vec<String> {
    let text = reading.passage.text;
    let place = |words: &Range<usize>| bytes(reading, words);
    judged
        .weighed
        .iter()
        .map(|words| text[place(words)].to_owned())
        .collect()
}
