//! Our own sentences, known again wherever a mail client broke, quoted or
//! emphasised them: by their words alone.

use super::letter::Line;
use super::numbers::{Numbered, numbered};
use crate::mail::message::Message;
use crate::model::Asks;

pub(super) struct Known {
    sentences: Vec<(Vec<String>, What)>,
    /// How many questions the letter has; the last asks what comes next.
    pub count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The number under which it was asked.
    Question(usize),
    /// Around the questions: the opening, the closing, the marker.
    Frame,
}

/// A sentence of ours, and where it ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub what: What,
    pub line: usize,
    /// The byte of that line behind it.
    pub end: usize,
}

/// A question that this letter does not ask, but an earlier one did.
const UNNUMBERED: usize = 0;
/// Stands for up to this many words, whatever they are.
const ANYTHING: &str = "*";
const MOST_OF_ANYTHING: usize = 30;
/// So many words of a question are no accident.
const BEGUN: usize = 4;
/// No client spreads a sentence over more lines.
const LINES: usize = 8;

impl Known {
    pub fn of(message: &Message) -> Self {
        let count = message.questions.len();
        let number = |slug: &str| {
            message
                .questions
                .iter()
                .position(|asked| asked.slug == slug)
        };
        let mut sentences: Vec<(Vec<String>, What)> = Vec::new();
        for question in &message.known {
            let order = match (number(&question.slug), question.asks) {
                (Some(position), _) => position + 1,
                (None, Asks::Next) => count,
                (None, Asks::Dropped) => count.saturating_sub(1),
                (None, _) => UNNUMBERED,
            };
            let words = words(&question.text);
            // Two parts of a letter may ask in the same words: the first is meant.
            if !sentences.iter().any(|(known, _)| *known == words) {
                sentences.push((words, What::Question(order)));
            }
        }
        for sentence in message.frame() {
            // What the letter is about may have been put otherwise since.
            let parts: Vec<Vec<String>> = sentence.split('*').map(words).collect();
            let words = parts.join(&ANYTHING.to_owned());
            // A word or two may be anybody's.
            if words.len() >= 2 {
                sentences.push((words, What::Frame));
            }
        }
        sentences.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { sentences, count }
    }

    /// The sentence of ours that begins with this line.
    pub fn at(&self, lines: &[Line], line: usize, last_order: usize) -> Option<Found> {
        let text = &lines[line].text;
        let number = numbered(text);
        let starts = [
            number.as_ref().map(|number| text.len() - number.rest.len()),
            Some(0),
            // `Q: …`
            text.find(':').filter(|end| *end <= 8).map(|end| end + 1),
        ];
        for start in starts.into_iter().flatten() {
            for (words, what) in &self.sentences {
                let Some((line, end)) = matched(lines, line, start, words) else {
                    continue;
                };
                let what = match *what {
                    What::Question(UNNUMBERED) => What::Question(
                        number
                            .as_ref()
                            .map_or(last_order + 1, |number| number.number)
                            .min(self.count.saturating_sub(2).max(1)),
                    ),
                    what => what,
                };
                return Some(Found { what, line, end });
            }
        }
        self.begun(text, line, &number?)
    }

    /// A question of which somebody copied the beginning only, behind its number.
    fn begun(&self, text: &str, line: usize, number: &Numbered<'_>) -> Option<Found> {
        let start = text.len() - number.rest.len();
        let begun = |words: &[String]| {
            let (mut place, mut shared) = (start, 0);
            while let Some((word, end)) = word_at(text, place)
                && words.get(shared) == Some(&word)
            {
                (place, shared) = (end, shared + 1);
            }
            let stops = text[place..].trim_start();
            let stops = stops.is_empty() || stops.starts_with(['?', '.', '\u{2026}', ':', '"']);
            (shared >= BEGUN && stops).then_some(place)
        };
        self.sentences
            .iter()
            .filter(|(_, what)| matches!(what, What::Question(_)))
            .find_map(|(words, _)| begun(words))
            .map(|end| Found {
                what: What::Question(number.number.min(self.count).max(1)),
                line,
                end,
            })
    }
}

/// Where the words end, if they stand from this place on.
fn matched(lines: &[Line], first: usize, start: usize, words: &[String]) -> Option<(usize, usize)> {
    let mut wanted = words.iter();
    let mut next = wanted.next()?;
    let mut passed_over = None;
    for (index, line) in lines.iter().enumerate().skip(first).take(LINES) {
        let mut place = if index == first { start } else { 0 };
        while let Some((word, end)) = word_at(&line.text, place) {
            place = end;
            if next == ANYTHING {
                passed_over = Some(0);
                next = wanted.next()?;
            }
            if word == *next {
                passed_over = None;
                match wanted.next() {
                    Some(further) => next = further,
                    None => return Some((index, end)),
                }
            } else {
                passed_over = Some(passed_over.filter(|passed| *passed < MOST_OF_ANYTHING)? + 1);
            }
        }
    }
    None
}

/// The first word from a byte on, in lower case, and where it ends. Apostrophes
/// come in many shapes and count for nothing.
fn word_at(text: &str, from: usize) -> Option<(String, usize)> {
    let mut word = String::new();
    let mut end = from;
    for (offset, character) in text[from..].char_indices() {
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            end = from + offset + character.len_utf8();
        } else if !word.is_empty() && !matches!(character, '\'' | '\u{2019}' | '\u{2018}') {
            break;
        }
    }
    (!word.is_empty()).then_some((word, end))
}

pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut from = 0;
    while let Some((word, end)) = word_at(text, from) {
        words.push(word);
        from = end;
    }
    words
}
