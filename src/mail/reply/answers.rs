//! Which words answer which question: those under it, those with its number, or, where
//! neither is there, the paragraphs in their order.

use super::blocks::{AnswerBlock, Target};
use super::line::{ReplyLine, each_sentence, word_count, words};
use super::manners::{
    LineShape, NonAnswer, Phrasing, is_contact, is_empty_answer, non_answer, speaks_of_oneself,
};
use super::numbers::{NumberKind, Numbered, marked, numbered};
use super::paragraphs::{bullet, paragraphs, width};
use super::promise::{cut_at_next_time, cut_talk, speaks_of_next_time, without_label};
use std::collections::{BTreeMap, BTreeSet};

/// Which questions the numbers of a reply count.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Numbering {
    /// How many a full letter has; the last asks what comes next.
    pub count: usize,
    /// They count the two of a short letter.
    pub is_short: bool,
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

#[derive(Default)]
pub(super) struct Answers {
    numbering: Numbering,
    /// Questions that stand in the letter: an answer to one stands under it.
    asked: BTreeSet<usize>,
    by_question: BTreeMap<usize, Vec<String>>,
    /// Somebody wrote under the questions: all else stands beside that.
    has_inline: bool,
    /// Words that name no question.
    free: Vec<String>,
    /// At least one answer says that there is none.
    pub said_nothing: bool,
    /// Some answer stood under its question, or behind its number.
    is_numbered: bool,
    pub left_out: Vec<String>,
}

impl Answers {
    pub fn new(numbering: Numbering, asked: BTreeSet<usize>, blocks: &[AnswerBlock]) -> Self {
        let question = |block: &AnswerBlock| match block.target {
            Target::Question(question) => Some(question),
            _ => None,
        };
        let mut answers = Self {
            numbering,
            asked,
            has_inline: blocks.iter().any(|block| question(block).is_some()),
            ..Self::default()
        };
        for block in blocks {
            answers.numbered(&block.lines, question(block));
        }
        answers
    }

    /// What a postscript says, whatever question that answers; or small talk.
    pub fn postscript(&mut self, lines: &[ReplyLine]) {
        let is_own = |text: &String| speaks_of_oneself(text) || speaks_of_next_time(text);
        let said = paragraphs(lines, width(lines)).into_iter();
        let (own, talk): (Vec<_>, Vec<_>) = said.partition(is_own);
        self.left_out.extend(talk);
        self.free(own);
    }

    /// Lines told apart by their numbers. What stands above the first number answers the
    /// question that it stands under; there the numbers are those of questions that were
    /// not copied.
    fn numbered(&mut self, lines: &[ReplyLine], under: Option<usize>) {
        let width = width(lines);
        let mut runs = Vec::new();
        for (line, found) in numbers(lines, self.numbering.count) {
            let question = self.numbering.question(found.number);
            let is_other = |under| question > under && !self.asked.contains(&question);
            if under.is_none_or(is_other) {
                runs.push((line, question, found.rest));
            }
        }
        let head = runs.first().map_or(lines.len(), |(line, ..)| *line);
        let mut above = lines[..head].to_vec();
        if let (Some(first), Some(question)) = (above.first_mut(), under) {
            let number = marked(&first.text);
            let number = number.filter(|it| self.numbering.question(it.number) == question);
            let text = number.map_or(first.text.as_str(), |found| found.rest);
            first.text = without_answer_mark(text).to_owned();
        }
        match under {
            Some(question) => self.answer(question, paragraphs(&above, width)),
            None if runs.is_empty() => return self.unnumbered(lines, width),
            None => self.aside(paragraphs(&above, width)),
        }
        for (place, (start, question, rest)) in runs.iter().enumerate() {
            let end = runs.get(place + 1).map_or(lines.len(), |(line, ..)| *line);
            let mut answer = lines[*start..end].to_vec();
            // The question, in words of their own.
            let is_asked = rest.trim_end_matches(['*', '_']).ends_with('?')
                && answer[1..].iter().any(|line| !line.is_blank());
            answer[0].text = if is_asked {
                String::new()
            } else {
                (*rest).to_owned()
            };
            if let Some(first) = answer.iter_mut().find(|line| !line.is_blank()) {
                first.text = without_answer_mark(&first.text).to_owned();
            }
            let mut all = paragraphs(&answer, width);
            let own = if end == lines.len() { 1 } else { all.len() };
            let beside = all.split_off(own.min(all.len()));
            self.answer(*question, all);
            self.aside(beside);
        }
    }

