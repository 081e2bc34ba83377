//! Features by name. The program only has the hashes of words: here the words behind
//! them are looked up, so that the weights can be kept as text that people can read.

use super::super::classifier::Models;
use super::super::classifier::features::Sink;
use super::super::classifier::names::{Feature, FeaturePart, PartName};
use super::super::parsed::Parsed;
use super::super::words::inflect;
use super::super::words::lexicon::{hash, stem};
use super::super::words::token::is_apostrophe;
use std::collections::HashMap;
use std::ops::Range;

/// Hash -> word.
pub struct Dictionary(HashMap<u64, String>);

impl Dictionary {
    /// Every word of some texts, and all forms of verbs behind a `~`.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut dictionary = Self(HashMap::new());
        for text in texts {
            let text = text.to_lowercase().replace(is_apostrophe, "'");
            let is_inside = |one: char| one.is_alphabetic() || "'-~".contains(one);
            for run in text.split(|one| !is_inside(one)) {
                if let Some(verb) = run.strip_prefix('~') {
                    let forms = inflect::forms(verb);
                    forms.iter().for_each(|form| dictionary.learn(form));
                }
                dictionary.learn(run);
                dictionary.learn(run.trim_matches(['\'', '-', '~']));
                // What was contracted is written out: didn't -> did.
                for (at, _) in run.match_indices('\'') {
                    dictionary.learn(&run[..at]);
                    dictionary.learn(run[..at].trim_end_matches('n'));
                    dictionary.learn(&run[at..]);
                }
            }
        }
        dictionary
    }

    fn learn(&mut self, word: &str) {
        self.0.entry(hash(word)).or_insert_with(|| word.to_owned());
    }
}

/// Collects the names of the features of a text.
pub struct Names<'a> {
    pub dictionary: &'a Dictionary,
    pub parsed: &'a Parsed<'a>,
    pub names: Vec<String>,
}

impl Sink for Names<'_> {
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], _: Range<usize>, _: Models) {
        let mut name = feature.as_str().to_owned();
        for part in parts {
            name.push(' ');
            name.push_str(match part.name {
                PartName::Word(at) => self.word(at),
                PartName::Stem(at) => stem(self.word(at)),
                PartName::Tag(tag) => tag.as_str(),
                PartName::Text(text) => text,
            });
        }
        self.names.push(name);
    }
}

impl Names<'_> {
    fn word(&self, at: usize) -> &str {
        let word = self.dictionary.0.get(&self.parsed.words[at].hash);
        word.unwrap_or_else(|| panic!("{:?} is in no text", self.parsed.text(at)))
    }
}
