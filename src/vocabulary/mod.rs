//! The words a log is counted in: stages, outcomes, dropped balls, priorities;
//! and the questions that are asked about them. The built-in ones come from
//! `templates/`; a team's own are added from its `hirelog.toml`. People's own
//! words fold into a slug; a word nobody declared is kept as it is.

mod built_in;
mod questions;

pub use questions::Questions;

use crate::diagnostic::nearest;
use crate::model::{DroppedBall, Outcome, Party, Priority, Stage, slug};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub stages: Vec<Stage>,
    pub outcomes: Vec<Outcome>,
    pub balls: Vec<DroppedBall>,
    pub priorities: Vec<Priority>,
    /// Built-in balls this team does not use: understood, never offered.
    hidden: Vec<String>,
    /// Slug as declared -> index into `balls`: what nearly every file says.
    slug_index: HashMap<String, usize>,
    /// Folded slug or alias -> index into `balls`.
    folded_index: HashMap<String, usize>,
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
    /// Nothing for a word nobody declared.
    pub ball: Option<&'a DroppedBall>,
}

impl Vocabulary {
    /// The built-in words with the team's own.
    pub fn new(team: TeamWords) -> Self {
        let mut vocabulary = built_in::read();
        if !team.stages.is_empty() {
            vocabulary.stages = team
                .stages
                .into_iter()
                .map(
                    |slug| match vocabulary.stages.iter().find(|stage| stage.slug == slug) {
                        Some(stage) => stage.clone(),
                        None => Stage {
                            slug,
                            meaning: String::new(),
                            aliases: Vec::new(),
                        },
                    },
                )
                .collect();
        }
        let own: HashSet<String> = team.balls.iter().map(|ball| ball.slug.clone()).collect();
        for ball in team.balls {
            match vocabulary
                .balls
                .iter_mut()
                .find(|known| known.slug == ball.slug)
            {
                Some(known) => *known = ball,
                None => vocabulary.balls.push(ball),
            }
        }
        vocabulary.hidden = team.hide;
        vocabulary.index(&own);
        vocabulary
    }

    /// Aliases go in first, the team's own after the built-in ones, then slugs:
    /// what is more particular wins.
    fn index(&mut self, own: &HashSet<String>) {
        let all = || self.balls.iter().enumerate();
        let is_own = |ball: &DroppedBall| own.contains(&ball.slug);
        let built_in = all().filter(|(_, ball)| !is_own(ball));
        let mut folded = HashMap::new();
        for (position, ball) in built_in.chain(all().filter(|(_, ball)| is_own(ball))) {
            for alias in &ball.aliases {
                folded.insert(fold(alias), position);
            }
        }
        for (position, ball) in all() {
            folded.insert(fold(&ball.slug), position);
            self.slug_index.insert(ball.slug.clone(), position);
        }
        self.folded_index = folded;
    }

    /// The declared ball that this slug or alias means.
    pub fn ball(&self, words: &str) -> Option<&DroppedBall> {
        let position = self
            .slug_index
            .get(words)
            .or_else(|| self.folded_index.get(&fold(words)))?;
        self.balls.get(*position)
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

    pub fn stage(&self, words: &str) -> Option<&Stage> {
        find(&self.stages, words, |stage| (&stage.slug, &stage.aliases))
    }

    /// How far along a stage is: 0 for the first. Nothing for an undeclared one.
    pub fn stage_rank(&self, slug: &str) -> Option<usize> {
        self.stages
            .iter()
            .position(|stage| stage.slug == slug)
            .or_else(|| {
                let stage = self.stage(slug)?;
                self.stages
                    .iter()
                    .position(|known| known.slug == stage.slug)
            })
    }

    pub fn outcome(&self, words: &str) -> Option<&Outcome> {
        find(&self.outcomes, words, |outcome| {
            (&outcome.slug, &outcome.aliases)
        })
    }

    pub fn priority(&self, words: &str) -> Option<&Priority> {
        find(&self.priorities, words, |priority| {
            (&priority.slug, &priority.aliases)
        })
    }

    /// The slug of an outcome, stage or priority; the words themselves, as a
    /// slug, when nobody declared them.
    pub fn outcome_slug<'a>(&'a self, words: &'a str) -> Cow<'a, str> {
        self.outcome(words)
            .map_or_else(|| plain_slug(words), |outcome| Cow::Borrowed(&outcome.slug))
    }

    pub fn stage_slug<'a>(&'a self, words: &'a str) -> Cow<'a, str> {
        self.stage(words)
            .map_or_else(|| plain_slug(words), |stage| Cow::Borrowed(&stage.slug))
    }

    pub fn priority_slug<'a>(&'a self, words: &'a str) -> Cow<'a, str> {
        self.priority(words).map_or_else(
            || plain_slug(words),
            |priority| Cow::Borrowed(&priority.slug),
        )
    }

    /// The declared ball whose slug or alias is nearest to a word nobody declared.
    pub fn nearest_ball(&self, words: &str) -> Option<&str> {
        let folded = slug(words);
        nearest(&folded, self.balls.iter().map(|ball| ball.slug.as_str()))
    }
}

fn find<'a, T>(
    terms: &'a [T],
    words: &str,
    names: impl Fn(&T) -> (&String, &Vec<String>),
) -> Option<&'a T> {
    if let Some(term) = terms.iter().find(|term| names(term).0 == words) {
        return Some(term);
    }
    let folded = fold(words);
    let is = |name: &String| fold(name) == folded;
    terms
        .iter()
        .find(|term| is(names(term).0))
        .or_else(|| terms.iter().find(|term| names(term).1.iter().any(is)))
}

/// Letter case, spaces, hyphens and underscores do not tell words apart.
fn fold(words: &str) -> String {
    words
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
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

#[cfg(test)]
mod tests;
