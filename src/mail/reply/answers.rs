//! Which words answer which question: those under it, those with its number,
//! or, where neither is there, the paragraphs in their order.

use super::letter::{AnswerBlock, Target};
use super::line::ReplyLine;
use super::manners::{MANNERS, begins_with, is_empty_answer, is_name, is_one_of, opening};
use super::numbers::{Numbered, numbered, split_inline};
use super::paragraphs::{bullet, paragraphs};
use std::collections::{BTreeMap, BTreeSet};

/// More bytes than `What I will do next time:` takes, however it is emphasised.
const LONGEST_LABEL: usize = 80;

pub(super) struct Answers {
    /// The number of the question that asks what comes next: the last.
    next: usize,
    /// Questions that stand in the letter: an answer to one stands under it.
    asked: BTreeSet<usize>,
    by_number: BTreeMap<usize, Vec<String>>,
    /// Words that name no question.
    free: Vec<String>,
    /// At least one answer says that there is none.
    pub said_nothing: bool,
}

impl Answers {
    pub fn new(count: usize, asked: BTreeSet<usize>) -> Self {
        Self {
            next: count,
            asked,
            by_number: BTreeMap::new(),
            free: Vec::new(),
            said_nothing: false,
        }
    }

    pub fn take(&mut self, block: &AnswerBlock, width: usize) {
        match block.target {
            Target::Nowhere => {}
            Target::Question(number) => self.under(number, &block.lines, width),
            Target::Whole => self.whole(&block.lines, width),
        }
    }

    /// What stands under a question. Where only some questions were copied, the
    /// numbers of the others follow here.
    fn under(&mut self, number: usize, lines: &[ReplyLine], width: usize) {
        let other = |line: &ReplyLine| {
            numbered(&line.text)
                .filter(|line| {
                    line.marked
                        && (number + 1..=self.next).contains(&line.number)
                        && !self.asked.contains(&line.number)
                })
                .map(|line| (line.number, line.rest.to_owned()))
        };
        let end = lines.iter().position(|line| other(line).is_some());
        let following = end.and_then(|end| Some((end, other(&lines[end])?)));
        let mut own = lines[..end.unwrap_or(lines.len())].to_vec();
        if let Some(first) = own.first_mut() {
            let text = numbered(&first.text)
                .filter(|line| line.marked && line.number == number)
                .map(|line| line.rest.to_owned());
            first.text = text.unwrap_or_else(|| without_answer_mark(&first.text).to_owned());
        }
        self.answer(number, paragraphs(&own, width));
        if let Some((end, (number, rest))) = following {
            let mut lines = lines[end..].to_vec();
            lines[0].text = rest;
            self.under(number, &lines, width);
        }
    }

    /// A text of its own: numbered, or one paragraph a question, or free.
    fn whole(&mut self, lines: &[ReplyLine], width: usize) {
        let lines = one_number_a_line(lines);
        let numbers = self.numbers(&lines);
        if let Some((first, _)) = numbers.first() {
            self.free(paragraphs(&lines[..*first], width));
            let ends = numbers.iter().skip(1).map(|(line, _)| *line);
            for ((start, numbered), end) in numbers.iter().zip(ends.chain([lines.len()])) {
                let mut answer = lines[*start..end].to_vec();
                answer[0].text = numbered.rest.to_owned();
                self.answer(numbered.number, paragraphs(&answer, width));
            }
            return;
        }
        let mut separate = paragraphs(&lines, width);
        let bullets: Vec<&str> = separate.iter().flat_map(|text| text.split('\n')).collect();
        if bullets.len() == self.next && bullets.iter().all(|line| bullet(line).is_some()) {
            separate = bullets.into_iter().map(str::to_owned).collect();
        }
        let is_one_each = separate.len() == self.next && self.by_number.is_empty();
        let says_next = |text: &String| speaks_of_next_time(text);
        // What comes next is asked last.
        let is_in_order = !separate.iter().any(says_next) || separate.last().is_some_and(says_next);
        if is_one_each && is_in_order {
            for (index, paragraph) in separate.into_iter().enumerate() {
                self.answer(index + 1, vec![paragraph]);
            }
            return;
        }
        self.free(separate);
    }

