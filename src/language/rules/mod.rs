//! The rules of `templates/language.toml`, and where in a text they fit.

pub mod hit;
pub mod rule;

mod harmless;
mod matching;
mod pattern;

use super::parsed::Parsed;
#[cfg(test)]
use super::words::lexicon::WordId;
use super::words::lexicon::{Classes, Lexicon};
use super::words::token::TokenKind;
use super::written::WrittenLanguage;
use crate::diagnostic::Family;
use crate::model::Fact;
use harmless::Harmless;
use hit::{Hit, Trust};
use matching::PatternSet;
use rule::SentenceRule;
use std::mem;
use std::ops::Range;

pub struct Rules {
    pub rules: Vec<SentenceRule>,
    /// Beside each rule: the words that silence it.
    silenced_by: Vec<Classes>,
    /// Of what nobody may commit.
    leaking: PatternSet<(usize, Trust)>,
    /// Of what could be said better, by family: each looks at fields of its own.
    advising: [(Family, PatternSet<(usize, Trust)>); ADVISING.len()],
    harmless: Harmless,
    owning: PatternSet<()>,
    welcome: PatternSet<()>,
    omitting: PatternSet<()>,
    deciding: PatternSet<()>,
}

/// The families that find what could be said better.
const ADVISING: [Family; 2] = [Family::Blame, Family::Commitment];

/// What an excerpt says of the one who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Unnamed,
    /// The writer's side is named, or nobody is asked for: it was agreed or went well.
    Named,
    /// The excerpt closes by owning what it tells.
    Closing,
}

