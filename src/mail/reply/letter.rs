//! A reply taken apart: which lines are ours come back, which are mail clients talking,
//! and which are the person's own, under which question.

use super::ends::is_banner;
use super::frames::{Divider, divider, is_attribution, stamped};
use super::line::{ReplyLine, each_sentence, spoken, word_count};
use super::manners::{Says, is_talk, shapes};
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
    /// The balls right below which it stands.
    pub balls: Vec<usize>,
}

/// A reply with what stands in it told apart.
#[derive(Default)]
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
    /// Who sent our letter in a chat.
    askers: BTreeSet<String>,
}

#[derive(Debug)]
enum LetterPart {
    Question(usize),
    Ball(usize),
    Ours,
    Divider(Divider),
    Text(ReplyLine),
}

impl LetterPart {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(line) if line.is_blank())
    }
}

impl Letter {
    pub fn of(text: &str, sent: &Sent) -> Self {
        let mut letter = Self {
            count: sent.count,
            ..Self::default()
        };
        let (mut lines, mut stamps) = (Vec::new(), Vec::new());
        for raw in text.split('\n') {
            let mut line = ReplyLine::new(raw);
            if let Some((name, length)) = stamped(&line.text) {
                stamps.push((lines.len(), name));
                letter
                    .left_out
                    .push(line.text[..length].trim_end().to_owned());
                line.text.drain(..length);
            }
            line.text = line.text.replace('\t', " ");
            lines.push(line);
        }
        // Without a name, and above all names of an export, the program itself speaks.
        let named = stamps.iter().filter(|(_, name)| name.is_some()).count();
        let unnamed = stamps
            .iter()
            .filter(|(_, name)| named > 0 && name.is_none())
            .map(|(index, _)| *index);
        let above = 0..stamps
            .first()
            .map_or(0, |(index, _)| *index)
            .min(if named > 1 { usize::MAX } else { 0 });
        for index in above
            .chain(unnamed)
            .filter(|index| !lines[*index].is_blank())
            .collect::<Vec<_>>()
        {
            letter.left_out.push(std::mem::take(&mut lines[index].text));
        }
        letter.take_apart(&lines, &sent.all_in(&lines), &stamps);
        letter
    }

