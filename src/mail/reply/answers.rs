//! Which words answer which question: those under it, those with its number, or, where
//! neither is there, the paragraphs in their order.

use super::blocks::{AnswerBlock, Target};
use super::line::{ReplyLine, each_sentence, spoken, word_count};
use super::manners::{
    LineShape, NonAnswer, Phrasing, begins_with_oneself, is_empty_answer, is_number_to_call,
    non_answer, speaks_of_oneself,
};
use super::numbers::{NumberKind, Numbered, marked, numbered};
use super::paragraphs::{NARROWEST, bullet, paragraphs, width};
use super::promise::{
    cut_at_next_time, cut_talk, is_blank, without_label, without_numbers_to_call,
};
use std::collections::BTreeSet;

/// Which question it answers, as far as that is said, and a paragraph.
type AnswerText = (Option<usize>, String);

#[derive(Default)]
pub(super) struct Answers {
    /// How many questions a full letter has; the last asks what comes next.
    count: usize,
    /// So many of them come before the one that the number 1 counts.
    skipped: usize,
    /// Questions that stand in the letter: an answer to one stands under it.
    asked: BTreeSet<usize>,
    /// What names no question first, then in the order of the questions.
    said: Vec<AnswerText>,
    /// Answers that say that there is none.
    pub nothing: Vec<String>,
    /// Some answer stood under its question, or behind its number: all else stands beside that.
    pub is_numbered: bool,
    pub left_out: Vec<String>,
}

impl Answers {
    /// `is_short` tells that numbers count the two questions of a short letter.
    pub fn new(
        count: usize,
        is_short: bool,
        asked: BTreeSet<usize>,
        blocks: &[AnswerBlock],
    ) -> Self {
        let skipped = if is_short { count.saturating_sub(2) } else { 0 };
        let mut answers = Self {
            count,
            skipped,
            asked,
            ..Self::default()
        };
        let mut free = Vec::new();
        let runs: Vec<_> = blocks.iter().flat_map(|it| answers.runs(it)).collect();
        for (question, texts) in runs {
            match question {
                Some(question) => answers.answer(question, texts),
                None => free.extend(texts),
            }
        }
        let is_beside = answers.is_numbered;
        // `This one fits:`, and a ball; beside answers, small talk and excuses.
        let is_excuse = |said: &str| Phrasing::Excuse.tells(&spoken(said, 12));
        let says_more = |said: &str| speaks_of_oneself(said) && !is_excuse(said);
        let is_own = |text: &String| {
            let is_own = !is_beside || each_sentence(text).any(says_more);
            is_own && !introduces(text) && !is_blank(text)
        };
        let talk = free.extract_if(.., |text| !is_own(text));
        answers.left_out.extend(talk);
        // The same initials stand before each answer.
        answers.left_out.dedup();
        for text in free {
            // What somebody passes on.
            let inside = LineShape::Quoted.part(&text).map(str::to_owned);
            let text = inside.unwrap_or(text);
            // `Pass` as all of it is no `nothing`.
            if is_empty_answer(&text) && non_answer(&text) != Some(NonAnswer::Declined) {
                answers.nothing.push(text);
            } else {
                answers.said.push((None, text));
            }
        }
        let called = without_numbers_to_call(&mut answers.said);
        answers.left_out.extend(called);
        answers.said.sort_by_key(|(question, _)| *question);
        answers
    }

