//! A reply taken apart: which lines are ours come back, which are mail clients talking,
//! and which are the person's own, under which question.

use super::frames::{Divider, chat_prefix, divider, is_attribution, is_chat_line, is_furniture};
use super::line::{ReplyLine, each_sentence};
use super::manners::non_answer;
use super::numbers::marked;
use super::sent::{Sent, SentSentence, SentenceKind, is_label};
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
    /// It stands right below the balls.
    pub below_balls: bool,
}

/// A reply with what stands in it told apart.
pub(super) struct Letter {
    parts: Vec<(usize, LetterPart)>,
    /// How many questions there may be.
    count: usize,
    /// In the form of an issue: how many of its questions stood there.
    form: Option<usize>,
    /// The numbers of the questions that stand in it.
    pub asked: BTreeSet<usize>,
    /// The letters of balls that were ticked where they stand.
    pub ticked: Vec<usize>,
    /// The first lines of letters that stand in it.
    pub about: Vec<String>,
    /// What chats and mail programs said around the person's words.
    pub left_out: Vec<String>,
}

enum LetterPart {
    Question(usize),
    Ball,
    Ours,
    Divider(Divider),
    Text(ReplyLine),
}

impl Letter {
    pub fn of(text: &str, sent: &Sent) -> Self {
        let mut letter = Self {
            parts: Vec::new(),
            count: sent.count,
            form: None,
            asked: BTreeSet::new(),
            ticked: Vec::new(),
            about: Vec::new(),
            left_out: Vec::new(),
        };
        let mut lines = Vec::new();
        for raw in text.split('\n') {
            let mut line = ReplyLine::new(raw);
            if let Some(length) = chat_prefix(&line.text) {
                letter
                    .left_out
                    .push(line.text[..length].trim_end().to_owned());
                line.text.drain(..length);
                lines.push(ReplyLine::default());
            }
            lines.push(line);
        }
        letter.take_apart(&lines, &sent.all_in(&lines));
        letter
    }

    fn take_apart(&mut self, lines: &[ReplyLine], ours: &[SentSentence]) {
        let mut covered = vec![false; lines.len()];
        for sentence in ours {
            covered[sentence.start.0..=sentence.end.0].fill(true);
        }
        let is_chat =
            !self.left_out.is_empty() || lines.iter().any(|line| is_chat_line(&line.text));
        let mut ours = ours.iter().peekable();
        // The line that is looked at, and from which byte on.
        let (mut index, mut from) = (0, 0);
        let mut is_answer = false;
        while let Some(line) = lines.get(index) {
            if let Some(sentence) = ours.next_if(|sentence| sentence.start.0 == index) {
                self.before_sentence(line, &line.text[from..sentence.start.1], is_answer);
                let behind = &lines[sentence.end.0].text[sentence.end.1..];
                let behind = behind.trim_start_matches(is_behind_sentence);
                let is_last = ours
                    .peek()
                    .is_none_or(|next| next.start.0 != sentence.end.0);
                let written = behind.contains(char::is_alphanumeric);
                let label = &line.text[..sentence.start.1];
                let part = self.sentence(sentence, label, if is_last { behind } else { "" }, lines);
                is_answer = matches!(part, LetterPart::Question(_));
                let is_ball = matches!(sentence.kind, SentenceKind::Ball(_));
                self.parts.push((line.depth, part));
                (index, from) = if (written && !is_ball) || !is_last {
                    (
                        sentence.end.0,
                        lines[sentence.end.0].text.len() - behind.len(),
                    )
                } else {
                    (sentence.end.0 + 1, 0)
                };
                continue;
            }
            let quotes = |below: usize| covered.get(index + below).is_some_and(|covered| *covered);
            if from == 0
                && !line.is_blank()
                && let Some((divider, length)) = divider(&lines[index..], quotes)
            {
                if divider == Divider::Chat {
                    let texts: Vec<&str> = lines[index..index + length]
                        .iter()
                        .map(|line| line.text.as_str())
                        .collect();
                    self.left_out.push(texts.join(" "));
                }
                self.parts.push((line.depth, LetterPart::Divider(divider)));
                index += length;
                continue;
            }
            let text = line.text[from.min(line.text.len())..]
                .trim_end_matches("(edited)")
                .trim_end();
            if is_chat && !text.is_empty() && marked(text).is_none() && is_furniture(text) {
                self.left_out.push(text.to_owned());
            } else {
                self.text(line, text, from > 0 && is_answer);
            }
            (index, from, is_answer) = (index + 1, 0, false);
        }
    }

