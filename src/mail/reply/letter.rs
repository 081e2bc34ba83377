//! A reply taken apart: which lines are ours come back, which are mail clients
//! talking, and which are the person's own, under which question.

use super::frames::{Separator, attribution_end, chat_prefix, separator};
use super::line::ReplyLine;
use super::numbers::numbered;
use super::sent::{Sent, SentenceKind};
use std::collections::BTreeSet;

/// What a run of lines answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The letter as a whole, or what its own numbers say.
    Whole,
    Question(usize),
    /// Nothing: somebody else's words.
    Nowhere,
}

/// The person's own lines between two things that are not.
#[derive(Debug)]
pub(super) struct AnswerBlock {
    pub target: Target,
    pub lines: Vec<ReplyLine>,
    /// A blank line stands between the question and this.
    pub apart: bool,
}

pub(super) struct Letter {
    /// In their order.
    pub blocks: Vec<AnswerBlock>,
    /// The numbers of the questions that stand in it.
    pub asked: BTreeSet<usize>,
}

enum LetterPart {
    Question(usize),
    /// In a wording that is not known, so where it ends is not known either.
    OldQuestion(usize),
    Ours,
    /// With its text.
    Separator(Separator, String),
    Text(ReplyLine),
}

impl LetterPart {
    const fn is_question(&self) -> bool {
        matches!(self, Self::Question(_) | Self::OldQuestion(_))
    }
}

/// The lines of a text, without what a chat puts before each message, and with
/// an attribution on a line of its own.
pub(super) fn lines(text: &str, left_out: &mut Vec<String>) -> Vec<ReplyLine> {
    let mut lines = Vec::new();
    for raw in text.split('\n') {
        let mut line = ReplyLine::new(raw);
        if let Some(length) = chat_prefix(&line.text) {
            left_out.push(line.text[..length].trim_end().to_owned());
            line.text.drain(..length);
            lines.push(ReplyLine::default());
        }
        if let Some(end) = attribution_end(&line.text) {
            let mut attribution = line.clone();
            attribution.text.truncate(end);
            line.text = line.text[end..].trim_start().to_owned();
            lines.push(attribution);
        }
        lines.push(line);
    }
    lines
}

/// The person's own words at this depth, and what they stand under.
pub(super) fn letter(
    lines: Vec<ReplyLine>,
    sent: &Sent,
    base: usize,
    left_out: &mut Vec<String>,
) -> Letter {
    let parts = parts(lines, sent, base);
    let mut asked = BTreeSet::new();
    let mut typed_at = None;
    let mut blocks: Vec<AnswerBlock> = Vec::new();
    let (mut target, mut original) = (Target::Whole, false);
    let mut asked_in_a_row = 0;
    let mut asked_since_whole = 0;
    let mut open = false;
    let mut apart = false;
    // Words of the block that is open; more than a greeting has.
    let mut words_in_block = 0;
    let mut has_said_something = false;
    let last_question = parts.iter().rposition(|(_, part)| part.is_question());
    for (index, (depth, part)) in parts.iter().enumerate() {
        match part {
            LetterPart::Question(order) | LetterPart::OldQuestion(order) => {
                // Typed into the quotation, right below the question.
                typed_at = matches!(part, LetterPart::Question(_)).then_some(*depth);
                asked.insert(*order);
                asked_in_a_row += 1;
                asked_since_whole += 1;
                (target, open, apart) = (Target::Question(*order), false, false);
            }
            LetterPart::Ours => {
                typed_at = None;
                asked_since_whole = 0;
                target = if original {
                    Target::Nowhere
                } else {
                    Target::Whole
                };
                (open, apart) = (false, false);
            }
            LetterPart::Separator(separator, text) => {
                open = false;
                if *separator == Separator::Chat {
                    left_out.push(text.clone());
                }
                let next = parts[index + 1..]
                    .iter()
                    .find(|(_, part)| !matches!(part, LetterPart::Text(line) if line.is_blank()));
                let is_quoted = next.is_some_and(|(next, _)| next > depth);
                if has_said_something && *separator != Separator::Chat && !is_quoted {
                    (target, original) = (Target::Nowhere, true);
                } else if *separator == Separator::Chat && target == Target::Nowhere {
                    target = Target::Whole;
                }
            }
            LetterPart::Text(line) if line.is_blank() => {
                typed_at = None;
                apart |= !open;
                if let Some(block) = blocks.last_mut().filter(|_| open) {
                    block.lines.push(line.clone());
                }
            }
            LetterPart::Text(line)
                if *depth == base || line.behind_question || typed_at == Some(*depth) =>
            {
                if !open {
                    // Below the last of many questions, none of which is answered:
                    // that is an answer to them all.
                    let all = asked_in_a_row >= 3 && asked_in_a_row == asked_since_whole;
                    let is_last = last_question.is_none_or(|last| last < index);
                    let whole = all && is_last && !line.behind_question;
                    blocks.push(AnswerBlock {
                        target: if whole { Target::Whole } else { target },
                        lines: Vec::new(),
                        apart,
                    });
                    open = true;
                    words_in_block = 0;
                }
                asked_in_a_row = 0;
                words_in_block += line.text.split_whitespace().count();
                if let Some(block) = blocks.last_mut() {
                    has_said_something |= words_in_block > 3 && block.target != Target::Nowhere;
                    block.lines.push(line.clone());
                }
            }
            LetterPart::Text(_) => open = false,
        }
    }
    Letter { blocks, asked }
}

fn parts(mut lines: Vec<ReplyLine>, sent: &Sent, base: usize) -> Vec<(usize, LetterPart)> {
    let mut parts = Vec::new();
    // The line that is looked at, and from which byte on.
    let (mut index, mut from) = (0, 0);
    let mut last_order = 0;
    while index < lines.len() {
        let depth = lines[index].depth;
        if lines[index].is_blank() {
            parts.push((depth, LetterPart::Text(lines[index].clone())));
            index += 1;
            continue;
        }
        if let Some(found) = sent.at(&lines, index, from, last_order) {
            let part = match found.kind {
                SentenceKind::Question(order) => {
                    last_order = order;
                    LetterPart::Question(order)
                }
                SentenceKind::Frame => LetterPart::Ours,
            };
            let line = &mut lines[found.line];
            let rest = line.text[found.end..].trim_start_matches(is_behind_sentence);
            (index, from) = if rest.contains(char::is_alphanumeric) {
                line.behind_question |= part.is_question();
                (found.line, line.text.len() - rest.len())
            } else {
                (found.line + 1, 0)
            };
            parts.push((depth, part));
            continue;
        }
        lines[index].text.drain(..from);
        from = 0;
        if let Some((separator, length)) = separator(&lines[index..]) {
            let texts: Vec<&str> = lines[index..index + length]
                .iter()
                .map(|line| line.text.as_str())
                .collect();
            parts.push((depth, LetterPart::Separator(separator, texts.join(" "))));
            index += length;
            continue;
        }
        let line = &lines[index];
        let number = numbered(&line.text).filter(|line| line.marked);
        let may_be_old = depth > base && !line.behind_question;
        parts.push((
            depth,
            match number {
                Some(numbered) if may_be_old && numbered.number <= sent.count => {
                    last_order = numbered.number;
                    LetterPart::OldQuestion(numbered.number)
                }
                _ => LetterPart::Text(line.clone()),
            },
        ));
        index += 1;
    }
    parts
}

/// What may stand between a sentence of ours and an answer on the same line.
fn is_behind_sentence(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '?' | '.' | ':' | '!' | '"' | '*' | '_' | ']' | ')' | '\u{201d}' | '\u{2026}'
        )
}
