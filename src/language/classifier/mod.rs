//! Classifiers decide in doubt: a weight for each feature, added up. One is for blame,
//! one for promises and two are for protected traits, trained by
//! `tests/language/training` from the labelled sentences and kept as text in
//! `templates/language-*.txt`. Whole numbers, so that every platform decides alike.

pub mod features;
mod model;
pub mod names;

pub use model::{Model, Models};

use super::listing::listed;
use super::parsed::Parsed;
use super::rules::hit::Hit;
use super::words::lexicon::{Classes, Lexicon, SEED, bits, hash, mix};
use features::{Excerpt, NamedClasses, Sink};
use model::MODELS;
use names::{Feature, FeaturePart};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

/// The classes of words that are weighed as such, and by whom.
const CLASSES: [(&[Model], &[&str]); 3] = [
    (
        &[Model::Blame],
        &listed::<11>(
            "event opinion concede praise failing duty normative verdict heated fault obvious",
        ),
    ),
    (
        &[Model::Commitment],
        &listed::<7>("moment watched tangible vague_verb comparative abstract hedge"),
    ),
    (
        &[Model::Protected, Model::Hints],
        &listed::<14>(
            "spouse kin conditions religions decades tens party_word nationality ethnic peoples \
            orgthing person_noun my their",
        ),
    ),
];

pub struct Classifiers {
    classes: NamedClasses,
    /// By model, the weights as they are written.
    pub written: [&'static str; MODELS.len()],
    weights: OnceLock<FeatureWeights>,
}

/// What one feature weighs for each.
type FeatureWeight = i16;

struct FeatureWeights {
    /// Each lies in the first free place from the one that its hash says.
    features: Vec<(u64, [FeatureWeight; MODELS.len()])>,
    /// A bit for every feature that weighs something, and for few others: most features of
    /// a text weigh nothing, and are not looked up.
    weighing: Vec<u64>,
    biases: [i32; MODELS.len()],
}

/// So many bits are a tenth full, and small enough to be always at hand.
const WEIGHING: u32 = 18;

/// No feature has this hash.
const FREE: u64 = 0;

const fn spread(feature: u64) -> u64 {
    feature.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - 2 * WEIGHING)
}

/// The word and the bit of a feature.
const fn bit(feature: u64) -> (usize, u64) {
    let mixed = spread(feature) >> WEIGHING;
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

impl Classifiers {
    /// With the weights of `templates/language-*.txt`.
    ///
    /// # Errors
    ///
    /// When a class of words is missing.
    pub fn new(lexicon: &Lexicon) -> Result<Self, String> {
        let mut classes = NamedClasses {
            by_bit: [None; Classes::BITS as usize],
            any: 0,
        };
        for (models, names) in CLASSES {
            for name in names {
                let class = lexicon.class(name)?;
                classes.any |= class;
                for bit in bits(class) {
                    classes.by_bit[bit] = Some((FeaturePart::named(name), Models::of(models)));
                }
            }
        }
        Ok(Self {
            classes,
            written: [
                include_str!("../../../templates/language-blame.txt"),
                include_str!("../../../templates/language-commitment.txt"),
                include_str!("../../../templates/language-protected.txt"),
                include_str!("../../../templates/language-hints.txt"),
            ],
            weights: OnceLock::new(),
        })
    }

    /// Judges each excerpt of a text by itself, for several models at once.
    pub fn judge<const COUNT: usize>(
        &self,
        models: [Model; COUNT],
        parsed: &Parsed<'_>,
        hits: &[Hit],
    ) -> [Vec<ScoredExcerpt>; COUNT] {
        let mut judged = [const { Vec::new() }; COUNT];
        if parsed.words.is_empty() {
            return judged;
        }
        let read = || FeatureWeights::read(&self.written);
        let weights = self.weights.get_or_init(read);
        for excerpt in self.excerpts(&models, parsed, hits) {
            let mut sum = Sum::of(weights, excerpt.models);
            excerpt.features(&mut sum);
            for (model, judged) in models.into_iter().zip(&mut judged) {
                let score = sum.score(model);
                // What weighed is named beside a finding only, and few excerpts are one.
                let weighed = match score > 0 {
                    true => Strongest::of(weights, model, &excerpt),
                    false => Vec::new(),
                };
                judged.push(ScoredExcerpt {
                    weighed,
                    words: excerpt.words.clone(),
                    score,
                });
            }
        }
        judged
    }

    pub fn excerpts<'a>(
        &'a self,
        models: &[Model],
        parsed: &'a Parsed<'a>,
        hits: &'a [Hit],
    ) -> impl Iterator<Item = Excerpt<'a>> + use<'a> {
        let excerpts = parsed.excerpts().into_iter();
        let models = Models::of(models);
        excerpts.map(move |words| Excerpt {
            parsed,
            words,
            hits,
            models,
            classes: &self.classes,
        })
    }
}

/// The line of the weight that every text has.
const BIAS: &str = "bias";