    /// A text without numbers: one paragraph a question, or free.
    fn unnumbered(&mut self, lines: &[ReplyLine], width: usize) {
        let mut separate = paragraphs(lines, width);
        if self.has_inline {
            return self.aside(separate);
        }
        let Numbering { count, is_short } = self.numbering;
        let fits = |texts: usize| texts == count || (is_short && texts == 2);
        let said = separate.iter().flat_map(|text| text.split('\n'));
        let bullets: Option<Vec<String>> =
            said.map(|text| Some(bullet(text)?.to_owned())).collect();
        if let Some(bullets) = bullets.filter(|bullets| fits(bullets.len())) {
            separate = bullets;
        } else if separate.len() == 2 {
            return self.free(separate);
        }
        // What comes next is asked last.
        let next = separate.iter().position(|text| speaks_of_next_time(text));
        let is_in_order = next.is_none()
            || separate
                .last()
                .is_some_and(|text| speaks_of_next_time(text));
        if fits(separate.len()) && self.by_question.is_empty() && is_in_order {
            let skipped = count.saturating_sub(separate.len());
            for (paragraph, place) in separate.into_iter().zip(1..) {
                self.answer(skipped + place, vec![paragraph]);
            }
        } else {
            self.free(separate);
        }
    }

    fn answer(&mut self, question: usize, mut paragraphs: Vec<String>) {
        // One bullet alone is no list.
        if let [only] = paragraphs.as_mut_slice()
            && !only.contains('\n')
        {
            let text = bullet(only).unwrap_or(only);
            let is_bare = text.starts_with(['*', '_']) && text.ends_with(['*', '_']);
            let stars: &[char] = if is_bare { &['*', '_'] } else { &[] };
            *only = text.trim_matches(stars).to_owned();
        }
        if let Some(last) = paragraphs.last_mut() {
            self.left_out.extend(cut_talk(last));
        }
        self.is_numbered = true;
        if paragraphs.iter().all(|text| is_empty_answer(text)) {
            self.said_nothing |= !paragraphs.is_empty();
        } else {
            let answers = self.by_question.entry(question).or_default();
            answers.append(&mut paragraphs);
        }
    }

    /// Paragraphs beside answers that are numbered: theirs, or small talk.
    fn aside(&mut self, paragraphs: Vec<String>) {
        let is_own = |text: &String| speaks_of_oneself(text) && !text.ends_with(':');
        let (own, talk): (Vec<_>, Vec<_>) = paragraphs.into_iter().partition(is_own);
        self.left_out.extend(talk);
        self.free(own);
    }

    fn free(&mut self, paragraphs: Vec<String>) {
        for paragraph in paragraphs {
            if is_empty_answer(&paragraph) {
                self.said_nothing |= paragraph.chars().any(char::is_alphanumeric);
            } else {
                self.free.push(paragraph);
            }
        }
    }

    /// Whether what was said is no answer, and what it is instead.
    pub fn non_answer(&self, mut kinds: BTreeSet<NonAnswer>) -> Option<NonAnswer> {
        // Who numbers an answer means one, unless it asks something back.
        let mut says_something = self.by_question.values().flatten().any(|text| {
            each_sentence(text)
                .iter()
                .any(|sentence| non_answer(sentence) != Some(NonAnswer::Question))
        });
        let free = || self.free.iter().flat_map(|text| each_sentence(text));
        for sentence in free() {
            let kind = non_answer(sentence);
            says_something |= kind.is_none() && word_count(sentence) >= 4;
            kinds.extend(kind);
        }
        if !self.is_numbered {
            // What running words begin with is what they are, and a number or an address in
            // them asks for something else than to be kept.
            let mut first = free()
                .map(non_answer)
                .skip_while(|kind| *kind == Some(NonAnswer::Polite));
            let begins = first.next().flatten();
            let is_reached = free().any(|sentence| is_contact(sentence.trim_end_matches('.')));
            let talk = begins.filter(|kind| *kind != NonAnswer::Question || self.asks_back());
            if talk.is_some() || is_reached {
                return kinds.into_iter().max().max(talk.or(Some(NonAnswer::Call)));
            }
        }
        let worst = kinds.into_iter().max()?;
        let is_nobody = worst == NonAnswer::Absent && !self.is_numbered;
        let is_nothing = self.said_nothing && worst <= NonAnswer::Polite;
        (is_nobody || !(says_something || is_nothing)).then_some(worst)
    }

    /// `Which search was it? I had three that week.`: a question that is not about the
    /// person's own part, and what it needs to be understood.
    fn asks_back(&self) -> bool {
        let said = self.free.iter().flat_map(|text| each_sentence(text));
        let mut said = said.skip_while(|said| non_answer(said) == Some(NonAnswer::Polite));
        self.free.len() == 1
            && !said.next().is_some_and(speaks_of_oneself)
            && said.filter(|said| non_answer(said).is_none()).count() <= 1
    }

