//! Where a conversation is, as plain data: a draft holds all of it.

use super::person::Response;
use super::step::Step;
use crate::model::{Fact, Party, PostMortem};
use crate::talk::one_line;
use std::collections::{BTreeMap, BTreeSet};

/// What the conversation is held for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    New,
    /// One section of an existing post-mortem; `None` asks whose.
    Section(Option<Party>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewState {
    pub occasion: Occasion,
    pub post_mortem: PostMortem,
    /// The question that is open; `None` when there is none left.
    pub at: Option<Step>,
    /// Who is typing.
    pub writer: Option<Party>,
    /// Answered on the command line, so never asked.
    pub given: BTreeSet<Step>,
    /// Other parties whose sections are filled in now.
    pub now: Vec<Party>,
    /// The words that nudges were about, so that the same ones get none again; an empty one
    /// in a draft that was taken up.
    pub nudged: BTreeMap<Step, Vec<String>>,
    /// It was not a fit, and nobody dropped a ball.
    pub nobody: bool,
    /// Typed, but not yet answered.
    pub typed: BTreeMap<Step, Response>,
}

impl InterviewState {
    /// At its beginning: the first question that nothing has answered.
    pub fn new(
        occasion: Occasion,
        post_mortem: PostMortem,
        writer: Option<Party>,
        given: BTreeSet<Step>,
    ) -> Self {
        Self {
            occasion,
            post_mortem,
            at: Some(match occasion {
                Occasion::New => Step::Fact(Fact::Outcome),
                Occasion::Section(_) => Step::Writer,
            }),
            writer,
            given,
            now: Vec::new(),
            nudged: BTreeMap::new(),
            nobody: false,
            typed: BTreeMap::new(),
        }
    }

    /// Whether these words of a key were shown at its question, and kept.
    pub fn has_kept(&self, key: &str, words: &str) -> bool {
        let said = Step::parse(key).and_then(|step| self.nudged.get(&step));
        said.is_some_and(|said| said.contains(&one_line(words)))
    }

    pub(super) fn is_given(&self, step: Step) -> bool {
        self.given.contains(&step)
    }

    pub(super) fn with_typed(&self, step: Step, response: &Response) -> Self {
        let mut state = self.clone();
        state.typed.insert(step, response.clone());
        state
    }
}
