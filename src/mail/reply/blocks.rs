//! The person's own lines in runs: what each stands under, at the depth at which they wrote.

use super::frames::Divider;
use super::letter::{Letter, LetterPart};
use super::line::{ReplyLine, word_count};
use super::manners::is_talk;
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

impl Target {
    /// What words beside a letter answer.
    fn beside(is_original: bool) -> Self {
        if is_original {
            Self::Nowhere
        } else {
            Self::Whole
        }
    }
}

/// The person's own lines between two things that are not.
#[derive(Debug)]
pub(super) struct AnswerBlock {
    pub target: Target,
    pub lines: Vec<ReplyLine>,
    /// A blank line stands between the question and this.
    pub apart: bool,
}

impl Letter {
    /// Balls that somebody copied out of our letter into the answer.
    pub fn copied(&self, base: usize, offered: usize) -> Vec<usize> {
        let filled = self.parts.iter().filter(|(_, part)| !part.is_blank());
        let filled: Vec<&(usize, LetterPart)> = filled.collect();
        let ball = |part: &LetterPart| match part {
            LetterPart::Ball(ball) => Some(*ball),
            _ => None,
        };
        let runs = filled.chunk_by(|(_, one), (_, two)| ball(one).is_some() == ball(two).is_some());
        let mut runs = runs.peekable();
        let mut copied = Vec::new();
        while let Some(run) = runs.next() {
            // A mark that is quoted stands below a reply, and not below our balls.
            let is_ours = |(depth, part): &_| *depth == base && matches!(part, LetterPart::Ours);
            let is_letter = runs.peek().is_some_and(|below| is_ours(below[0]));
            if run[0].0 == base && run.len() < offered && !is_letter {
                copied.extend(run.iter().filter_map(|(_, part)| ball(part)));
            }
        }
        copied
    }

    /// Where the person may have written: at each depth, as somebody who passes a reply on
    /// quotes it whole, and below each message that stands above our letter.
    pub fn readings(&self) -> impl Iterator<Item = (usize, usize)> {
        let filled = self.parts.iter().filter(|(_, part)| !part.is_blank());
        let depths: BTreeSet<usize> = filled.map(|(depth, _)| *depth).collect();
        let is_ours = |(_, part): &(usize, LetterPart)| {
            matches!(part, LetterPart::Ours | LetterPart::Question(_))
        };
        let ours = self.parts.iter().position(is_ours).unwrap_or(0);
        let messages = self.parts[..ours].iter().enumerate();
        let messages = messages.filter_map(|(index, (depth, part))| match part {
            LetterPart::Divider(Divider::Mail(address)) => Some((index + 1, *depth, address)),
            _ => None,
        });
        // Who sent the letter does not answer it.
        let is_above_letter = |(first, ..): &(usize, usize, &String)| {
            self.parts[*first..ours]
                .iter()
                .all(|(_, part)| part.is_blank())
        };
        let asker = messages.clone().find(is_above_letter).map(|(.., it)| it);
        let below =
            messages.filter(move |(.., address)| !address.is_empty() && Some(*address) != asker);
        let below = below.map(|(first, depth, _)| (first, depth));
        let whole = depths.into_iter().take(MOST_DEPTHS);
        whole.map(|depth| (0, depth)).chain(below.take(MOST_DEPTHS))
    }

    /// The person's own words at this depth below this part, and what they stand under.
    pub fn blocks(&self, first: usize, base: usize) -> Vec<AnswerBlock> {
        let mut blocks: Vec<AnswerBlock> = Vec::new();
        let mut typed_at = None;
        let mut target = Target::Whole;
        // Below an attribution that quotes nothing everything is somebody else's, and in a
        // chat what they say who asked.
        let (mut is_original, mut has_said_something) = (false, false);
        // Questions since somebody said something, and since our letter said anything else.
        let (mut asked_in_a_row, mut asked_since_whole) = (0, 0);
        let (mut open, mut apart) = (false, false);
        let is_other = |name: &str| !name.is_empty() && !self.askers.contains(name);
        let names_others = self.parts.iter().any(
            |(_, part)| matches!(part, LetterPart::Divider(Divider::Chat(name)) if is_other(name)),
        );
        for (index, (depth, part)) in self.parts.iter().enumerate().skip(first) {
            match part {
                LetterPart::Question(order) => {
                    // Typed into the quotation, right below the question.
                    typed_at = Some(*depth);
                    asked_in_a_row += 1;
                    asked_since_whole += 1;
                    (target, open, apart) = (Target::Question(*order), false, false);
                }
                LetterPart::Ours | LetterPart::Ball(_) => {
                    (asked_since_whole, open, apart) = (0, false, false);
                    let is_ball = matches!(part, LetterPart::Ball(_));
                    // Typed into the quotation, behind the ball.
                    let behind = self.parts.get(index + 1).filter(|_| is_ball);
                    typed_at = behind.filter(|(next, _)| next < depth).map(|_| *depth);
                    // Who answers below the questions may answer below the balls.
                    let is_inline = |it: &AnswerBlock| matches!(it.target, Target::Question(_));
                    let is_typed = is_ball && blocks.iter().any(is_inline);
                    target = Target::beside(is_original && !is_typed);
                }
                LetterPart::Divider(Divider::Chat(name)) => {
                    // A time alone: whoever spoke goes on, where all are named.
                    is_original =
                        !is_other(name) && (!name.is_empty() || is_original && names_others);
                    (target, open) = (Target::beside(is_original), false);
                }
                LetterPart::Divider(Divider::Mail(_)) => {
                    open = false;
                    let mut below = self.parts[index + 1..].iter();
                    let next = below.find(|(_, part)| !part.is_blank());
                    let is_over = next.is_none_or(|(next, _)| next <= depth.min(&base));
                    if is_over && !blocks.is_empty() {
                        (target, is_original) = (Target::Nowhere, has_said_something);
                    }
                }
                LetterPart::Text(line) if line.is_blank() => {
                    typed_at = None;
                    apart |= !open;
                    if let Some(block) = blocks.last_mut().filter(|_| open) {
                        block.lines.push(line.clone());
                    }
                }
                LetterPart::Text(line) if *depth == base || typed_at == Some(*depth) => {
                    if !std::mem::replace(&mut open, true) {
                        // Below the last of several questions, none of which is answered:
                        // that is an answer to them all.
                        let all = asked_in_a_row >= 2 && asked_in_a_row == asked_since_whole;
                        blocks.push(AnswerBlock {
                            target: if all && apart { Target::Whole } else { target },
                            lines: Vec::new(),
                            apart,
                        });
                    }
                    asked_in_a_row = 0;
                    // Names and titles say nothing.
                    has_said_something |= word_count(&line.text) > 3 && !is_talk(&line.text);
                    if let Some(block) = blocks.last_mut() {
                        block.lines.push(line.clone());
                    }
                }
                LetterPart::Text(_) => open = false,
            }
        }
        blocks
    }
}

/// Nobody passes a reply on more often.
const MOST_DEPTHS: usize = 8;
