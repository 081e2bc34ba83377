//! Words that a person typed, held against the vocabulary: an unknown outcome or
//! stage is a mistake, an unknown dropped ball or priority is worth a word.

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::model::{DroppedBall, MOST_PRIORITIES, Party, PostMortem, slug};
use crate::vocabulary::Vocabulary;

/// What to type instead.
pub(super) const EXAMPLE: &str =
    "such as: hirelog new --outcome offer-declined --stage offer --role 'Staff Platform Engineer'";

/// Gathers what is wrong, and what is worth a word.
pub(super) struct Words<'a> {
    vocabulary: &'a Vocabulary,
    /// The key at fault, and the error with its way out.
    pub problems: Vec<(&'static str, Error)>,
    pub notes: Vec<String>,
}

impl<'a> Words<'a> {
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
            section.dropped = self.balls(party, &section.dropped);
        }
    }

    /// What is worth a word, unless something is wrong.
    pub fn notes_or_error(self) -> Result<Vec<String>, Error> {
        let with_example = |(key, error): (&str, Error)| match key {
            "outcome" => error.hint(EXAMPLE),
            _ => error,
        };
        match Error::all(self.problems.into_iter().map(with_example).collect()) {
            None => Ok(self.notes),
            Some(error) => Err(error),
        }
    }

    pub fn problem(
        &mut self,
        key: &'static str,
        what: impl Into<String>,
        hints: impl IntoIterator<Item = String>,
    ) {
        let error = hints.into_iter().fold(Error::usage(what), Error::hint);
        self.problems.push((key, error));
    }

    pub fn outcome(&mut self, word: &str) -> String {
        if let Some(outcome) = self.vocabulary.outcome(word) {
            return outcome.slug.clone();
        }
        let slugs: Vec<_> = self
            .vocabulary
            .outcomes
            .iter()
            .map(|outcome| outcome.slug.as_str())
            .collect();
        let near = nearest(word, slugs.iter().copied());
        let near = near.map(|near| format!("did you mean {near}?"));
        let hints = near
            .into_iter()
            .chain([format!("outcomes: {}", slugs.join(", "))]);
        let hints: Vec<_> = hints.collect();
        let what = match word.trim() {
            "" => "the outcome is blank, and every post-mortem has one".to_owned(),
            word => format!("there is no outcome `{word}`"),
        };
        self.problem("outcome", what, hints);
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
        self.problem("stage", format!("there is no stage `{word}`"), hints);
        word.to_owned()
    }

    pub fn priorities(&mut self, flag: &str, words: &[String]) -> Vec<String> {
        let mut priorities: Vec<String> = Vec::new();
        for word in words.iter().filter_map(|word| filled(word)) {
            let slug = self.vocabulary.priority_slug(&word).into_owned();
            if self.vocabulary.priority(&word).is_none() {
                let near = nearest(
                    &slug,
                    self.vocabulary
                        .priorities
                        .iter()
                        .map(|priority| priority.slug.as_str()),
                );
                self.notes.push(new_word(&slug, near));
            }
            if !priorities.contains(&slug) {
                priorities.push(slug);
            }
        }
        if priorities.len() > MOST_PRIORITIES {
            let hint =
                format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
            self.problem(
                "wanted",
                format!(
                    "{flag} names {} priorities, and that is no ranking",
                    priorities.len()
                ),
                [hint],
            );
        }
        priorities
    }

    pub fn balls(&mut self, party: Party, words: &[String]) -> Vec<String> {
        let mut balls: Vec<String> = Vec::new();
        for word in words.iter().filter_map(|word| filled(word)) {
            let known = self.vocabulary.known(&word);
            let slug = known.slug.clone().into_owned();
            match known.ball {
                Some(ball) => self.note_ball(party, &word, ball),
                None if self::slug(&word).is_empty() => {
                    let hint = "a few words joined by hyphens, such as feedback-late".to_owned();
                    self.problem("dropped", format!("`{word}` names no dropped ball"), [hint]);
                }
                None => self
                    .notes
                    .push(new_word(&slug, self.vocabulary.nearest_ball(&word))),
            }
            if !balls.contains(&slug) {
                balls.push(slug);
            }
        }
        balls
    }

    fn note_ball(&mut self, party: Party, word: &str, ball: &DroppedBall) {
        let slug = &ball.slug;
        if word != slug {
            self.notes.push(format!("`{word}` is written as {slug}"));
        }
        if ball.party != party {
            let mirrors = self
                .vocabulary
                .balls_of(party)
                .filter(|mirror| ball.mirrors.contains(&mirror.slug));
            let mirrors: Vec<_> = mirrors.map(|mirror| mirror.slug.as_str()).collect();
            let seen = match mirrors.as_slice() {
                [] => String::new(),
                mirrors => format!(
                    "; from the {}'s side it is {}",
                    party.title(),
                    mirrors.join(" or ")
                ),
            };
            self.notes
                .push(format!("{slug} is the {}'s ball{seen}", ball.party.title()));
        }
        if let Some(care) = &ball.care {
            self.notes.push(format!("{slug}: {care}"));
        }
    }
}

fn new_word(slug: &str, near: Option<&str>) -> String {
    let near = near
        .map(|near| format!("; did you mean {near}?"))
        .unwrap_or_default();
    format!("{slug} is new to the vocabulary{near}")
}

/// Text that says something, without the blanks around it.
pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
