//! What a text says comes next, and where it says no more: the sentences that are cut off
//! from an answer.

use super::line::{each_sentence, sentences, spoken, word_count};
use super::manners::{
    LineShape, NonAnswer, Phrasing, is_contact, is_empty_answer, labelled, non_answer,
    speaks_of_oneself,
};
use super::numbers::{numbered, placed};
use super::paragraphs::bullet;

/// A longer sentence does not begin with what comes next.
const LONGEST_LOOK: usize = 400;
/// So many words say whether a sentence is what somebody intends.
const INTENDED: usize = 24;

/// `Rest: n/a`, `The others: nothing.`
fn says_the_rest_is_nothing(text: &str) -> bool {
    labelled(text).is_some_and(|(label, rest)| {
        label.split(' ').count() <= 3 && is_empty_answer(rest) && numbered(label).is_none()
    })
}

pub(super) fn speaks_of_next_time(text: &str) -> bool {
    let text = bullet(text).unwrap_or(text);
    let look = text.get(..LONGEST_LOOK).unwrap_or(text);
    let said = each_sentence(look).first().map(|first| spoken(first, 60));
    said.is_some_and(|said| Phrasing::Next.tells(&said))
        || without_label(text, Phrasing::NextLabel).len() < text.len()
}

/// The byte of the sentence from which on a text says what comes next. The last of several
/// may say it by what somebody intends.
pub(super) fn cut_at_next_time(text: &str, is_last: bool, is_behind_others: bool) -> usize {
    let starts = sentences(text);
    let says =
        (0..starts.len()).find(|index| speaks_of_next_time(sentence_at(text, &starts, *index)));
    let intends = || {
        let last = if is_behind_others && Phrasing::Intention.tells(&spoken(text, INTENDED)) {
            0
        } else {
            *starts.last()?
        };
        let is_promise = Phrasing::Intention.tells(&spoken(&text[last..], INTENDED));
        (is_last && is_promise && (last > 0 || is_behind_others)).then_some(last)
    };
    says.map(|index| starts[index] + turn(sentence_at(text, &starts, index)))
        .or_else(intends)
        .unwrap_or(text.len())
}

/// The byte from which on one run of words says what comes next: `… and next time when …`.
fn turn(sentence: &str) -> usize {
    const FEWEST_WORDS: usize = 3;
    let spaces = sentence.match_indices(' ').map(|(space, _)| space + 1);
    let mut turns = spaces.filter(|at| {
        let (before, behind) = sentence.split_at(*at);
        Phrasing::Next
            .behind(behind)
            .is_some_and(|rest| word_count(rest) >= FEWEST_WORDS)
            && LineShape::Joint.is_match(before)
            && word_count(before) > FEWEST_WORDS
            && !Phrasing::Intention.tells(&spoken(before, INTENDED))
    });
    let is_begun = Phrasing::Next.behind(sentence).is_some();
    turns.next().filter(|_| !is_begun).unwrap_or(0)
}

/// A sentence of a text, by where they begin.
fn sentence_at<'t>(text: &'t str, starts: &[usize], index: usize) -> &'t str {
    &text[starts[index]..starts.get(index + 1).copied().unwrap_or(text.len())]
}

/// Takes sentences that answer nothing from the end of a text.
pub(super) fn cut_talk(text: &mut String) -> Vec<String> {
    let mut cut = Vec::new();
    // Dictated in one run: `… before the loop thanks bye`.
    let ends = |at: &usize| {
        let (said, tail) = text.split_at(*at);
        let rest = Phrasing::Polite
            .behind(tail)
            .filter(|_| Phrasing::Closing.behind(tail).is_some());
        let is_over = |rest: &str| rest.trim().is_empty() || Phrasing::Closing.is(rest);
        !said.ends_with(['.', '!', ',']) && !said.ends_with("no") && rest.is_some_and(is_over)
    };
    let spaces = text.rmatch_indices(' ').take(3).map(|(at, _)| at);
    if let Some(at) = spaces.filter(ends).last() {
        cut.push(text.split_off(at).trim_start().to_owned());
    }
    let mut starts = sentences(text);
    while let Some(last) = starts.pop() {
        let kind = non_answer(&text[last..]);
        let is_talk = kind.is_some_and(|kind| {
            matches!(kind, NonAnswer::Polite | NonAnswer::Call | NonAnswer::Later)
        }) || is_blank(&text[last..]);
        let rest_of_nothing = says_the_rest_is_nothing(&text[last..]);
        if last == 0 || !(is_talk || rest_of_nothing) {
            break;
        }
        cut.push(text[last..].trim().to_owned());
        text.truncate(last);
        text.truncate(text.trim_end().len());
    }
    cut
}

/// `no idea`, `same as 1`, a place that was not offered: it stands where an answer would.
pub(super) fn is_blank(text: &str) -> bool {
    const LONGEST_PLACE: usize = 9;
    let said = each_sentence(text);
    let is_empty = |said: &&str| {
        non_answer(said) == Some(NonAnswer::Empty) || placed(&spoken(said, LONGEST_PLACE)).is_some()
    };
    !said.is_empty() && text.contains(char::is_alphanumeric) && said.iter().all(is_empty)
}

/// Takes numbers to call from behind an answer: they are none, and not kept.
pub(super) fn without_numbers_to_call(said: &mut Vec<(Option<usize>, String)>) -> Vec<String> {
    const MOST_WORDS: usize = 6;
    let (mut has_answered, mut cut) = (false, Vec::new());
    for (question, text) in said.iter_mut() {
        for sentence in each_sentence(&text.clone()) {
            let kind = non_answer(sentence);
            let is_called = is_contact(sentence.trim_end_matches(['.', '!']))
                && !speaks_of_oneself(sentence)
                && (kind.is_some() || word_count(sentence) <= MOST_WORDS);
            if is_called && has_answered {
                let kept = text.replacen(sentence, "", 1);
                kept.trim().clone_into(text);
                cut.push(sentence.to_owned());
            }
            let says_something = kind.is_none() && word_count(sentence) >= 4;
            has_answered |= !is_called && (question.is_some() || says_something);
        }
    }
    said.retain(|(_, text)| !text.is_empty());
    cut
}

/// `Next time: ask first` says `ask first`.
pub(super) fn without_label(text: &str, labels: Phrasing) -> &str {
    labelled(text)
        .filter(|(label, _)| labels.is(label))
        .map_or(text, |(_, rest)| rest)
}
