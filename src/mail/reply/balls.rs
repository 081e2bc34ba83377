//! Which balls a reply says were dropped: letters that were sent, boxes that were ticked, a
//! `dropped:` line, and sentences that say no more than that. Never one that is denied, and
//! never because its name occurs.

use super::answers::without_answer_mark;
use super::line::{ReplyLine, each_sentence, spoken, words};
use super::manners::{MANNERS, is_empty_answer};
use super::numbers::{NumberKind, marked, numbered};
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
    /// Words on a `dropped:` line that mean no ball.
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

/// Words with which letters are sent; all else is prose.
const FILLERS: [&str; 51] = [
    "all", "two", "three", "guilty", "no", "as", "afraid", "am", "i", "and", "or", "also",
    "letter", "letters", "just", "only", "both", "but", "not", "none", "neither", "of", "these",
    "them", "the", "those", "above", "yes", "option", "options", "it", "is", "was", "mostly",
    "please", "from", "list", "und", "et", "y", "plus", "apply", "applies", "fits", "fit", "id",
    "say", "would", "my", "answer", "exactly",
];
/// Words that may stand beside its name in a sentence that says that a ball was dropped.
const BESIDE: [&str; 26] = [
    "i", "we", "my", "our", "the", "it", "was", "were", "again", "just", "too", "a", "yes", "that",
    "is", "been", "ive", "had", "have", "honestly", "then", "also", "from", "me", "simply",
    "really",
];
const LONGEST_STATEMENT: usize = 9;
/// Of a longer reply the first sentences are looked at.
const MOST_SENTENCES: usize = 200;

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
        let is_own = self.lettered.iter().any(|known| known == slug)
            || self
                .vocabulary
                .ball(slug)
                .is_none_or(|ball| ball.party == self.party);
        let list = if is_own {
            &mut self.ticked.dropped
        } else {
            &mut self.ticked.of_others
        };
        if !list.iter().any(|known| known == slug) {
            list.push(slug.to_owned());
        }
    }

    /// Takes the lines that do nothing but tick from a text.
    pub fn take_lines(&mut self, lines: &mut [ReplyLine], below_balls: bool, filled: usize) {
        if below_balls
            && lines
                .iter()
                .all(|line| line.is_blank() || is_empty_answer(without_answer_mark(&line.text)))
        {
            self.ticked.none = true;
            lines.iter_mut().for_each(|line| line.text.clear());
        }
        let is_letter =
            |text: &str| numbered(text).is_some_and(|found| found.kind == NumberKind::Letter);
        let lettered = lines.iter().filter(|line| is_letter(&line.text)).count();
        let counted = lines
            .iter()
            .filter(|line| marked(&line.text).is_some())
            .count();
        let last = lines.iter().rposition(|line| !line.is_blank());
        for (index, line) in lines.iter_mut().enumerate() {
            // A letter below an answer may be how somebody signs.
            let initial = line.text.trim_matches(|one: char| !one.is_alphanumeric());
            if Some(index) == last
                && filled > 1
                && initial.len() == 1
                && initial.bytes().all(|byte| byte.is_ascii_uppercase())
            {
                continue;
            }
            let number = marked(&line.text);
            let text = without_answer_mark(number.map_or(line.text.as_str(), |found| found.rest));
            let is_behind_number = text.len() < line.text.len();
            // `1. b) my notes took a week`, or `(b) yes` above numbers: no list of answers.
            let remark = numbered(text).filter(|found| {
                found.kind == NumberKind::Letter && found.number <= self.lettered.len()
            });
            if self.is_box(text) || self.is_list(text) || self.are_letters(text) {
                line.text.clear();
            } else if let Some(found) =
                remark.filter(|_| is_behind_number || (counted > 0 && lettered == 1))
            {
                let kept = line.text[..line.text.len() - text.len()].to_owned() + found.rest;
                self.tick(found.number - 1);
                line.text = kept;
            } else if let Some((before, letter)) = line
                .text
                .trim_end_matches(['.', '!'])
                .strip_suffix(')')
                .and_then(|text| text.rsplit_once('('))
            {
                // `I sent a text. (b)`
                let before = before.trim_end().to_owned();
                if letter.len() == 1 && !before.is_empty() && self.are_letters(letter) {
                    line.text = before;
                }
            }
        }
    }

    /// `- [x] feedback-late: …`, ticked or not.
    fn is_box(&mut self, text: &str) -> bool {
        let text = text.trim_start_matches(['-', '*', '+', ' ']);
        let open = ["[ ]", "[]", "\u{2610}"]
            .iter()
            .find_map(|mark| text.strip_prefix(mark));
        let marks = [
            "[x]", "[X]", "\u{2611}", "\u{2612}", "\u{2713}", "\u{2714}", "\u{2705}",
        ];
        let Some(label) = marks.iter().find_map(|mark| text.strip_prefix(mark)) else {
            return open.is_some();
        };
        let label = label.trim();
        let name = label
            .split(|one: char| one.is_whitespace() || one == ':')
            .next()
            .unwrap_or_default();
        let letter = numbered(label)
            .filter(|found| found.kind == NumberKind::Letter)
            .map(|found| found.number - 1);
        let slug = self
            .vocabulary
            .ball(name)
            .or_else(|| self.vocabulary.ball(label))
            .map(|ball| ball.slug.clone());
        match (slug, letter) {
            (Some(slug), _) => self.add(&slug),
            (None, Some(letter)) if letter < self.lettered.len() => self.tick(letter),
            _ => return false,
        }
        true
    }

    /// `dropped: feedback-late, the decision took too long`.
    fn is_list(&mut self, text: &str) -> bool {
        let split = text.split_once(':').or_else(|| text.split_once("->"));
        let Some((label, list)) = split else {
            return false;
        };
        if !MANNERS.dropped_labels.is(label) {
            // In any language.
            return label.split(' ').count() <= 3
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

    /// `b`, `a, c`, `A and C but not B`, `a no, b yes`, `none of these`.
    fn are_letters(&mut self, text: &str) -> bool {
        let mut ticked = Vec::new();
        let (mut letters, mut count, mut is_none) = (0, 0, false);
        let mut is_denied = false;
        for item in text
            .split([',', ';', '.', '\n'])
            .flat_map(|item| item.split(" but "))
        {
            let said: Vec<String> = words(item)
                .map(|(word, _)| word)
                .take(LONGEST_STATEMENT + 4)
                .collect();
            count += said.len();
            let letter = |word: &String| {
                let byte = word.bytes().next().filter(|_| word.len() == 1)?;
                Some(usize::from(byte.wrapping_sub(b'a')))
                    .filter(|letter| *letter < self.lettered.len())
            };
            let is_said =
                |word: &String| letter(word).is_some() || FILLERS.contains(&word.as_str());
            if count >= LONGEST_STATEMENT + 4 || !said.iter().all(is_said) {
                return false;
            }
            let own: Vec<usize> = said.iter().filter_map(letter).collect();
            letters += own.len();
            is_none |= matches!(said.first().map(String::as_str), Some("none" | "neither"))
                && said.len() > 1;
            // `not a, b`: all that follow; `a no, b yes`: this one.
            let denies = said.iter().position(|word| MANNERS.negations.has(word));
            is_denied = denies == Some(0)
                || (is_denied && denies.is_none() && !said.contains(&"yes".to_owned()));
            if denies.is_none() && !is_denied {
                ticked.extend(own);
                if said.first().is_some_and(|word| word == "all") {
                    letters += 1;
                    ticked.extend(0..self.lettered.len());
                }
            }
        }
        if count == 0 || (letters == 0 && !is_none) {
            return false;
        }
        self.ticked.none |= is_none;
        for letter in ticked {
            self.tick(letter);
        }
        true
    }

    /// The balls that sentences state. A paragraph that only names them is emptied.
    pub fn take_statements(&mut self, paragraphs: &mut [String]) {
        let mut looked_at = 0;
        for paragraph in paragraphs {
            let is_only_names = paragraph
                .split([',', ';', ' ', '\n', '.'])
                .filter(|word| !word.is_empty() && *word != "and")
                .all(|word| self.is_own_slug(word));
            for sentence in each_sentence(paragraph) {
                looked_at += 1;
                if looked_at > MOST_SENTENCES {
                    return;
                }
                for slug in self.stated(sentence) {
                    self.add(&slug);
                }
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

    fn is_own_slug(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.vocabulary
            .balls
            .iter()
            .any(|ball| ball.slug == word && ball.party == self.party)
    }

    fn stated(&self, sentence: &str) -> Vec<String> {
        let is_part = |one: char| one.is_alphanumeric() || one == '-';
        let mut slugs = Vec::new();
        let mut is_denied = false;
        for word in sentence
            .split(|one: char| !is_part(one) && !matches!(one, '\'' | '\u{2019}'))
            .filter(|word| !word.is_empty())
        {
            let word = word.to_lowercase().replace(['\'', '\u{2019}'], "");
            let ball = self
                .vocabulary
                .balls
                .iter()
                .find(|ball| ball.slug == word && word.contains('-'));
            is_denied |= ball.is_none() && MANNERS.negations.has(&word);
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
        let is_beside = |word: &String| BESIDE.contains(&word.as_str());
        let before = said.iter().take_while(|word| is_beside(word)).count();
        let after = said.iter().rev().take_while(|word| is_beside(word)).count();
        let starts = (0..=before).filter(|start| start + 2 <= said.len());
        let mut ranges =
            starts.flat_map(|start| (said.len() - after..=said.len()).map(move |end| (start, end)));
        ranges.find_map(|(start, end)| self.names.get(&said.get(start..end)?.join(" ")).cloned())
    }
}
