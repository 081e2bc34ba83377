//! A model that decides in doubt: a weight for each feature, added up. There is
//! one for blame, one for commitments and one for protected traits, trained by
//! `tests/language` from the labelled sentences and kept as text in
//! `templates/language-*.txt`. Whole numbers, so that every platform decides
//! alike.

use super::Family;
use super::book::{Book, Hit};
use super::clauses::Reading;
use super::features::{Part, Sink, features, units};
use super::lexicon::{ByHash, Classes, Lexicon, UNKNOWN, hash, mix, stem};
use super::words::is_apostrophe;
use std::ops::Range;

pub(super) struct Model {
    /// What it decides about.
    pub family: Family,
    /// Classes of words that it weighs as such.
    pub weighed: Vec<(Classes, &'static str)>,
    weights: ByHash<i32>,
}

/// One stretch of text, judged.
pub(super) struct Judged {
    pub words: Range<usize>,
    /// Above nought is what the model looks for, in thousandths.
    pub score: i32,
    /// What spoke for it, strongest first.
    pub weighed: Vec<Range<usize>>,
}

/// So many words are named as having weighed most.
const NAMED: usize = 3;

impl Model {
    pub fn read(family: Family, weighed: &[&'static str], lexicon: &Lexicon, text: &str) -> Self {
        let mut weights = ByHash::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((weight, name)) = line.split_once('\t')
                && let Ok(weight) = weight.parse()
            {
                weights.insert(hash_of_name(name), weight);
            }
        }
        let class = |name: &&'static str| Some((lexicon.class(name)?, *name));
        Self {
            family,
            weighed: weighed.iter().filter_map(class).collect(),
            weights,
        }
    }

    pub fn judge(&self, reading: &Reading<'_>, hits: &[Hit], book: &Book) -> Vec<Judged> {
        if self.weights.is_empty() || reading.words.is_empty() {
            return Vec::new();
        }
        units(reading)
            .into_iter()
            .map(|unit| {
                let mut sum = Sum {
                    model: self,
                    reading,
                    book,
                    sum: 0,
                    count: 0,
                    strong: Vec::new(),
                };
                features(reading, book, hits, unit.clone(), self, &mut sum);
                let bias = self.weight(hash_of_name("bias"));
                sum.strong
                    .sort_by_key(|(weight, words)| (std::cmp::Reverse(*weight), words.start));
                let mut weighed: Vec<Range<usize>> = Vec::new();
                for (_, words) in &sum.strong {
                    let apart =
                        |one: &Range<usize>| one.end <= words.start || words.end <= one.start;
                    if weighed.len() < NAMED && weighed.iter().all(apart) {
                        weighed.push(words.clone());
                    }
                }
                Judged {
                    words: unit,
                    score: scale(sum.sum, sum.count, bias),
                    weighed,
                }
            })
            .collect()
    }

    fn weight(&self, hash: u64) -> i32 {
        self.weights.get(&hash).copied().unwrap_or(0)
    }
}

/// A long text has more of everything: what counts is the sum for its length.
/// The square root is exact to the last bit on every platform.
pub(super) fn scale(sum: i64, count: usize, bias: i32) -> i32 {
    (sum as f64 / (count.max(1) as f64).sqrt()) as i32 + bias
}

struct Sum<'a> {
    model: &'a Model,
    reading: &'a Reading<'a>,
    book: &'a Book,
    sum: i64,
    count: usize,
    strong: Vec<(i32, Range<usize>)>,
}

impl Sink for Sum<'_> {
    fn add(&mut self, kind: &'static str, parts: &[Part], words: Range<usize>) {
        let mut feature = hash(kind);
        for part in parts {
            feature = join(
                feature,
                match *part {
                    Part::Word(at) => self.reading.words[at].hash,
                    Part::Stem(at) => stem_of(self.reading, self.book, at),
                    Part::Tag(tag) => hash(tag),
                },
            );
        }
        self.count += 1;
        let weight = self.model.weight(feature);
        self.sum += i64::from(weight);
        let lexicon = &self.book.lexicon;
        let says_something = words
            .clone()
            .any(|at| !lexicon.is_common(self.reading.words[at].id));
        if weight > 0 && words.len() <= 4 && says_something {
            self.strong.push((weight, words));
        }
    }
}

fn stem_of(reading: &Reading<'_>, book: &Book, at: usize) -> u64 {
    match reading.words[at] {
        word if word.id == UNKNOWN => word.stem,
        word => book.lexicon.stem(word.id),
    }
}

fn join(feature: u64, part: u64) -> u64 {
    part.to_le_bytes().into_iter().fold(mix(feature, b' '), mix)
}

/// A feature as the file names it: `b OTHER never`.
fn hash_of_name(name: &str) -> u64 {
    let mut parts = name.split(' ');
    let kind = hash(parts.next().unwrap_or_default());
    parts.fold(kind, |feature, part| join(feature, hash(part)))
}

/// Collects features by name, for training.
pub(super) struct Names<'a> {
    pub reading: &'a Reading<'a>,
    pub book: &'a Book,
    pub names: Vec<String>,
}

impl Sink for Names<'_> {
    fn add(&mut self, kind: &'static str, parts: &[Part], _words: Range<usize>) {
        let mut name = kind.to_owned();
        for part in parts {
            name.push(' ');
            match *part {
                Part::Word(at) => name.push_str(&self.word(at)),
                Part::Stem(at) => name.push_str(stem(&self.word(at))),
                Part::Tag(tag) => name.push_str(tag),
            }
        }
        self.names.push(name);
    }
}

impl Names<'_> {
    fn word(&self, at: usize) -> String {
        match self.reading.words[at].id {
            UNKNOWN => self
                .reading
                .text(at)
                .to_lowercase()
                .replace(is_apostrophe, "'"),
            id => self.book.lexicon.word(id).to_owned(),
        }
    }
}
