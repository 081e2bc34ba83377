//! A sentence, looked at before it is saved: what was understood, each field open to
//! one key, and the last thing claimed taken back.

use super::{Conversation, InterviewEnd, Keep};
use crate::interview::person::{Heard, Person, Prompt, Review, Reviewed};
use crate::interview::spoken::spoken_rows;
use crate::interview::step::Step;
use crate::model::{Day, Fact, Key, NewValue, Party, PostMortem, Value};
use crate::sentence::{SentenceClaim, Understood};
use std::collections::BTreeMap;

/// What a review draws on.
pub struct SentenceReading<'a> {
    /// The sentence as it is understood where this party speaks, or one that it names.
    pub read: &'a dyn Fn(Option<Party>) -> Understood,
    /// What a new post-mortem says, with the flags put over what was understood.
    pub filled: &'a dyn Fn(&Understood) -> PostMortem,
    pub today: Day,
}

const ONLY_THAT: &str = "only this is needed: how did it end?";

impl Conversation<'_> {
    /// Shows what was understood until the person saves it or leaves.
    pub fn review(
        &mut self,
        reading: &SentenceReading<'_>,
        person: &mut dyn Person,
        keep: &mut Keep<'_>,
    ) -> InterviewEnd {
        let mut understood = (reading.read)(self.state.writer);
        let mut taken_back: Vec<SentenceClaim> = Vec::new();
        // What the person says of a field goes over what the sentence says.
        let mut changed: BTreeMap<Key, Option<NewValue>> = BTreeMap::new();
        let mut notice = None;
        loop {
            self.state.writer = understood.writer;
            self.state.post_mortem = (reading.filled)(&understood);
            for (key, value) in &changed {
                key.set(&mut self.state.post_mortem, value.clone());
            }
            if let Some(party) = self.state.writer {
                self.sign(party);
            }
            let trouble = keep(&self.state);
            let post_mortem = &self.state.post_mortem;
            let rows = spoken_rows(&understood, post_mortem, reading.today);
            let reviewed = person.review(&Review {
                line: &understood.marked(),
                rows: &rows,
                open: &understood.open,
                notice: notice.take().or(trouble),
            });
            let step = match reviewed {
                Reviewed::Left => return InterviewEnd::Left,
                Reviewed::Save if !post_mortem.outcome.is_empty() => return InterviewEnd::Whole,
                Reviewed::Save => {
                    notice = Some(ONLY_THAT.to_owned());
                    Step::Fact(Fact::Outcome)
                }
                Reviewed::TakeBack => {
                    notice = Some(match understood.take_back() {
                        Some(claim) => {
                            let words = understood.words_of(&claim).to_owned();
                            taken_back.push(claim);
                            format!("\"{words}\" is only words again")
                        }
                        None => "nothing is marked any more".to_owned(),
                    });
                    continue;
                }
                Reviewed::Open(step) => step,
            };
            let heard = {
                let prompt = Prompt {
                    progress: None,
                    ..self.ask(step)
                };
                person.ask(&prompt, &mut |_| {})
            };
            let answer = match heard {
                Heard::Answer(answer) => answer,
                Heard::Back(_) => continue,
                Heard::Left(_) => return InterviewEnd::Left,
            };
            self.take(step, &answer);
            notice = self.remark.take();
            match step.key() {
                Some(key) => {
                    let value = key.get(&self.state.post_mortem).map(Value::to_new);
                    changed.insert(key, value);
                }
                None => {
                    understood = (reading.read)(self.state.writer);
                    understood
                        .claims
                        .retain(|claim| !taken_back.contains(claim));
                    changed.retain(|key, _| key.party.is_none());
                }
            }
        }
    }
}
