//! Our own sentences, known again wherever a mail client broke, quoted or emphasised
//! them: by their words alone.

use super::line::{ReplyLine, spoken, word_at, word_count, words};
use super::manners::{LineShape, Phrasing};
use super::numbers::{NumberKind, numbered};
use crate::mail::mark::Mark;
use crate::mail::message::{EARLIER_NEXT, Message};
use crate::model::Asks;
use std::cmp::Reverse;

pub(super) struct Sent {
    /// The words of each, in parts between which anything may stand.
    sentences: Vec<(Vec<String>, SentenceKind)>,
    /// The words that a letter has for its balls now.
    balls: Vec<String>,
    role: String,
    /// How many questions a full letter has; the last asks what comes next.
    pub count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentenceKind {
    /// The number under which a full letter asks it.
    Question(usize),
    /// A ball, by its letter.
    Ball(usize),
    /// Which post-mortem it is about.
    About,
    /// Whatever else stands around the questions.
    Frame,
}

/// A sentence of ours, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SentSentence {
    pub kind: SentenceKind,
    /// The line and the byte where it begins.
    pub start: (usize, usize),
    /// The line on which it ends, and the byte behind it.
    pub end: (usize, usize),
}

/// What stands between two parts of a sentence, with the second, has at most so many words.
const MOST_BETWEEN: usize = 20;
/// The same, where it is told what happened.
const MOST_TOLD: usize = 80;
/// A question whose end is missing is known by so many words of its beginning.
const BEGINNING: usize = 4;
/// A shorter sentence may be anybody's.
const LEAST_WORDS: usize = 3;
/// No client spreads a sentence over more lines.
const MOST_LINES: usize = 16;

/// Words in lower case, with a space before each.
fn said(text: &str) -> String {
    words(text).map(|(word, _)| format!(" {word}")).collect()
}

impl Sent {
    pub fn of(message: &Message, balls: &[Vec<String>], marks: &[Mark]) -> Self {
        let count = message.questions.len();
        let mut sentences: Vec<(Vec<String>, SentenceKind)> = Vec::new();
        let mut add = |text: &str, kind: SentenceKind| {
            let parts: Vec<String> = text.split('*').map(said).collect();
            // Two parts of a letter may ask in the same words: then it is the first.
            let is_long = words(text).count() >= LEAST_WORDS || text.starts_with('[');
            let is_told = is_long || kind != SentenceKind::Frame;
            if is_told && !sentences.iter().any(|(known, _)| *known == parts) {
                sentences.push((parts, kind));
            }
        };
        for question in &message.known {
            let asked = message
                .questions
                .iter()
                .position(|asked| asked.slug == question.slug);
            let number = match (asked, question.asks) {
                (Some(position), _) => position + 1,
                (None, Asks::Next) => count,
                (None, Asks::Dropped) => count.saturating_sub(1),
                (None, _) => 1,
            };
            add(&question.text, SentenceKind::Question(number));
            // Of which somebody copied the beginning only.
            let begun = question.text.split([':', ',', '?']).next();
            let begun = begun.filter(|begun| words(begun).count() >= BEGINNING);
            begun
                .into_iter()
                .for_each(|begun| add(begun, SentenceKind::Question(number)));
        }
        for earlier in EARLIER_NEXT {
            add(earlier, SentenceKind::Question(count));
        }
        for (index, said) in balls.iter().enumerate() {
            let kind = SentenceKind::Ball(index);
            said.iter().for_each(|words| add(words, kind));
        }
        for sentence in Message::frame() {
            let is_about = Message::begins(sentence, "");
            let kinds = [SentenceKind::Frame, SentenceKind::About];
            add(sentence, kinds[usize::from(is_about)]);
        }
        for mark in marks {
            add(&mark.to_string(), SentenceKind::Frame);
        }
        let now = balls.iter().map(|words| said(&words[..1].concat()));
        Self {
            balls: now.collect(),
            sentences,
            role: spoken(message.role.as_deref().unwrap_or("a recent search"), 20),
            count,
        }
    }

