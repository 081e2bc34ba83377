//! From a text to what it is about: words become stems, stems and phrases the
//! ideas they stand for, and what a `not` reaches is kept apart from the rest.
//! Each of these is a feature of the text, with a weight.

use super::lexicon::{SearchLexicon, each_word};
use super::weights;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{HashMap, HashSet};

/// The number of a word, after stemming.
pub(super) type Stem = u32;

/// Where a clause ends; no `not` reaches across.
const BREAK: Stem = 0;
const NOT: Stem = 1;
/// A word that the vocabulary never uses.
const UNKNOWN: Stem = Stem::MAX;
/// How many words with a meaning of their own a `not` reaches in its clause.
const REACH: usize = 4;

/// What every account is full of.
const TIMES: [&str; 8] = [
    "day", "week", "month", "year", "quarter", "hour", "minute", "time",
];

/// One thing a text says; the upper bits tell the kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WordFeature(u64);

const STRANGE: u64 = 1 << 59;
const IDEA: u64 = 1 << 60;
const TURNED: u64 = 1 << 61;
const PAIR: u64 = 1 << 62;

impl WordFeature {
    /// A word that the vocabulary never uses: it makes everything less alike.
    pub fn is_strange(self) -> bool {
        self.0 & STRANGE != 0
    }

    /// A word or an idea that a `not` reaches.
    pub fn is_denied(self) -> bool {
        self.0 & TURNED != 0
    }
}

pub(super) struct Reader {
    stemmer: Stemmer,
    forms: HashMap<String, String>,
    not: HashSet<String>,
    /// Words as written -> stem, so that every word is stemmed once.
    words: HashMap<String, Stem>,
    stems: HashMap<String, Stem>,
    /// Stem -> whether it says nothing by itself.
    stop: Vec<bool>,
    /// Stems of a word or phrase -> the ideas it stands for.
    ideas: HashMap<Vec<Stem>, Vec<u32>>,
    /// Stem -> stems of the longest such phrase that it begins.
    longest: Vec<usize>,
}

impl Reader {
    pub fn new(lexicon: &SearchLexicon) -> Self {
        let mut reader = Self {
            stemmer: Stemmer::create(Algorithm::English),
            forms: lexicon.forms.clone(),
            not: lexicon.not.clone(),
            words: HashMap::new(),
            stems: HashMap::from([(String::new(), BREAK), ("not".to_owned(), NOT)]),
            stop: vec![false; 2],
            ideas: HashMap::new(),
            longest: vec![0; 2],
        };
        for word in &lexicon.stop {
            let stem = reader.learn(word);
            reader.stop[stem as usize] = true;
        }
        for (idea, synonym) in (0_u32..).zip(&lexicon.synonym) {
            for phrase in &synonym.words {
                let stems = reader.learn_text(phrase);
                let Some(first) = stems.first() else { continue };
                let longest = &mut reader.longest[*first as usize];
                *longest = (*longest).max(stems.len());
                let ideas = reader.ideas.entry(stems).or_default();
                if !ideas.contains(&idea) {
                    ideas.push(idea);
                }
            }
        }
        reader
    }

    /// The stems of a text that belongs to the vocabulary; new words get numbers.
    pub fn learn_text(&mut self, text: &str) -> Vec<Stem> {
        let mut stems = Vec::with_capacity(text.len() / 4);
        each_word(text, |word| stems.push(self.learn(word)));
        stems
    }

    fn learn(&mut self, word: &str) -> Stem {
        if let Some(stem) = self.words.get(word) {
            return *stem;
        }
        let stem = self.stemmed(word);
        let next = self.stems.len() as Stem;
        let number = *self.stems.entry(stem).or_insert(next);
        if number == next {
            self.stop.push(false);
            self.longest.push(0);
        }
        self.words.insert(word.to_owned(), number);
        number
    }

    fn stemmed(&self, word: &str) -> String {
        let word = self.forms.get(word).map_or(word, String::as_str);
        if self.not.contains(word) {
            return "not".to_owned();
        }
        self.stemmer.stem(word).into_owned()
    }

    /// The stems of what somebody typed. A word that nobody knows is read as the
    /// known one a slip of the finger away, the last one as a beginning.
    pub fn read(&self, text: &str) -> Vec<Stem> {
        let mut typed = Vec::new();
        each_word(text, |word| typed.push(word.to_owned()));
        let unfinished = text.ends_with(char::is_alphanumeric);
        let last = typed.len().saturating_sub(1);
        let read = |(position, word): (usize, &String)| {
            let known = self.words.get(word);
            known
                .or_else(|| self.stems.get(&self.stemmed(word)))
                .copied()
                .or_else(|| self.nearest(word))
                .or_else(|| self.begun(word).filter(|_| unfinished && position == last))
                .unwrap_or(UNKNOWN)
        };
        let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
        typed
            .iter()
            .enumerate()
            .filter(|(_, word)| !is_number(word) || self.words.contains_key(*word))
            .map(read)
            .collect()
    }

    /// What was denied, not denied, and the other way round.
    pub fn opposite(stems: &[Stem]) -> Vec<Stem> {
        if stems.contains(&NOT) {
            return stems.iter().copied().filter(|stem| *stem != NOT).collect();
        }
        let clauses = stems.split(|stem| *stem == BREAK);
        let denied: Vec<_> = clauses.map(|clause| [&[NOT], clause].concat()).collect();
        denied.join(&BREAK)
    }

