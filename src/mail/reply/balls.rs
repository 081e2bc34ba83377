//! Which balls a reply says were dropped: letters that were sent, boxes that were ticked, a
//! `dropped:` line, and sentences that say no more than that. Never one that is denied, and
//! never because its name occurs.

use super::answers::without_answer_mark;
use super::blocks::{AnswerBlock, Target};
use super::line::{ReplyLine, each_sentence, sentences, spoken, without_label, words};
use super::manners::{Phrasing, is_empty_answer, is_talk, shapes};
use super::numbers::{marked, numbered};
use super::promise::speaks_of_next_time;
use crate::model::Party;
use crate::vocabulary::Vocabulary;
use std::collections::HashMap;

/// What a reply says about balls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Slugs of the party that answers.
    pub dropped: Vec<String>,
    /// It says that it was none of them.
    pub none: bool,
    /// Slugs of other parties' balls.
    pub of_others: Vec<String>,
    /// Words on a `dropped:` line that mean no ball, and slugs of a mark that nothing knows.
    pub unknown: Vec<String>,
}

pub(super) struct Balls<'a> {
    party: Party,
    vocabulary: &'a Vocabulary,
    /// The slugs that the letters stand for.
    lettered: Vec<String>,
    /// What people call the balls of this party, in two words and more.
    names: HashMap<String, String>,
    pub ticked: Ticked,
}

/// What may stand beside letters.
#[rustfmt::skip]
const BESIDE_LETTERS: [Phrasing; 5] =
    [Phrasing::Filler, Phrasing::Negation, Phrasing::All, Phrasing::Yes, Phrasing::Prefix];
const LONGEST_STATEMENT: usize = 9;

impl<'a> Balls<'a> {
    pub fn new(party: Party, lettered: Vec<String>, vocabulary: &'a Vocabulary) -> Self {
        let all = vocabulary.balls_of(party).flat_map(|ball| {
            let names = std::iter::once(&ball.slug).chain(&ball.aliases);
            names.map(|name| (spoken(name, LONGEST_STATEMENT + 1), ball.slug.clone()))
        });
        // The letter says so too, whatever the vocabulary calls them by now.
        let ours = lettered
            .iter()
            .map(|slug| (slug.replace('-', " "), slug.clone()));
        let names = all
            .chain(ours)
            .filter(|(name, _)| name.contains(' '))
            .collect();
        Self {
            party,
            vocabulary,
            lettered,
            names,
            ticked: Ticked::default(),
        }
    }

    pub fn tick(&mut self, letter: usize) {
        if let Some(slug) = self.lettered.get(letter).cloned() {
            self.add(&slug);
        }
    }

    fn add(&mut self, slug: &str) {
        let ticked = &mut self.ticked;
        let list = match self.vocabulary.ball(slug) {
            // A letter whose ball was renamed since, and nothing says to what.
            None => &mut ticked.unknown,
            Some(ball) if ball.party == self.party => &mut ticked.dropped,
            Some(_) => &mut ticked.of_others,
        };
        if !list.iter().any(|known| known == slug) {
            list.push(slug.to_owned());
        }
    }

