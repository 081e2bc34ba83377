//! Blame: rules find the words and say what is wrong with them, and the model
//! decides in doubt, in both directions.

use super::book::{Book, Hit, Trust, bytes};
use super::clauses::Reading;
use super::features::within;
use super::model::Judged;
use super::words::Kind;
use super::{Family, Field, Finding};
use std::ops::Range;

/// The model alone speaks from here on, in thousandths.
const ALONE: i32 = 0;
/// The same for a sentence of a longer text, which the others may put right.
const ALONE_AMONG_OTHERS: i32 = 300;
/// What a rule found is kept from here on.
const KEPT: i32 = 60;
/// And what a sure pattern found, from here on.
const SURE: i32 = -500;

pub(super) fn blame(reading: &Reading<'_>, hits: &[Hit], book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !matches!(
        reading.passage.field,
        Field::Tldr | Field::Owned | Field::Next
    ) {
        return findings;
    }
    for judged in book.model.judge(reading, hits, book) {
        let found = within(hits, &judged.words).iter().filter(|hit| {
            book.rules[hit.rule].family == Family::Blame
                && !reading.words[hit.words.clone()]
                    .iter()
                    .any(|word| word.quoted)
        });
        let before = findings.len();
        let alone = match judged.words.len() == reading.words.len() {
            true => ALONE,
            false => ALONE_AMONG_OTHERS,
        };
        let found = found.filter(|hit| {
            let least = match hit.trust {
                Trust::Sure => SURE,
                Trust::Loose => KEPT,
            };
            judged.score > least
        });
        findings.extend(found.map(|hit| Finding {
            weighed: words(reading, &judged),
            ..book.rules[hit.rule].finding(bytes(reading, &hit.words))
        }));
        if findings.len() == before
            && judged.score > alone
            && let Some(rule) = book.rule("general", Family::Blame)
            && let Some(place) = place(reading, &judged)
        {
            findings.push(Finding {
                weighed: words(reading, &judged),
                ..rule.finding(place)
            });
        }
    }
    findings
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