    /// The shortest known word with this beginning.
    fn begun(&self, beginning: &str) -> Option<Stem> {
        if beginning.len() < 3 {
            return None;
        }
        self.words
            .iter()
            .filter(|(word, _)| word.starts_with(beginning))
            .min_by_key(|(word, _)| (word.len(), *word))
            .map(|(_, stem)| *stem)
    }

    /// The known word a slip or two away; the first letter is nearly always right.
    fn nearest(&self, word: &str) -> Option<Stem> {
        let most = match word.len() {
            0..4 => return None,
            4..8 => 1,
            _ => 2,
        };
        let near = |known: &str| {
            known.len() > 3
                && known.len().abs_diff(word.len()) <= most
                && known.chars().next() == word.chars().next()
        };
        self.words
            .iter()
            .filter(|(known, _)| near(known))
            .map(|(known, stem)| (strsim::osa_distance(known, word), known, stem))
            .filter(|(distance, ..)| *distance <= most)
            .min()
            .map(|(_, _, stem)| *stem)
    }

    /// What a text says, each feature once.
    pub fn features(&self, stems: &[Stem]) -> Vec<(WordFeature, f32)> {
        let mut features: Vec<(WordFeature, f32)> = Vec::new();
        let mut add = |feature: u64, weight: f32| {
            let feature = WordFeature(feature);
            if !features.iter().any(|(known, _)| *known == feature) {
                features.push((feature, weight));
            }
        };
        let turned = self.turned(stems);
        let mut before: Option<u64> = None;
        for (position, &stem) in stems.iter().enumerate() {
            match stem {
                BREAK => {
                    before = None;
                    continue;
                }
                UNKNOWN => {
                    add(STRANGE | position as u64, weights::STRANGE);
                    before = None;
                    continue;
                }
                NOT => add(u64::from(NOT), weights::NOT),
                _ => {}
            }
            let ideas = self.ideas_at(&stems[position..]);
            let ideas: Vec<u64> = ideas.into_iter().map(|(idea, _)| idea).collect();
            let word = Some(u64::from(stem)).filter(|_| stem != NOT && self.says(stem));
            for (said, weight) in ideas
                .iter()
                .map(|idea| (*idea, weights::IDEA))
                .chain(word.map(|word| (word, weights::STEM)))
            {
                add(said, weight);
                if turned[position] {
                    add(TURNED | said, weights::TURNED);
                }
            }
            if let Some(said) = ideas.first().copied().or(word) {
                if let Some(before) = before.filter(|before| *before != said) {
                    add(PAIR | pair(before, said), weights::PAIR);
                }
                before = Some(said);
            }
        }
        // A `not` alone says nothing.
        if features.len() == 1 && features[0].0 == WordFeature(u64::from(NOT)) {
            features.clear();
        }
        features
    }

    /// Whether a word says something by itself.
    fn says(&self, stem: Stem) -> bool {
        !self.stop.get(stem as usize).copied().unwrap_or(false)
    }

    /// What a text says, each with the places of the words that say it, the first of those
    /// that are alike: a stem has one, an idea as many as it is put in. Words that say nothing
    /// by themselves have no place.
    pub fn placed(&self, stems: &[Stem]) -> Vec<(WordFeature, Vec<usize>)> {
        let first = |place: usize| stems.iter().position(|one| *one == stems[place]);
        let times = TIMES.map(|word| self.words.get(word));
        let is_word = |place: &usize| {
            let stem = &stems[*place];
            !matches!(*stem, BREAK | NOT) && self.says(*stem) && !times.contains(&Some(stem))
        };
        let mut placed = Vec::new();
        for (place, stem) in stems.iter().enumerate() {
            if matches!(*stem, BREAK | NOT | UNKNOWN) {
                continue;
            }
            let ideas = self.ideas_at(&stems[place..]).into_iter();
            for (said, length) in ideas.chain([(u64::from(*stem), 1)]) {
                let words = (place..place + length).filter(is_word).filter_map(first);
                placed.push((WordFeature(said), words.collect()));
            }
        }
        placed
    }

    /// The ideas that the words from here on stand for, the longest phrase first, and of how
    /// many words each is.
    fn ideas_at(&self, stems: &[Stem]) -> Vec<(u64, usize)> {
        let longest = self.longest.get(stems[0] as usize).copied().unwrap_or(0);
        (1..=longest.min(stems.len()))
            .rev()
            .filter_map(|length| Some((self.ideas.get(&stems[..length])?, length)))
            .flat_map(|(ideas, length)| ideas.iter().map(move |idea| (*idea, length)))
            .map(|(idea, length)| (IDEA | u64::from(idea), length))
            .collect()
    }

    /// Which words a `not` reaches: the next few of its clause, or the last few
    /// where it ends it, as in "scorecards still missing".
    fn turned(&self, stems: &[Stem]) -> Vec<bool> {
        let mut turned = vec![false; stems.len()];
        for position in (0..stems.len()).filter(|&position| stems[position] == NOT) {
            let says = |next: &usize| self.says(stems[*next]);
            let within = |next: &usize| stems[*next] != BREAK;
            let after: Vec<usize> = (position + 1..stems.len())
                .take_while(within)
                .filter(says)
                .take(REACH)
                .collect();
            let reached = if after.is_empty() {
                let before = (0..position).rev().take_while(within);
                before.filter(says).take(REACH - 1).collect()
            } else {
                after
            };
            for next in reached {
                turned[next] = true;
            }
        }
        turned
    }
}

/// Two neighbours as one number, whichever comes first.
fn pair(one: u64, other: u64) -> u64 {
    let (low, high) = (one.min(other), one.max(other));
    (low.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ high.wrapping_mul(0xC2B2_AE3D_27D4_EB4F)) >> 8
}