    /// The lines that begin with a number, where numbers tell the answers apart:
    /// those with a mark behind it, or where no line has one, those that count.
    fn numbers<'a>(&self, lines: &'a [ReplyLine]) -> Vec<(usize, Numbered<'a>)> {
        let mut numbers: Vec<(usize, Numbered<'a>)> = lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| Some((index, numbered(&line.text)?)))
            .filter(|(_, line)| line.number <= self.next)
            .collect();
        if numbers.iter().any(|(_, line)| line.marked) {
            numbers.retain(|(_, line)| line.marked);
            return numbers;
        }
        let mut counted = numbers.iter().enumerate();
        let counts = counted.all(|(index, (_, line))| line.number == index + 1);
        if numbers.len() >= 2 && counts {
            numbers
        } else {
            Vec::new()
        }
    }

    fn answer(&mut self, number: usize, mut paragraphs: Vec<String>) {
        // One bullet alone is no list.
        if let [only] = paragraphs.as_mut_slice()
            && !only.contains('\n')
            && let Some(text) = bullet(only)
        {
            *only = text.to_owned();
        }
        if paragraphs.iter().all(|text| is_empty_answer(text)) {
            self.said_nothing |= !paragraphs.is_empty();
            return;
        }
        let answer = self.by_number.entry(number).or_default();
        answer.append(&mut paragraphs);
    }

    fn free(&mut self, paragraphs: Vec<String>) {
        for paragraph in paragraphs {
            if is_empty_answer(&paragraph) {
                self.said_nothing |= paragraph.chars().any(char::is_alphanumeric);
            } else {
                self.free.push(without_own_label(&paragraph).to_owned());
            }
        }
    }

    /// The paragraphs of what is owned, and of what comes next.
    pub fn sorted(mut self) -> (Vec<String>, Vec<String>) {
        let mut next = self.by_number.remove(&self.next).unwrap_or_default();
        let answered = !next.is_empty();
        let last = self.free.len().saturating_sub(1);
        let free = self.free.into_iter().enumerate().map(|(index, text)| {
            let closes = index > 0 && index == last;
            (closes && begins(&text, &MANNERS.intentions), text)
        });
        let numbered = self.by_number.into_values().flatten();
        let mut owned = Vec::new();
        for (intends, paragraph) in free.chain(numbered.map(|text| (false, text))) {
            if answered {
                owned.push(paragraph);
                continue;
            }
            let (before, after) = cut_at_next_time(&paragraph);
            if intends && after.is_empty() {
                next.push(before);
            } else {
                owned.push(before);
                next.push(after);
            }
        }
        next.retain(|text| !text.is_empty());
        owned.retain(|text| !text.is_empty());
        for paragraph in &mut next {
            *paragraph = without_label(paragraph).to_owned();
        }
        (owned, next)
    }
}

/// `1) one 2) two` on one line, as two.
fn one_number_a_line(lines: &[ReplyLine]) -> Vec<ReplyLine> {
    let mut apart = Vec::new();
    for line in lines {
        for text in split_inline(&line.text) {
            let mut one = line.clone();
            one.text = text.to_owned();
            apart.push(one);
        }
    }
    apart
}

/// `A:`, `-->` or the writer's name in brackets say only that this is an answer.
fn without_answer_mark(text: &str) -> &str {
    for mark in ["A:", "A.", "Answer:", "-->", "->", "=>", "\u{2192}"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return rest.trim_start();
        }
    }
    let bracketed = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    match bracketed {
        Some((name, rest)) if is_name(name.trim_end_matches(':')) => {
            rest.trim_start_matches([':', ' '])
        }
        _ => text,
    }
}

fn begins(text: &str, list: &[String]) -> bool {
    begins_with(&opening(text), list)
}

fn speaks_of_next_time(text: &str) -> bool {
    begins(bullet(text).unwrap_or(text), &MANNERS.next_time)
        || without_label(text).len() < text.len()
}

/// Before and from the sentence on that says what comes next.
fn cut_at_next_time(text: &str) -> (String, String) {
    let cut = sentences(text)
        .into_iter()
        .find(|&start| speaks_of_next_time(&text[start..]))
        .unwrap_or(text.len());
    let after = text[cut..].trim();
    (
        text[..cut].trim_end().to_owned(),
        bullet(after).unwrap_or(after).to_owned(),
    )
}

/// Where the sentences of a text begin. One without a letter is part of the next.
fn sentences(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut has_word = false;
    for (index, character) in text.char_indices() {
        has_word |= character.is_alphanumeric();
        let after = &text[index + character.len_utf8()..];
        let is_stop = matches!(character, '.' | '!' | '?') && after.starts_with([' ', '\n']);
        if has_word && (is_stop || character == '\n') {
            starts.push(text.len() - after.trim_start().len());
            has_word = false;
        }
    }
    starts
}

/// `Next time: ask first` says `ask first`.
fn without_label(text: &str) -> &str {
    without(text, &MANNERS.next_labels)
}

/// `Own: I did not ask` says `I did not ask`.
fn without_own_label(text: &str) -> &str {
    without(text, &MANNERS.own_labels)
}

fn without<'a>(text: &'a str, labels: &[String]) -> &'a str {
    let Some(colon) = text
        .bytes()
        .take(LONGEST_LABEL)
        .position(|byte| byte == b':')
    else {
        return text;
    };
    let (label, rest) = text.split_at(colon);
    if is_one_of(&opening(bullet(label).unwrap_or(label)), labels) {
        rest[1..].trim_start_matches(['*', '_', ' '])
    } else {
        text
    }
}
