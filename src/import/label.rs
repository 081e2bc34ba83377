//! A label as words, and the patterns that are looked for in it: party, verb and object
//! side by side, and what a negation turns round.

use std::collections::{HashMap, HashSet};

/// The words of a label, without those that are passed over.
#[derive(Debug)]
pub(super) struct Label(Vec<LabelWord>);

#[derive(Debug)]
struct LabelWord {
    text: String,
    is_negated: bool,
}

impl Label {
    /// Of folded text.
    pub fn of(folded: &str, passed_over: &HashSet<String>, not: &HashSet<String>) -> Self {
        let mut words = Vec::new();
        let mut is_negated = false;
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if not.contains(word) {
                is_negated = true;
            } else if !passed_over.contains(word) {
                words.push(LabelWord {
                    text: word.to_owned(),
                    is_negated,
                });
                is_negated = false;
            }
        }
        Self(words)
    }
}

#[derive(Debug)]
pub(super) struct LabelPattern {
    begins: bool,
    ends: bool,
    terms: Vec<LabelTerm>,
    /// Words that stand nowhere in the label.
    without: Vec<String>,
}

#[derive(Debug)]
struct LabelTerm {
    /// Words, or beginnings of words with a star.
    words: Vec<String>,
    is_negated: bool,
    /// Other words may stand before it.
    after_gap: bool,
}

impl LabelPattern {
    pub fn parse(text: &str, classes: &HashMap<String, Vec<String>>) -> Self {
        let mut pattern = Self {
            begins: text.starts_with('^'),
            ends: false,
            terms: Vec::new(),
            without: Vec::new(),
        };
        let words = |text: &str| -> Vec<String> {
            let each = text
                .split('|')
                .flat_map(|word| match word.strip_prefix('@') {
                    Some(class) => classes.get(class).cloned().unwrap_or_default(),
                    None => vec![word.to_owned()],
                });
            each.collect()
        };
        let mut after_gap = !pattern.begins;
        for term in text.trim_start_matches('^').split_whitespace() {
            if let Some(without) = term.strip_prefix('!') {
                pattern.without.extend(words(without));
                continue;
            }
            if term == ".." {
                after_gap = true;
                continue;
            }
            pattern.ends |= term.ends_with('$');
            let term = term.trim_end_matches('$');
            // One `~` holds for the whole term: `~show|attend`, `~accept|~like`.
            pattern.terms.push(LabelTerm {
                words: words(&term.replace('~', "")),
                is_negated: term.starts_with('~'),
                after_gap,
            });
            after_gap = false;
        }
        pattern
    }

    pub fn holds(&self, label: &Label) -> bool {
        let without = |word: &LabelWord| self.without.iter().any(|one| fits(one, &word.text));
        !label.0.iter().any(without) && found(&self.terms, &label.0, self.ends)
    }

    /// Whether it holds from end to end.
    pub fn is_whole(&self, label: &Label) -> bool {
        label.0.len() == self.terms.len()
            && self
                .terms
                .iter()
                .zip(&label.0)
                .all(|(term, word)| term.fits(word))
    }

    /// Whether one of its terms is this word.
    pub fn mentions(&self, word: &Label) -> bool {
        let fits = |term: &LabelTerm| word.0.first().is_some_and(|word| term.fits(word));
        self.terms.iter().any(fits)
    }
}

impl LabelTerm {
    fn fits(&self, word: &LabelWord) -> bool {
        self.is_negated == word.is_negated && self.words.iter().any(|one| fits(one, &word.text))
    }
}

fn fits(known: &str, word: &str) -> bool {
    match known.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => known == word,
    }
}

fn found(terms: &[LabelTerm], words: &[LabelWord], to_the_end: bool) -> bool {
    let Some((term, later)) = terms.split_first() else {
        return words.is_empty() || !to_the_end;
    };
    let places = if term.after_gap { words.len() } else { 1 };
    (0..places.min(words.len()))
        .any(|at| term.fits(&words[at]) && found(later, &words[at + 1..], to_the_end))
}
