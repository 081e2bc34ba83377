//! Comparison patterns over the words of a text. Each word is looked up once; only
//! patterns that have it as their anchor are compared, outwards from there.

use super::pattern::{self, Pattern, PatternStep, StepKind};
use crate::language::parsed::Parsed;
use crate::language::role::Role;
use crate::language::words::lexicon::{Classes, Lexicon, UNKNOWN};
use crate::language::words::token::TokenKind;
use std::ops::Range;

/// Patterns by the words that bring them up.
#[derive(Default)]
pub struct Matcher {
    patterns: Vec<Pattern>,
    /// By id of the anchor.
    by_word: Vec<Vec<u32>>,
    /// By the bit of the anchor's class.
    by_class: Vec<Vec<u32>>,
    any_class: Classes,
}

impl Matcher {
    /// Patterns of which only the places matter.
    ///
    /// # Errors
    ///
    /// When a pattern cannot be read.
    pub fn of(written: &[String], lexicon: &mut Lexicon) -> Result<Self, String> {
        let mut matcher = Self::default();
        for line in written {
            for pattern in pattern::parse(line, lexicon)? {
                matcher.add(pattern);
            }
        }
        Ok(matcher)
    }

    /// Patterns are numbered in the order in which they are added.
    pub fn add(&mut self, pattern: Pattern) {
        let number = self.patterns.len() as u32;
        let anchor = &pattern.steps[pattern.anchor];
        for &id in &anchor.ids {
            let id = id as usize;
            if self.by_word.len() <= id {
                self.by_word.resize_with(id + 1, Vec::new);
            }
            self.by_word[id].push(number);
        }
        for bit in bits(anchor.classes) {
            if self.by_class.len() <= bit {
                self.by_class.resize_with(bit + 1, Vec::new);
            }
            self.by_class[bit].push(number);
        }
        self.any_class |= anchor.classes;
        self.patterns.push(pattern);
    }

    /// Whether any pattern is found in any sentence.
    pub fn fits(&self, parsed: &Parsed<'_>) -> bool {
        let mut found = false;
        for sentence in &parsed.sentences {
            self.find(parsed, sentence.clone(), |_, _| found = true);
        }
        found
    }

    /// Every pattern found in a sentence, with the words it covers.
    pub fn find(
        &self,
        parsed: &Parsed<'_>,
        sentence: Range<usize>,
        mut found: impl FnMut(u32, Range<usize>),
    ) {
        for at in sentence.clone() {
            let id = parsed.words[at].id as usize;
            let mut compare = |number: u32| {
                let pattern = &self.patterns[number as usize];
                let comparison = Comparison {
                    parsed,
                    sentence: &sentence,
                };
                if let Some(words) = comparison.over(pattern, at) {
                    found(number, words);
                }
            };
            if let Some(patterns) = self.by_word.get(id) {
                patterns.iter().copied().for_each(&mut compare);
            }
            for bit in bits(parsed.classes[at] & self.any_class) {
                self.by_class[bit].iter().copied().for_each(&mut compare);
            }
        }
    }
}

/// The places of the bits that are set.
fn bits(classes: Classes) -> impl Iterator<Item = usize> {
    let mut rest = classes;
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros();
        rest &= rest.wrapping_sub(1);
        (bit < Classes::BITS).then_some(bit as usize)
    })
}

/// A sentence that patterns are compared with.
struct Comparison<'a> {
    parsed: &'a Parsed<'a>,
    sentence: &'a Range<usize>,
}

impl Comparison<'_> {
    /// The words that a pattern covers when its anchor is the word at `at`.
    fn over(&self, pattern: &Pattern, at: usize) -> Option<Range<usize>> {
        let (before, rest) = pattern.steps.split_at(pattern.anchor);
        let end = self.ahead(&rest[1..], at + 1)?;
        let start = self.behind(before, at)?;
        let first = match self.parsed.subjects[start] {
            Role::NONE => Role::UNNAMED,
            named => named,
        };
        let fits = pattern.subject == Role::NONE || first.meets(pattern.subject);
        fits.then_some(start..end)
    }

    /// Where the steps end that begin here.
    fn ahead(&self, steps: &[PatternStep], at: usize) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(at);
        };
        let inside = at < self.sentence.end;
        match step.kind {
            StepKind::Word | StepKind::Number => (inside && self.is(step, at))
                .then(|| self.ahead(rest, at + 1))
                .flatten(),
            StepKind::Optional => (inside && self.is(step, at))
                .then(|| self.ahead(rest, at + 1))
                .flatten()
                .or_else(|| self.ahead(rest, at)),
            StepKind::Not => (!inside || !self.is(step, at))
                .then(|| self.ahead(rest, at))
                .flatten(),
            StepKind::Gap(most) => (at..=at + usize::from(most))
                .take_while(|next| {
                    *next == at || (*next <= self.sentence.end && !self.ends_sentence(*next - 1))
                })
                .find_map(|next| self.ahead(rest, next)),
            StepKind::Start => None,
            StepKind::End => (!inside || self.ends_sentence(at))
                .then(|| self.ahead(rest, at))
                .flatten(),
        }
    }

    /// Where the steps begin that end before this word.
    fn behind(&self, steps: &[PatternStep], end: usize) -> Option<usize> {
        let Some((step, rest)) = steps.split_last() else {
            return Some(end);
        };
        let inside = end > self.sentence.start;
        match step.kind {
            StepKind::Word | StepKind::Number => (inside && self.is(step, end - 1))
                .then(|| self.behind(rest, end - 1))
                .flatten(),
            StepKind::Optional => (inside && self.is(step, end - 1))
                .then(|| self.behind(rest, end - 1))
                .flatten()
                .or_else(|| self.behind(rest, end)),
            StepKind::Not => (!inside || !self.is(step, end - 1))
                .then(|| self.behind(rest, end))
                .flatten(),
            StepKind::Gap(most) => (0..=usize::from(most))
                .take_while(|back| {
                    *back == 0
                        || (end >= self.sentence.start + back && !self.ends_sentence(end - back))
                })
                .find_map(|back| self.behind(rest, end - back)),
            StepKind::Start => (!inside || self.ends_sentence(end - 1))
                .then(|| self.behind(rest, end))
                .flatten(),
            StepKind::End => None,
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        self.parsed.words[at].kind == TokenKind::Stop
    }

    fn is(&self, step: &PatternStep, at: usize) -> bool {
        let word = self.parsed.words[at];
        if step.kind == StepKind::Number {
            return word.kind == TokenKind::Number;
        }
        word.id != UNKNOWN && step.ids.contains(&word.id)
            || self.parsed.classes[at] & step.classes != 0
            || self.parsed.names[at].meets(step.names)
    }
}
