//! Our own sentences, known again wherever a mail client broke, quoted or emphasised
//! them: by their words alone.

use super::line::{ReplyLine, word_at, words};
use super::manners::Phrasing;
use super::numbers::{NumberKind, marked, numbered};
use crate::mail::mark::Mark;
use crate::mail::message::{EARLIER_NEXT, Message};
use crate::model::Asks;

pub(super) struct Sent {
    /// The words of each, the longest sentence first.
    sentences: Vec<(Vec<String>, SentenceKind)>,
    /// The words that a letter has for its balls now.
    balls: Vec<Vec<String>>,
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

/// Stands for up to this many words, whatever they are.
const ANYTHING: &str = "*";
const MOST_OF_ANYTHING: usize = 60;
/// A question whose end is missing is known by this many words of its beginning.
const BEGINNING: usize = 4;
/// More bytes than any number takes with its mark.
const LONGEST_NUMBER: usize = 60;
/// A shorter sentence may be anybody's.
const LEAST_WORDS: usize = 3;
/// No client spreads a sentence over more lines.
const MOST_LINES: usize = 16;

/// A word, its line, and the bytes where it begins and ends there.
type Token = (String, usize, usize, usize);

impl Sent {
    pub fn of(message: &Message, balls: &[Vec<String>], marks: &[Mark]) -> Self {
        let count = message.questions.len();
        let mut sentences: Vec<(Vec<String>, SentenceKind)> = Vec::new();
        let mut add = |text: &str, kind: SentenceKind| {
            let parts = text
                .split('*')
                .map(|part| words(part).map(|(word, _)| word).collect());
            let parts: Vec<Vec<String>> = parts.collect();
            let words = parts.join(&ANYTHING.to_owned());
            // Two parts of a letter may ask in the same words: then it is the first.
            let is_told = words.len() >= LEAST_WORDS || kind != SentenceKind::Frame;
            if is_told && !sentences.iter().any(|(known, _)| *known == words) {
                sentences.push((words, kind));
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
        }
        for earlier in EARLIER_NEXT {
            add(earlier, SentenceKind::Question(count));
        }
        for (index, said) in balls.iter().enumerate() {
            for words in said {
                add(words, SentenceKind::Ball(index));
            }
        }
        for sentence in Message::frame() {
            let is_about = Message::begins(sentence, "");
            add(
                sentence,
                if is_about {
                    SentenceKind::About
                } else {
                    SentenceKind::Frame
                },
            );
        }
        for mark in marks {
            let words = words(&mark.to_string()).map(|(word, _)| word).collect();
            sentences.push((words, SentenceKind::Frame));
        }
        sentences.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let now = |said: &Vec<String>| {
            let now = said.first().map_or("", String::as_str);
            words(now).map(|(word, _)| word).collect()
        };
        Self {
            sentences,
            balls: balls.iter().map(now).collect(),
            count,
        }
    }

    /// Every sentence of ours, in the order in which they stand there.
    pub fn all_in(&self, lines: &[ReplyLine]) -> Vec<SentSentence> {
        let mut tokens: Vec<Token> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let mut from = 0;
            while let Some((word, start, end)) = word_at(&line.text, from) {
                tokens.push((word, index, start, end));
                from = end;
            }
        }
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (_, line, start, _) = &tokens[at];
            let label = &lines[*line].text[..*start];
            let whole = self.sentences.iter().find_map(|(words, kind)| {
                let end = at + matched(&tokens[at..], words)?;
                // Either may be part of an answer.
                let stands_alone = match kind {
                    // In words of another day it is known by its letter only.
                    SentenceKind::Ball(ball) if self.balls[*ball] != *words => numbered(label)
                        .is_some_and(|found| {
                            (found.kind, found.number, found.rest)
                                == (NumberKind::Letter, ball + 1, "")
                        }),
                    // `dropped: I added one more interview, …` is a list of its own.
                    SentenceKind::Ball(_) => {
                        is_label(label) && *start > 0 && !Phrasing::DroppedLabel.is(label)
                    }
                    SentenceKind::About => is_label(label) || label.trim_end().ends_with(':'),
                    _ => true,
                };
                stands_alone.then_some((*kind, end))
            });
            let Some((kind, end)) = whole.or_else(|| self.begun(lines, &tokens, at)) else {
                at += 1;
                continue;
            };
            let (first, last) = (&tokens[at], &tokens[end - 1]);
            found.push(SentSentence {
                kind,
                start: (first.1, first.2),
                end: (last.1, last.3),
            });
            at = end;
        }
        found
    }

    /// A question of which somebody copied the beginning only, behind its number.
    fn begun(
        &self,
        lines: &[ReplyLine],
        tokens: &[Token],
        at: usize,
    ) -> Option<(SentenceKind, usize)> {
        let (_, line, start, _) = &tokens[at];
        let text = &lines[*line].text;
        if *start > LONGEST_NUMBER {
            return None;
        }
        marked(text).filter(|number| text.len() - number.rest.len() == *start)?;
        let questions = self
            .sentences
            .iter()
            .filter(|(_, kind)| matches!(kind, SentenceKind::Question(_)));
        questions.into_iter().find_map(|(words, kind)| {
            let alike = tokens[at..]
                .iter()
                .zip(words)
                .take_while(|((word, on, ..), known)| word == *known && on == line)
                .count();
            let rest = text[tokens[at + alike.max(1) - 1].3..].trim_start();
            let stops = rest.is_empty() || rest.starts_with(['?', '.', '\u{2026}', ':', '"']);
            (alike >= BEGINNING && stops).then_some((*kind, at + alike))
        })
    }
}

/// How many tokens the words take, if they stand at the beginning of these.
fn matched(tokens: &[Token], words: &[String]) -> Option<usize> {
    let mut wanted = words.iter();
    let mut next = wanted.next()?;
    let mut passed_over = None;
    let (first, first_line, ..) = tokens.first()?;
    if first != next {
        return None;
    }
    for (index, (word, line, ..)) in tokens.iter().enumerate() {
        if next == ANYTHING {
            passed_over = Some(0);
            next = wanted.next()?;
        }
        if word == next {
            passed_over = None;
            match wanted.next() {
                Some(further) => next = further,
                None => return Some(index + 1),
            }
        } else {
            passed_over = Some(passed_over.filter(|passed| *passed < MOST_OF_ANYTHING)? + 1);
        }
        if *line > first_line + MOST_LINES {
            return None;
        }
    }
    None
}

/// What stands in front of a sentence of ours on its line and is no more than its number,
/// its bullet or `Q:`.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim();
    let is_counted = numbered(text).is_some_and(|number| number.rest.is_empty());
    is_counted
        || !text.contains(char::is_alphanumeric)
        || (text.ends_with(':') && text.len() <= 12 && !text.contains(' '))
}
