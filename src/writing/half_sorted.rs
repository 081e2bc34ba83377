//! The answers to a section that somebody stopped sorting half way: a draft holds them, each
//! with its sentence, until the section is sorted.

use super::destination::There;
use super::keeper::Keeper;
use crate::model::{Party, Response};
use crate::session::Session;

/// One section of one post-mortem.
pub struct HalfSorted<'a>(Keeper<'a>);

impl<'a> HalfSorted<'a> {
    pub fn new(there: &There, party: Party, session: &'a Session<'a>) -> Self {
        let id = there.id();
        let sort = session.command().then("sort").word(id);
        let name = format!("sort-{id}-{party}");
        Self(Keeper::of_answers(session, &there.log.root, &name, &sort))
    }

    /// The balls of the first sentences, as far as they are those that were answered; the
    /// draft goes with them.
    pub fn take(&self, sentences: &[&str]) -> Vec<Vec<String>> {
        let left = self.0.left_answers().unwrap_or_default();
        self.0.done();
        let said = sentences.iter().enumerate().map_while(|(at, sentence)| {
            let typed = left.get(&name(at))?;
            (typed.text == *sentence).then(|| typed.picked.clone())
        });
        said.collect()
    }

    /// Keeps the balls of the first sentences. Where that fails they are asked for again.
    pub fn keep(&self, sentences: &[&str], answers: &[Vec<String>]) {
        let both = sentences.iter().zip(answers).enumerate();
        let typed = both.map(|(at, (sentence, picked))| {
            let (text, picked) = ((*sentence).to_owned(), picked.clone());
            (name(at), Response { text, picked })
        });
        if !answers.is_empty() {
            self.0.keep_answers(typed.collect());
        }
    }
}

fn name(at: usize) -> String {
    format!("{at:04}")
}
