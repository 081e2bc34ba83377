//! The conversation: which question comes next, what it says, and what becomes
//! of the answer. A state machine over plain data: a draft holds all of it, and a
//! script can play the person. The order is the product: what happened first, as
//! that is easy; then the writer's own part; then the others, now or by themselves.

mod asking;
mod course;
mod reviewing;
mod taking;

pub use course::Conversation;
pub use reviewing::SentenceReading;

use super::person::{Heard, Person, PromptKind, Response};
use super::state::InterviewState;
use super::step::Step;

/// Keeps the state; returns what the person has to know about that.
pub type Keep<'k> = dyn FnMut(&InterviewState) -> Option<String> + 'k;

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterviewEnd {
    Whole,
    /// The person left, or was made to; the state says where.
    Left,
}

impl Conversation<'_> {
    /// Asks until all is said or the person leaves. `keep` is given the state
    /// whenever there is something new to keep, and may have something to say.
    pub fn hold(&mut self, person: &mut dyn Person, keep: &mut Keep<'_>) -> InterviewEnd {
        let mut trouble: Option<String> = None;
        while let Some(step) = self.state.at {
            if let Some(trouble) = trouble.take() {
                person.say(&trouble);
            }
            let heard = {
                let state = &self.state;
                let prompt = self.ask(step);
                let mut kept = prompt.answer.clone();
                person.ask(&prompt, &mut |answer| {
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
                    return InterviewEnd::Left;
                }
            }
            trouble = keep(&self.state).or(trouble);
        }
        InterviewEnd::Whole
    }

    /// What stood there is kept, also that something was cleared.
    fn leave(&mut self, step: Step, answer: Response) {
        let is_choice = matches!(self.kind(step), PromptKind::Choose(_));
        if !answer.is_empty() || !is_choice && !self.standing(step).is_empty() {
            self.state.typed.insert(step, answer);
        } else {
            self.state.typed.remove(&step);
        }
    }

    fn back(&mut self, step: Step, answer: Response) {
        self.leave(step, answer);
        self.remark = None;
        if let Some(previous) = self.previous(step) {
            self.state.at = Some(previous);
        }
    }
}

#[cfg(test)]
mod tests;
