//! Our own sentences, known again wherever a mail client broke, quoted or
//! emphasised them: by their words alone.

use super::line::{ReplyLine, word_at, words};
use super::numbers::{Numbered, numbered};
use crate::mail::message::Message;
use crate::model::Asks;

pub(super) struct Sent {
    /// The words of each, the longest sentence first.
    sentences: Vec<(Vec<String>, SentenceKind)>,
    /// How many questions the letter has; the last asks what comes next.
    pub count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentenceKind {
    /// The number under which it was asked.
    Question(usize),
    /// Around the questions: the opening, the closing, the marker.
    Frame,
}

/// A sentence of ours, and where it ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SentSentence {
    pub kind: SentenceKind,
    pub line: usize,
    /// The byte of that line behind it.
    pub end: usize,
}

/// A question that this letter does not ask, but an earlier one did.
const UNNUMBERED: usize = 0;
/// Stands for up to this many words, whatever they are.
const ANYTHING: &str = "*";
const MOST_OF_ANYTHING: usize = 30;
/// A question whose end is missing is known by this many words of its beginning.
const BEGINNING: usize = 4;
/// No client spreads a sentence over more lines.
const MOST_LINES: usize = 8;
/// `Question:` is the longest label in front of a question.
const LONGEST_LABEL: usize = 8;

impl Sent {
    pub fn of(message: &Message) -> Self {
        let count = message.questions.len();
        let number = |slug: &str| {
            message
                .questions
                .iter()
                .position(|asked| asked.slug == slug)
        };
        let mut sentences: Vec<(Vec<String>, SentenceKind)> = Vec::new();
        for question in &message.known {
            let order = match (number(&question.slug), question.asks) {
                (Some(position), _) => position + 1,
                (None, Asks::Next) => count,
                (None, Asks::Dropped) => count.saturating_sub(1),
                (None, _) => UNNUMBERED,
            };
            let words: Vec<String> = words(&question.text).collect();
            // Two parts of a letter may ask in the same words: then it is the first.
            if !sentences.iter().any(|(known, _)| *known == words) {
                sentences.push((words, SentenceKind::Question(order)));
            }
        }
        for sentence in message.frame() {
            // What the letter is about may have been put otherwise since.
            let parts = sentence.split('*').map(|part| words(part).collect());
            let parts: Vec<Vec<String>> = parts.collect();
            let words = parts.join(&ANYTHING.to_owned());
            // A word or two may be anybody's.
            if words.len() >= 2 {
                sentences.push((words, SentenceKind::Frame));
            }
        }
        sentences.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { sentences, count }
    }

    /// The sentence of ours that begins on this line, from a byte of it on.
    pub fn at(
        &self,
        lines: &[ReplyLine],
        line: usize,
        from: usize,
        last_order: usize,
    ) -> Option<SentSentence> {
        let text = &lines[line].text[from..];
        let number = numbered(text);
        let mut label = text.bytes().take(LONGEST_LABEL + 1);
        let starts = [
            number.as_ref().map(|number| text.len() - number.rest.len()),
            Some(0),
            // `Q: …`
            label.position(|byte| byte == b':').map(|end| end + 1),
        ];
        for start in starts.into_iter().flatten() {
            let Some((kind, line, end)) = self.whole(lines, line, from + start) else {
                continue;
            };
            let kind = match kind {
                SentenceKind::Question(UNNUMBERED) => SentenceKind::Question(
                    number
                        .as_ref()
                        .map_or(last_order + 1, |number| number.number)
                        .min(self.count.saturating_sub(2).max(1)),
                ),
                kind => kind,
            };
            return Some(SentSentence { kind, line, end });
        }
        self.begun(&lines[line].text, line, &number?)
    }

    /// The sentence that stands from this byte on, the line on which it ends, and
    /// where.
    fn whole(
        &self,
        lines: &[ReplyLine],
        line: usize,
        start: usize,
    ) -> Option<(SentenceKind, usize, usize)> {
        let (_, _, first) = words_from(lines, line, start).next()?;
        let alike = self.sentences.iter();
        let mut alike = alike.filter(|(words, _)| words.first() == Some(&first));
        alike.find_map(|(words, kind)| {
            let (line, end) = matched(lines, line, start, words)?;
            Some((*kind, line, end))
        })
    }

    /// A question of which somebody copied the beginning only, behind its number.
    fn begun(&self, text: &str, line: usize, number: &Numbered<'_>) -> Option<SentSentence> {
        let start = text.len() - number.rest.len();
        let (first, _) = word_at(text, start)?;
        let begun = |words: &[String]| {
            let (mut place, mut shared) = (start, 0);
            while let Some((word, end)) = word_at(text, place)
                && words.get(shared) == Some(&word)
            {
                (place, shared) = (end, shared + 1);
            }
            let stops = text[place..].trim_start();
            let stops = stops.is_empty() || stops.starts_with(['?', '.', '\u{2026}', ':', '"']);
            (shared >= BEGINNING && stops).then_some(place)
        };
        let questions = self.sentences.iter().filter(|(words, kind)| {
            matches!(kind, SentenceKind::Question(_)) && words.first() == Some(&first)
        });
        questions
            .map(|(words, _)| words)
            .find_map(|words| begun(words))
            .map(|end| SentSentence {
                kind: SentenceKind::Question(number.number.min(self.count).max(1)),
                line,
                end,
            })
    }
}

/// The words from a byte of a line on, as far as a sentence may reach: each with its
/// line, and where it ends there.
fn words_from(
    lines: &[ReplyLine],
    first: usize,
    start: usize,
) -> impl Iterator<Item = (usize, usize, String)> {
    let within = lines.iter().enumerate().skip(first).take(MOST_LINES);
    within.flat_map(move |(index, line)| {
        let mut place = if index == first { start } else { 0 };
        std::iter::from_fn(move || {
            let (word, end) = word_at(&line.text, place)?;
            place = end;
            Some((index, end, word))
        })
    })
}

/// Where the words end, if they stand from this place on.
fn matched(
    lines: &[ReplyLine],
    first: usize,
    start: usize,
    words: &[String],
) -> Option<(usize, usize)> {
    let mut wanted = words.iter();
    let mut next = wanted.next()?;
    let mut passed_over = None;
    for (line, end, word) in words_from(lines, first, start) {
        if next == ANYTHING {
            passed_over = Some(0);
            next = wanted.next()?;
        }
        if word == *next {
            passed_over = None;
            match wanted.next() {
                Some(further) => next = further,
                None => return Some((line, end)),
            }
        } else {
            passed_over = Some(passed_over.filter(|passed| *passed < MOST_OF_ANYTHING)? + 1);
        }
    }
    None
}
