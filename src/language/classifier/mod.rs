//! A classifier decides in doubt: a weight for each feature, added up. There is one
//! for blame, one for promises and one for protected traits, trained by
//! `tests/language/training` from the labelled sentences and kept as text in
//! `templates/language-*.txt`. Whole numbers, so that every platform decides alike.

pub mod features;
pub mod names;

use super::parsed::Parsed;
use super::rules::hit::Hit;
use super::words::lexicon::{ByHash, Lexicon, SEED, UNKNOWN, hash, mix};
use crate::diagnostic::Family;
use features::{Excerpt, FeaturePart, NamedClass, PartName, Sink};
use names::Feature;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

pub struct Classifier {
    /// What it decides about.
    family: Family,
    /// Classes of words that it weighs as such.
    classes: Vec<NamedClass>,
    /// The weights as they are written: most texts need those of one or two classifiers.
    pub written: &'static str,
    weights: OnceLock<FeatureWeights>,
}

struct FeatureWeights {
    by_feature: ByHash<i32>,
    /// A bit for every feature that weighs something, and for few others: most features of
    /// a text weigh nothing, and are not looked up.
    weighing: Vec<u64>,
    bias: i32,
}

/// So many bits are a tenth full, and small enough to be always at hand.
const WEIGHING: u32 = 17;

/// The word and the bit of a feature.
const fn bit(feature: u64) -> (usize, u64) {
    let mixed = feature.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - WEIGHING);
    ((mixed >> 6) as usize, 1 << (mixed & 63))
}

/// One excerpt of text, judged.
pub struct ScoredExcerpt {
    pub words: Range<usize>,
    /// Above 0 it is what the classifier looks for, in thousandths.
    pub score: i32,
    /// What spoke for it, strongest first; nothing for a score that is not above 0.
    pub weighed: Vec<Range<usize>>,
}

/// At most this many words are named as having weighed most.
const MOST_NAMED: usize = 3;
/// Longer runs of words are not named.
const LONGEST_NAMED: usize = 4;

impl Classifier {
    /// A classifier with the weights of `templates/language-*.txt`.
    ///
    /// # Errors
    ///
    /// When a class of words is missing.
    pub fn new(
        family: Family,
        classes: &[&'static str],
        lexicon: &Lexicon,
        written: &'static str,
    ) -> Result<Self, String> {
        let classes = classes
            .iter()
            .map(|name| Ok((lexicon.class(name)?, PartName::new(name))));
        Ok(Self {
            family,
            classes: classes.collect::<Result<_, String>>()?,
            written,
            weights: OnceLock::new(),
        })
    }

    /// Judges each excerpt of a text by itself.
    pub fn judge(&self, parsed: &Parsed<'_>, hits: &[Hit]) -> Vec<ScoredExcerpt> {
        if parsed.words.is_empty() {
            return Vec::new();
        }
        let weights = self
            .weights
            .get_or_init(|| FeatureWeights::read(self.written));
        let excerpts = self.excerpts(parsed, hits);
        let sum = |excerpt: &Excerpt<'_>, strong| {
            let mut sum = Sum {
                weights,
                parsed,
                sum: 0,
                count: 0,
                strong,
            };
            excerpt.features(&mut sum);
            sum
        };
        excerpts
            .map(|excerpt| {
                let all = sum(&excerpt, None);
                let score = scale(all.sum, all.count) + weights.bias;
                // What weighed is named beside a finding only, and few excerpts are one.
                let strong = (score > 0).then(|| sum(&excerpt, Some(Vec::new())).strong);
                ScoredExcerpt {
                    weighed: strong.flatten().map(strongest).unwrap_or_default(),
                    words: excerpt.words,
                    score,
                }
            })
            .collect()
    }

    pub fn excerpts<'a>(
        &'a self,
        parsed: &'a Parsed<'a>,
        hits: &'a [Hit],
    ) -> impl Iterator<Item = Excerpt<'a>> {
        let excerpts = parsed.excerpts().into_iter();
        excerpts.map(move |words| Excerpt {
            parsed,
            words,
            hits,
            family: self.family,
            classes: &self.classes,
        })
    }
}

/// The line of the weight that every text has.
const BIAS: &str = "bias";

impl FeatureWeights {
    /// A test reads every weight: none is left out here.
    fn read(written: &str) -> Self {
        let mut by_feature = ByHash::default();
        by_feature.reserve(written.len() / ENTRY);
        for (names, entries) in lines(written) {
            // What the names of a line begin with is looked at once.
            let first = (!names.is_empty()).then(|| hash_of_name(names));
            by_feature.extend(entries.map(|(last, weight)| {
                let last = hash(last);
                (first.map_or(last, |first| join(first, last)), weight)
            }));
        }
        let bias = by_feature.remove(&hash_of_name(BIAS)).unwrap_or(0);
        let mut weighing = vec![0; 1 << (WEIGHING - 6)];
        for feature in by_feature.keys() {
            let (word, bit) = bit(*feature);
            weighing[word] |= bit;
        }
        Self {
            by_feature,
            weighing,
            bias,
        }
    }
}

