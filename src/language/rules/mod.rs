//! The rules of `templates/language.toml`, and where in a text they fit.

pub mod hit;
pub mod rule;

mod harmless;
mod matching;
mod pattern;

use super::parsed::Parsed;
use super::words::lexicon::{Classes, Lexicon};
use super::words::token::TokenKind;
use super::written::WrittenLanguage;
use crate::diagnostic::Family;
use crate::model::Fact;
use harmless::Harmless;
use hit::{Hit, Trust};
use matching::Matcher;
use rule::SentenceRule;
use std::ops::Range;

pub struct Rules {
    pub rules: Vec<SentenceRule>,
    /// Beside each rule: the words that silence it.
    silenced_by: Vec<Classes>,
    matcher: Matcher,
    /// Beside each pattern of the matcher: the number of its rule.
    rule_of: Vec<(usize, Trust)>,
    harmless: Harmless,
    owning: Matcher,
    welcome: Matcher,
    acts: Matcher,
    omitting: Matcher,
    deciding: Matcher,
}

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
    /// When the template contradicts itself: a pattern that cannot be read, or a word
    /// that does not exist.
    pub fn new(template: WrittenLanguage, lexicon: &mut Lexicon) -> Result<Self, String> {
        let (mut matcher, mut rule_of) = (Matcher::default(), Vec::new());
        let (mut rules, mut silenced_by) = (Vec::new(), Vec::new());
        let harmless = Harmless::new(&template.harmless, lexicon)?;
        let owning = Matcher::of(&template.owning, lexicon)?;
        let welcome = Matcher::of(&template.welcome, lexicon)?;
        let acts = Matcher::of(&template.acts, lexicon)?;
        let omitting = Matcher::of(&template.omitting, lexicon)?;
        let deciding = Matcher::of(&template.deciding, lexicon)?;
        for (number, rule) in template.rules.into_iter().enumerate() {
            let loose = rule.patterns.iter().map(|line| (line, Trust::Loose));
            let sure = rule.sure.iter().map(|line| (line, Trust::Sure));
            for (line, trust) in sure.chain(loose) {
                let patterns = pattern::parse(line, lexicon)
                    .map_err(|problem| format!("{}: {problem}", rule.code))?;
                for pattern in patterns {
                    matcher.add(pattern);
                    rule_of.push((number, trust));
                }
            }
            silenced_by.push(match &rule.unless {
                Some(name) => lexicon.class(name)?,
                None => 0,
            });
            rules.push(SentenceRule::new(rule)?);
        }
        Ok(Self {
            rules,
            silenced_by,
            matcher,
            rule_of,
            harmless,
            owning,
            welcome,
            acts,
            omitting,
            deciding,
        })
    }

    /// Where the patterns fit.
    pub fn hits(&self, parsed: &Parsed<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sentence in &parsed.sentences {
            self.matcher
                .find(parsed, sentence.clone(), |pattern, words| {
                    let (rule, trust) = self.rule_of[pattern as usize];
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
        let classes = parsed.classes.iter().fold(0, |all, has| all | has);
        let applies =
            |hit: &&Hit| hit.code.family() == family && classes & self.silenced_by[hit.rule] == 0;
        let found = hits.iter().filter(applies).collect();
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
            self.owning.find(parsed, sentence.clone(), |_, words| {
                let quoted = parsed.words[words.clone()].iter().any(|word| word.quoted);
                let closes = Some(words.end) == last.map(|last| last + 1);
                let found = if closes { Owner::Closing } else { Owner::Named };
                owner = if quoted { owner } else { owner.max(found) };
            });
            self.welcome.find(parsed, sentence.clone(), |_, _| {
                owner = owner.max(Owner::Named);
            });
        }
        owner
    }

    /// Whether a promise names something that others can see.
    pub fn names_act(&self, parsed: &Parsed<'_>) -> bool {
        self.acts.fits(parsed)
    }

    /// Whether the writer tells what they left undone, and no decision or reason for one.
    pub fn owns_omission(&self, parsed: &Parsed<'_>) -> bool {
        self.omitting.fits(parsed) && !self.deciding.fits(parsed)
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