    /// Paragraphs told apart by their numbers. What stands above the first number answers
    /// the question that it stands under; there the numbers are those of questions that
    /// were not copied.
    fn runs(&self, block: &AnswerBlock) -> Vec<(Option<usize>, Vec<String>)> {
        let lines = block.lines.as_slice();
        let under = match block.target {
            Target::Question(question) => Some(question),
            _ => None,
        };
        let question = |found: &Numbered<'_>| {
            let number = found.number;
            Some((number + self.skipped).min(self.count.max(number)))
        };
        let own = lines.first().and_then(|line| marked(&line.text));
        let own = own.filter(|found| question(found) == under);
        let mut starts = vec![(0, under, own.map(|found| found.rest))];
        for (line, found) in numbers(lines, self.count) {
            let question = question(&found);
            if under.is_none() || !self.asked.contains(&question.unwrap_or(0)) {
                starts.push((line, question, Some(found.rest)));
            }
        }
        let mut runs = Vec::new();
        for (place, (start, question, rest)) in starts.iter().enumerate() {
            let next = starts.get(place + 1);
            let mut answer = lines[*start..next.map_or(lines.len(), |(line, ..)| *line)].to_vec();
            if let (Some(first), Some(rest)) = (answer.first_mut(), rest) {
                first.text = (*rest).to_owned();
            }
            let mut filled = answer.iter_mut().filter(|line| !line.is_blank());
            if let Some(first) = filled.next().filter(|_| question.is_some()) {
                // The question, in words of their own.
                let is_asked = place > 0 && first.text.trim_end_matches(['*', '_']).ends_with('?');
                let second = filled.next().filter(|_| is_asked);
                if second.is_some() {
                    first.text.clear();
                }
                let answer = second.unwrap_or(first);
                let text = without_answer_mark(&answer.text).to_owned();
                // `HR:` may say who did it: what is taken is shown.
                let mark = answer.text.split(&text).next().unwrap_or_default().trim();
                let is_name = mark.chars().filter(|one| one.is_alphabetic()).count() > 1;
                if is_name && !Phrasing::OwnLabel.is(mark) {
                    runs.push((None, vec![mark.to_owned()]));
                }
                answer.text = text;
            }
            let mut all = paragraphs(&answer, width(lines));
            // Below the last answer anything may stand.
            let is_last = place > 0 && next.is_none();
            let beside = all.split_off(if is_last { all.len().min(1) } else { all.len() });
            runs.extend([(*question, all), (None, beside)]);
        }
        runs
    }

    fn answer(&mut self, question: usize, mut paragraphs: Vec<String>) {
        // One bullet alone is no list.
        if let [only] = paragraphs.as_mut_slice()
            && !only.contains('\n')
        {
            *only = bullet(only).unwrap_or(only).to_owned();
        }
        if let Some(last) = paragraphs.last_mut() {
            self.left_out.extend(cut_talk(last));
        }
        self.is_numbered = true;
        self.left_out
            .extend(paragraphs.extract_if(.., |text| is_blank(text)));
        if paragraphs.iter().all(|text| is_empty_answer(text)) {
            self.nothing.append(&mut paragraphs);
        } else {
            let texts = paragraphs.into_iter();
            self.said.extend(texts.map(|text| (Some(question), text)));
        }
    }

    /// It is numbered, or somebody speaks of their own part.
    pub fn is_certain(&self) -> bool {
        let mut texts = self.said.iter().map(|(_, text)| text);
        self.is_numbered || self.said.is_empty() || texts.any(|text| speaks_of_oneself(text))
    }

    /// Whether what was said is no answer, and what it is instead.
    pub fn non_answer(&self, mut kinds: BTreeSet<NonAnswer>) -> Option<NonAnswer> {
        let texts = self.said.iter().map(|(_, text)| text).chain(&self.left_out);
        let claims = |said: &str| non_answer(said) == Some(NonAnswer::Claim);
        let mut texts = texts.map(|text| text.replace('\n', " "));
        if texts.any(|text| each_sentence(&text).any(claims)) {
            return Some(NonAnswer::Claim);
        }
        let left_out = self.left_out.iter().flat_map(|text| each_sentence(text));
        kinds.extend(left_out.filter_map(non_answer));
        let (mut says_something, mut free) = (false, Vec::new());
        for (question, text) in &self.said {
            for sentence in each_sentence(text) {
                let kind = non_answer(sentence);
                kinds.extend(kind);
                // Who numbers an answer means one, unless it asks something back.
                says_something |= match question {
                    Some(_) => kind != Some(NonAnswer::Question),
                    None => kind.is_none() && word_count(sentence) >= 4,
                };
                if question.is_none() {
                    free.push((sentence, kind));
                }
            }
        }
        let worst = kinds.into_iter().max();
        if !self.is_numbered {
            // What running words begin with is what they are, and a number or an address in
            // them asks for something else than to be kept, unless the sentence begins
            // with oneself: then it is the answer, and a leak. `Which search was it? I had
            // three that week.`: what a question needs to be understood is none either.
            let asks_back = free.iter().filter(|(_, kind)| kind.is_none()).count() <= 1;
            let points = |(said, _): &(&str, _)| LineShape::Page.is_match(said);
            let is_own = |(said, _): &(&str, _)| begins_with_oneself(said);
            if free.iter().any(points) && !free.iter().any(is_own) {
                return worst.max(Some(NonAnswer::Elsewhere));
            }
            let begun = free.first().and_then(|(_, kind)| *kind);
            let begun = begun.filter(|kind| *kind != NonAnswer::Question || asks_back);
            // `I joined after that. Are you sure you don't mean Robin?`
            let is_other = |it: &&(&str, _)| it.1 == Some(NonAnswer::Astray) && it.0.ends_with('?');
            let other = free.iter().find(is_other).filter(|_| asks_back);
            let begun = begun.or(other.and_then(|(_, kind)| *kind));
            let is_reached = free.iter().any(|(said, _)| {
                (LineShape::Address.is_match(said) && !begins_with_oneself(said))
                    || is_number_to_call(said)
            });
            if begun.is_some() || is_reached || worst == Some(NonAnswer::Absent) {
                return worst.max(begun.or(Some(NonAnswer::Call)));
            }
        }
        let is_nothing = !self.nothing.is_empty() && worst <= Some(NonAnswer::Polite);
        worst.filter(|_| !says_something && !is_nothing)
    }

    /// The paragraphs of what is owned, and of what comes next. What is asked back beside
    /// an answer, or a letter that was sent, is neither.
    pub fn sorted(&mut self, is_sent: bool) -> (Vec<String>, Vec<String>) {
        let mut said = std::mem::take(&mut self.said);
        let is_answer = |(question, text): &AnswerText| question.is_some() || !asks(text);
        if is_sent || said.iter().any(is_answer) {
            let asked = said.extract_if(.., |statement| !is_answer(statement));
            self.left_out.extend(asked.map(|(_, text)| text));
        }
        let free = said.partition_point(|(question, _)| question.is_none());
        if let Some((_, last)) = said[..free].last_mut() {
            self.left_out.extend(cut_talk(last));
        }
        let (mut owned, mut next) = (Vec::new(), Vec::new());
        let count = Some(self.count);
        let answered = said.iter().any(|(question, _)| *question == count);
        let is_all_free = free == said.len();
        for (index, (question, text)) in said.into_iter().enumerate() {
            if question == count {
                next.push(without_label(&text, Phrasing::NextLabel).to_owned());
                continue;
            }
            let text = without_label(&text, Phrasing::OwnLabel);
            // The last of what names no question, where nothing names one; beside a letter,
            // what somebody intends is what comes next.
            let is_last = is_all_free && index + 1 == free;
            let is_behind = question.is_none() && (is_sent || index > 0);
            let cut = if answered {
                text.len()
            } else if is_last && free == self.count {
                // As many paragraphs as there are questions.
                0
            } else {
                cut_at_next_time(text, is_last, is_behind)
            };
            let (before, after) = text.split_at(cut);
            let joint = LineShape::Joint.find(before).filter(|_| !after.is_empty());
            let before = &before[..joint.map_or(cut, |joint| joint.start())];
            owned.push(before.trim().to_owned());
            let after = bullet(after.trim()).unwrap_or(after.trim());
            next.push(without_label(after, Phrasing::NextLabel).to_owned());
        }
        for texts in [&mut owned, &mut next] {
            texts.retain(|text| !text.is_empty());
            self.left_out
                .extend(texts.extract_if(.., |text| is_blank(text)));
        }
        // A list of one is none.
        if let [one] = owned.as_mut_slice()
            && let Some(said) = bullet(one).filter(|said| !said.contains('\n'))
        {
            *one = said.to_owned();
        }
        // `First, I …` and `Second, when …`
        if let ([first], [second]) = (owned.as_mut_slice(), next.as_mut_slice())
            && let Some(one) = LineShape::First.part(first)
            && let Some(two) = LineShape::Second.part(second)
        {
            (*first, *second) = (one.to_owned(), two.to_owned());
        }
        (owned, next)
    }
}