    /// Takes what does nothing but tick from lines, of which so many were written.
    pub fn take_lines(&mut self, block: &mut AnswerBlock, filled: usize, out: &mut Vec<String>) {
        let (is_whole, lines) = (block.target == Target::Whole, &mut block.lines);
        self.take_verdicts(lines, out);
        let is_lettered = |line: &&ReplyLine| self.lettered(&line.text).is_some();
        let letters = lines.iter().filter(is_lettered).count();
        let counted = lines.iter().any(|line| marked(&line.text).is_some());
        let last = lines.iter().rposition(|line| !line.is_blank());
        for (index, line) in lines.iter_mut().enumerate() {
            // A letter below an answer may be how somebody signs.
            if Some(index) == last && filled > 1 && shapes().initial.is_match(&line.text) {
                continue;
            }
            let found = marked(&line.text);
            let behind = found
                .as_ref()
                .map_or(line.text.as_str(), |found| found.rest);
            let number = &line.text[..line.text.len() - behind.len()];
            // `A. Next time I will …`: the letter; `A: …` is an answer.
            let is_beside = |rest: &str| rest.is_empty() || speaks_of_next_time(rest);
            let is_ticked = (is_whole && letters == 1 && !behind.starts_with("A:"))
                && (self.lettered(behind)).is_some_and(|(_, rest)| is_beside(rest));
            let text = Some(behind).filter(|_| is_ticked);
            let text = text.unwrap_or_else(|| without_answer_mark(behind));
            // `1. b) my notes took a week`, or one letter in front of prose: no list of answers.
            let remark = self.lettered(text).filter(|(letter, _)| {
                !number.is_empty() || (letters == 1 && (counted || is_ticked || *letter > 0))
            });
            let starts = sentences(text);
            // `b and c, sorry. I sent a text.`
            let is_apart = |at: &usize| self.lettered(text).is_none() || is_talk(&text[*at..]);
            let second = starts
                .get(1)
                .copied()
                .filter(is_apart)
                .unwrap_or(text.len());
            let ending = starts.last().copied().unwrap_or(0);
            let kept = if text.is_empty() {
                continue;
            } else if self.is_box(text) || self.are_letters(text) {
                ""
            } else if self.is_list(&text[..second]) || self.are_letters(&text[..second]) {
                &text[second..]
            } else if let Some((letter, rest)) = remark {
                let verdict = self.verdict(text);
                if verdict.is_none_or(|(_, is_dropped, _)| is_dropped) {
                    self.tick(letter);
                }
                verdict.map_or(rest, |(.., reason)| reason)
            } else if ending > 0
                && self.names_letter(&text[ending..])
                && self.are_letters(without_label(&text[ending..]))
            {
                // `I sent a text. (b)`
                text[..ending].trim_end()
            } else {
                continue;
            };
            // `3. c`: there is no third question.
            let is_gone = kept.is_empty() && found.is_some_and(|found| found.number > 2);
            line.text = if is_gone {
                String::new()
            } else {
                format!("{number}{kept}")
            };
        }
    }

