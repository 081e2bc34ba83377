//! Which balls a reply says were dropped: letters that were sent, boxes that were ticked, a
//! `dropped:` line, and sentences that say no more than that. Never one that is denied, and
//! never because its name occurs.

use super::answers::without_answer_mark;
use super::blocks::{AnswerBlock, Target};
use super::line::{ReplyLine, each_sentence, sentences, spoken, without_label, words};
use super::manners::{LineShape, Phrasing, is_empty_answer, is_talk};
use super::numbers::{marked, numbered};
use crate::model::{DroppedBall, Party};
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
        let is_ours = |slug: &String| lettered.contains(slug);
        let all = all.filter(|(name, slug)| name.contains(' ') || is_ours(slug));
        // The letter says so too, whatever the vocabulary calls them by now.
        let ours = lettered.iter();
        let ours = ours.map(|slug| (slug.replace('-', " "), slug.clone()));
        let names = all.chain(ours).collect();
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

    /// Takes what does nothing but tick from lines, of which so many were written. Where each
    /// letter is answered by yes or no, why one was not dropped is nothing to own.
    pub fn take_lines(&mut self, block: &mut AnswerBlock, filled: usize, out: &mut Vec<String>) {
        let (is_whole, lines) = (block.target == Target::Whole, &mut block.lines);
        let cut: Vec<ReplyLine> = lines.iter().flat_map(|line| self.cut(line)).collect();
        let is_listed = cut
            .iter()
            .all(|line| self.lettered(&line.text).is_none() || self.verdict(&line.text).is_some());
        if is_listed {
            *lines = cut;
        }
        let letters = lines
            .iter()
            .filter(|line| self.lettered(&line.text).is_some());
        let letters = letters.count();
        let counted = lines.iter().any(|line| marked(&line.text).is_some());
        let last = lines.iter().rposition(|line| !line.is_blank());
        let mut is_denied = false;
        for (index, line) in lines.iter_mut().enumerate() {
            // A letter below an answer may be how somebody signs.
            let is_signed = Some(index) == last && filled > 1;
            if line.text.is_empty() || (is_signed && LineShape::Initial.is_match(&line.text)) {
                is_denied = false;
                continue;
            }
            let found = marked(&line.text);
            let behind = found
                .as_ref()
                .map_or(line.text.as_str(), |found| found.rest);
            let number = &line.text[..line.text.len() - behind.len()];
            // `A. I was late`: the letter, where no other answers; `A: …` is an answer.
            let is_ticked = is_whole
                && letters == 1
                && !behind.starts_with("A:")
                && self.lettered(behind).is_some();
            let text = if is_ticked {
                behind
            } else {
                without_answer_mark(behind)
            };
            let verdict = self.verdict(text);
            // `1. b) my notes took a week`, or one letter in front of prose: no list of answers.
            let remark = self.lettered(text).filter(|(letter, _)| {
                !number.is_empty() || (letters == 1 && (counted || is_ticked || *letter > 0))
            });
            let starts = sentences(text);
            // `b and c, sorry. I sent a text.`
            let is_apart = |at: &&usize| self.lettered(text).is_none() || is_talk(&text[**at..]);
            let second = *starts.get(1).filter(is_apart).unwrap_or(&text.len());
            let ending = starts.last().copied().unwrap_or(0);
            let kept = if self.is_box(text) || self.are_letters(text) {
                ""
            } else if self.is_list(&text[..second]) || self.are_letters(&text[..second]) {
                let mut kept = &text[second..];
                // `b! And c, I guess. I kept adding rounds.`
                while let Some(next) = sentences(kept).get(1)
                    && self.are_letters(&kept[..*next])
                {
                    kept = &kept[*next..];
                }
                kept
            } else if let Some(reason) = self.behind_letters(text) {
                reason
            } else if let Some((letter, is_dropped, reason)) =
                verdict.filter(|_| is_listed && number.is_empty())
            {
                is_denied = !is_dropped;
                if is_dropped {
                    self.tick(letter);
                    reason
                } else {
                    out.push(text.to_owned());
                    ""
                }
            } else if is_denied && found.is_none() {
                out.push(text.to_owned());
                ""
            } else if let Some((letter, rest)) = remark {
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
            line.text = format!("{}{kept}", if is_gone { "" } else { number });
        }
    }

    /// `Neither a nor b, but c: …`: what stands behind letters.
    fn behind_letters<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (said, reason) = text.split_once(':')?;
        (said.contains(' ') && self.are_letters(said)).then_some(reason.trim_start())
    }

    /// The letter of a ball in front of a text, and what stands behind it.
    fn lettered<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let mark = LineShape::Letter.find(text)?;
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

    /// `a) no, it was ranked, b) yes` as two lines.
    fn cut(&self, line: &ReplyLine) -> Vec<ReplyLine> {
        let begins = |at: usize| self.lettered(&line.text[at..]).is_some();
        let spaces = line.text.match_indices(' ').map(|(space, _)| space + 1);
        let cuts = spaces.filter(|at| begins(0) && begins(*at));
        let (mut lines, mut from) = (Vec::new(), 0);
        for to in cuts.chain([line.text.len()]) {
            lines.push(line.with(line.text[from..to].trim()));
            from = to;
        }
        lines
    }

    /// `- [x] feedback-late: …`, ticked or not.
    fn is_box(&mut self, text: &str) -> bool {
        let Some(label) = LineShape::Ticked.part(text) else {
            return LineShape::OpenBox.is_match(text);
        };
        let name = label.split([' ', '\t', ':']).next().unwrap_or_default();
        let slug = self.vocabulary.ball(name).map(|ball| ball.slug.clone());
        let letter = self.letter(&label.trim().to_lowercase());
        let letter = letter.or_else(|| Some(self.lettered(label)?.0));
        let lettered = || self.lettered.get(letter?).cloned();
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
        let (mut ticked, mut letters, mut count) = (Vec::new(), 0, 0);
        let (mut is_none, mut is_denied) = (false, false);
        let items = text.split([',', ';', '.', '\n', '&', '+', '/']);
        for (place, item) in items.flat_map(|item| item.split(" but ").enumerate()) {
            is_denied &= place == 0;
            let said = words(item).map(|(word, _)| word).take(MOST_WORDS + 1);
            let said: Vec<String> = said.collect();
            count += said.len();
            let is = |at: usize, kind: Phrasing| said.get(at).is_some_and(|word| kind.has(word));
            let letter = |at: usize| self.letter(said.get(at)?);
            let is_beside = |at| BESIDE_LETTERS.iter().any(|kind| is(at, *kind));
            if count > MOST_WORDS
                || (0..said.len()).any(|at| letter(at).is_none() && !is_beside(at))
            {
                return false;
            }
            // `a letra c`, `b a c`: not everywhere is it a letter.
            let is_article = |at: usize| {
                let is_label = is(at + 1, Phrasing::DroppedLabel) || is(at + 1, Phrasing::Prefix);
                said[at] == "a" && (is_label || (at > 0 && letter(at - 1).is_some()))
            };
            let mut own: Vec<usize> = (0..said.len())
                .filter(|at| !is_article(*at))
                .filter_map(letter)
                .collect();
            let first = |kind| (0..said.len()).find(|at| is(*at, kind));
            let is_whole = |at: &usize| *at == 0 || said.get(at + 1).is_none_or(|of| of == "of");
            if first(Phrasing::All).is_some_and(|at| is_whole(&at)) {
                own.extend(0..self.lettered.len());
            }
            letters += own.len();
            is_none |= said.len() > 1 && matches!(said[0].as_str(), "none" | "neither");
            // `not a, b`: all that follow; `a no, b yes`: this one.
            let denies = first(Phrasing::Negation);
            let is_said = said.iter().any(|word| word == "yes");
            is_denied = denies == Some(0) || (is_denied && denies.is_none() && !is_said);
            if denies.is_none() && !is_denied {
                ticked.append(&mut own);
            }
        }
        if letters == 0 && !is_none {
            return false;
        }
        self.ticked.none |= is_none && ticked.is_empty();
        ticked.into_iter().for_each(|letter| self.tick(letter));
        true
    }

    /// The balls that sentences state. A paragraph that only names them is emptied.
    pub fn take_statements(&mut self, paragraphs: &mut [String]) {
        for paragraph in paragraphs {
            let names = paragraph.split([',', ';', ' ', '\n', '.']);
            let mut names = names.filter(|word| !word.is_empty() && *word != "and");
            let is_own = |slug: &DroppedBall| slug.party == self.party;
            let is_only_names = names.all(|word| self.slug(word).is_some_and(is_own));
            for sentence in each_sentence(paragraph) {
                self.stated(sentence).iter().for_each(|slug| self.add(slug));
                // `Guilty of c.`
                let said = sentence.split(':').next().unwrap_or_default();
                if said.contains(' ') {
                    self.are_letters(said);
                }
                // `… and told nobody anything - so a.`, `I was late (b).`
                let plain = sentence.replace(['\u{2013}', '('], "-");
                let tail = plain.rsplit_once(" -").map(|(_, tail)| tail);
                if let Some(tail) = tail.filter(|tail| self.has_letter(tail)) {
                    self.are_letters(tail);
                }
            }
            if is_only_names {
                paragraph.clear();
            }
        }
    }

    fn slug(&self, word: &str) -> Option<&'a DroppedBall> {
        let ball = self.vocabulary.ball(word)?;
        (ball.slug == word.to_lowercase()).then_some(ball)
    }

    fn stated(&self, sentence: &str) -> Vec<String> {
        let is_part = |one: char| one.is_alphanumeric() || matches!(one, '-' | '\'' | '\u{2019}');
        let parts = || sentence.split(|one| !is_part(one));
        let balls = parts().filter(|word| word.contains('-'));
        let slugs = balls.filter_map(|word| Some(self.slug(word)?.slug.clone()));
        let slugs: Vec<String> = slugs.collect();
        if slugs.is_empty() {
            self.named(sentence).into_iter().collect()
        } else if parts().any(|word| Phrasing::Negation.is(word)) {
            Vec::new()
        } else {
            slugs
        }
    }

    /// The ball whose name a sentence is, but for words that say no more.
    fn named(&self, sentence: &str) -> Option<String> {
        let said = words(sentence).map(|(word, _)| word);
        let said: Vec<String> = said.take(LONGEST_STATEMENT + 1).collect();
        let is_beside = |word: &&String| Phrasing::Beside.has(word);
        let before = said.iter().take_while(is_beside).count();
        let after = said.iter().rev().take_while(is_beside).count();
        let ends = said.len() - after..=said.len();
        let name = |start: usize, end: usize| Some(said.get(start..end)?.join(" "));
        let mut names =
            (0..=before).flat_map(|start| ends.clone().map(move |end| name(start, end)));
        names.find_map(|name| self.names.get(&name?).cloned())
    }

    fn has_letter(&self, text: &str) -> bool {
        words(text).any(|(word, _)| self.letter(&word).is_some())
    }

    /// A sentence that names letters as such, or all of them.
    fn names_letter(&self, sentence: &str) -> bool {
        self.has_letter(sentence) || words(sentence).any(|(word, _)| Phrasing::All.has(&word))
    }
}
