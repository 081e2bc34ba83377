//! A classifier decides in doubt: a weight for each feature, added up. There is one
//! for blame, one for promises and one for protected traits, trained by
//! `tests/language/training` from the labelled sentences and kept as text in
//! `templates/language-*.txt`. Whole numbers, so that every platform decides alike.

pub mod features;
pub mod names;

use super::parsed::Parsed;
use super::rules::hit::Hit;
use super::words::lexicon::{ByHash, Lexicon, UNKNOWN, hash, mix};
use crate::diagnostic::Family;
use features::{Excerpt, FeaturePart, NamedClass, Sink};
use names::Feature;
use std::cmp::Reverse;
use std::ops::Range;

pub struct Classifier {
    /// What it decides about.
    family: Family,
    /// Classes of words that it weighs as such.
    classes: Vec<NamedClass>,
    weights: ByHash<i32>,
    bias: i32,
}

/// One excerpt of text, judged.
pub struct Judged {
    pub words: Range<usize>,
    /// Above 0 it is what the classifier looks for, in thousandths.
    pub score: i32,
    /// What spoke for it, strongest first.
    pub weighed: Vec<Range<usize>>,
}

/// At most this many words are named as having weighed most.
const MOST_NAMED: usize = 3;
/// Longer runs of words are not named.
const LONGEST_NAMED: usize = 4;

impl Classifier {
    /// Reads the weights of `templates/language-*.txt`.
    ///
    /// # Errors
    ///
    /// When a line is no weight, or a class of words is missing.
    pub fn read(
        family: Family,
        classes: &[&'static str],
        lexicon: &Lexicon,
        text: &str,
    ) -> Result<Self, String> {
        let mut weights = ByHash::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (weight, name) = line
                .split_once('\t')
                .and_then(|(weight, name)| Some((weight.parse().ok()?, name)))
                .ok_or_else(|| format!("this is no weight: {line}"))?;
            weights.insert(hash_of_name(name), weight);
        }
        let bias = weights.remove(&hash_of_name(BIAS)).unwrap_or(0);
        let classes = classes.iter().map(|name| Ok((lexicon.class(name)?, *name)));
        Ok(Self {
            family,
            classes: classes.collect::<Result<_, String>>()?,
            weights,
            bias,
        })
    }

    /// Judges each excerpt of a text by itself.
    pub fn judge(&self, parsed: &Parsed<'_>, hits: &[Hit]) -> Vec<Judged> {
        if parsed.words.is_empty() {
            return Vec::new();
        }
        let excerpts = self.excerpts(parsed, hits);
        excerpts
            .map(|excerpt| {
                let mut sum = Sum {
                    classifier: self,
                    parsed,
                    sum: 0,
                    count: 0,
                    strong: Vec::new(),
                };
                excerpt.features(&mut sum);
                Judged {
                    words: excerpt.words,
                    score: scale(sum.sum, sum.count) + self.bias,
                    weighed: strongest(sum.strong),
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
    classifier: &'a Classifier,
    parsed: &'a Parsed<'a>,
    sum: i64,
    count: usize,
    strong: Vec<(i32, Range<usize>)>,
}

impl Sink for Sum<'_> {
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], words: Range<usize>) {
        let mut key = hash(feature.as_str());
        for part in parts {
            key = join(key, self.hash(*part));
        }
        self.count += 1;
        let Some(&weight) = self.classifier.weights.get(&key) else {
            return;
        };
        self.sum += i64::from(weight);
        let lexicon = &self.parsed.english.lexicon;
        let says_something = |at: usize| !lexicon.is_common(self.parsed.words[at].id);
        if weight > 0 && words.len() <= LONGEST_NAMED && words.clone().any(says_something) {
            self.strong.push((weight, words));
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
            FeaturePart::Tag(tag) => hash(tag.as_str()),
            FeaturePart::Name(name) => hash(name),
        }
    }
}

fn join(key: u64, part: u64) -> u64 {
    part.to_le_bytes().into_iter().fold(mix(key, b' '), mix)
}

/// A feature as the file names it: `b OTHER never`.
fn hash_of_name(name: &str) -> u64 {
    let mut parts = name.split(' ');
    let feature = hash(parts.next().unwrap_or_default());
    parts.fold(feature, |key, part| join(key, hash(part)))
}
