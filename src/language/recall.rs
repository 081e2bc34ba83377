//! What was found in the texts that were read last: imports and habits write the same
//! few over and over.

use super::{Finding, Passage};
use std::hash::{BuildHasher, RandomState};
use std::sync::Mutex;

/// At most so many texts, of at most so many bytes, are kept.
const SLOTS: usize = 1 << 10;
const LONGEST: usize = 1 << 10;

#[derive(Default)]
pub(super) struct Recall {
    hasher: RandomState,
    slots: Mutex<Vec<Option<Read>>>,
}

struct Read {
    /// All but the text.
    place: Passage<'static>,
    text: Box<str>,
    findings: Vec<Finding>,
}

impl Recall {
    /// What was found in this text in this place before, or is found now.
    pub fn read(&self, passage: &Passage<'_>, find: impl FnOnce() -> Vec<Finding>) -> Vec<Finding> {
        let place = Passage {
            text: "",
            ..*passage
        };
        let slot = self.hasher.hash_one(passage) as usize % SLOTS;
        let is_it = |read: &&Read| read.place == place && *read.text == *passage.text;
        if let Ok(slots) = self.slots.lock()
            && let Some(read) = slots.get(slot).and_then(Option::as_ref).filter(is_it)
        {
            return read.findings.clone();
        }
        let findings = find();
        if let Ok(mut slots) = self.slots.lock()
            && passage.text.len() <= LONGEST
        {
            slots.resize_with(SLOTS, || None);
            slots[slot] = Some(Read {
                place,
                text: passage.text.into(),
                findings: findings.clone(),
            });
        }
        findings
    }
}
