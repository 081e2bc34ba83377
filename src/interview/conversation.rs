//! The conversation: which question comes next, what it says, and what becomes
//! of the answer. A state machine over plain data: a draft holds all of it, and a
//! script can play the person. The order is the product: what happened first, as
//! that is easy; then the writer's own part; then the others, now or by themselves.

mod asking;
mod taking;

use super::memory::{Memory, folded};
use super::person::{Answer, Heard, Person};
use super::step::Step;
use crate::model::{Fact, Party, PostMortem, Section};
use crate::vocabulary::search::Search;
use crate::vocabulary::{Questions, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What a conversation draws on.
pub struct Setting<'a> {
    pub vocabulary: &'a Vocabulary,
    pub questions: &'a Questions<'a>,
    pub search: &'a Search<'a>,
    pub memory: &'a Memory,
    /// A fresh reference for the case.
    pub case: String,
    /// A question to try where words read as blame or promise nothing. The text
    /// is kept whatever it says.
    pub nudge: &'a dyn Fn(&Said<'_>) -> Option<Nudge>,
}

/// Which text of a section was typed, by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    pub party: Party,
    pub by: Option<Party>,
    pub part: Part,
    pub text: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Owned,
    Next,
}

/// A quiet word about what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    /// The words it is about.
    pub words: String,
    /// What to ask oneself instead.
    pub question: String,
}

/// Keeps the state; says what there is to say about that, where there is.
pub type Keep<'k> = dyn FnMut(&State) -> Option<String> + 'k;

/// What the conversation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    New,
    /// One section of a post-mortem that is there; whose, unless that is asked.
    Section(Option<Party>),
}

/// Where a conversation is. Plain data, all of it in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub scope: Scope,
    pub post_mortem: PostMortem,
    /// The question that is open; nothing when all is said.
    pub at: Option<Step>,
    /// Who is typing.
    pub writer: Option<Party>,
    /// Answered on the command line, so never asked.
    pub given: BTreeSet<Step>,
    /// Other parties whose sections are filled in now.
    pub now: Vec<Party>,
    /// The nudge was shown once.
    pub nudged: BTreeSet<Step>,
    /// It was not a fit, and nobody dropped a ball.
    pub nobody: bool,
    /// Typed, but not yet answered.
    pub typed: BTreeMap<Step, Answer>,
}

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Whole,
    /// The person left, or was made to; the state says where.
    Left,
}

pub struct Conversation<'a> {
    setting: &'a Setting<'a>,
    pub state: State,
    /// The sections as they were before anybody was asked.
    before: [Section; 3],
    remark: Option<String>,
}

impl State {
    /// At its beginning: the first question that nothing has answered.
    pub fn new(
        scope: Scope,
        post_mortem: PostMortem,
        writer: Option<Party>,
        given: BTreeSet<Step>,
    ) -> Self {
        Self {
            scope,
            post_mortem,
            at: Some(match scope {
                Scope::New => Step::Fact(Fact::Outcome),
                Scope::Section(_) => Step::Writer,
            }),
            writer,
            given,
            now: Vec::new(),
            nudged: BTreeSet::new(),
            nobody: false,
            typed: BTreeMap::new(),
        }
    }

    fn is_given(&self, step: Step) -> bool {
        self.given.contains(&step)
    }

    fn with_typed(&self, step: Step, answer: &Answer) -> Self {
        let mut state = self.clone();
        state.typed.insert(step, answer.clone());
        state
    }
}

impl<'a> Conversation<'a> {
    /// Begins where the state is; `before` is what the sections said before
    /// anybody was asked.
    pub fn new(setting: &'a Setting<'a>, state: State, before: [Section; 3]) -> Self {
        let mut conversation = Self {
            setting,
            state,
            before,
            remark: None,
        };
        let is_asked = |step| conversation.steps().contains(&step);
        if conversation.state.at.is_some_and(|step| !is_asked(step)) {
            conversation.state.at = conversation.steps().first().copied();
        }
        conversation
    }