    /// What stands in front of a sentence of ours on the same line.
    fn before_sentence(&mut self, line: &ReplyLine, text: &str, is_answer: bool) {
        if is_label(text) {
        } else if is_attribution(text) {
            self.parts
                .push((line.depth, LetterPart::Divider(Divider::Mail)));
        } else {
            self.text(line, text.trim(), is_answer);
        }
    }

    fn sentence(
        &mut self,
        sentence: &SentSentence,
        label: &str,
        behind: &str,
        lines: &[ReplyLine],
    ) -> LetterPart {
        match sentence.kind {
            SentenceKind::Question(number) => {
                self.asked.insert(number);
                self.form = self.form.map(|asked| asked + 1);
                return LetterPart::Question(number);
            }
            SentenceKind::Ball(index) => {
                let is_boxed = label
                    .contains(['\u{2713}', '\u{2714}', '\u{2705}', '\u{2611}', '\u{2612}'])
                    || label.to_lowercase().contains("[x]")
                    || label.starts_with(['x', 'X']);
                let says = behind.split(' ').next().unwrap_or_default().to_lowercase();
                let is_said = !behind.is_empty()
                    && !matches!(
                        says.trim_matches(|one: char| !one.is_alphanumeric()),
                        "no" | "not" | "nope" | "nein"
                    );
                if is_boxed || is_said {
                    self.ticked.push(index);
                }
                return LetterPart::Ball;
            }
            SentenceKind::About => {
                let within = &lines[sentence.start.0..=sentence.end.0];
                let texts: Vec<&str> = within.iter().map(|line| line.text.as_str()).collect();
                self.about.push(texts.join(" "));
            }
            SentenceKind::Frame => {}
        }
        LetterPart::Ours
    }

    fn text(&mut self, line: &ReplyLine, text: &str, behind_question: bool) {
        let part = match text.strip_prefix("### ") {
            Some(heading) => self.heading(heading),
            // What GitHub writes into a field that was left empty.
            None if text == "_No response_" => LetterPart::Text(line.with("")),
            None if text.contains("/issues/new?") && text.contains("look-back") => LetterPart::Ours,
            None => LetterPart::Text(ReplyLine {
                behind_question,
                ..line.with(text)
            }),
        };
        self.parts.push((line.depth, part));
    }

    /// The first field of a form of ours is the mark; its next two ask what is owned and
    /// what comes next, in the words of the day on which it was made.
    fn heading(&mut self, heading: &str) -> LetterPart {
        if heading == "Mark" {
            self.form = Some(0);
        }
        let asked = self
            .form
            .filter(|asked| *asked < 2 && heading.ends_with('?'));
        let Some(asked) = asked else {
            return LetterPart::Ours;
        };
        self.form = Some(asked + 1);
        let number = (self.count + asked).saturating_sub(1);
        self.asked.insert(number);
        LetterPart::Question(number)
    }

    /// How often its lines were quoted, the least first.
    pub fn depths(&self) -> BTreeSet<usize> {
        let filled = self
            .parts
            .iter()
            .filter(|(_, part)| !matches!(part, LetterPart::Text(line) if line.is_blank()));
        filled.map(|(depth, _)| *depth).collect()
    }

