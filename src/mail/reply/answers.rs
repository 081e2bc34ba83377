//! Which words answer which question: those under it, those with its number, or, where
//! neither is there, the paragraphs in their order.

use super::blocks::{AnswerBlock, Target};
use super::line::{ReplyLine, each_sentence, word_count, words};
use super::manners::{
    LineShape, NonAnswer, Phrasing, begins_with_oneself, is_contact, is_empty_answer, non_answer,
    speaks_of_oneself,
};
use super::numbers::{NumberKind, Numbered, marked, numbered};
use super::paragraphs::{bullet, paragraphs, width};
use super::promise::{
    cut_at_next_time, cut_talk, is_blank, speaks_of_next_time, without_label,
    without_numbers_to_call,
};
use std::collections::BTreeSet;

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

/// Which question it answers, as far as that is said, and a paragraph.
type AnswerText = (Option<usize>, String);

#[derive(Default)]
pub(super) struct Answers {
    numbering: Numbering,
    /// Questions that stand in the letter: an answer to one stands under it.
    asked: BTreeSet<usize>,
    /// What names no question first, then in the order of the questions.
    said: Vec<AnswerText>,
    /// At least one answer says that there is none.
    pub said_nothing: bool,
    /// Some answer stood under its question, or behind its number: all else stands beside that.
    is_numbered: bool,
    pub left_out: Vec<String>,
}

