//! What a text says comes next, and where it says no more: the sentences that are cut off
//! from an answer.

use super::line::{sentences, spoken, word_count};
use super::manners::{LineShape, NonAnswer, Phrasing, is_empty_answer, non_answer};
use super::numbers::numbered;
use super::paragraphs::bullet;

/// More bytes than `What I will do next time:` takes, however it is emphasised.
const LONGEST_LABEL: usize = 80;
/// A longer sentence does not begin with what comes next.
const LONGEST_LOOK: usize = 400;
/// So many words say whether a sentence is what somebody intends.
const INTENDED: usize = 24;

/// `Rest: n/a`, `The others: nothing.`
fn says_the_rest_is_nothing(text: &str) -> bool {
    let parts = text
        .split_once([':', '\u{2013}', '\u{2014}'])
        .or_else(|| text.split_once(" - "));
    parts.is_some_and(|(label, rest)| {
        label.split(' ').count() <= 3
            && !label.is_empty()
            && is_empty_answer(rest)
            && numbered(label).is_none()
    })
}

pub(super) fn speaks_of_next_time(text: &str) -> bool {
    let text = bullet(text).unwrap_or(text);
    let first = sentence_at(
        text,
        &sentences(text.get(..LONGEST_LOOK).unwrap_or(text)),
        0,
    );
    let said = spoken(first, 60);
    Phrasing::Next.tells(&said) || without_label(text, Phrasing::NextLabel).len() < text.len()
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
    const FEWEST_WORDS: usize = 4;
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
        });
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

/// `Next time: ask first` says `ask first`.
pub(super) fn without_label(text: &str, labels: Phrasing) -> &str {
    let colon = text
        .char_indices()
        .take(LONGEST_LABEL)
        .find(|(_, one)| matches!(one, ':' | '\u{ff1a}'));
    let dash = || {
        let dash = [" - ", " -> ", " = ", " \u{2192} "]
            .iter()
            .find_map(|mark| text.find(mark));
        dash.filter(|dash| *dash < LONGEST_LABEL)
            .map(|dash| (dash, ' '))
    };
    let Some((end, mark)) = colon.or_else(dash) else {
        return text;
    };
    let label = bullet(&text[..end]).unwrap_or(&text[..end]);
    if labels.is(label) {
        text[end + mark.len_utf8()..].trim_start_matches(['*', '_', ' ', '-', '>', '=', '\u{2192}'])
    } else {
        text
    }
}