    /// Which question it is. A number in a quotation may be one in a wording that is not
    /// known, so where that ends is not known either.
    fn question(&self, (depth, part): &(usize, LetterPart), base: usize) -> Option<usize> {
        match part {
            LetterPart::Question(number) => Some(*number),
            LetterPart::Text(line) if *depth > base && !line.behind_question => marked(&line.text)
                .map(|found| found.number)
                .filter(|number| *number <= self.count),
            _ => None,
        }
    }

    /// The person's own words at this depth, and what they stand under.
    pub fn blocks(&self, base: usize) -> Vec<AnswerBlock> {
        let mut blocks: Vec<AnswerBlock> = Vec::new();
        let mut typed_at = None;
        let mut target = Target::Whole;
        // Below an attribution that quotes nothing everything is somebody else's.
        let mut is_original = false;
        // Questions since somebody said something, and since our letter said anything else.
        let (mut asked_in_a_row, mut asked_since_whole) = (0, 0);
        let (mut open, mut apart, mut below_balls) = (false, false, false);
        // Words of the block that is open; more than a greeting has.
        let mut words = 0;
        let mut has_said_something = false;
        let last_question = self
            .parts
            .iter()
            .rposition(|part| self.question(part, base).is_some());
        for (index, pair) in self.parts.iter().enumerate() {
            let (depth, part) = pair;
            if let Some(order) = self.question(pair, base) {
                // Typed into the quotation, right below the question.
                typed_at = matches!(part, LetterPart::Question(_)).then_some(*depth);
                asked_in_a_row += 1;
                asked_since_whole += 1;
                (target, open, apart, below_balls) = (Target::Question(order), false, false, false);
                continue;
            }
            match part {
                LetterPart::Question(_) => {}
                LetterPart::Ours | LetterPart::Ball => {
                    below_balls = matches!(part, LetterPart::Ball);
                    typed_at = None;
                    asked_since_whole = 0;
                    target = if is_original {
                        Target::Nowhere
                    } else {
                        Target::Whole
                    };
                    (open, apart) = (false, false);
                }
                LetterPart::Divider(divider) => {
                    open = false;
                    let below = self.parts[index + 1..].iter();
                    let next = below.into_iter().find(
                        |(_, part)| !matches!(part, LetterPart::Text(line) if line.is_blank()),
                    );
                    let is_quoted = next.is_some_and(|(next, _)| next > depth);
                    if has_said_something && *divider == Divider::Mail && !is_quoted {
                        (target, is_original) = (Target::Nowhere, true);
                    } else if *divider == Divider::Chat {
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
                        // Below the last of several questions, none of which is answered:
                        // that is an answer to them all.
                        let all = asked_in_a_row >= 2 && asked_in_a_row == asked_since_whole;
                        let is_last = last_question.is_none_or(|last| last < index);
                        let is_whole = all && is_last && !line.behind_question && apart;
                        let target = if is_whole { Target::Whole } else { target };
                        blocks.push(AnswerBlock {
                            target,
                            lines: Vec::new(),
                            apart,
                            below_balls,
                        });
                        (open, words) = (true, 0);
                    }
                    asked_in_a_row = 0;
                    let said = each_sentence(&line.text)
                        .into_iter()
                        .filter(|sentence| non_answer(sentence).is_none());
                    words += said
                        .map(|sentence| sentence.split_whitespace().count())
                        .sum::<usize>();
                    if let Some(block) = blocks.last_mut() {
                        has_said_something |= words > 3 && block.target != Target::Nowhere;
                        block.lines.push(line.clone());
                    }
                }
                LetterPart::Text(_) => open = false,
            }
        }
        blocks
    }
}

/// What may stand between a sentence of ours and an answer on the same line.
fn is_behind_sentence(one: char) -> bool {
    one.is_whitespace()
        || matches!(
            one,
            '?' | '.'
                | ':'
                | '!'
                | '"'
                | '*'
                | '_'
                | ']'
                | ')'
                | ','
                | '|'
                | '\u{201d}'
                | '\u{2026}'
        )
}
