//! Every word that some rule knows, as a number, and the classes it belongs to.
//! Words of a text are looked up by their hash once, and compared as numbers
//! from then on.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The number of a word that some rule knows; [`UNKNOWN`] for all others.
pub(super) type Id = u32;
pub(super) const UNKNOWN: Id = 0;

/// Classes as bits.
pub(super) type Classes = u128;

/// FNV-1a: the same on every platform, which the weights of the model need.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

pub(super) const fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(SEED, mix)
}

/// How many letters of a word stand for its family: decide, decided, decision
/// share no suffix that could be cut, but a beginning.
pub(super) const STEM: usize = 5;

pub(super) fn stem(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(STEM)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// Keys are hashes already.
#[derive(Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0, *byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // The table looks at the upper and at the lower bits.
        self.0 = hash ^ (hash >> 32);
    }
}

pub(super) type ByHash<Value> = HashMap<u64, Value, BuildHasherDefault<AsIs>>;

#[derive(Default)]
pub(super) struct Lexicon {
    ids: ByHash<Id>,
    /// By id.
    classes: Vec<Classes>,
    words: Vec<Box<str>>,
    stems: Vec<u64>,
    common: Classes,
    names: HashMap<String, Classes>,
}

impl Lexicon {
    pub fn new() -> Self {
        Self {
            classes: vec![0],
            words: vec!["".into()],
            stems: vec![SEED],
            ..Self::default()
        }
    }

    pub fn learn(&mut self, word: &str) -> Id {
        let next = Id::try_from(self.classes.len()).unwrap_or(UNKNOWN);
        let id = *self.ids.entry(hash(word)).or_insert(next);
        if id == next {
            self.classes.push(0);
            self.words.push(word.into());
            self.stems.push(hash(stem(word)));
        }
        id
    }

    /// A new class of words; nothing when there are too many of them.
    pub fn learn_class(&mut self, name: &str) -> Option<Classes> {
        let bit = u32::try_from(self.names.len()).ok()?;
        let class = Classes::checked_shl(1, bit)?;
        Some(*self.names.entry(name.to_owned()).or_insert(class))
    }

    pub fn join(&mut self, id: Id, class: Classes) {
        self.classes[id as usize] |= class;
    }

    pub fn id(&self, hash: u64) -> Id {
        self.ids.get(&hash).copied().unwrap_or(UNKNOWN)
    }

    /// The word as it is spelt out.
    pub fn word(&self, id: Id) -> &str {
        &self.words[id as usize]
    }

    /// A word that holds sentences together and stands in most of them.
    pub fn is_common(&self, id: Id) -> bool {
        self.classes(id) & self.common != 0
    }

    pub fn set_common(&mut self, classes: Classes) {
        self.common = classes;
    }

    /// The hash of the word's stem.
    pub fn stem(&self, id: Id) -> u64 {
        self.stems[id as usize]
    }

    pub fn classes(&self, id: Id) -> Classes {
        self.classes[id as usize]
    }

    pub fn class(&self, name: &str) -> Option<Classes> {
        self.names.get(name).copied()
    }
}