impl Rules {
    /// # Errors
    ///
    /// When the template contradicts itself: a class of words or a family that does not
    /// exist.
    pub fn new(template: WrittenLanguage, lexicon: &mut Lexicon) -> Result<Self, String> {
        let (mut leaking, mut advising) = (Vec::new(), ADVISING.map(|family| (family, Vec::new())));
        let (mut rules, mut silenced_by) = (Vec::new(), Vec::new());
        for (number, mut rule) in template.rules.into_iter().enumerate() {
            let loose = mem::take(&mut rule.patterns).into_iter();
            let sure = mem::take(&mut rule.sure).into_iter();
            let sure = sure.map(|line| ((number, Trust::Sure), line));
            let lines = sure.chain(loose.map(|line| ((number, Trust::Loose), line)));
            silenced_by.push(match &rule.unless {
                Some(name) => lexicon.class(name)?,
                None => 0,
            });
            let rule = SentenceRule::new(&rule)?;
            let family = rule.code.family();
            match advising.iter_mut().find(|(one, _)| *one == family) {
                Some((_, advising)) => advising.extend(lines),
                None => leaking.extend(lines),
            }
            rules.push(rule);
        }
        let mut set = |lines: Vec<&'static str>| {
            let lines = lines.into_iter().map(|line| ((), line));
            PatternSet::new(lines.collect(), lexicon)
        };
        Ok(Self {
            rules,
            silenced_by,
            harmless: Harmless {
                idioms: set(template.harmless),
            },
            owning: set(template.owning),
            welcome: set(template.welcome),
            omitting: set(template.omitting),
            deciding: set(template.deciding),
            leaking: PatternSet::new(leaking, lexicon),
            advising: advising.map(|(family, lines)| (family, PatternSet::new(lines, lexicon))),
        })
    }

    /// Where the patterns fit.
    pub fn hits(&self, parsed: &Parsed<'_>) -> Vec<Hit> {
        let read = |(family, _): &&(Family, _)| is_read(*family, parsed.passage.field);
        let advising = self.advising.iter().filter(read).map(|(_, set)| set);
        let sets: Vec<_> = std::iter::once(&self.leaking).chain(advising).collect();
        self.hits_of(&sets, parsed)
    }

    /// The same of what nobody may commit.
    pub fn leaks(&self, parsed: &Parsed<'_>) -> Vec<Hit> {
        self.hits_of(&[&self.leaking], parsed)
    }

    fn hits_of(&self, sets: &[&PatternSet<(usize, Trust)>], parsed: &Parsed<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sentence in &parsed.sentences {
            for set in sets {
                set.find(parsed, sentence.clone(), |(rule, trust), words| {
                    let quoted = parsed.words[words.clone()].iter().any(|word| word.quoted);
                    hits.push(Hit {
                        rule,
                        code: self.rules[rule].code,
                        trust,
                        words,
                        quoted,
                    });
                });
            }
        }
        hits
    }

    /// The hits of a family that count in this passage.
    pub fn applying<'h>(
        &self,
        family: Family,
        parsed: &Parsed<'_>,
        hits: &'h [Hit],
    ) -> Vec<&'h Hit> {
        if !is_read(family, parsed.passage.field) {
            return Vec::new();
        }
        let of_family = |hit: &&Hit| hit.code.family() == family;
        let mut found: Vec<_> = hits.iter().filter(of_family).collect();
        if found.is_empty() {
            return found;
        }
        let classes = parsed.classes.iter().fold(0, |all, has| all | has);
        found.retain(|hit| classes & self.silenced_by[hit.rule] == 0);
        match family {
            Family::Protected => self.harmless.without(parsed, found),
            _ => found,
        }
    }

    /// Whether the writer owns what an excerpt tells.
    pub fn owner(&self, parsed: &Parsed<'_>, excerpt: &Range<usize>) -> Owner {
        let is_said = |at: &usize| parsed.words[*at].kind != TokenKind::Stop;
        let last = excerpt.clone().rev().find(is_said);
        let mut owner = Owner::Unnamed;
        for sentence in parsed.sentences_of(excerpt) {
            self.owning.find(parsed, sentence.clone(), |(), words| {
                let quoted = parsed.words[words.clone()].iter().any(|word| word.quoted);
                let closes = Some(words.end) == last.map(|last| last + 1);
                let found = if closes { Owner::Closing } else { Owner::Named };
                owner = if quoted { owner } else { owner.max(found) };
            });
            self.welcome.find(parsed, sentence.clone(), |(), _| {
                owner = owner.max(Owner::Named);
            });
        }
        owner
    }

    /// Whether the writer tells what they left undone, and no decision or reason for one.
    pub fn owns_omission(&self, parsed: &Parsed<'_>) -> bool {
        self.omitting.fits(parsed) && !self.deciding.fits(parsed)
    }

    /// # Errors
    ///
    /// When a pattern cannot be read: it would find nothing.
    #[cfg(test)]
    pub fn read_all(&self, lexicon: &Lexicon) -> Result<(), String> {
        let advising = self.advising.iter().map(|(_, set)| set);
        let mut of_rules = std::iter::once(&self.leaking).chain(advising);
        of_rules.try_for_each(|set| set.read(lexicon).map(drop))?;
        let (owning, omitting) = (
            [&self.owning, &self.welcome],
            [&self.omitting, &self.deciding],
        );
        let mut others = [&self.harmless.idioms]
            .into_iter()
            .chain(owning)
            .chain(omitting);
        others.try_for_each(|set| set.read(lexicon).map(drop))
    }

    /// One step of each pattern of what nobody may commit: the one whose words are the least
    /// everyday ones.
    #[cfg(test)]
    pub fn leading(
        &self,
        lexicon: &Lexicon,
        cost: impl Fn(&dyn Fn(WordId) -> bool) -> usize,
        mut leads: impl FnMut(&dyn Fn(WordId) -> bool),
    ) -> Result<(), String> {
        let matcher = self.leaking.read(lexicon)?;
        for steps in matcher.words() {
            let of_step = |(ids, classes): &(&[WordId], Classes), id: WordId| {
                ids.contains(&id) || lexicon.classes(id) & classes != 0
            };
            let least = steps
                .iter()
                .min_by_key(|step| cost(&|id| of_step(step, id)));
            let step = least.ok_or("a pattern has no word")?;
            leads(&|id| of_step(step, id));
        }
        Ok(())
    }

    pub fn of_category(&self, category: &str, family: Family) -> Option<&SentenceRule> {
        let wanted =
            |rule: &&SentenceRule| rule.category == category && rule.code.family() == family;
        self.rules.iter().find(wanted)
    }
}

/// Whether a family looks at a field.
pub const fn is_read(family: Family, field: Fact) -> bool {
    match family {
        Family::Blame => matches!(field, Fact::Tldr | Fact::Owned),
        Family::Commitment => matches!(field, Fact::Next),
        Family::Protected => !matches!(field, Fact::Case),
        Family::Privacy => true,
        Family::Format | Family::Vocabulary | Family::Completeness | Family::Merge => false,
    }
}