    /// Every sentence of ours, in the order in which they stand there.
    pub fn all_in(&self, lines: &[ReplyLine]) -> Vec<SentSentence> {
        // All words, and of each its byte there, its line, and its first and last byte in it.
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            let mut from = 0;
            while let Some((word, start, end)) = word_at(&line.text, from) {
                tokens.push((text.len(), index, start, end));
                text.push(' ');
                text += &word;
                from = end;
            }
        }
        text.push(' ');
        let place = |byte: usize| tokens.partition_point(|(at, ..)| *at < byte);
        let mut found: Vec<(usize, usize, SentenceKind)> = Vec::new();
        for (parts, kind) in &self.sentences {
            let is_told = *kind == SentenceKind::About;
            let most = if is_told { MOST_TOLD } else { MOST_BETWEEN };
            for (at, part) in text.match_indices(&parts[0]) {
                let behind = |end: usize, part: &String| {
                    let reach = tokens.get(place(end) + most);
                    let reach = reach.map_or(text.len(), |(at, ..)| *at);
                    let found = text[end..reach].find(&format!("{part} "))?;
                    Some(end + found + part.len())
                };
                let end = parts[1..].iter().try_fold(at + part.len(), behind);
                // `I rang by noon.`, and below it `By 4 Dec 2026 if you can.`: where it begins last.
                let again = format!("{part} ");
                let begins_again = |end| !is_told && text[at + part.len()..end].contains(&again);
                let is_whole = |end: &usize| text[*end..].starts_with(' ') && !begins_again(*end);
                let Some(end) = end.filter(is_whole) else {
                    continue;
                };
                let (first, last) = (place(at), place(end));
                let (_, line, start, _) = tokens[first];
                let (_, last_line, _, byte) = tokens[last - 1];
                // A question stops there: what goes on is one in other words.
                let behind = lines[last_line].text[byte..].trim_start();
                let goes_on = matches!(kind, SentenceKind::Question(_))
                    && behind.starts_with(|one: char| one.is_alphanumeric() || one == ',');
                let is_near = last_line <= line + MOST_LINES && !goes_on;
                if is_near && self.stands_alone(&lines[line].text[..start], part, *kind) {
                    found.push((first, last, *kind));
                }
            }
        }
        found.sort_by_key(|(first, last, _)| (*first, Reverse(*last)));
        let mut from = 0;
        found.retain(|(first, last, _)| {
            let is_free = *first >= from;
            from = if is_free { *last } else { from };
            is_free
        });
        let sentence = |(first, last, kind): (usize, usize, SentenceKind)| SentSentence {
            kind,
            start: (tokens[first].1, tokens[first].2),
            end: (tokens[last - 1].1, tokens[last - 1].3),
        };
        found.into_iter().map(sentence).collect()
    }

    /// Whether words behind a label are ours: either may be part of an answer.
    fn stands_alone(&self, label: &str, words: &str, kind: SentenceKind) -> bool {
        match kind {
            // In words of another day it is known by its letter only.
            SentenceKind::Ball(ball) if self.balls[ball] != words => numbered(unboxed(label))
                .is_some_and(|found| {
                    (found.kind, found.number, found.rest) == (NumberKind::Letter, ball + 1, "")
                }),
            // `dropped: I added one more interview, …` is a list of its own.
            SentenceKind::Ball(ball) => {
                // `c I left it to them`, without a mark.
                let is_letter = |letter: char| spoken(label, 2) == letter.to_string();
                ('a'..).nth(ball).is_some_and(is_letter)
                    || (is_label(label) && !label.is_empty() && !Phrasing::DroppedLabel.is(label))
            }
            SentenceKind::About => is_label(label) || label.trim_end().ends_with(':'),
            _ => true,
        }
    }

    /// `Staff Engineer — post-mortem`: the title of what our letter stands in.
    pub fn is_title(&self, text: &str) -> bool {
        const MOST_BESIDE: usize = 4;
        let role = self.role.split(' ').count();
        let behind = words(text).nth(role - 1).map(|(_, end)| text[end..].trim());
        behind.is_some_and(|rest| {
            let is_apart = !rest.starts_with(char::is_alphanumeric) && !rest.ends_with('.');
            let is_subject = rest.trim_end_matches('*').ends_with(" questions");
            let is_short = is_subject || word_count(rest) <= MOST_BESIDE;
            is_apart && is_short && spoken(text, role) == self.role
        })
    }
}

/// `[x] a)` and `- a)` are `a)`.
fn unboxed(label: &str) -> &str {
    let label = LineShape::Ticked.part(label.trim()).unwrap_or(label);
    let is_bullet = |one: char| one.is_whitespace() || matches!(one, '-' | '+' | '\u{2022}');
    label.trim_start_matches(is_bullet).trim_end()
}

/// What stands in front of a sentence of ours on its line and is no more than its number,
/// its bullet or `Q:`.
pub(super) fn is_label(text: &str) -> bool {
    let text = unboxed(text);
    let is_counted = numbered(text).is_some_and(|number| number.rest.is_empty());
    is_counted
        || !text.contains(char::is_alphanumeric)
        || (text.ends_with(':') && text.len() <= 12 && !text.contains(' '))
}
