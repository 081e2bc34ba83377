//! Words that a person typed, turned into those of the vocabulary. An unknown outcome or
//! stage is a mistake; an unknown dropped ball or priority is a new word.

use crate::check;
use crate::diagnostic::nearest;
use crate::error::Error;
use crate::language::Language;
use crate::log::prose;
use crate::model::{
    Day, Key, MOST_PRIORITIES, NewValue, PostMortem, SaidDay, Text, TextList, Value, ValueKind,
    Words, can_name, says_something, trimmed_lines, whole_day,
};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

/// What to type instead.
pub const EXAMPLE: &str =
    "such as: hirelog new --outcome offer-declined --stage offer --role 'Staff Platform Engineer'";

/// Gathers what is wrong, and what is written otherwise than it was typed.
pub struct TypedWords<'a> {
    vocabulary: &'a Vocabulary,
    /// Read when there is a first new word.
    language: LazyLock<Language>,
    problems: Vec<Error>,
    notes: Vec<String>,
}

impl<'a> TypedWords<'a> {
    pub fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            language: LazyLock::new(Language::new),
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
                NewValue::Text(self.outcome(word).into())
            }
            (ValueKind::Text(Words::Stage), NewValue::Text(word)) if !word.trim().is_empty() => {
                NewValue::Text(self.stage(word.trim()).into())
            }
            (ValueKind::Prose, NewValue::Text(text)) => {
                let text = trimmed_lines(&prose(text));
                if !text.is_empty() && !says_something(&text) {
                    let hint = "write a sentence, or leave it out".to_owned();
                    self.problem(format!("{name}: `{}` says nothing", text.trim()), [hint]);
                }
                NewValue::Text(text.into())
            }
            (_, NewValue::Text(text)) => NewValue::Text(text.trim().into()),
            (_, NewValue::List(list)) => NewValue::List(self.words(kind, name, list)),
            (_, NewValue::Day(day)) => NewValue::Day(*day),
        }
    }

    fn words(&mut self, kind: ValueKind, name: &str, words: &[Text]) -> TextList {
        match kind {
            ValueKind::List(Words::Priority) => self.priorities(name, words),
            ValueKind::List(Words::Ball) => self.balls(words),
            _ => once_each(words, |word| word.into()),
        }
    }

    /// A list as a flag says it: `a,b` is the list, `+a,-b` what comes to the one that is
    /// there and what leaves it.
    pub fn list(
        &mut self,
        kind: ValueKind,
        name: &str,
        typed: &[Text],
        there: &[Text],
    ) -> TextList {
        if !is_signed(typed) {
            return self.words(kind, name, typed);
        }
        let (mut added, mut taken) = (Vec::new(), Vec::new());
        for word in typed.iter().map(|word| word.trim()) {
            match (word.strip_prefix('+'), word.strip_prefix('-')) {
                (Some(word), _) if !word.trim().is_empty() => added.push(word.into()),
                (_, Some(word)) if !word.trim().is_empty() => taken.push(word.trim().to_owned()),
                _ => {
                    let what = format!(
                        "{name} says the whole list, or what comes to it and what leaves it"
                    );
                    let hint = "all of it, as a,b; or each word with its sign, as +a,-b";
                    self.problem(what, [hint.to_owned()]);
                    return there.iter().collect();
                }
            }
        }
        let mut list: TextList = there.iter().collect();
        for word in taken {
            let slug = self.slug(kind, &word);
            list.retain(|one| self.slug(kind, one) != slug);
            if !there.iter().any(|one| self.slug(kind, one) == slug) {
                let hint = match there {
                    [] => "it says nothing yet".to_owned(),
                    there => format!("it says: {}", there.join(", ")),
                };
                self.problem(
                    format!("{name}: `{word}` is not there to be taken away"),
                    [hint],
                );
            }
        }
        for word in self.words(kind, name, &added).iter() {
            if !list.iter().any(|one| self.slug(kind, one) == *word) {
                list.push(word.clone());
            }
        }
        if kind == ValueKind::List(Words::Priority) && list.len() > there.len() {
            self.ranked(name, list.len());
        }
        list
    }

    /// The word that a list is compared by.
    fn slug(&self, kind: ValueKind, word: &str) -> String {
        let words = kind.words().unwrap_or(Words::Any);
        self.vocabulary.slug_of(words, word).into_owned()
    }

    /// A day as people say it. One in figures may lie ahead: `check` knows what to think of
    /// that.
    pub fn day(&mut self, name: &str, typed: &str, today: Day) -> Option<Day> {
        let typed = typed.trim();
        if let Some(day) = Day::parse(typed) {
            return Some(day);
        }
        let said = whole_day(typed, today);
        let what = match said.map_or(Err("is no day"), SaidDay::day) {
            Ok(day) => {
                let weekday = day.weekday();
                self.notes.push(format!("`{typed}` is {weekday}, {day}"));
                return Some(day);
            }
            Err(what) => what,
        };
        let what = match typed {
            "" => format!("{name} is blank"),
            typed => format!("{name}: `{typed}` {what}"),
        };
        self.problem(what, [SaidDay::hint(said)]);
        None
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

    fn priorities(&mut self, name: &str, words: &[Text]) -> TextList {
        let priorities = once_each(words, |word| {
            if self.vocabulary.priority(word).is_none()
                && let Some(why) = no_name(word, &self.language)
            {
                let hint = "a word or two, such as compensation".to_owned();
                let what = format!("{name}: `{word}` names nothing that matters to somebody{why}");
                self.problem(what, [hint]);
            }
            self.vocabulary.priority_slug(word).into()
        });
        self.ranked(name, priorities.len());
        priorities
    }

    fn ranked(&mut self, name: &str, count: usize) {
        if count > MOST_PRIORITIES {
            let hint =
                format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
            let what = format!("{name} names {count} priorities, too many for a ranking");
            self.problem(what, [hint]);
        }
    }

    fn balls(&mut self, words: &[Text]) -> TextList {
        once_each(words, |word| {
            let known = self.vocabulary.known(word);
            let slug = Text::from(known.slug);
            if known.ball.is_some() && slug != word {
                self.notes.push(format!("`{word}` is written as {slug}"));
            }
            if known.ball.is_none()
                && let Some(no_ball) = no_ball(word, &self.language)
            {
                self.problems.push(no_ball);
            }
            slug
        })
    }
}

