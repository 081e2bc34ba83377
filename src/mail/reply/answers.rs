//! Which words answer which question: those under it, those with its number, or, where
//! neither is there, the paragraphs in their order.

use super::letter::{AnswerBlock, Target};
use super::line::{ReplyLine, each_sentence};
use super::manners::{MANNERS, NonAnswer, is_empty_answer, is_name, non_answer, speaks_of_oneself};
use super::numbers::{NumberKind, Numbered, marked, numbered};
use super::paragraphs::{bullet, paragraphs, width};
use super::promise::{
    cut_at_next_time, cut_talk, says_the_rest_is_nothing, speaks_of_next_time, without_label,
};
use std::collections::{BTreeMap, BTreeSet};

/// Beside answers that are numbered, a longer paragraph is no small talk.
const LONGEST_ASIDE: usize = 12;

/// Which questions the numbers of a reply count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbering {
    /// How many a full letter has; the last asks what comes next.
    pub count: usize,
    /// They count the two of a short letter.
    pub is_short: bool,
    /// A mark or a question says so.
    pub is_known: bool,
}

impl Numbering {
    fn question(self, number: usize) -> usize {
        let skipped = if self.is_short {
            self.count.saturating_sub(2)
        } else {
            0
        };
        (number + skipped).min(self.count.max(number))
    }
}

pub(super) struct Answers<'a> {
    numbering: Numbering,
    /// Questions that stand in the letter: an answer to one stands under it.
    asked: &'a BTreeSet<usize>,
    by_question: BTreeMap<usize, Vec<String>>,
    /// Somebody wrote under the questions: all else stands beside that.
    has_inline: bool,
    /// Words that name no question.
    free: Vec<String>,
    /// At least one answer says that there is none.
    pub said_nothing: bool,
    /// Some answer stood under its question, or behind its number.
    pub is_numbered: bool,
    pub left_out: Vec<String>,
}

impl<'a> Answers<'a> {
    pub const fn new(numbering: Numbering, asked: &'a BTreeSet<usize>, has_inline: bool) -> Self {
        Self {
            numbering,
            asked,
            has_inline,
            by_question: BTreeMap::new(),
            free: Vec::new(),
            said_nothing: false,
            is_numbered: false,
            left_out: Vec::new(),
        }
    }

    pub fn take(&mut self, block: &AnswerBlock) {
        match block.target {
            Target::Nowhere => {}
            Target::Question(question) => self.under(question, &block.lines, width(&block.lines)),
            Target::Whole => self.whole(&block.lines),
        }
    }

    /// What a postscript says, whatever question that answers.
    pub fn postscript(&mut self, lines: &[ReplyLine]) {
        self.free(paragraphs(lines, width(lines)));
    }

    /// What stands under a question. Where only some questions were copied, the numbers of
    /// the others follow here.
    fn under(&mut self, question: usize, lines: &[ReplyLine], width: usize) {
        let other = |line: &ReplyLine| {
            let found = marked(&line.text)?;
            let other = self.numbering.question(found.number);
            (other > question && other <= self.numbering.count && !self.asked.contains(&other))
                .then(|| (other, found.rest.to_owned()))
        };
        let following = lines
            .iter()
            .enumerate()
            .find_map(|(index, line)| Some((index, other(line)?)));
        let end = following.as_ref().map_or(lines.len(), |(index, _)| *index);
        let mut own = lines[..end].to_vec();
        if let Some(first) = own.first_mut() {
            let text = marked(&first.text)
                .filter(|found| self.numbering.question(found.number) == question);
            let text = text.map_or_else(|| without_answer_mark(&first.text), |found| found.rest);
            first.text = text.to_owned();
        }
        self.answer(question, paragraphs(&own, width));
        if let Some((end, (question, rest))) = following {
            let mut lines = lines[end..].to_vec();
            lines[0].text = rest;
            self.under(question, &lines, width);
        }
    }

