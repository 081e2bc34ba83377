//! What was understood of a sentence, and what stays of it besides. A clause goes as a
//! whole, where each of its words went somewhere; a clause of which one word did not stays
//! whole, as it was typed.

use super::line::LineWord;
use crate::model::{Fact, Key, NewValue, Party, PostMortem, TextList, ValueKind};
use std::ops::Range;

/// What words of the sentence mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceClaim {
    pub key: Key,
    /// A value, or a word of a list; a text of prose is what the words say themselves.
    pub value: NewValue,
    /// The bytes of the words.
    pub place: Range<usize>,
}

impl SentenceClaim {
    pub(super) fn kind(&self) -> ValueKind {
        self.key.fact.about().kind
    }
}

/// A sentence, and what was understood of it.
#[derive(Debug, Clone)]
pub struct Understood {
    pub text: String,
    /// Who speaks.
    pub writer: Option<Party>,
    /// In the order of the sentence.
    pub claims: Vec<SentenceClaim>,
    /// What could mean one of several things, and was left where it stands.
    pub open: Vec<String>,
    /// The day that it names for the outcome, where that is still to come.
    pub ahead: Option<String>,
    /// The day that it names for the outcome, where that is none, or not one, and why.
    pub unsure_day: Option<(String, &'static str)>,
    pub(super) words: Vec<LineWord>,
}

impl Understood {
    /// Whether a key was said in the sentence.
    pub fn says(&self, key: Key) -> bool {
        self.claims.iter().any(|claim| claim.key == key)
    }

    /// The sentence with what was claimed in brackets.
    pub fn marked(&self) -> String {
        let mut marked = String::new();
        let mut at = 0;
        for claim in &self.claims {
            let place = claim.place.clone();
            if place.start < at {
                continue; // words of what is marked already
            }
            marked += &self.text[at..place.start];
            marked += &format!("[{}]", &self.text[place.clone()]);
            at = place.end;
        }
        marked + &self.text[at..]
    }

    /// The words of a claim, as they were typed.
    pub fn words_of(&self, claim: &SentenceClaim) -> &str {
        &self.text[claim.place.clone()]
    }

    /// Takes the last claim back: its words are prose again.
    pub fn take_back(&mut self) -> Option<SentenceClaim> {
        self.claims.pop()
    }

    /// Puts what was understood into a post-mortem; what nothing claims becomes its line
    /// of what happened.
    pub fn put_into(&self, post_mortem: &mut PostMortem) {
        for claim in &self.claims {
            let value = match claim.kind() {
                ValueKind::List(_) => {
                    let there = claim
                        .key
                        .get(post_mortem)
                        .map(|there| there.list().iter().collect());
                    let mut list: TextList = there.unwrap_or_default();
                    if let NewValue::Text(word) = &claim.value
                        && !list.contains(word)
                    {
                        list.push(word.clone());
                    }
                    NewValue::List(list)
                }
                ValueKind::Prose => continue,
                _ => claim.value.clone(),
            };
            claim.key.set(post_mortem, Some(value));
        }
        let keys = Party::ALL
            .into_iter()
            .flat_map(|party| [Fact::Owned, Fact::Next].map(|fact| (party, fact)));
        for (party, fact) in keys {
            let key = Key {
                party: Some(party),
                fact,
            };
            let said = self.prose(|claim| claim.key == key);
            if !said.is_empty() {
                key.set(post_mortem, Some(NewValue::Text(said.into())));
                post_mortem.section_mut(party).by = Some(party);
            }
        }
        let rest = self.rest();
        if !rest.is_empty() {
            Key::head(Fact::Tldr).set(post_mortem, Some(NewValue::Text(rest.into())));
        }
    }

    /// The words that these claims say themselves, as they were typed.
    pub fn prose(&self, is_meant: impl Fn(&SentenceClaim) -> bool) -> String {
        let claims: Vec<&SentenceClaim> =
            self.claims.iter().filter(|claim| is_meant(claim)).collect();
        let is_in = |word: &LineWord| {
            claims.iter().any(|claim| {
                claim.place.start <= word.place.start && word.place.end <= claim.place.end
            })
        };
        self.typed(&|at| is_in(&self.words[at]))
    }

    /// What nothing took: no word of it stands anywhere else.
    pub fn rest(&self) -> String {
        let claims = |is_meant: fn(&&SentenceClaim) -> bool| {
            let claims = self.claims.iter().filter(is_meant);
            claims.map(|claim| claim.place.clone()).collect::<Vec<_>>()
        };
        let prose = claims(|claim| claim.kind() == ValueKind::Prose);
        let taken = claims(|claim| !matches!(claim.kind(), ValueKind::List(_)));
        let holds = |places: &[Range<usize>], word: &LineWord| {
            places
                .iter()
                .any(|place| place.start <= word.place.start && word.place.end <= place.end)
        };
        let is_gone = |at: usize| {
            let word = &self.words[at];
            if holds(&prose, word) {
                return true;
            }
            let clause = self
                .words
                .iter()
                .filter(|other| other.clause == word.clause);
            clause.into_iter().all(|other| holds(&taken, other))
        };
        self.typed(&|at| !is_gone(at))
    }

    /// The words at these numbers with the marks between them, as typed.
    fn typed(&self, is_meant: &dyn Fn(usize) -> bool) -> String {
        let mut text = String::new();
        let mut at = 0;
        while at < self.words.len() {
            if !is_meant(at) {
                at += 1;
                continue;
            }
            let end = (at..self.words.len())
                .find(|at| !is_meant(*at))
                .unwrap_or(self.words.len());
            // Marks before the first word of all and behind the last belong to them.
            let from = if at == 0 {
                0
            } else {
                opening(
                    &self.text,
                    self.words[at - 1].place.end,
                    self.words[at].place.start,
                )
            };
            let until = self
                .words
                .get(end)
                .map_or(self.text.len(), |next| next.place.start);
            let mut run = self.text[from..until].trim();
            // What bound it to words that went elsewhere.
            if at > 0 && self.words[at].clause == self.words[at - 1].clause {
                let bound = ["and ", "but "]
                    .into_iter()
                    .find_map(|word| run.strip_prefix(word));
                run = bound.unwrap_or(run);
            }
            let run = if end < self.words.len() {
                closing(run)
            } else {
                run
            };
            if !text.is_empty() {
                text += if text.ends_with(['.', '!', '?', ';', ',']) {
                    " "
                } else {
                    "; "
                };
            }
            text += run;
            at = end;
        }
        text.trim_end_matches([',', ';', ' ']).to_owned()
    }
}

/// Where a word begins with the marks that open before it.
fn opening(text: &str, after: usize, word: usize) -> usize {
    let between = &text[after..word];
    let opens = between.rfind(|one: char| !matches!(one, '(' | '"' | '“' | '„' | '[' | '\''));
    match opens {
        Some(at) => after + at + between[at..].chars().next().map_or(1, char::len_utf8),
        None => after,
    }
}

/// Without the marks that lead on to what went elsewhere.
fn closing(run: &str) -> &str {
    run.trim_end_matches(['(', '"', '“', '-', '–', '—', ' '])
}
