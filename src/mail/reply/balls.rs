//! Which balls a reply says were dropped: letters that were sent, boxes that were ticked, a
//! `dropped:` line, and sentences that say no more than that. Never one that is denied, and
//! never because its name occurs.

use super::answers::without_answer_mark;
use super::blocks::AnswerBlock;
use super::letters::{SaidLetters, letters, not_offered};
use super::line::{ReplyLine, each_sentence, sentences, spoken, words};
use super::manners::{LineShape, Phrasing, boxed, is_empty_answer, is_titled, labelled};
use super::numbers::{marked, placed};
use crate::model::{DroppedBall, Party};
use crate::vocabulary::Vocabulary;
use std::collections::HashMap;

/// What a reply says about balls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Slugs of the party that answers.
    pub dropped: Vec<String>,
    /// The words that say that it was none of them.
    pub none: Option<String>,
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
    /// Letters that nobody offered.
    pub not_offered: Vec<String>,
}

const LONGEST_STATEMENT: usize = 9;

impl<'a> Balls<'a> {
    pub fn new(party: Party, lettered: Vec<String>, vocabulary: &'a Vocabulary) -> Self {
        let called = vocabulary.balls_of(party).flat_map(|ball| {
            let names = std::iter::once(&ball.slug).chain(&ball.aliases);
            names.map(|name| (spoken(name, LONGEST_STATEMENT + 1), ball.slug.clone()))
        });
        let called = called.filter(|(name, slug)| name.contains(' ') || lettered.contains(slug));
        // The letter says so too, whatever the vocabulary calls them by now.
        let sent = lettered
            .iter()
            .map(|slug| (slug.replace('-', " "), slug.clone()));
        let names = called.chain(sent).collect();
        Self {
            party,
            vocabulary,
            lettered,
            names,
            ticked: Ticked::default(),
            not_offered: Vec::new(),
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
        let lines = std::mem::take(&mut block.lines);
        let lines: Vec<ReplyLine> = lines.iter().flat_map(|line| self.cut(line)).collect();
        // `a) I was late` and `b) I will call`: letters in front of answers, as numbers.
        let is_answer = |line: &&ReplyLine| {
            let said = self.said(&line.text);
            said.is_some_and(|said| said.is_one && !said.is_verdict && !said.rest.is_empty())
        };
        let answers = lines.iter().filter(is_answer).count();
        // Where boxes are ticked, a letter alone is an open one.
        let is_ticked = |line: &ReplyLine| boxed(&line.text).is_some_and(|(.., tick)| tick);
        let is_form = lines.iter().any(is_ticked);
        let last = lines.iter().rposition(|line| !line.is_blank());
        // `B x`, and `B` above `Bronwen Ash | Platform`.
        let signs = |at: &usize| {
            let below = lines[at + 1..].iter().find(|line| !line.is_blank());
            let below = below.map_or(String::new(), |line| line.text.replace('*', ""));
            let text = lines[*at].text.as_str();
            let is_above = LineShape::Initial.is_match(text) && below.starts_with(text);
            lines[at - 1].is_blank()
                && (LineShape::Kissed.is_match(text) || (is_above && is_titled(&below)))
        };
        let signed = (1..lines.len()).find(signs);
        for (index, mut line) in lines.into_iter().enumerate() {
            let behind = marked(&line.text).map_or(line.text.len(), |found| found.rest.len());
            let (number, behind) = line.text.split_at(line.text.len() - behind);
            // `A: …` is an answer.
            let is_lettered = !behind.starts_with("A:") && self.said(behind).is_some();
            let text = if is_lettered {
                behind
            } else {
                without_answer_mark(behind)
            };
            // A letter below an answer may be how somebody signs.
            let is_last = Some(index) == last && LineShape::Initial.is_match(text);
            let is_signed = filled > 1 && (is_last || Some(index) == signed);
            // `a) ?` is no tick.
            let said = self.said(text).filter(|said| {
                let asks = said.rest.is_empty() && text.ends_with('?');
                let is_letters = said.rest.is_empty() || !said.is_one || said.is_verdict;
                !asks && (is_letters || !number.is_empty() || answers == 1)
            });
            let box_of = LineShape::Letter.find(text).map(|it| &text[it.end()..]);
            let is_open = is_form && box_of.is_some_and(|it| !it.contains(char::is_alphanumeric));
            let rest = said.as_ref().map_or(text, |said| said.rest);
            let all = if rest.is_empty() { text } else { rest };
            let mut beyond = not_offered(all, self.lettered.len());
            let kept = if text.is_empty() || is_signed {
                None
            } else if self.is_box(text) || is_open || self.is_list(text) {
                Some("")
            } else if !beyond.is_empty() {
                self.not_offered.append(&mut beyond);
                out.push(all.to_owned());
                said.iter().for_each(|said| self.send(said, text));
                Some("")
            } else {
                said.map(|said| {
                    self.send(&said, text);
                    let is_denied = said.is_denied() && number.is_empty();
                    out.extend((is_denied && !said.rest.is_empty()).then(|| text.to_owned()));
                    if is_denied { "" } else { said.rest }
                })
            };
            if let Some(kept) = kept {
                line.text = format!("{number}{kept}");
            }
            block.lines.push(line);
        }
    }

    /// `a) no, it was ranked, b) yes` and `Not b. But c, I never asked.` as two lines, and a
    /// letter behind the last sentence on one of its own.
    fn cut(&self, line: &ReplyLine) -> Vec<ReplyLine> {
        let begins = |at: usize| self.said(&line.text[at..]);
        let is_verdict = |at: usize| begins(at).is_some_and(|said| said.is_verdict);
        let spaces = line.text.match_indices(' ').map(|(space, _)| space + 1);
        let is_denied = begins(0).is_some_and(|said| said.is_denied());
        let starts = sentences(&line.text);
        let starts: Vec<usize> = starts.into_iter().map(|(at, _)| at).collect();
        // `I will call the same day. (b)`
        const SHORT: usize = 16;
        let is_alone = |at: usize| {
            let said = begins(at).filter(|said| said.rest.is_empty() && !said.ticked.is_empty());
            line.text.len() - at <= SHORT && said.is_some()
        };
        let last = starts.last().copied().filter(|at| *at > 0 && is_alone(*at));
        let cuts = spaces.filter(|at| {
            let is_next = is_denied && starts.contains(at);
            (is_verdict(0) && is_verdict(*at)) || is_next || last == Some(*at)
        });
        let (mut lines, mut from) = (Vec::new(), 0);
        for to in cuts.chain([line.text.len()]) {
            lines.push(line.with(line.text[from..to].trim()));
            from = to;
        }
        lines
    }

    /// `- [x] feedback-late: …`, `a) [x] …`, ticked or not.
    fn is_box(&mut self, text: &str) -> bool {
        if let Some((letter, is_ticked)) = boxed(text) {
            let said = letters(letter, self.lettered.len());
            let ticked = said.iter().filter(|_| is_ticked);
            ticked.for_each(|said| self.send(said, text));
            return said.is_some();
        }
        let Some(label) = LineShape::Ticked.part(text) else {
            return LineShape::OpenBox.is_match(text);
        };
        let name = label.split([' ', '\t', ':']).next().unwrap_or_default();
        let slug = self.vocabulary.ball(name).map(|ball| ball.slug.clone());
        let said = || self.said(label).filter(|said| said.is_one);
        let slug = slug.or_else(|| self.lettered.get(said()?.ticked[0]).cloned());
        slug.inspect(|slug| self.add(slug)).is_some()
    }

    /// `dropped: feedback-late, the decision took too long`; a letter behind any label.
    fn is_list(&mut self, text: &str) -> bool {
        let Some((label, list)) = labelled(text) else {
            return false;
        };
        let is_named = Phrasing::DroppedLabel.is(label);
        let is_label = is_named || label.split(' ').count() <= 3;
        let said = self.said(list).filter(|said| said.rest.is_empty());
        match said.filter(|_| is_label) {
            Some(said) => {
                self.send(&said, text);
                return true;
            }
            None if is_named && is_empty_answer(list) => self.ticked.none = Some(list.to_owned()),
            None if is_named => {
                let items = list.split([',', ';']).flat_map(|item| item.split(" and "));
                let items = items.map(|item| item.trim().trim_end_matches('.'));
                for item in items.filter(|item| !item.is_empty()) {
                    let slug = self.vocabulary.ball(item).map(|ball| ball.slug.as_str());
                    self.add(slug.unwrap_or(item));
                }
            }
            None => {}
        }
        is_named
    }

    fn said<'t>(&self, text: &'t str) -> Option<SaidLetters<'t>> {
        let offered = self.lettered.len();
        // `It was the second one on your list: I …`
        let listed = || {
            let (_, [place, rest]) = LineShape::Listed.captures(text)?.extract();
            let said = self.said(place).filter(|said| said.rest.is_empty())?;
            Some(SaidLetters { rest, ..said })
        };
        letters(text, offered).or_else(listed).or_else(|| {
            let places = placed(&spoken(text, LONGEST_STATEMENT))?;
            let is_offered = places.iter().all(|it| *it < offered);
            is_offered.then(|| SaidLetters::of(places))
        })
    }

    fn send(&mut self, said: &SaidLetters<'_>, text: &str) {
        if said.is_none {
            let none = text[..text.len() - said.rest.len()].trim();
            self.ticked.none = Some(none.to_owned());
        }
        // `Sorry, I meant b, not a.`
        let denied = said.denied.iter().filter_map(|at| self.lettered.get(*at));
        let dropped = &mut self.ticked.dropped;
        denied.for_each(|denied| dropped.retain(|slug| slug != denied));
        said.ticked.iter().for_each(|letter| self.tick(*letter));
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
                // `… and told nobody anything - so a.`, `I was late (b).`
                let plain = sentence.replace(['\u{2013}', '('], "-");
                let tail = plain.rsplit_once(" -").map(|(_, tail)| tail);
                let said = tail.and_then(|tail| letters(tail, self.lettered.len()));
                if let Some(said) = said.filter(|said| said.rest.is_empty()) {
                    self.send(&said, sentence);
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
        let mut parts = sentence.split(|one| !is_part(one));
        let balls = parts.clone().filter(|word| word.contains('-'));
        let slugs: Vec<String> = balls
            .filter_map(|word| Some(self.slug(word)?.slug.clone()))
            .collect();
        if slugs.is_empty() {
            self.named(sentence).into_iter().collect()
        } else if parts.any(|word| Phrasing::Negation.is(word)) {
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
}