/// What is wrong with a word that nobody declared as the name of a dropped ball, if anything is.
pub fn no_ball(word: &str, language: &LazyLock<Language>) -> Option<Error> {
    let what = format!("`{word}` names no dropped ball{}", no_name(word, language)?);
    Some(Error::usage(what).hint("a few words joined by hyphens, such as feedback-late"))
}

/// Why words are no name, where they are none, as it follows what they do not name. A slug
/// would hide from every rule that they lead to somebody.
fn no_name(words: &str, language: &LazyLock<Language>) -> Option<String> {
    match check::hidden_in_slug(words, language) {
        Some(found) => Some(format!(": {}", found.message)),
        None => (!can_name(words)).then(String::new),
    }
}

/// Whether a list says what comes to the one that is there, and what leaves it.
pub fn is_signed(typed: &[Text]) -> bool {
    typed
        .iter()
        .any(|word| word.trim_start().starts_with(['+', '-']))
}

/// What each word becomes that says something, once.
fn once_each(words: &[Text], mut slug: impl FnMut(&str) -> Text) -> TextList {
    let mut slugs = TextList::default();
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
    let what = format!("there is no stage `{word}`");
    none_called(
        word,
        what,
        "stages, in order",
        vocabulary.declared(Words::Stage),
    )
}

/// What to say where no outcome is called like this.
pub fn no_outcome(word: &str, vocabulary: &Vocabulary) -> Error {
    let what = match word.trim() {
        "" => "the outcome is blank, and every post-mortem has one".to_owned(),
        word => format!("there is no outcome `{word}`"),
    };
    none_called(word, what, "outcomes", vocabulary.declared(Words::Outcome))
}

fn none_called(word: &str, what: String, list: &str, known: Vec<(&str, &str)>) -> Error {
    let slugs: Vec<_> = known.into_iter().map(|(slug, _)| slug).collect();
    let near = nearest(word, slugs.iter().copied());
    Error::usage(what)
        .maybe_hint(near.map(|near| format!("did you mean {near}?")))
        .hint(format!("{list}: {}", slugs.join(", ")))
}
