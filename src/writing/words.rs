//! Words that a person typed, turned into those of the vocabulary. An unknown outcome or
//! stage is a mistake; an unknown dropped ball or priority is a new word.

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::model::{MOST_PRIORITIES, Party, PostMortem, slug};
use crate::vocabulary::Vocabulary;

/// What to type instead.
pub const EXAMPLE: &str =
    "such as: hirelog new --outcome offer-declined --stage offer --role 'Staff Platform Engineer'";

/// Gathers what is wrong, and what is written otherwise than it was typed.
pub struct TypedWords<'a> {
    vocabulary: &'a Vocabulary,
    problems: Vec<Error>,
    notes: Vec<String>,
}

impl<'a> TypedWords<'a> {
    pub fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            problems: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The words of a post-mortem that came as a whole, folded.
    pub fn fold(&mut self, post_mortem: &mut PostMortem) {
        post_mortem.outcome = self.outcome(&post_mortem.outcome);
        if let Some(stage) = &post_mortem.stage {
            post_mortem.stage = Some(self.stage(stage));
        }
        post_mortem.wanted = self.priorities("wanted", &post_mortem.wanted);
        post_mortem.pitched = self.priorities("pitched", &post_mortem.pitched);
        for party in Party::ALL {
            let section = post_mortem.section_mut(party);
            section.dropped = self.balls(&section.dropped);
        }
    }

    /// What is written otherwise, unless something is wrong.
    ///
    /// # Errors
    /// Every word that means nothing here.
    pub fn notes_or_error(self) -> Result<Vec<String>, Error> {
        match Error::all(self.problems) {
            None => Ok(self.notes),
            Some(error) => Err(error),
        }
    }

    pub fn problem(&mut self, what: impl Into<String>, hints: impl IntoIterator<Item = String>) {
        let error = hints.into_iter().fold(Error::usage(what), Error::hint);
        self.problems.push(error);
    }

    pub fn outcome(&mut self, word: &str) -> String {
        if let Some(outcome) = self.vocabulary.outcome(word) {
            return outcome.slug.clone();
        }
        let error = no_outcome(word, self.vocabulary);
        self.problems.push(error.hint(EXAMPLE));
        word.to_owned()
    }

    pub fn stage(&mut self, word: &str) -> String {
        if let Some(stage) = self.vocabulary.stage(word) {
            return stage.slug.clone();
        }
        let slugs: Vec<_> = self
            .vocabulary
            .stages
            .iter()
            .map(|stage| stage.slug.as_str())
            .collect();
        let near = nearest(word, slugs.iter().copied()).map(|near| format!("did you mean {near}?"));
        let hints = near
            .into_iter()
            .chain([format!("stages, in order: {}", slugs.join(", "))])
            .collect::<Vec<_>>();
        self.problem(format!("there is no stage `{word}`"), hints);
        word.to_owned()
    }

    pub fn priorities(&mut self, flag: &str, words: &[String]) -> Vec<String> {
        let mut priorities: Vec<String> = Vec::new();
        for word in words.iter().filter_map(|word| filled(word)) {
            let slug = self.vocabulary.priority_slug(&word).into_owned();
            if !priorities.contains(&slug) {
                priorities.push(slug);
            }
        }
        if priorities.len() > MOST_PRIORITIES {
            let hint =
                format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
            self.problem(
                format!(
                    "{flag} names {} priorities, and that is no ranking",
                    priorities.len()
                ),
                [hint],
            );
        }
        priorities
    }

    pub fn balls(&mut self, words: &[String]) -> Vec<String> {
        let mut balls: Vec<String> = Vec::new();
        for word in words.iter().filter_map(|word| filled(word)) {
            let known = self.vocabulary.known(&word);
            let slug = known.slug.into_owned();
            if known.ball.is_some() && word != slug {
                self.notes.push(format!("`{word}` is written as {slug}"));
            }
            if known.ball.is_none() && self::slug(&word).is_empty() {
                let hint = "a few words joined by hyphens, such as feedback-late".to_owned();
                self.problem(format!("`{word}` names no dropped ball"), [hint]);
            }
            if !balls.contains(&slug) {
                balls.push(slug);
            }
        }
        balls
    }
}

/// What to say where no outcome is called like this.
pub fn no_outcome(word: &str, vocabulary: &Vocabulary) -> Error {
    let outcomes = vocabulary.outcomes.iter();
    let slugs: Vec<_> = outcomes.map(|outcome| outcome.slug.as_str()).collect();
    let near = nearest(word, slugs.iter().copied());
    let what = match word.trim() {
        "" => "the outcome is blank, and every post-mortem has one".to_owned(),
        word => format!("there is no outcome `{word}`"),
    };
    Error::usage(what)
        .maybe_hint(near.map(|near| format!("did you mean {near}?")))
        .hint(format!("outcomes: {}", slugs.join(", ")))
}

/// Text that says something, without the blanks around it.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
