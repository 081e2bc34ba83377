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
use features::{Excerpt, FeaturePart, NamedClass, Sink};
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
    bias: i32,
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
        let classes = classes.iter().map(|name| Ok((lexicon.class(name)?, *name)));
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
    /// A test reads every line: none is left out here.
    fn read(written: &str) -> Self {
        let mut by_feature = ByHash::default();
        by_feature.reserve(written.len() / LINE);
        by_feature.extend(written.lines().filter_map(weight));
        let bias = by_feature.remove(&hash_of_name(BIAS)).unwrap_or(0);
        Self { by_feature, bias }
    }
}

/// About as long is a line of the weights.
const LINE: usize = 16;

/// The feature of a line, hashed, and what it weighs.
fn weight(line: &str) -> Option<(u64, i32)> {
    let (weight, name) = line.split_once('\t')?;
    Some((hash_of_name(name), weight.parse().ok()?))
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
            FeaturePart::Name(name) => hash(name),
        }
    }
}

const fn join(key: u64, part: u64) -> u64 {
    mix(key, b' ').rotate_left(32) ^ part
}

/// A feature as the file names it: `b OTHER never`. Every command that reads a sentence
/// does this ten thousand times, so it looks at each byte once.
fn hash_of_name(name: &str) -> u64 {
    let (mut key, mut part) = (None, SEED);
    let with = |key: Option<u64>, part| key.map_or(part, |key| join(key, part));
    for byte in name.as_bytes() {
        if *byte == b' ' {
            (key, part) = (Some(with(key, part)), SEED);
        } else {
            part = mix(part, *byte);
        }
    }
    with(key, part)
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
        ] {
            let lines = written.lines().filter(|line| !line.starts_with('#'));
            let weights = FeatureWeights::read(written);
            assert_eq!(
                weights.by_feature.len() + 1,
                lines.count(),
                "one is the bias"
            );
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