    /// The paragraphs of what is owned, and of what comes next. What is asked back beside
    /// an answer, or a letter that was sent, is neither.
    pub fn sorted(&mut self, is_sent: bool) -> (Vec<String>, Vec<String>) {
        let (asked, said): (Vec<_>, Vec<_>) = std::mem::take(&mut self.free)
            .into_iter()
            .partition(|text| asks(text));
        if is_sent || self.is_numbered || !said.is_empty() {
            self.left_out.extend(asked);
            self.free = said;
        } else {
            self.free = asked;
        }
        if let Some(last) = self.free.last_mut() {
            self.left_out.extend(cut_talk(last));
        }
        let mut numbered = std::mem::take(&mut self.by_question);
        let mut next = numbered.remove(&self.numbering.count).unwrap_or_default();
        let answered = !next.is_empty();
        let mut owned = Vec::new();
        // The last of what names no question, where nothing names one.
        let last = numbered
            .is_empty()
            .then(|| self.free.len().saturating_sub(1));
        let free = std::mem::take(&mut self.free).into_iter().zip(0..);
        // Beside a letter, what somebody intends is what comes next.
        let free = free.map(|(text, index)| (text, Some(index) == last, is_sent || index > 0));
        let numbered = numbered.into_values().flatten();
        for (text, is_last, is_behind) in free.chain(numbered.map(|text| (text, false, false))) {
            let text = without_label(&text, Phrasing::OwnLabel);
            let cut = if answered {
                text.len()
            } else {
                cut_at_next_time(text, is_last, is_behind)
            };
            let (before, after) = text.split_at(cut);
            let joint = Some(before).filter(|_| !after.is_empty());
            let joint = joint.and_then(|before| LineShape::Joint.find(before));
            let before = &before[..joint.map_or(cut, |joint| joint.start())];
            owned.push(before.trim().to_owned());
            next.push(bullet(after.trim()).unwrap_or(after.trim()).to_owned());
        }
        next.retain(|text| !text.is_empty());
        for paragraph in &mut next {
            *paragraph = without_label(paragraph, Phrasing::NextLabel).to_owned();
        }
        (owned, next)
    }
}

/// It only asks: `I should have asked "…?"` says something.
fn asks(text: &str) -> bool {
    let said = each_sentence(text);
    let mut begun = said.iter().filter_map(|said| words(said).next());
    said.iter()
        .all(|said| non_answer(said) == Some(NonAnswer::Question))
        && !begun.any(|(word, _)| Phrasing::FirstPerson.has(&word))
        && !text.contains(['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}'])
}

/// The lines that begin with a number, where numbers tell the answers apart: those with a
/// mark behind it, or where no line has one, those that count.
pub(super) fn numbers(lines: &[ReplyLine], count: usize) -> Vec<(usize, Numbered<'_>)> {
    let found = lines.iter().map(|line| numbered(&line.text)).enumerate();
    let found = found.filter_map(|(index, found)| Some((index, found?)));
    let found: Vec<_> = found.filter(|(_, it)| it.number <= count).collect();
    let of = |kind| found.iter().filter(move |(_, it)| it.kind == kind).cloned();
    let mut marked: Vec<_> = of(NumberKind::Marked).collect();
    if marked.is_empty() {
        let kinds = [NumberKind::Bare, NumberKind::Letter, NumberKind::Roman];
        let counts = |kind: &NumberKind| {
            of(*kind).count() >= 2
                && of(*kind)
                    .zip(1..)
                    .all(|((_, it), place)| it.number == place)
        };
        let kind = kinds.into_iter().find(counts);
        return kind.map_or_else(Vec::new, |kind| of(kind).collect());
    }
    // `on` and, wrapped, `3. November`: a number that the sentence above goes on with.
    let mut next = 1;
    marked.retain(|(index, it)| {
        let above = index.checked_sub(1).map_or("", |above| &lines[above].text);
        let mut later = of(NumberKind::Marked).filter(|(later, _)| later > index);
        let goes_on = above.ends_with(char::is_lowercase) && it.number != next;
        let is_kept = !goes_on || !later.any(|(_, later)| later.number == next);
        next = if is_kept { it.number + 1 } else { next };
        is_kept
    });
    marked
}

/// `A:`, `-->` or the writer's name in brackets say only that this is an answer.
pub(super) fn without_answer_mark(text: &str) -> &str {
    if let Some(inside) = LineShape::Bracketed.part(text) {
        return inside;
    }
    let rest = text[LineShape::AnswerMark
        .find(text)
        .map_or(0, |mark| mark.end())..]
        .trim_start();
    let ends = [" ***", " **", " <<<", " <<"];
    let closed = ends.iter().find_map(|end| rest.strip_suffix(end));
    closed.unwrap_or(rest)
}
