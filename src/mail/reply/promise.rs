//! What a text says comes next, and where it says no more: the sentences that are cut off
//! from an answer.

use super::line::{each_sentence, sentences, spoken, word_count};
use super::manners::{
    LineShape, NonAnswer, Phrasing, is_contact, is_empty_answer, is_number_to_call, labelled,
    non_answer, speaks_of_oneself,
};
use super::numbers::{NumberKind, Numbered, numbered, placed};
use super::paragraphs::bullet;

/// A longer sentence does not begin with what comes next.
const LONGEST_LOOK: usize = 400;

/// `Rest: n/a`, `The others: nothing.`
fn says_the_rest_is_nothing(text: &str) -> bool {
    labelled(text).is_some_and(|(label, rest)| {
        label.split(' ').count() <= 3 && is_empty_answer(rest) && numbered(label).is_none()
    })
}

pub(super) fn speaks_of_next_time(text: &str) -> bool {
    let text = bullet(text).unwrap_or(text);
    let look = text.get(..LONGEST_LOOK).unwrap_or(text);
    let said = each_sentence(look).next();
    said.is_some_and(|said| Phrasing::Next.tells(&spoken(said, 60)))
        || without_label(text, Phrasing::NextLabel).len() < text.len()
}

/// The byte of the sentence from which on a text says what comes next. The last of several
/// may say it by what somebody intends.
pub(super) fn cut_at_next_time(text: &str, is_last: bool, is_behind_others: bool) -> usize {
    let said = sentences(text);
    let mut said_so = said.iter().filter(|(_, said)| speaks_of_next_time(said));
    if let Some((start, said)) = said_so.next() {
        return start + turn(said);
    }
    let last = if is_behind_others && intends(text) {
        0
    } else {
        said.last().map_or(0, |(last, _)| *last)
    };
    let is_promise = is_last && (last > 0 || is_behind_others) && intends(&text[last..]);
    if is_promise { last } else { text.len() }
}

fn intends(text: &str) -> bool {
    /// So many words say it.
    const MOST_WORDS: usize = 24;
    Phrasing::Intention.tells(&spoken(text, MOST_WORDS))
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
            && !intends(before)
    });
    let is_begun = Phrasing::Next.behind(sentence).is_some();
    turns.next().filter(|_| !is_begun).unwrap_or(0)
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
    let is_talk = |said: &str| {
        use NonAnswer::{Call, Later, Polite};
        non_answer(said).is_some_and(|kind| matches!(kind, Polite | Call | Later))
            || is_blank(said)
            || says_the_rest_is_nothing(said)
    };
    let said = sentences(text);
    let talk = said[1..].iter().rev().take_while(|(_, said)| is_talk(said));
    let talk: Vec<(usize, String)> = talk.map(|(at, said)| (*at, (*said).to_owned())).collect();
    for (at, said) in talk {
        text.truncate(text[..at].trim_end().len());
        cut.push(said);
    }
    cut
}

/// `no idea`, `same as 1`, `2 and 3 no idea`, a place that was not offered: it stands where an
/// answer would.
pub(super) fn is_blank(text: &str) -> bool {
    const LONGEST_PLACE: usize = 9;
    let is_bare = |it: &Numbered<'_>| it.kind == NumberKind::Bare;
    let is_empty = |said: &str| {
        let said = numbered(said).filter(is_bare).map_or(said, |it| it.rest);
        non_answer(said) == Some(NonAnswer::Empty) || placed(&spoken(said, LONGEST_PLACE)).is_some()
    };
    text.contains(char::is_alphanumeric) && each_sentence(text).all(is_empty)
}

/// Takes numbers to call from behind an answer: they are none, and not kept.
pub(super) fn without_numbers_to_call(said: &mut Vec<(Option<usize>, String)>) -> Vec<String> {
    const MOST_WORDS: usize = 6;
    let (mut has_answered, mut has_owned, mut cut) = (false, false, Vec::new());
    for (question, text) in said.iter_mut() {
        for sentence in each_sentence(&text.clone()) {
            let kind = non_answer(sentence);
            let is_own = speaks_of_oneself(sentence);
            let is_contact = is_contact(sentence.trim_end_matches(['.', '!']))
                && !is_own
                && (kind.is_some() || word_count(sentence) <= MOST_WORDS);
            // It stands where an answer would, or behind one.
            let is_number = (question.is_some() || has_owned) && is_number_to_call(sentence);
            let is_called = is_contact || is_number;
            if is_number || (is_called && has_answered) {
                let kept = text.replacen(sentence, "", 1);
                kept.trim().clone_into(text);
                cut.push(sentence.to_owned());
            }
            let says_something = !is_called && kind.is_none() && word_count(sentence) >= 4;
            has_answered |= says_something || (!is_called && question.is_some());
            has_owned |= says_something && is_own;
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
