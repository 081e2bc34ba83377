//! A reply taken apart: which lines are ours come back, which are mail clients
//! talking, and which are the person's own, under which question.

use super::frames::{Separator, attribution_end, chat_prefix, separator};
use super::known::{Known, What};
use super::numbers::numbered;
use std::collections::BTreeSet;

/// One line without its quote marks.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// How often it was quoted.
    pub depth: usize,
    pub text: String,
    /// It ends in a space: the next line goes on with it.
    pub flowed: bool,
    /// How long it was before anything was taken from it.
    pub width: usize,
    /// Behind a question on the same line, so it is an answer at any depth.
    behind_question: bool,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

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
pub(super) struct Block {
    pub target: Target,
    pub lines: Vec<Line>,
    /// A blank line stands between the question and this.
    pub apart: bool,
}

pub(super) struct Letter {
    /// In their order.
    pub blocks: Vec<Block>,
    /// The numbers of the questions that stand in it.
    pub asked: BTreeSet<usize>,
}

enum Part {
    Question(usize),
    /// In a wording that is not known, so where it ends is not known either.
    OldQuestion(usize),
    Ours,
    /// With its text.
    Separator(Separator, String),
    Text(Line),
}

/// The lines of a text, without what a chat puts before each message, and with
/// an attribution on a line of its own.
pub(super) fn lines(text: &str, left_out: &mut Vec<String>) -> Vec<Line> {
    let mut lines = Vec::new();
    for raw in text.split('\n') {
        let mut one = line(raw);
        if let Some(length) = chat_prefix(&one.text) {
            left_out.push(one.text[..length].trim_end().to_owned());
            one.text.drain(..length);
            lines.push(line(""));
        }
        if let Some(end) = attribution_end(&one.text) {
            let mut attribution = one.clone();
            attribution.text.truncate(end);
            one.text = one.text[end..].trim_start().to_owned();
            lines.push(attribution);
        }
        lines.push(one);
    }
    lines
}

fn line(raw: &str) -> Line {
    let (mut depth, mut rest) = (0, raw);
    while let Some(quoted) = rest.trim_start().strip_prefix('>') {
        depth += 1;
        rest = quoted;
    }
    Line {
        depth,
        text: rest.trim().to_owned(),
        width: rest.trim().chars().count(),
        flowed: rest.ends_with(' ') && !rest.trim().is_empty() && rest.trim() != "--",
        behind_question: false,
    }
}

/// The person's own words at this depth, and what they stand under.
pub(super) fn letter(
    lines: Vec<Line>,
    known: &Known,
    base: usize,
    left_out: &mut Vec<String>,
) -> Letter {
    let parts = parts(lines, known, base);
    let mut asked = BTreeSet::new();
    let mut typed_at = None;
    let mut blocks: Vec<Block> = Vec::new();
    let (mut target, mut original) = (Target::Whole, false);
    let mut asked_in_a_row = 0;
    let mut asked_since_whole = 0;
    let mut open = false;
    let mut apart = false;
    for (index, (depth, part)) in parts.iter().enumerate() {
        match part {
            Part::Question(order) | Part::OldQuestion(order) => {
                // Typed into the quotation, right below the question.
                typed_at = matches!(part, Part::Question(_)).then_some(*depth);
                asked.insert(*order);
                asked_in_a_row += 1;
                asked_since_whole += 1;
                (target, open, apart) = (Target::Question(*order), false, false);
            }
            Part::Ours => {
                typed_at = None;
                asked_since_whole = 0;
                target = if original {
                    Target::Nowhere
                } else {
                    Target::Whole
                };
                (open, apart) = (false, false);
            }
            Part::Separator(separator, text) => {
                open = false;
                if *separator == Separator::Chat {
                    left_out.push(text.clone());
                }
                let own_words = blocks.iter().any(says_something);
                let next = parts[index + 1..]
                    .iter()
                    .find(|(_, part)| !matches!(part, Part::Text(line) if line.is_blank()));
                let quoted = next.is_some_and(|(next, _)| next > depth);
                if own_words && *separator != Separator::Chat && !quoted {
                    (target, original) = (Target::Nowhere, true);
                } else if *separator == Separator::Chat && target == Target::Nowhere {
                    target = Target::Whole;
                }
            }
            Part::Text(line) if line.is_blank() => {
                typed_at = None;
                apart |= !open;
                if let Some(block) = blocks.last_mut().filter(|_| open) {
                    block.lines.push(line.clone());
                }
            }
            Part::Text(line)
                if *depth == base || line.behind_question || typed_at == Some(*depth) =>
            {
                if !open {
                    // Below the last of many questions, none of which is answered:
                    // that is an answer to them all.
                    let all = asked_in_a_row >= 3 && asked_in_a_row == asked_since_whole;
                    let last = parts[index..]
                        .iter()
                        .all(|(_, part)| !matches!(part, Part::Question(_) | Part::OldQuestion(_)));
                    let whole = all && last && !line.behind_question;
                    blocks.push(Block {
                        target: if whole { Target::Whole } else { target },
                        lines: Vec::new(),
                        apart,
                    });
                    open = true;
                }
                asked_in_a_row = 0;
                if let Some(block) = blocks.last_mut() {
                    block.lines.push(line.clone());
                }
            }
            Part::Text(_) => open = false,
        }
    }
    Letter { blocks, asked }
}

/// More than a greeting.
fn says_something(block: &Block) -> bool {
    let words: usize = block
        .lines
        .iter()
        .map(|line| line.text.split_whitespace().count())
        .sum();
    words > 3 && block.target != Target::Nowhere
}

fn parts(mut lines: Vec<Line>, known: &Known, base: usize) -> Vec<(usize, Part)> {
    let mut parts = Vec::new();
    let mut index = 0;
    let mut last_order = 0;
    while index < lines.len() {
        let depth = lines[index].depth;
        if lines[index].is_blank() {
            parts.push((depth, Part::Text(lines[index].clone())));
            index += 1;
            continue;
        }
        if let Some(found) = known.at(&lines, index, last_order) {
            let is_question = matches!(found.what, What::Question(_));
            parts.push((
                depth,
                match found.what {
                    What::Question(order) => {
                        last_order = order;
                        Part::Question(order)
                    }
                    What::Frame => Part::Ours,
                },
            ));
            index = found.line;
            let rest = lines[index].text[found.end..].trim_start_matches(|character: char| {
                matches!(
                    character,
                    '?' | '.' | ':' | '!' | '"' | '*' | '_' | ']' | ')' | '\u{201d}' | '\u{2026}'
                ) || character.is_whitespace()
            });
            let rest = rest.to_owned();
            if rest.chars().any(char::is_alphanumeric) {
                lines[index].behind_question |= is_question;
                lines[index].text = rest;
            } else {
                index += 1;
            }
            continue;
        }
        if let Some((separator, length)) = separator(&lines[index..]) {
            let texts: Vec<&str> = lines[index..index + length]
                .iter()
                .map(|line| line.text.as_str())
                .collect();
            parts.push((depth, Part::Separator(separator, texts.join(" "))));
            index += length;
            continue;
        }
        let line = lines[index].clone();
        // A question in a wording nobody here knows any more.
        let number = numbered(&line.text).filter(|line| line.marked);
        match number.filter(|_| depth > base && !line.behind_question) {
            Some(numbered) if numbered.number <= known.count => {
                last_order = numbered.number;
                parts.push((depth, Part::OldQuestion(numbered.number)));
            }
            _ => parts.push((depth, Part::Text(line))),
        }
        index += 1;
    }
    parts
}