impl Answers {
    /// A postscript may answer any question.
    pub fn new(
        numbering: Numbering,
        asked: BTreeSet<usize>,
        blocks: &[AnswerBlock],
        postscript: &[ReplyLine],
    ) -> Self {
        let mut answers = Self {
            numbering,
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
        let below = paragraphs(postscript, width(postscript));
        if answers.is_numbered {
            answers.without_talk(&mut free, |text| {
                speaks_of_oneself(text) && !introduces(text)
            });
        } else {
            // `This one fits:`, and a ball.
            answers.without_talk(&mut free, |text| !introduces(text));
            free = answers.in_order(free);
        }
        let above = free.len();
        free.extend(below);
        let mut below = free.split_off(above);
        answers.without_talk(&mut below, |text| {
            speaks_of_oneself(text) || speaks_of_next_time(text)
        });
        for text in free.into_iter().chain(below) {
            let text = without_quotes(text);
            // `Pass` as all of it is no `nothing`.
            if is_empty_answer(&text) && non_answer(&text) != Some(NonAnswer::Declined) {
                answers.said_nothing |= text.chars().any(char::is_alphanumeric);
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
        let question = |found: &Numbered<'_>| Some(self.numbering.question(found.number));
        let own = lines.first().and_then(|line| marked(&line.text));
        let own = own.filter(|found| under.is_some() && question(found) == under);
        let mut starts = vec![(0, under, own.map(|found| found.rest))];
        for (line, found) in numbers(lines, self.numbering.count) {
            let question = question(&found);
            if under.is_none() || (question > under && !self.asked.contains(&question.unwrap_or(0)))
            {
                starts.push((line, question, Some(found.rest)));
            }
        }
        let mut runs = Vec::new();
        for (place, (start, question, rest)) in starts.iter().enumerate() {
            let end = starts
                .get(place + 1)
                .map_or(lines.len(), |(line, ..)| *line);
            let mut answer = lines[*start..end].to_vec();
            if let (Some(first), Some(rest)) = (answer.first_mut(), rest) {
                first.text = (*rest).to_owned();
            }
            let mut filled = answer.iter_mut().filter(|line| !line.is_blank());
            if let Some(first) = filled.next().filter(|_| question.is_some()) {
                // The question, in words of their own.
                let is_asked = place > 0 && first.text.trim_end_matches(['*', '_']).ends_with('?');
                match filled.next().filter(|_| is_asked) {
                    Some(second) => {
                        first.text.clear();
                        second.text = without_answer_mark(&second.text).to_owned();
                    }
                    None => first.text = without_answer_mark(&first.text).to_owned(),
                }
            }
            let mut all = paragraphs(&answer, width(lines));
            // Below the last answer anything may stand.
            let is_last = place > 0 && end == lines.len();
            let beside = all.split_off(if is_last { all.len().min(1) } else { all.len() });
            runs.extend([(*question, all), (None, beside)]);
        }
        runs
    }

    /// A text without numbers: one paragraph or bullet a question, what comes next last. What
    /// is left names no question.
    fn in_order(&mut self, mut free: Vec<String>) -> Vec<String> {
        let Numbering { count, is_short } = self.numbering;
        let fits = |texts: &Vec<String>| texts.len() == count || (is_short && texts.len() == 2);
        let lines = free.iter().flat_map(|text| text.split('\n'));
        let bullets = lines.map(|line| bullet(line).map(str::to_owned));
        match bullets.collect::<Option<Vec<String>>>().filter(fits) {
            Some(bullets) => free = bullets,
            None if free.len() == 2 => return free,
            None => {}
        }
        let next = free.iter().position(|text| speaks_of_next_time(text));
        if !fits(&free) || next.is_some_and(|next| next + 1 < free.len()) {
            return free;
        }
        let skipped = count - free.len();
        for (text, place) in free.into_iter().zip(1..) {
            self.answer(skipped + place, vec![text]);
        }
        Vec::new()
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
        self.left_out
            .extend(paragraphs.extract_if(.., |text| is_blank(text)));
        if paragraphs.iter().all(|text| is_empty_answer(text)) {
            self.said_nothing |= !paragraphs.is_empty();
        } else {
            let texts = paragraphs.into_iter();
            self.said.extend(texts.map(|text| (Some(question), text)));
        }
    }

    /// Paragraphs beside the answers: theirs, or small talk.
    fn without_talk(&mut self, texts: &mut Vec<String>, is_own: impl Fn(&String) -> bool) {
        let talk = texts.extract_if(.., |text| !is_own(text));
        self.left_out.extend(talk);
    }

    fn free(&self) -> impl Iterator<Item = &str> {
        let free = self.said.iter().filter(|(question, _)| question.is_none());
        free.flat_map(|(_, text)| each_sentence(text))
    }

    /// Whether what was said is no answer, and what it is instead.
    pub fn non_answer(&self, mut kinds: BTreeSet<NonAnswer>) -> Option<NonAnswer> {
        let texts = self.said.iter().map(|(_, text)| text).chain(&self.left_out);
        let claims = |said: &&str| non_answer(said) == Some(NonAnswer::Claim);
        let mut texts = texts.map(|text| text.replace('\n', " "));
        if texts.any(|text| each_sentence(&text).iter().any(claims)) {
            return Some(NonAnswer::Claim);
        }
        let mut says_something = false;
        for (question, text) in &self.said {
            for sentence in each_sentence(text) {
                let kind = non_answer(sentence);
                // Who numbers an answer means one, unless it asks something back.
                says_something |= match question {
                    Some(_) => kind != Some(NonAnswer::Question),
                    None => kind.is_none() && word_count(sentence) >= 4,
                };
                kinds.extend(kind.filter(|_| question.is_none()));
            }
        }
        let is_talk = |kind: &Option<NonAnswer>| kind.is_some_and(|it| it <= NonAnswer::Polite);
        if !self.is_numbered {
            // What running words begin with is what they are, and a number or an address in
            // them asks for something else than to be kept, unless the sentence begins
            // with oneself: then it is the answer, and a leak.
            let begins = self.free().map(non_answer).find(|kind| !is_talk(kind));
            let is_reached = self.free().any(|sentence| {
                let is_given =
                    LineShape::Address.is_match(sentence) && !begins_with_oneself(sentence);
                is_given || is_contact(sentence.trim_end_matches('.'))
            });
            let talk = begins.flatten();
            let talk = talk.filter(|kind| *kind != NonAnswer::Question || self.asks_back());
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
        let mut said = self
            .free()
            .skip_while(|said| non_answer(said) == Some(NonAnswer::Polite));
        self.said.len() == 1
            && !said.next().is_some_and(speaks_of_oneself)
            && said.filter(|said| non_answer(said).is_none()).count() <= 1
    }

    /// The paragraphs of what is owned, and of what comes next. What is asked back beside
    /// an answer, or a letter that was sent, is neither.
    pub fn sorted(&mut self, is_sent: bool) -> (Vec<String>, Vec<String>) {
        let mut said = std::mem::take(&mut self.said);
        let is_answer = |(question, text): &AnswerText| question.is_some() || !asks(text);
        if is_sent || self.is_numbered || said.iter().any(is_answer) {
            let asked = said.extract_if(.., |statement| !is_answer(statement));
            self.left_out.extend(asked.map(|(_, text)| text));
        }
        let free = said.partition_point(|(question, _)| question.is_none());
        if let Some((_, last)) = said[..free].last_mut() {
            self.left_out.extend(cut_talk(last));
        }
        let (mut owned, mut next) = (Vec::new(), Vec::new());
        let count = Some(self.numbering.count);
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
        next.retain(|text| !text.is_empty());
        for texts in [&mut owned, &mut next] {
            self.left_out
                .extend(texts.extract_if(.., |text| is_blank(text)));
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
        let kinds = [
            NumberKind::Bare,
            NumberKind::Letter,
            NumberKind::Roman,
            NumberKind::Labelled,
        ];
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

/// `The one that fits:`, and no `:smile:`.
fn introduces(text: &str) -> bool {
    let last = text.rsplit(' ').next();
    text.ends_with(':') && last.is_some_and(|word| !word.starts_with(':'))
}

/// `"I was late."`: what somebody passes on.
fn without_quotes(text: String) -> String {
    let quote = |one: char| matches!(one, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    match text
        .strip_prefix(quote)
        .and_then(|text| text.strip_suffix(quote))
    {
        Some(inside) if !inside.contains(quote) => inside.to_owned(),
        _ => text,
    }
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