    fn take_apart(
        &mut self,
        lines: &[ReplyLine],
        ours: &[SentSentence],
        stamps: &[(usize, Option<String>)],
    ) {
        let mut covered = vec![false; lines.len()];
        for sentence in ours {
            covered[sentence.start.0..=sentence.end.0].fill(true);
        }
        let is_chat = !stamps.is_empty()
            || lines
                .iter()
                .any(|line| shapes().chat_line.is_match(&line.text));
        let mut ours = ours.iter().peekable();
        let mut stamps = stamps.iter().peekable();
        let mut speaker = String::new();
        // The line that is looked at, and from which byte on.
        let (mut index, mut from) = (0, 0);
        let mut is_answer = false;
        while let Some(line) = lines.get(index) {
            if let Some((_, name)) = stamps.next_if(|(stamped, _)| *stamped == index) {
                speaker = name.clone().unwrap_or_default();
                self.parts.push((
                    line.depth,
                    LetterPart::Divider(Divider::Chat(speaker.clone())),
                ));
            }
            if let Some(sentence) = ours.next_if(|sentence| sentence.start.0 == index) {
                let label = &line.text[from..sentence.start.1];
                if is_attribution(label) {
                    self.parts
                        .push((line.depth, LetterPart::Divider(Divider::Mail)));
                } else if !is_label(label) {
                    self.text(line, label.trim(), is_answer);
                }
                let behind = &lines[sentence.end.0].text[sentence.end.1..];
                let behind = behind.trim_start_matches(is_behind_sentence);
                let is_last = ours
                    .peek()
                    .is_none_or(|next| next.start.0 != sentence.end.0);
                let part = self.sentence(sentence, label, if is_last { behind } else { "" }, lines);
                is_answer = matches!(part, LetterPart::Question(_));
                self.askers.insert(speaker.clone());
                let is_kept =
                    behind.contains(char::is_alphanumeric) && !matches!(part, LetterPart::Ball(_));
                self.parts.push((line.depth, part));
                (index, from) = if is_kept || !is_last {
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
                if let Divider::Chat(name) = &divider {
                    speaker.clone_from(name);
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
            let is_sticker = text.starts_with(['[', '<']) && shapes().furniture.is_match(text);
            let is_extra = is_chat && (shapes().furniture.is_match(text) || is_banner(text));
            if !text.is_empty() && (is_sticker || is_extra) && marked(text).is_none() {
                self.left_out.push(text.to_owned());
            } else {
                self.text(line, text, from > 0 && is_answer);
            }
            (index, from, is_answer) = (index + 1, 0, false);
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
                let is_boxed = shapes().ticked.is_match(label)
                    || label.contains(['\u{2713}', '\u{2714}', '\u{2705}', '\u{2611}', '\u{2612}'])
                    || label.starts_with(['x', 'X']);
                let says = spoken(behind, 1);
                if is_boxed
                    || !(behind.is_empty()
                        || (says != "x" && Says::Nothing.has(&says))
                        || Says::Negation.has(&says))
                {
                    self.ticked.push(index);
                }
                return LetterPart::Ball(index);
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
            // `Q: What was yours?`, in words of their own.
            None if text.starts_with("Q:") && text.ends_with('?') => {
                self.form.get_or_insert(0);
                self.heading(text)
            }
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
        let Some(asked) = self
            .form
            .filter(|asked| *asked < 2 && heading.ends_with('?'))
        else {
            return LetterPart::Ours;
        };
        self.form = Some(asked + 1);
        let number = (self.count + asked).saturating_sub(1);
        self.asked.insert(number);
        LetterPart::Question(number)
    }

    /// How often its lines were quoted, the least first.
    pub fn depths(&self) -> BTreeSet<usize> {
        let filled = self.parts.iter().filter(|(_, part)| !part.is_blank());
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

    /// Balls that somebody copied out of our letter into the answer.
    pub fn copied(&self, base: usize, offered: usize) -> Vec<usize> {
        let mut filled = self
            .parts
            .iter()
            .filter(|(_, part)| !part.is_blank())
            .peekable();
        let (mut copied, mut is_own) = (Vec::new(), true);
        while let Some((depth, part)) = filled.next() {
            let LetterPart::Ball(first) = part else {
                is_own = *depth == base && matches!(part, LetterPart::Text(_));
                continue;
            };
            let mut group = vec![*first];
            while let Some((_, LetterPart::Ball(ball))) = filled.peek() {
                group.push(*ball);
                filled.next();
            }
            let ends = !filled
                .peek()
                .is_some_and(|(at, part)| at == depth && matches!(part, LetterPart::Ours));
            if is_own && ends && *depth == base && group.len() < offered {
                copied.append(&mut group);
            }
            is_own = false;
        }
        copied
    }

    /// The person's own words at this depth, and what they stand under.
    pub fn blocks(&self, base: usize) -> Vec<AnswerBlock> {
        let mut blocks: Vec<AnswerBlock> = Vec::new();
        let mut typed_at = None;
        let mut target = Target::Whole;
        // Below an attribution that quotes nothing everything is somebody else's, and in a
        // chat what they say who asked.
        let (mut is_original, mut has_said_something) = (false, false);
        let speakers = self.parts.iter().filter_map(|(_, part)| match part {
            LetterPart::Divider(Divider::Chat(name)) => Some(name),
            _ => None,
        });
        let is_asked = speakers
            .collect::<BTreeSet<_>>()
            .iter()
            .any(|name| !self.askers.contains(*name));
        // Questions since somebody said something, and since our letter said anything else.
        let (mut asked_in_a_row, mut asked_since_whole) = (0, 0);
        let (mut open, mut apart, mut balls) = (false, false, Vec::new());
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
                (target, open, apart) = (Target::Question(order), false, false);
                balls.clear();
                continue;
            }
            match part {
                LetterPart::Question(_) => {}
                LetterPart::Ours | LetterPart::Ball(_) => {
                    if let LetterPart::Ball(ball) = part {
                        balls.push(*ball);
                    } else {
                        balls.clear();
                    }
                    (typed_at, asked_since_whole, open, apart) = (None, 0, false, false);
                    target = if is_original {
                        Target::Nowhere
                    } else {
                        Target::Whole
                    };
                }
                LetterPart::Divider(Divider::Chat(name)) => {
                    open = false;
                    is_original = is_asked && self.askers.contains(name);
                    target = if is_original {
                        Target::Nowhere
                    } else {
                        Target::Whole
                    };
                }
                LetterPart::Divider(Divider::Mail) => {
                    open = false;
                    let next = self.parts[index + 1..]
                        .iter()
                        .find(|(_, part)| !part.is_blank());
                    if has_said_something && next.is_none_or(|(next, _)| next <= depth) {
                        (target, is_original) = (Target::Nowhere, true);
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
                        blocks.push(AnswerBlock {
                            target: if is_whole { Target::Whole } else { target },
                            lines: Vec::new(),
                            apart,
                            balls: std::mem::take(&mut balls),
                        });
                        open = true;
                    }
                    asked_in_a_row = 0;
                    if let Some(block) = blocks.last_mut() {
                        // Names and titles say nothing.
                        has_said_something |= block.target != Target::Nowhere
                            && each_sentence(&line.text)
                                .iter()
                                .any(|sentence| word_count(sentence) > 3 && !is_talk(sentence));
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
    one.is_whitespace() || "?.:!\"*_]),|\u{201d}\u{2026}".contains(one)
}
