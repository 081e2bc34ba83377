//! Every word that some rule knows, as a number, and the classes it belongs to.
//! Words of a text are looked up by their hash once, and compared as numbers
//! from then on.

use super::inflect;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The number of a word that some rule knows; [`UNKNOWN`] for all others.
pub type WordId = u32;
pub const UNKNOWN: WordId = 0;

/// A set of classes, one bit each.
pub type Classes = u128;

/// The places of the bits that are set.
pub fn bits(classes: Classes) -> impl Iterator<Item = usize> {
    let mut rest = classes;
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros();
        rest &= rest.wrapping_sub(1);
        (bit < Classes::BITS).then_some(bit as usize)
    })
}

/// The entries that stand for any number, and for one that may be an age. Neither
/// can be a word of a text.
pub const NUMBER: &str = "0";
pub const AGE: &str = "#age";

/// Start of the FNV-1a hash: the same on every platform, which the weights of the
/// classifiers need.
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

pub const fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

pub const fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let (mut hash, mut at) = (SEED, 0);
    while at < bytes.len() {
        hash = mix(hash, bytes[at]);
        at += 1;
    }
    hash
}

/// The hashes of words, counted when the program is built.
pub const fn hashes<const COUNT: usize>(words: &[&str]) -> [u64; COUNT] {
    let (mut hashes, mut at) = ([0; COUNT], 0);
    while at < COUNT {
        hashes[at] = hash(words[at]);
        at += 1;
    }
    hashes
}

/// How many letters of a word stand for its family: decide, decided and decision
/// have no ending in common that could be cut, but a beginning.
pub const STEM: usize = 5;

pub fn stem(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(STEM)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// Hashes nothing: the keys are hashes already.
#[derive(Default)]
pub struct AsIs(u64);

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

pub type ByHash<Value> = HashMap<u64, Value, BuildHasherDefault<AsIs>>;

#[derive(Default)]
pub struct Lexicon {
    ids: ByHash<WordId>,
    /// By id.
    classes: Vec<Classes>,
    /// By id: the hash of the word's stem.
    stems: Vec<u64>,
    common: Classes,
    class_by_name: ByHash<Classes>,
}

impl Lexicon {
    /// Of about so many words.
    pub fn new(words: usize) -> Self {
        let mut new = Self::default();
        new.ids.reserve(words);
        new.classes.reserve(words);
        new.stems.reserve(words);
        new.classes.push(0);
        new.stems.push(SEED);
        new
    }

    pub fn learn(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.classes.len()).unwrap_or(UNKNOWN);
        let id = *self.ids.entry(hash(word)).or_insert(next);
        if id == next {
            self.classes.push(0);
            self.stems.push(hash(stem(word)));
        }
        id
    }

    /// Learns an entry as the template writes it, and makes it belong to some classes.
    pub fn learn_entry(&mut self, entry: &str, classes: Classes) {
        each_word(entry, |word| {
            let id = self.learn(word);
            self.classes[id as usize] |= classes;
        });
    }

    /// The numbers of an entry that was learnt before.
    ///
    /// # Errors
    ///
    /// When it was not.
    pub fn ids_of(&self, entry: &str, ids: &mut Vec<WordId>) -> Result<(), String> {
        let before = ids.len();
        each_word(entry, |word| ids.push(self.id(hash(word))));
        match ids[before..].contains(&UNKNOWN) {
            true => Err(format!("{entry} was not learnt")),
            false => Ok(()),
        }
    }

    /// Adds a class of words.
    ///
    /// # Errors
    ///
    /// When every bit of [`Classes`] is taken.
    pub fn learn_class(&mut self, name: &str) -> Result<Classes, String> {
        let next = u32::try_from(self.class_by_name.len());
        let class = next.ok().and_then(|bit| Classes::checked_shl(1, bit));
        let class = class.ok_or_else(|| format!("there are too many classes for {name}"))?;
        Ok(*self.class_by_name.entry(hash(name)).or_insert(class))
    }

    pub fn id(&self, hash: u64) -> WordId {
        self.ids.get(&hash).copied().unwrap_or(UNKNOWN)
    }

    /// Whether a word holds sentences together and stands in most of them.
    pub fn is_common(&self, id: WordId) -> bool {
        self.classes(id) & self.common != 0
    }

    pub fn set_common(&mut self, classes: Classes) {
        self.common = classes;
    }

    /// The hash of the word's stem.
    pub fn stem(&self, id: WordId) -> u64 {
        self.stems[id as usize]
    }

    pub fn classes(&self, id: WordId) -> Classes {
        self.classes[id as usize]
    }

    /// The class of that name.
    ///
    /// # Errors
    ///
    /// When the template has no class of that name.
    pub fn class(&self, name: &str) -> Result<Classes, String> {
        let class = self.class_by_name.get(&hash(name)).copied();
        class.ok_or_else(|| format!("no class of words is called {name}"))
    }
}

/// The words that an entry stands for: itself, behind `~` all forms of a verb, or for `#`
/// any number.
fn each_word(entry: &str, mut word: impl FnMut(&str)) {
    match entry.strip_prefix('~') {
        Some(verb) => inflect::each_form(verb, word),
        None if entry == "#" => [NUMBER, AGE].into_iter().for_each(word),
        None => word(entry),
    }
}