/// About as long is a weight and what it is the weight of.
const ENTRY: usize = 10;

/// The lines of the weights: the parts that some features begin with, and for each of
/// these its last part and what it weighs.
pub fn lines(written: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, i32)>)> {
    let lines = written.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (names, entries) = line.split_once('\t')?;
        let mut rest = entries.split(' ');
        let entries = std::iter::from_fn(move || {
            let (last, weight) = (rest.next()?, rest.next()?);
            Some((last, weight.parse().ok()?))
        });
        Some((names, entries))
    })
}

/// A long text has more of everything: what counts is the sum for its length. The
/// square root is exact to the last bit on every platform.
fn scale(sum: i64, count: usize) -> i32 {
    (sum as f64 / (count.max(1) as f64).sqrt()) as i32
}

/// The places with the greatest weights, none inside another.
fn strongest(mut strong: Vec<(i32, Range<usize>)>) -> Vec<Range<usize>> {
    strong.sort_by_key(|(weight, words)| (Reverse(*weight), words.start));
    let mut named: Vec<Range<usize>> = Vec::new();
    for (_, words) in strong {
        let apart = |one: &Range<usize>| one.end <= words.start || words.end <= one.start;
        if named.len() < MOST_NAMED && named.iter().all(apart) {
            named.push(words);
        }
    }
    named
}

/// Adds up the weights of an excerpt.
struct Sum<'a> {
    weights: &'a FeatureWeights,
    parsed: &'a Parsed<'a>,
    sum: i64,
    count: usize,
    /// What weighs most, where that is wanted.
    strong: Option<Vec<(i32, Range<usize>)>>,
}

impl Sink for Sum<'_> {
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], words: Range<usize>) {
        let mut key = feature.hash();
        for part in parts {
            key = join(key, self.hash(*part));
        }
        self.count += 1;
        let (word, bit) = bit(key);
        if self.weights.weighing[word] & bit == 0 {
            return;
        }
        let Some(&weight) = self.weights.by_feature.get(&key) else {
            return;
        };
        self.sum += i64::from(weight);
        let Some(strong) = &mut self.strong else {
            return;
        };
        let lexicon = &self.parsed.english.lexicon;
        let says_something = |at: usize| !lexicon.is_common(self.parsed.words[at].id);
        if weight > 0 && words.len() <= LONGEST_NAMED && words.clone().any(says_something) {
            strong.push((weight, words));
        }
    }
}

impl Sum<'_> {
    fn hash(&self, part: FeaturePart) -> u64 {
        match part {
            FeaturePart::Word(at) => self.parsed.words[at].hash,
            FeaturePart::Stem(at) => match self.parsed.words[at] {
                word if word.id == UNKNOWN => word.stem,
                word => self.parsed.english.lexicon.stem(word.id),
            },
            FeaturePart::Tag(tag) => tag.hash(),
            FeaturePart::Name(name) => name.hash,
        }
    }
}

const fn join(key: u64, part: u64) -> u64 {
    mix(key, b' ').rotate_left(32) ^ part
}

/// A feature, or the parts that it begins with: `b OTHER never`.
fn hash_of_name(name: &str) -> u64 {
    let mut parts = name.split(' ').map(hash);
    let first = parts.next().unwrap_or(SEED);
    parts.fold(first, join)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_weights_is_one() {
        for written in [
            include_str!("../../../templates/language-blame.txt"),
            include_str!("../../../templates/language-commitment.txt"),
            include_str!("../../../templates/language-protected.txt"),
            include_str!("../../../templates/language-hints.txt"),
        ] {
            let count: usize = lines(written).map(|(_, entries)| entries.count()).sum();
            let rests = written.lines().filter_map(|line| line.split_once('\t'));
            let words: usize = rests.map(|(_, rest)| rest.split(' ').count()).sum();
            assert_eq!(words, 2 * count, "each has its weight");
            let weights = FeatureWeights::read(written);
            assert_eq!(weights.by_feature.len() + 1, count, "one is the bias");
            assert_ne!(weights.bias, 0);
        }
    }

    #[test]
    fn features_are_told_apart_by_the_order_of_their_parts() {
        assert_ne!(hash_of_name("b OTHER never"), hash_of_name("b never OTHER"));
        assert_ne!(hash_of_name("b"), hash_of_name("b b"));
        let parts = join(join(hash("b"), hash("OTHER")), hash("never"));
        assert_eq!(hash_of_name("b OTHER never"), parts);
    }
}