/// It only asks: `I should have asked "…?"` says something.
fn asks(text: &str) -> bool {
    let is_asked =
        |said: &str| non_answer(said) == Some(NonAnswer::Question) && !begins_with_oneself(said);
    each_sentence(text).all(is_asked)
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
        let kinds = [NumberKind::Bare, NumberKind::Letter, NumberKind::Labelled];
        let counts = |kind: &NumberKind| {
            of(*kind).count() >= 2
                && of(*kind)
                    .zip(1..)
                    .all(|((_, it), place)| it.number == place)
        };
        let kind = kinds.into_iter().find(counts);
        return kind.map_or_else(Vec::new, |kind| of(kind).collect());
    }
    // `on` and, wrapped, `3. November`: a number that the sentence above goes on with. A
    // wrapped line without a 1 above it begins with none that counts.
    let mut next = 1;
    marked.retain(|(index, it)| {
        let above = index.checked_sub(1).map(|above| &lines[above]);
        let mut later = of(NumberKind::Marked).filter(|(later, _)| later > index);
        let goes_below = |one: char| one.is_lowercase() || one == ',';
        let is_open = above.is_some_and(|above| above.text.ends_with(goes_below));
        let is_wrapped = next == 1 && above.is_some_and(|above| above.width >= NARROWEST);
        let goes_on =
            it.number != next && (is_wrapped || later.any(|(_, later)| later.number == next));
        let is_kept = !is_open || !(goes_on || LineShape::Month.is_match(it.rest));
        next = if is_kept { it.number + 1 } else { next };
        is_kept
    });
    marked
}

/// `The one that fits:`, and no `:smile:`.
fn introduces(text: &str) -> bool {
    let last = text.rsplit(' ').next();
    text.ends_with(':') && last.is_some_and(|word| !word.starts_with(':'))
}

/// `A:`, `-->` or the writer's name in brackets say only that this is an answer.
pub(super) fn without_answer_mark(text: &str) -> &str {
    let rest = text[LineShape::AnswerMark
        .find(text)
        .map_or(0, |mark| mark.end())..]
        .trim_start();
    let ends = [" ***", " **", " <<<", " <<"];
    let closed = ends.iter().find_map(|end| rest.strip_suffix(end));
    closed.unwrap_or(rest)
}
