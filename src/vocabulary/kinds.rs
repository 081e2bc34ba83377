//! The words of a key of a post-mortem, whichever key it is.

use super::Vocabulary;
use crate::model::{Party, Words};
use std::borrow::Cow;

impl Vocabulary {
    /// The form in which a word of this kind is counted. A word that no vocabulary
    /// has is what it is.
    pub fn slug_of<'a>(&'a self, words: Words, word: &'a str) -> Cow<'a, str> {
        match words {
            Words::Any | Words::Used | Words::Reference => Cow::Borrowed(word),
            Words::Outcome => self.outcome_slug(word),
            Words::Stage => self.stage_slug(word),
            Words::Priority => self.priority_slug(word),
            Words::Ball => self.known(word).slug,
        }
    }

    /// Whether somebody declared this word, under any of its names.
    pub fn declares(&self, words: Words, word: &str) -> bool {
        match words {
            Words::Any | Words::Used | Words::Reference => false,
            Words::Outcome => self.outcome(word).is_some(),
            Words::Stage => self.stage(word).is_some(),
            Words::Priority => self.priority(word).is_some(),
            Words::Ball => self.ball(word).is_some(),
        }
    }

    /// Every declared word of this kind with its meaning, in the order of the vocabulary.
    pub fn declared(&self, words: Words) -> Vec<(&str, &str)> {
        match words {
            Words::Any | Words::Used | Words::Reference => Vec::new(),
            Words::Outcome => pairs(&self.outcomes, |one| (&one.slug, &one.meaning)),
            Words::Stage => pairs(&self.stages, |one| (&one.slug, &one.meaning)),
            Words::Priority => pairs(&self.priorities, |one| (&one.slug, &one.meaning)),
            Words::Ball => pairs(&self.balls, |one| (&one.slug, &one.meaning)),
        }
    }

    /// The words to suggest, each with its meaning: no ball that the team hides, and
    /// only those of one party where one is named.
    pub fn offered(&self, words: Words, party: Option<Party>) -> Vec<(&str, &str)> {
        if words != Words::Ball {
            return self.declared(words);
        }
        let parties = Party::ALL.into_iter();
        let parties = parties.filter(|one| party.is_none_or(|party| party == *one));
        let balls = parties.flat_map(|party| self.balls_of(party));
        balls.map(|one| (&*one.slug, &*one.meaning)).collect()
    }
}

fn pairs<'a, T>(
    all: &'a [T],
    pair: impl Fn(&'a T) -> (&'a String, &'a String),
) -> Vec<(&'a str, &'a str)> {
    let pairs = all.iter().map(pair);
    pairs.map(|(slug, meaning)| (&**slug, &**meaning)).collect()
}
