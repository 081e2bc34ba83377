//! Words that a person typed, turned into those of the vocabulary. An unknown outcome or
//! stage is a mistake; an unknown dropped ball or priority is a new word.

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::log::prose;
use crate::model::{
    Key, MOST_PRIORITIES, NewValue, PostMortem, Value, ValueKind, Words, slug, trimmed_lines,
};
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

    /// A post-mortem that came as a whole: its words folded, its sentences tidied.
    pub fn fold(&mut self, post_mortem: &mut PostMortem) {
        for key in Key::all() {
            let kind = key.fact.about().kind;
            let value = key.get(post_mortem).map(Value::to_new);
            let is_meant =
                kind == ValueKind::Prose || kind.words().is_some_and(Words::is_vocabulary);
            if let (Some(value), true) = (value, is_meant) {
                let value = self.typed(kind, key.fact.name(), &value);
                key.set(post_mortem, Some(value));
            }
        }
    }

    /// What was typed for a key of a kind, as it is written; `name` is what to call it.
    pub fn typed(&mut self, kind: ValueKind, name: &str, value: &NewValue) -> NewValue {
        match (kind, value) {
            (ValueKind::Text(Words::Outcome), NewValue::Text(word)) => {
                NewValue::Text(self.outcome(word))
            }
            (ValueKind::Text(Words::Stage), NewValue::Text(word)) if !word.trim().is_empty() => {
                NewValue::Text(self.stage(word.trim()))
            }
            (ValueKind::Prose, NewValue::Text(text)) => NewValue::Text(trimmed_lines(&prose(text))),
            (_, NewValue::Text(text)) => NewValue::Text(text.trim().to_owned()),
            (ValueKind::List(Words::Priority), NewValue::List(list)) => {
                NewValue::List(self.priorities(name, list))
            }
            (ValueKind::List(Words::Ball), NewValue::List(list)) => {
                NewValue::List(self.balls(list))
            }
            (_, NewValue::List(list)) => NewValue::List(once_each(list, |word| word.to_owned())),
            (_, NewValue::Day(day)) => NewValue::Day(*day),
        }
    }

    /// A list with `+a` put in and `-b` taken away; one that loses its last word says
    /// nothing, not that there was none.
    pub fn changed(
        &mut self,
        kind: ValueKind,
        name: &str,
        signed: &[String],
        standing: &[String],
    ) -> Option<NewValue> {
        let vocabulary = self.vocabulary;
        let slug = |word: &str| match kind.words() {
            Some(words) => vocabulary.slug_of(words, word).into_owned(),
            None => word.to_owned(),
        };
        let there = || match standing {
            [] => "nothing is there".to_owned(),
            standing => format!("there is {}", standing.join(", ")),
        };
        let mut list = standing.to_vec();
        for word in signed {
            let word = word.trim();
            if let Some(word) = word.strip_prefix('+') {
                list.push(word.to_owned());
            } else if let Some(word) = word.strip_prefix('-') {
                let known = list.len();
                list.retain(|one| slug(one) != slug(word));
                if list.len() == known {
                    self.problem(format!("{name} cannot take away `{word}`"), [there()]);
                }
            } else {
                let hint = "+a,-b changes what is there; a,b takes its place".to_owned();
                self.problem(format!("`{word}` in {name} has neither + nor -"), [hint]);
            }
        }
        match list.is_empty() {
            true => None,
            false => Some(self.typed(kind, name, &NewValue::List(list))),
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

    fn outcome(&mut self, word: &str) -> String {
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
        self.problems.push(no_stage(word, self.vocabulary));
        word.to_owned()
    }

    fn priorities(&mut self, name: &str, words: &[String]) -> Vec<String> {
        let priorities = once_each(words, |word| {
            self.vocabulary.priority_slug(word).into_owned()
        });
        if priorities.len() > MOST_PRIORITIES {
            let hint =
                format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
            self.problem(
                format!(
                    "{name} names {} priorities, too many for a ranking",
                    priorities.len()
                ),
                [hint],
            );
        }
        priorities
    }

    fn balls(&mut self, words: &[String]) -> Vec<String> {
        once_each(words, |word| {
            let known = self.vocabulary.known(word);
            let slug = known.slug.into_owned();
            if known.ball.is_some() && word != slug {
                self.notes.push(format!("`{word}` is written as {slug}"));
            }
            if known.ball.is_none() && self::slug(word).is_empty() {
                let hint = "a few words joined by hyphens, such as feedback-late".to_owned();
                self.problem(format!("`{word}` names no dropped ball"), [hint]);
            }
            slug
        })
    }
}

/// Whether what was typed for a list changes the one that is there.
pub fn changes_a_list(typed: &[String]) -> bool {
    typed
        .iter()
        .any(|word| word.trim_start().starts_with(['+', '-']))
}

/// What each word becomes that says something, once.
fn once_each(words: &[String], mut slug: impl FnMut(&str) -> String) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    let words = words.iter().map(|word| word.trim());
    for word in words.filter(|word| !word.is_empty()) {
        let slug = slug(word);
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

/// What to say where no stage is called like this.
pub fn no_stage(word: &str, vocabulary: &Vocabulary) -> Error {
    let stages = vocabulary.stages.iter();
    let slugs: Vec<_> = stages.map(|stage| stage.slug.as_str()).collect();
    let near = nearest(word, slugs.iter().copied());
    Error::usage(format!("there is no stage `{word}`"))
        .maybe_hint(near.map(|near| format!("did you mean {near}?")))
        .hint(format!("stages, in order: {}", slugs.join(", ")))
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
