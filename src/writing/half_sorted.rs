//! The answers to a section that somebody stopped sorting half way: a draft holds them, each
//! with its sentence, until the section is sorted.

use super::keeper::place_of;
use super::there::There;
use crate::log::{Draft, Resumption, Typed, Unfinished};
use crate::model::Party;
use crate::session::Session;
use std::collections::BTreeMap;

/// One section of one post-mortem.
pub struct HalfSorted<'a> {
    pub there: &'a There,
    pub party: Party,
    pub session: &'a Session<'a>,
}

impl HalfSorted<'_> {
    /// The balls of the first sentences, as far as they are those that were answered; the
    /// draft goes with them.
    pub fn take(&self, sentences: &[&str]) -> Vec<Vec<String>> {
        let mut answers = Vec::new();
        let state = self.session.context.folders.state.as_deref();
        for draft in state.map(Draft::all).into_iter().flatten() {
            let left = draft.read().ok().as_deref().and_then(Unfinished::decode);
            let Some(left) = left.filter(|left| {
                let (this, place) = (self.place(BTreeMap::new()), &left.place);
                (&place.log, &place.id, place.party) == (&this.log, &this.id, this.party)
            }) else {
                continue;
            };
            draft.remove();
            let said = sentences.iter().enumerate().map_while(|(at, sentence)| {
                let typed = left.place.typed.get(&name(at))?;
                (typed.text == *sentence).then(|| typed.picked.clone())
            });
            answers = said.collect();
        }
        answers
    }

    /// Keeps the balls of the first sentences. Where that fails they are asked for again.
    pub fn keep(&self, sentences: &[&str], answers: &[Vec<String>]) {
        let both = sentences.iter().zip(answers).enumerate();
        let typed = both.map(|(at, (sentence, picked))| {
            let (text, picked) = ((*sentence).to_owned(), picked.clone());
            (name(at), Typed { text, picked })
        });
        let unfinished = Unfinished {
            place: self.place(typed.collect()),
            post_mortem: self.there.post_mortem.clone(),
        };
        let state = self.session.context.folders.state.as_deref();
        if let (false, Some(state), Some(text)) = (answers.is_empty(), state, unfinished.encode()) {
            let _ = Draft::create(state, "sort", &text);
        }
    }

    fn place(&self, typed: BTreeMap<String, Typed>) -> Resumption {
        let sort = self.session.command().then("sort").word(self.there.id());
        Resumption {
            log: place_of(&self.there.log.root, self.session),
            id: format!("sort {}", self.there.id()),
            resume: sort.to_string(),
            party: Some(self.party),
            typed,
            ..Resumption::default()
        }
    }
}

fn name(at: usize) -> String {
    format!("{at:04}")
}
