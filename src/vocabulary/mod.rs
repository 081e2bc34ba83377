//! The words a log is counted in: stages, outcomes, dropped balls, priorities;
//! and the questions that are asked about them. The built-in ones come from
//! `templates/`; a team's own are added from its `hirelog.toml`. People's own
//! words fold into a slug; a word nobody declared is kept as it is.

mod before;
mod index;
mod joined;
mod near;
mod questions;
pub mod search;

pub use before::Before;
pub use joined::WordsOf;
pub use near::{Likeness, MOST_COMPARED, Near, Word, near};
pub use questions::Questions;

use crate::diagnostic::nearest;
use crate::model::{DroppedBall, Outcome, Party, Term, Words, read_template, slug};
use index::DeclaredWords;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;

#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub stages: DeclaredWords<Term>,
    pub outcomes: DeclaredWords<Outcome>,
    pub balls: DeclaredWords<DroppedBall>,
    pub priorities: DeclaredWords<Term>,
    /// Built-in balls this team does not use: understood, never offered.
    hidden: Vec<String>,
}

/// What a team's `hirelog.toml` changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamWords {
    /// In order; empty: the built-in ones.
    pub stages: Vec<String>,
    pub balls: Vec<DroppedBall>,
    pub hide: Vec<String>,
}

/// A dropped ball as the vocabulary sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<'a> {
    pub slug: Cow<'a, str>,
    /// `None` for a word nobody declared.
    pub ball: Option<&'a DroppedBall>,
}

impl Vocabulary {
    /// The built-in words with the team's own.
    pub fn new(team: TeamWords) -> Self {
        let built_in = built_in_words();
        let mut stages = built_in.stages;
        if !team.stages.is_empty() {
            let own = team.stages.into_iter().map(|slug| {
                let known = stages.iter().find(|stage| stage.slug == slug).cloned();
                known.unwrap_or_else(|| Term {
                    slug,
                    meaning: String::new(),
                    aliases: Vec::new(),
                })
            });
            stages = own.collect();
        }
        let own: HashSet<String> = team.balls.iter().map(|ball| ball.slug.clone()).collect();
        let mut balls = built_in.balls;
        for ball in team.balls {
            match balls.iter_mut().find(|known| known.slug == ball.slug) {
                Some(known) => *known = ball,
                None => balls.push(ball),
            }
        }
        let none = HashSet::new();
        Self {
            stages: DeclaredWords::new(stages, &none),
            outcomes: DeclaredWords::new(built_in.outcomes, &none),
            // A team's own has an alias over a built-in one: what is more particular wins.
            balls: DeclaredWords::new(balls, &own),
            priorities: DeclaredWords::new(built_in.priorities, &none),
            hidden: team.hide,
        }
    }

    /// The declared ball that this slug or alias means.
    pub fn ball(&self, words: &str) -> Option<&DroppedBall> {
        self.balls.find(words)
    }

    /// The slug under which a dropped ball is counted.
    pub fn known<'a>(&'a self, words: &'a str) -> Known<'a> {
        match self.ball(words) {
            Some(ball) => Known {
                slug: Cow::Borrowed(&ball.slug),
                ball: Some(ball),
            },
            None => Known {
                slug: plain_slug(words),
                ball: None,
            },
        }
    }

    /// The balls to offer a party, in the order of the vocabulary.
    pub fn balls_of(&self, party: Party) -> impl Iterator<Item = &DroppedBall> {
        self.balls
            .iter()
            .filter(move |ball| ball.party == party && !self.hides(&ball.slug))
    }

    /// Whether this team does not use the slug, of a ball or of a question.
    pub fn hides(&self, slug: &str) -> bool {
        self.hidden.iter().any(|hidden| hidden == slug)
    }

    pub fn stage(&self, words: &str) -> Option<&Term> {
        self.stages.find(words)
    }