    /// The letter of a ball in front of a text, and what stands behind it.
    fn lettered<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let mark = shapes().letter.find(text)?;
        let rest = &text[mark.end()..];
        // `b, and c, …` is a list.
        let is_letter = |(word, _): (String, usize)| self.letter(&word).is_some();
        let is_list = mark.as_str().contains(',') && words(rest).take(2).any(is_letter);
        let letter = self.letter(&words(text).next()?.0)?;
        (!is_list).then_some((letter, rest))
    }

    /// `a) no, mine were there`, `b - yes`: the letter, whether it was dropped, and the rest.
    fn verdict<'t>(&self, text: &'t str) -> Option<(usize, bool, &'t str)> {
        let (word, end) = words(text).next()?;
        let says = |kind: Phrasing| Some((kind.behind(&text[end..])?, kind == Phrasing::Yes));
        let (rest, is_dropped) = says(Phrasing::Yes).or_else(|| says(Phrasing::Negation))?;
        let reason = rest.trim_start_matches(|one: char| !one.is_alphanumeric());
        let is_apart = reason.is_empty() || !rest[..rest.len() - reason.len()].trim().is_empty();
        is_apart.then_some((self.letter(&word)?, is_dropped, reason))
    }

    /// Takes letters that are answered one by one, each on its line or all on one. Why one
    /// was not dropped is nothing to own.
    fn take_verdicts(&mut self, lines: &mut Vec<ReplyLine>, left_out: &mut Vec<String>) {
        let cut: Vec<ReplyLine> = lines.iter().flat_map(|line| self.cut(line)).collect();
        let mut listed = cut
            .iter()
            .filter(|line| self.lettered(&line.text).is_some());
        if !listed.all(|line| self.verdict(&line.text).is_some()) {
            return;
        }
        *lines = cut;
        let mut is_denied = false;
        for line in lines {
            let text = std::mem::take(&mut line.text);
            let verdict = self.verdict(&text);
            is_denied &= verdict.is_none() && !text.is_empty() && marked(&text).is_none();
            match verdict.filter(|_| !self.are_letters(&text)) {
                Some((letter, true, rest)) => {
                    self.tick(letter);
                    rest.clone_into(&mut line.text);
                }
                said => {
                    is_denied |= said.is_some();
                    if is_denied {
                        left_out.push(text);
                    } else {
                        line.text = text;
                    }
                }
            }
        }
    }

    /// `a) no, it was ranked, b) yes` as two lines.
    fn cut(&self, line: &ReplyLine) -> Vec<ReplyLine> {
        let text = line.text.as_str();
        let spaces = text.match_indices(' ').map(|(space, _)| space + 1);
        let begins = |at: &usize| self.lettered(&text[*at..]).is_some();
        let cuts = spaces.filter(|at| begins(&0) && begins(at));
        let mut lines = Vec::new();
        let mut from = 0;
        for to in cuts.chain([text.len()]) {
            lines.push(line.with(text[from..to].trim()));
            from = to;
        }
        lines
    }

    /// `- [x] feedback-late: …`, ticked or not.
    fn is_box(&mut self, text: &str) -> bool {
        let Some(label) = shapes().ticked.part(text, "label") else {
            return shapes().open_box.is_match(text);
        };
        let label = label.trim();
        let name = label
            .split(|one: char| one.is_whitespace() || one == ':')
            .next()
            .unwrap_or_default();
        let slug = self.vocabulary.ball(name).map(|ball| ball.slug.clone());
        let lettered = || self.lettered.get(self.lettered(label)?.0).cloned();
        let slug = slug.or_else(lettered);
        slug.inspect(|slug| self.add(slug)).is_some()
    }

    /// `dropped: feedback-late, the decision took too long`.
    fn is_list(&mut self, text: &str) -> bool {
        let Some((label, list)) = text.split_once(':').or_else(|| text.split_once("->")) else {
            return false;
        };
        if !Phrasing::DroppedLabel.is(label) {
            // In any language.
            return without_label(text).len() < text.len()
                && numbered(text).is_none()
                && self.are_letters(list);
        }
        if is_empty_answer(list) {
            self.ticked.none = true;
        } else if !self.are_letters(list) {
            for item in list.split([',', ';']).flat_map(|item| item.split(" and ")) {
                let item = item.trim().trim_end_matches('.');
                match self.vocabulary.ball(item).map(|ball| ball.slug.clone()) {
                    Some(slug) => self.add(&slug),
                    None if item.is_empty() => {}
                    None => self.ticked.unknown.push(item.to_owned()),
                }
            }
        }
        true
    }

    fn letter(&self, word: &str) -> Option<usize> {
        let byte = word.bytes().next().filter(|_| word.len() == 1)?;
        Some(usize::from(byte.wrapping_sub(b'a'))).filter(|letter| *letter < self.lettered.len())
    }

    /// `b`, `a, c`, `A and C but not B`, `a no, b yes`, `none of these`, `all three`.
    fn are_letters(&mut self, text: &str) -> bool {
        const MOST_WORDS: usize = 12;
        let mut ticked = Vec::new();
        let (mut letters, mut count, mut is_none) = (0, 0, false);
        let mut is_denied = false;
        for item in text
            .split([',', ';', '.', '\n'])
            .flat_map(|item| item.split(" but "))
        {
            let said: Vec<String> = words(item)
                .map(|(word, _)| word)
                .take(MOST_WORDS + 1)
                .collect();
            count += said.len();
            let all = said.iter().position(|word| Phrasing::All.has(word));
            let is_all =
                all.is_some_and(|at| at == 0 || said.get(at + 1).is_none_or(|next| next == "of"));
            let is_said = |word: &String| {
                self.letter(word).is_some() || BESIDE_LETTERS.iter().any(|says| says.has(word))
            };
            if count > MOST_WORDS || !said.iter().all(is_said) {
                return false;
            }
            // `a letra c`, `b a c`: not everywhere is it a letter.
            let labels = [Phrasing::DroppedLabel, Phrasing::Prefix];
            let is_label = |next: &String| labels.iter().any(|label| label.has(next));
            let is_word = |at: usize| {
                let is_behind = at > 0 && self.letter(&said[at - 1]).is_some();
                said[at] == "a" && (is_behind || said.get(at + 1).is_some_and(is_label))
            };
            let named = (0..said.len()).filter(|at| !is_word(*at));
            let own: Vec<usize> = named.filter_map(|at| self.letter(&said[at])).collect();
            letters += own.len() + usize::from(is_all);
            is_none |= matches!(said.first().map(String::as_str), Some("none" | "neither"))
                && said.len() > 1;
            // `not a, b`: all that follow; `a no, b yes`: this one.
            let denies = said.iter().position(|word| Phrasing::Negation.has(word));
            is_denied = denies == Some(0)
                || (is_denied && denies.is_none() && !said.contains(&"yes".to_owned()));
            if denies.is_none() && !is_denied {
                ticked.extend(own);
                ticked.extend((0..self.lettered.len()).filter(|_| is_all));
            }
        }
        if count == 0 || (letters == 0 && !is_none) {
            return false;
        }
        self.ticked.none |= is_none;
        ticked.into_iter().for_each(|letter| self.tick(letter));
        true
    }

    /// The balls that sentences state. A paragraph that only names them is emptied.
    pub fn take_statements(&mut self, paragraphs: &mut [String]) {
        for paragraph in paragraphs {
            let mut names = paragraph
                .split([',', ';', ' ', '\n', '.'])
                .filter(|word| !word.is_empty() && *word != "and");
            let is_only_names = names.all(|word| {
                self.vocabulary.ball(word).is_some_and(|ball| {
                    ball.slug == word.to_lowercase() && ball.party == self.party
                })
            });
            for sentence in each_sentence(paragraph) {
                self.stated(sentence).iter().for_each(|slug| self.add(slug));
                // `Guilty of c.`
                let said = sentence.split(':').next().unwrap_or_default();
                if said.contains(' ') {
                    self.are_letters(said);
                }
            }
            if is_only_names {
                paragraph.clear();
            }
        }
    }

    fn stated(&self, sentence: &str) -> Vec<String> {
        let is_part = |one: char| one.is_alphanumeric() || matches!(one, '-' | '\'' | '\u{2019}');
        let mut slugs = Vec::new();
        let mut is_denied = false;
        for word in sentence
            .split(|one: char| !is_part(one))
            .filter(|word| !word.is_empty())
        {
            let word = word.to_lowercase().replace(['\'', '\u{2019}'], "");
            let ball = Some(())
                .filter(|()| word.contains('-'))
                .and_then(|()| self.vocabulary.ball(&word))
                .filter(|ball| ball.slug == word);
            is_denied |= ball.is_none() && Phrasing::Negation.has(&word);
            slugs.extend(ball.map(|ball| ball.slug.clone()));
        }
        if is_denied && !slugs.is_empty() {
            return Vec::new();
        }
        if slugs.is_empty() {
            slugs.extend(self.named(sentence));
        }
        slugs
    }

    /// The ball whose name a sentence is, but for words that say no more.
    fn named(&self, sentence: &str) -> Option<String> {
        let said: Vec<String> = words(sentence)
            .map(|(word, _)| word)
            .take(LONGEST_STATEMENT + 1)
            .collect();
        if said.len() > LONGEST_STATEMENT {
            return None;
        }
        let is_beside = |word: &&String| Phrasing::Beside.has(word);
        let before = said.iter().take_while(is_beside).count();
        let after = said.iter().rev().take_while(is_beside).count();
        let starts = (0..=before).filter(|start| start + 2 <= said.len());
        let mut ranges =
            starts.flat_map(|start| (said.len() - after..=said.len()).map(move |end| (start, end)));
        ranges.find_map(|(start, end)| self.names.get(&said.get(start..end)?.join(" ")).cloned())
    }

    /// A sentence that names letters as such, or all of them.
    fn names_letter(&self, sentence: &str) -> bool {
        words(sentence).any(|(word, _)| self.letter(&word).is_some() || Phrasing::All.has(&word))
    }
}
