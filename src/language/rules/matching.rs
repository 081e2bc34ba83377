//! Comparison patterns over the words of a text. Each word is looked up once; only
//! patterns that have it as their anchor are compared, outwards from there.

use super::pattern::{self, Pattern, PatternStep, StepKind};
use crate::language::parsed::Parsed;
use crate::language::role::Role;
use crate::language::words::lexicon::{Classes, Lexicon, UNKNOWN, WordId, bits};
use crate::language::words::token::TokenKind;
use std::iter;
use std::ops::Range;
use std::sync::OnceLock;

/// Patterns as they are written, each with what it is of. They are read when a text is
/// compared with them first, as no command needs them all.
pub struct PatternSet<L> {
    written: Vec<(L, &'static str)>,
    matcher: OnceLock<Matcher<L>>,
}

impl<L: Copy> PatternSet<L> {
    pub fn new(written: Vec<(L, &'static str)>, lexicon: &mut Lexicon) -> Self {
        for (_, line) in &written {
            pattern::learn(line, lexicon);
        }
        let matcher = OnceLock::new();
        Self { written, matcher }
    }

    /// # Errors
    ///
    /// When a pattern cannot be read; a test asks.
    pub fn read(&self, lexicon: &Lexicon) -> Result<Matcher<L>, String> {
        Matcher::of(&self.written, lexicon)
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
        found: impl FnMut(L, Range<usize>),
    ) {
        let read = || self.read(&parsed.english.lexicon).unwrap_or_default();
        let matcher = self.matcher.get_or_init(read);
        matcher.find(parsed, sentence, found);
    }
}

/// Patterns by the words that bring them up.
pub struct Matcher<L> {
    patterns: Vec<(Pattern, L)>,
    /// The words of all steps.
    ids: Vec<WordId>,
    /// By the bit of the anchor's class, and behind those by its words.
    brought: BroughtUp,
    any_class: Classes,
}

/// What is known of a word in one number: its classes, and a bit for the word itself that
/// it shares with others. Most patterns that a word brings up are passed over by the signs
/// of the words beside it.
const fn signs(id: WordId, classes: Classes) -> Classes {
    classes | 1 << (id % Classes::BITS)
}

/// A pattern that a word brings up.
#[derive(Clone, Copy)]
struct Brought {
    pattern: u32,
    /// The signs of the steps before and behind the word, none where it may be any.
    before: Classes,
    behind: Classes,
}

/// Patterns by what brings them up, each in the order of the patterns.
#[derive(Default)]
struct BroughtUp {
    /// Where those of each begin.
    starts: Vec<u32>,
    patterns: Vec<Brought>,
}

impl BroughtUp {
    fn new(mut pairs: Vec<(u32, Brought)>) -> Self {
        pairs.sort_by_key(|(by, _)| *by);
        let last = pairs.last().map_or(0, |(by, _)| *by);
        let mut starts = vec![0; last as usize + 2];
        for (by, _) in &pairs {
            starts[*by as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let patterns = pairs.into_iter().map(|(_, pattern)| pattern).collect();
        Self { starts, patterns }
    }

    fn by(&self, number: usize) -> &[Brought] {
        match self.starts.get(number..number + 2) {
            Some(&[from, to]) => &self.patterns[from as usize..to as usize],
            _ => &[],
        }
    }
}

impl<L> Default for Matcher<L> {
    fn default() -> Self {
        Self {
            patterns: Vec::new(),
            ids: Vec::new(),
            brought: BroughtUp::default(),
            any_class: 0,
        }
    }
}

impl<L: Copy> Matcher<L> {
    fn of(written: &[(L, &str)], lexicon: &Lexicon) -> Result<Self, String> {
        let mut matcher = Self::default();
        let mut all = Vec::new();
        for (of, line) in written {
            for pattern in pattern::parse(line, lexicon, &mut matcher.ids)? {
                let anchor = &pattern.steps[pattern.anchor];
                let beside = |at: Option<usize>| {
                    let step = at.and_then(|at| pattern.steps.get(at));
                    let of_word = |step: &&PatternStep| {
                        step.kind == StepKind::Word && step.names == Role::NONE
                    };
                    step.filter(of_word).map_or(0, |step| {
                        let ids = step.words.of(&matcher.ids).iter();
                        ids.fold(step.classes, |all, id| all | signs(*id, 0))
                    })
                };
                let brought = Brought {
                    pattern: matcher.patterns.len() as u32,
                    before: beside(pattern.anchor.checked_sub(1)),
                    behind: beside(Some(pattern.anchor + 1)),
                };
                let ids = anchor.words.of(&matcher.ids).iter();
                all.extend(ids.map(|id| (Classes::BITS + id, brought)));
                all.extend(bits(anchor.classes).map(|bit| (bit as u32, brought)));
                matcher.any_class |= anchor.classes;
                matcher.patterns.push((pattern, *of));
            }
        }
        matcher.brought = BroughtUp::new(all);
        Ok(matcher)
    }

    /// The words of each pattern's steps that stand in every text it fits.
    #[cfg(test)]
    pub fn words(&self) -> impl Iterator<Item = Vec<(&[WordId], Classes)>> {
        self.patterns.iter().map(|(pattern, _)| {
            let steps = pattern.steps.iter();
            let words = steps.filter(|one| one.kind == StepKind::Word && one.names == Role::NONE);
            words
                .map(|step| (step.words.of(&self.ids), step.classes))
                .collect()
        })
    }

    fn find(
        &self,
        parsed: &Parsed<'_>,
        sentence: Range<usize>,
        mut found: impl FnMut(L, Range<usize>),
    ) {
        let comparison = Comparison {
            parsed,
            ids: &self.ids,
            sentence: &sentence,
        };
        let fits = |step: Classes, at: usize| {
            let of = |at: usize| signs(parsed.words[at].id, parsed.classes[at]);
            step == 0 || sentence.contains(&at) && step & of(at) != 0
        };
        for at in sentence.clone() {
            let word = (Classes::BITS + parsed.words[at].id) as usize;
            let all = iter::once(word).chain(bits(parsed.classes[at] & self.any_class));
            for brought in all.flat_map(|number| self.brought.by(number)) {
                if fits(brought.behind, at + 1)
                    && fits(brought.before, at.wrapping_sub(1))
                    && let (pattern, of) = &self.patterns[brought.pattern as usize]
                    && let Some(words) = comparison.over(pattern, at)
                {
                    found(*of, words);
                }
            }
        }
    }
}

/// A sentence that patterns are compared with.
struct Comparison<'a> {
    parsed: &'a Parsed<'a>,
    ids: &'a [WordId],
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
        let word = &self.parsed.words[at];
        if step.kind == StepKind::Number {
            return word.kind == TokenKind::Number;
        }
        word.id != UNKNOWN && step.words.of(self.ids).contains(&word.id)
            || self.parsed.classes[at] & step.classes != 0
            || self.parsed.names[at].meets(step.names)
    }
}