    /// How far along a stage is: 0 for the first; `None` for an undeclared one.
    pub fn stage_rank(&self, words: &str) -> Option<usize> {
        self.stages.position_of(words)
    }

    pub fn outcome(&self, words: &str) -> Option<&Outcome> {
        self.outcomes.find(words)
    }

    pub fn priority(&self, words: &str) -> Option<&Term> {
        self.priorities.find(words)
    }

    /// The slug of an outcome, stage or priority; the words themselves, as a
    /// slug, when nobody declared them.
    pub fn outcome_slug<'a>(&'a self, words: &'a str) -> Cow<'a, str> {
        self.slug_of(Words::Outcome, words)
    }

    pub fn stage_slug<'a>(&'a self, words: &'a str) -> Cow<'a, str> {
        self.slug_of(Words::Stage, words)
    }

    pub fn priority_slug<'a>(&'a self, words: &'a str) -> Cow<'a, str> {
        self.slug_of(Words::Priority, words)
    }

    /// The declared ball whose slug or alias is nearest to a word nobody declared.
    pub fn nearest_ball(&self, words: &str) -> Option<&str> {
        let folded = slug(words);
        nearest(&folded, self.balls.iter().map(|ball| ball.slug.as_str()))
    }

    /// The form in which a word of this kind is counted. A word that no vocabulary
    /// has is what it is.
    pub fn slug_of<'a>(&'a self, words: Words, word: &'a str) -> Cow<'a, str> {
        match self.declared_as(words, word) {
            Some(slug) => Cow::Borrowed(slug),
            None if words.is_vocabulary() => plain_slug(word),
            None => Cow::Borrowed(word),
        }
    }

    /// Whether somebody declared this word, under any of its names.
    pub fn declares(&self, words: Words, word: &str) -> bool {
        self.declared_as(words, word).is_some()
    }

    fn declared_as(&self, words: Words, word: &str) -> Option<&str> {
        let slug = match words {
            Words::Any | Words::Used | Words::Reference => return None,
            Words::Outcome => &self.outcome(word)?.slug,
            Words::Stage => &self.stage(word)?.slug,
            Words::Priority => &self.priority(word)?.slug,
            Words::Ball => &self.ball(word)?.slug,
        };
        Some(slug)
    }

    /// What a party can carry of a ball that is another's.
    pub fn mirrors(&self, ball: &DroppedBall, party: Party) -> Vec<&str> {
        let own = self.balls_of(party).map(|own| own.slug.as_str());
        own.filter(|slug| ball.mirrors.iter().any(|mirror| mirror == slug))
            .collect()
    }

    /// Every declared word of this kind with its meaning, in the order of the vocabulary.
    pub fn declared(&self, words: Words) -> Vec<(&str, &str)> {
        match words {
            Words::Any | Words::Used | Words::Reference => Vec::new(),
            Words::Outcome => self.outcomes.with_meanings(),
            Words::Stage => self.stages.with_meanings(),
            Words::Priority => self.priorities.with_meanings(),
            Words::Ball => self.balls.with_meanings(),
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

/// An undeclared word in the form in which it is counted: most are slugs already.
fn plain_slug(words: &str) -> Cow<'_, str> {
    let is_slug = words
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !words.starts_with('-')
        && !words.ends_with('-')
        && !words.contains("--");
    if is_slug {
        return Cow::Borrowed(words);
    }
    let slug = slug(words);
    if slug.is_empty() {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(slug)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltInWords {
    #[serde(rename = "schema")]
    _schema: i64,
    #[serde(rename = "stage")]
    pub stages: Vec<Term>,
    #[serde(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    #[serde(rename = "dropped_ball")]
    pub balls: Vec<DroppedBall>,
    #[serde(rename = "priority")]
    pub priorities: Vec<Term>,
}

fn built_in_words() -> BuiltInWords {
    read_template(include_str!("../../templates/vocabulary.toml"))
}

#[cfg(test)]
mod tests;