    /// A text of its own: numbered, or one paragraph a question, or free.
    fn whole(&mut self, lines: &[ReplyLine]) {
        let width = width(lines);
        let numbers = numbers(lines, self.numbering.count);
        if let Some((first, _)) = numbers.first() {
            for paragraph in paragraphs(&lines[..*first], width) {
                self.aside(paragraph, None);
            }
            let ends = numbers.iter().skip(1).map(|(line, _)| *line);
            for ((start, found), end) in numbers.iter().zip(ends.chain([lines.len()])) {
                let mut answer = lines[*start..end].to_vec();
                answer[0].text = found.rest.to_owned();
                let question = self.numbering.question(found.number);
                let mut paragraphs = paragraphs(&answer, width).into_iter();
                let is_last = end == lines.len();
                self.answer(
                    question,
                    paragraphs
                        .by_ref()
                        .take(if is_last { 1 } else { usize::MAX })
                        .collect(),
                );
                for paragraph in paragraphs {
                    self.aside(paragraph, Some(question));
                }
            }
            return;
        }
        let mut separate = paragraphs(lines, width);
        if self.has_inline {
            for paragraph in separate {
                self.aside(paragraph, None);
            }
            return;
        }
        let bullets: Vec<&str> = separate.iter().flat_map(|text| text.split('\n')).collect();
        let full = self.numbering.count;
        let fits = |count: usize| {
            if self.numbering.is_short {
                count == 2 || (!self.numbering.is_known && count == full)
            } else {
                count == full
            }
        };
        if fits(bullets.len()) && bullets.iter().all(|line| bullet(line).is_some()) {
            separate = bullets
                .into_iter()
                .map(|line| bullet(line).unwrap_or(line).to_owned())
                .collect();
        } else if separate.len() == 2 {
            self.free(separate);
            return;
        }
        let is_one_each = fits(separate.len()) && self.by_question.is_empty();
        let says_next = |text: &String| speaks_of_next_time(text);
        // What comes next is asked last.
        let is_in_order = !separate.iter().any(says_next) || separate.last().is_some_and(says_next);
        if is_one_each && is_in_order {
            let skipped = full.saturating_sub(separate.len());
            for (index, paragraph) in separate.into_iter().enumerate() {
                self.answer(skipped + index + 1, vec![paragraph]);
            }
            return;
        }
        self.free(separate);
    }

    fn answer(&mut self, question: usize, mut paragraphs: Vec<String>) {
        // One bullet alone is no list.
        if let [only] = paragraphs.as_mut_slice()
            && !only.contains('\n')
        {
            let text = bullet(only).unwrap_or(only);
            let bare = text.trim_matches(['*', '_', ' ']);
            *only = if bare.len() + 2 <= text.len()
                && text.starts_with(['*', '_'])
                && text.ends_with(['*', '_'])
            {
                bare.to_owned()
            } else {
                text.to_owned()
            };
        }
        if let Some(last) = paragraphs.last_mut() {
            self.left_out.extend(cut_talk(last, false));
        }
        self.is_numbered = true;
        if paragraphs.iter().all(|text| is_empty_answer(text)) {
            self.said_nothing |= !paragraphs.is_empty();
            return;
        }
        self.by_question
            .entry(question)
            .or_default()
            .append(&mut paragraphs);
    }

    /// A paragraph beside answers that are numbered: theirs, or small talk.
    fn aside(&mut self, text: String, question: Option<usize>) {
        let is_talk = each_sentence(&text)
            .iter()
            .all(|sentence| non_answer(sentence).is_some());
        let is_long =
            text.split_whitespace().count() > LONGEST_ASIDE && !text.ends_with([':', '?']);
        let is_list =
            text.starts_with("- ") || text.split('\n').all(|line| numbered(line).is_some());
        if says_the_rest_is_nothing(&text) {
            self.said_nothing = true;
        } else if is_talk || !(speaks_of_oneself(&text) || is_long || is_list) {
            self.left_out.push(text);
        } else if let Some(question) = question {
            self.answer(question, vec![text]);
        } else {
            self.free(vec![text]);
        }
    }

    fn free(&mut self, paragraphs: Vec<String>) {
        for paragraph in paragraphs {
            if is_empty_answer(&paragraph) || says_the_rest_is_nothing(&paragraph) {
                self.said_nothing |= paragraph.chars().any(char::is_alphanumeric);
            } else {
                self.free.push(paragraph);
            }
        }
    }

    /// Whether what was said is no answer, and what it is instead.
    pub fn non_answer(&self, whole: &[NonAnswer]) -> Option<NonAnswer> {
        let mut kinds: BTreeSet<NonAnswer> = whole.iter().copied().collect();
        let mut numbered = self.by_question.values().flatten();
        // Who numbers an answer means one, unless it asks something back.
        let mut says_something = numbered.any(|text| {
            let mut sentences = each_sentence(text).into_iter();
            sentences.any(|sentence| non_answer(sentence) != Some(NonAnswer::Question))
        });
        for sentence in self.free.iter().flat_map(|text| each_sentence(text)) {
            let kind = non_answer(sentence);
            let digits = sentence.chars().filter(char::is_ascii_digit).count();
            says_something |=
                kind.is_none() && sentence.split_whitespace().count() >= 4 && digits < 7;
            kinds.extend(kind);
        }
        let worst = kinds.into_iter().max()?;
        let is_nobody = worst == NonAnswer::Absent && !self.is_numbered;
        let is_nothing = self.said_nothing && worst <= NonAnswer::Polite;
        (is_nobody || !(says_something || is_nothing)).then_some(worst)
    }