    /// Asks until all is said or the person leaves. `keep` is given the state
    /// whenever there is something new to keep, and may have something to say.
    pub fn hold(&mut self, person: &mut dyn Person, keep: &mut Keep<'_>) -> Ended {
        let mut trouble: Option<String> = None;
        while let Some(step) = self.state.at {
            if let Some(trouble) = trouble.take() {
                person.say(&trouble);
            }
            let heard = {
                let state = &self.state;
                let ask = self.ask(step);
                let mut kept = ask.answer.clone();
                person.ask(&ask, &mut |answer| {
                    if *answer != kept {
                        kept = answer.clone();
                        trouble = keep(&state.with_typed(step, answer)).or(trouble.take());
                    }
                })
            };
            match heard {
                Heard::Answer(answer) => self.take(step, &answer),
                Heard::Back(answer) => self.back(step, answer),
                Heard::Left(answer) => {
                    self.leave(step, answer);
                    keep(&self.state);
                    return Ended::Left;
                }
            }
            trouble = keep(&self.state).or(trouble);
        }
        Ended::Whole
    }

    fn leave(&mut self, step: Step, answer: Answer) {
        if !answer.is_empty() {
            self.state.typed.insert(step, answer);
        }
    }

    fn back(&mut self, step: Step, answer: Answer) {
        self.leave(step, answer);
        self.remark = None;
        if let Some(previous) = self.previous(step) {
            self.state.at = Some(previous);
        }
    }

    /// The steps of this conversation as far as they are known, in order.
    fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        match self.state.scope {
            Scope::New => {
                steps.extend(Step::facts());
                steps.push(Step::Writer);
                steps.extend(self.state.writer.into_iter().flat_map(Step::of_section));
                steps.push(Step::Others);
                for party in &self.state.now {
                    steps.extend(Step::of_section(*party));
                }
            }
            Scope::Section(None) => steps.push(Step::Writer),
            Scope::Section(Some(party)) => {
                steps.push(Step::Writer);
                steps.extend(Step::of_section(party));
            }
        }
        steps.retain(|step| !self.state.is_given(*step) && self.makes_sense(*step));
        steps
    }

    /// Whether a question is asked at all, as things stand.
    fn makes_sense(&self, step: Step) -> bool {
        let state = &self.state;
        let outcome = self.setting.vocabulary.outcome(&state.post_mortem.outcome);
        match step {
            Step::Fact(Fact::Team) => !self.setting.memory.used(Fact::Team).is_empty(),
            Step::Fact(Fact::Fit) => outcome.is_none_or(|outcome| outcome.loss),
            // Whoever dropped nothing still says so.
            Step::Part(party, fact) if fact != Fact::Owned => {
                !(state.nobody && state.writer == Some(party))
            }
            Step::Others => !self.others().is_empty(),
            _ => true,
        }
    }

    /// A commitment about nothing is not asked for.
    fn is_idle(&self, step: Step) -> bool {
        matches!(step, Step::Part(party, Fact::Next) if !self.state.post_mortem.section(party).is_written())
    }

    fn next(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let at = steps.iter().position(|known| *known == step)?;
        let mut later = steps[at + 1..].iter().copied();
        later.find(|later| !self.is_idle(*later))
    }

    fn previous(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let at = steps.iter().position(|known| *known == step)?;
        let mut earlier = steps[..at].iter().rev().copied();
        earlier.find(|earlier| !self.is_idle(*earlier))
    }

    /// The parties besides the writer whose sections nobody has filled in.
    fn others(&self) -> Vec<Party> {
        let named = |party: Party| {
            let mut steps = Step::of_section(party);
            steps.any(|step| self.state.is_given(step))
        };
        Party::ALL
            .into_iter()
            .filter(|party| Some(*party) != self.state.writer && !named(*party))
            .collect()
    }

    /// What the parties other than this one dropped.
    fn dropped_by_others(&self, party: Party) -> Vec<&str> {
        self.state
            .post_mortem
            .by_party()
            .filter(|(other, _)| *other != party)
            .flat_map(|(_, section)| section.dropped.iter().map(String::as_str))
            .collect()
    }

    /// The stage as far as it is known: written down, or what the outcome usually means.
    fn stage(&self) -> Option<String> {
        let post_mortem = &self.state.post_mortem;
        post_mortem.stage.clone().or_else(|| self.usual_stage())
    }

    /// The team that last hired for this role.
    fn usual_team(&self) -> Option<String> {
        let role = self.state.post_mortem.role.as_deref()?;
        self.setting.memory.team_of.get(&folded(role)).cloned()
    }

    fn usual_stage(&self) -> Option<String> {
        let vocabulary = self.setting.vocabulary;
        let stage = vocabulary
            .outcome(&self.state.post_mortem.outcome)?
            .stage
            .as_deref()?;
        vocabulary.stage(stage).map(|stage| stage.slug.clone())
    }
}

#[cfg(test)]
mod tests;