impl FeatureWeights {
    /// A test reads every weight: none is left out here.
    fn read(written: &[&str; MODELS.len()]) -> Self {
        let count = written.iter().map(|text| text.len()).sum::<usize>() / ENTRY;
        let mut all = Self {
            features: vec![(FREE, [0; MODELS.len()]); (2 * count).next_power_of_two()],
            weighing: vec![0; 1 << (WEIGHING - 6)],
            biases: [0; MODELS.len()],
        };
        for (model, written) in written.iter().enumerate() {
            for (names, entries) in lines(written) {
                // What the names of a line begin with is looked at once.
                let first = (!names.is_empty()).then(|| hash_of_name(names));
                for (last, weight) in entries {
                    if first.is_none() && last == BIAS {
                        all.biases[model] = weight.into();
                        continue;
                    }
                    let last = hash(last);
                    let feature = first.map_or(last, |first| join(first, last));
                    let place = all.place(feature);
                    all.features[place].0 = feature;
                    all.features[place].1[model] = weight;
                    let (word, bit) = bit(feature);
                    all.weighing[word] |= bit;
                }
            }
        }
        all
    }

    /// Where a feature lies, or nothing does.
    fn place(&self, feature: u64) -> usize {
        let mut place = spread(feature) as usize;
        loop {
            place &= self.features.len() - 1;
            if [FREE, feature].contains(&self.features[place].0) {
                return place;
            }
            place += 1;
        }
    }

    #[inline(always)]
    fn of(
        &self,
        feature: Feature,
        parts: &[FeaturePart],
    ) -> Option<&[FeatureWeight; MODELS.len()]> {
        let key = parts
            .iter()
            .fold(feature.hash(), |key, part| join(key, part.hash));
        let (word, bit) = bit(key);
        match self.weighing[word] & bit {
            0 => None,
            _ => Some(&self.features[self.place(key)].1),
        }
    }
}

/// About as long is a weight and what it is the weight of.
const ENTRY: usize = 10;

/// The lines of the weights: the parts that some features begin with, and for each of
/// these its last part and what it weighs.
pub fn lines(
    written: &str,
) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, FeatureWeight)>)> {
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

/// Adds up the weights of an excerpt.
struct Sum<'a> {
    weights: &'a FeatureWeights,
    models: Models,
    sums: [i64; MODELS.len()],
    /// Features that weigh for all models, and those that do for each alone.
    count: usize,
    counts: [usize; MODELS.len()],
}

impl<'a> Sum<'a> {
    fn of(weights: &'a FeatureWeights, models: Models) -> Self {
        Self {
            weights,
            models,
            sums: [0; MODELS.len()],
            count: 0,
            counts: [0; MODELS.len()],
        }
    }

    fn score(&self, model: Model) -> i32 {
        let at = model as usize;
        scale(self.sums[at], self.count + self.counts[at]) + self.weights.biases[at]
    }
}

impl Sink for Sum<'_> {
    #[inline(always)]
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], _: Range<usize>, of: Models) {
        if of == self.models {
            self.count += 1;
        } else {
            for (at, count) in self.counts.iter_mut().enumerate() {
                *count += usize::from(of.has(at));
            }
        }
        if let Some(weights) = self.weights.of(feature, parts) {
            for (sum, weight) in self.sums.iter_mut().zip(weights) {
                *sum += i64::from(*weight);
            }
        }
    }
}

/// Gathers what weighs most for one model.
struct Strongest<'a> {
    weights: &'a FeatureWeights,
    model: Model,
    parsed: &'a Parsed<'a>,
    places: Vec<(FeatureWeight, Range<usize>)>,
}

impl Strongest<'_> {
    /// The places in an excerpt with the greatest weights, none inside another.
    fn of(weights: &FeatureWeights, model: Model, excerpt: &Excerpt<'_>) -> Vec<Range<usize>> {
        let mut strongest = Strongest {
            weights,
            model,
            parsed: excerpt.parsed,
            places: Vec::new(),
        };
        excerpt.features(&mut strongest);
        let mut places = strongest.places;
        places.sort_by_key(|(weight, words)| (Reverse(*weight), words.start));
        let mut named: Vec<Range<usize>> = Vec::new();
        for (_, words) in places {
            let apart = |one: &Range<usize>| one.end <= words.start || words.end <= one.start;
            if named.len() < MOST_NAMED && named.iter().all(apart) {
                named.push(words);
            }
        }
        named
    }
}

impl Sink for Strongest<'_> {
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], words: Range<usize>, _: Models) {
        let Some(weights) = self.weights.of(feature, parts) else {
            return;
        };
        let weight = weights[self.model as usize];
        let lexicon = &self.parsed.english.lexicon;
        let says_something = |at: usize| !lexicon.is_common(self.parsed.words[at].id);
        if weight > 0 && words.len() <= LONGEST_NAMED && words.clone().any(says_something) {
            self.places.push((weight, words));
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
        let classifiers = &crate::language::Language::new().judge;
        let weights = FeatureWeights::read(&classifiers.written);
        let taken = weights.features.iter().filter(|one| one.0 != FREE);
        assert!(2 * taken.count() <= weights.features.len(), "half are free");
        for (model, written) in classifiers.written.iter().enumerate() {
            let count: usize = lines(written).map(|(_, entries)| entries.count()).sum();
            let rests = written.lines().filter_map(|line| line.split_once('\t'));
            let words: usize = rests.map(|(_, rest)| rest.split(' ').count()).sum();
            assert_eq!(words, 2 * count, "each has its weight");
            let weighing = weights.features.iter();
            let weighing = weighing.filter(|(_, all)| all[model] != 0);
            assert_eq!(weighing.count() + 1, count, "one is the bias");
            assert_ne!(weights.biases[model], 0);
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