    /// The paragraphs of what is owned, and of what comes next.
    pub fn sorted(&mut self) -> (Vec<String>, Vec<String>) {
        let mut next = self
            .by_question
            .remove(&self.numbering.count)
            .unwrap_or_default();
        let answered = !next.is_empty();
        if let Some(last) = self.free.last_mut() {
            self.left_out.extend(cut_talk(last, true));
        }
        let last = self.free.len().saturating_sub(1);
        let free = std::mem::take(&mut self.free);
        let is_only = self.by_question.is_empty();
        let mut owned = Vec::new();
        let free = free
            .into_iter()
            .enumerate()
            .map(|(index, text)| (is_only && index == last, index, text));
        let by_question = std::mem::take(&mut self.by_question);
        let numbered = by_question
            .into_values()
            .flatten()
            .map(|text| (false, 0, text));
        for (is_last, index, paragraph) in free.chain(numbered) {
            let paragraph = without_label(&paragraph, &MANNERS.own_labels).to_owned();
            let cut = cut_at_next_time(&paragraph, is_last, index > 0);
            let cut = if answered { paragraph.len() } else { cut };
            let (before, after) = paragraph.split_at(cut);
            owned.push(without_dash(before).to_owned());
            next.push(bullet(after.trim()).unwrap_or(after.trim()).to_owned());
        }
        owned.retain(|text| !text.is_empty());
        next.retain(|text| !text.is_empty());
        for paragraph in &mut next {
            *paragraph = without_label(paragraph, &MANNERS.next_labels).to_owned();
        }
        (owned, next)
    }
}

fn without_dash(text: &str) -> &str {
    text.trim()
        .trim_end_matches([' ', '/', '\u{2014}', '\u{2013}'])
}

/// The lines that begin with a number, where numbers tell the answers apart: those with a
/// mark behind it, or where no line has one, those that count.
pub(super) fn numbers(lines: &[ReplyLine], count: usize) -> Vec<(usize, Numbered<'_>)> {
    let found = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, numbered(&line.text)?)));
    let found: Vec<(usize, Numbered<'_>)> =
        found.filter(|(_, found)| found.number <= count).collect();
    let of = |kind| {
        found
            .iter()
            .filter(|(_, found)| found.kind == kind)
            .cloned()
            .collect::<Vec<_>>()
    };
    let marked = of(NumberKind::Marked);
    if !marked.is_empty() {
        return without_wrapped(lines, &marked);
    }
    for kind in [NumberKind::Bare, NumberKind::Letter, NumberKind::Roman] {
        let numbers = of(kind);
        let counts = numbers
            .iter()
            .enumerate()
            .all(|(index, (_, found))| found.number == index + 1);
        if numbers.len() >= 2 && counts {
            return numbers;
        }
    }
    Vec::new()
}

/// `on` and, wrapped, `3. November`: a number that the sentence above goes on with.
fn without_wrapped<'l>(
    lines: &[ReplyLine],
    numbers: &[(usize, Numbered<'l>)],
) -> Vec<(usize, Numbered<'l>)> {
    let mut kept: Vec<(usize, Numbered<'l>)> = Vec::new();
    for (place, (index, found)) in numbers.iter().enumerate() {
        let above = index
            .checked_sub(1)
            .map_or("", |above| lines[above].text.as_str());
        let goes_on = above.ends_with(|end: char| end.is_lowercase() || end == ',');
        let last = kept.last().map_or(0, |(_, last)| last.number);
        let is_out_of_order = found.number != last + 1;
        let comes_later = numbers[place + 1..]
            .iter()
            .any(|(_, later)| later.number == last + 1 || later.number == found.number);
        if !(goes_on && is_out_of_order && comes_later) {
            kept.push((*index, found.clone()));
        }
    }
    kept
}

/// `A:`, `-->` or the writer's name in brackets say only that this is an answer.
pub(super) fn without_answer_mark(text: &str) -> &str {
    for mark in ["A:", "A.", "Answer:", "-->", "->", "=>", "\u{2192}", ">>"] {
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
