//! The small language in which `templates/sentence.toml` says how people put something:
//! words one after the other; `(one|two words)` either of them, `[word]` or not, `<class>`
//! one of a class, `#` a number, `..2` up to two words of any kind, `&next` what has to
//! stand behind it.

use super::line::Line;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Classes of words, by their names.
pub type WordClasses = HashMap<String, String>;

#[derive(Debug, Clone)]
pub struct Phrase {
    steps: Vec<PhraseStep>,
}

#[derive(Debug, Clone)]
enum PhraseStep {
    /// One of several runs of words.
    Either(Vec<Vec<String>>),
    Perhaps(Vec<Vec<String>>),
    Behind(Vec<Vec<String>>),
    Gap(usize),
}

impl Phrase {
    pub fn new(written: &str, classes: &WordClasses) -> Self {
        let mut steps = Vec::new();
        for part in parts(written) {
            let inner = |part: &str| -> Vec<Vec<String>> {
                let choices = part.trim_matches(['(', ')', '[', ']']).split('|');
                choices
                    .flat_map(|choice| written_out(choice, classes))
                    .collect()
            };
            steps.push(match part {
                part if part.starts_with("..") => PhraseStep::Gap(part[2..].parse().unwrap_or(1)),
                part if part.starts_with("[..") => {
                    PhraseStep::Gap(part.trim_matches(['[', ']', '.']).parse().unwrap_or(1))
                }
                part if part.starts_with('&') => PhraseStep::Behind(inner(&part[1..])),
                part if part.starts_with('[') => PhraseStep::Perhaps(inner(part)),
                part => PhraseStep::Either(inner(part)),
            });
        }
        Self { steps }
    }

    /// Every word it names, for whoever looks for slips of the finger.
    pub fn learn(&self, known: &mut HashSet<String>) {
        for step in &self.steps {
            if let PhraseStep::Either(choices)
            | PhraseStep::Perhaps(choices)
            | PhraseStep::Behind(choices) = step
            {
                known.extend(choices.iter().flatten().cloned());
            }
        }
    }

    /// Where it ends if it begins with this word; it stays within the words given.
    pub fn end(&self, line: &Line<'_>, within: &Range<usize>, at: usize) -> Option<usize> {
        ahead(&self.steps, line, within, at)
    }
}

fn ahead(steps: &[PhraseStep], line: &Line<'_>, within: &Range<usize>, at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(at);
    };
    let any = |choices: &[Vec<String>]| {
        let fitting = choices.iter().filter_map(|words| {
            let end = at + words.len();
            let fits =
                end <= within.end && (at..end).zip(words).all(|(at, word)| says(line, at, word));
            fits.then(|| ahead(rest, line, within, end))?
        });
        fitting.max()
    };
    match step {
        PhraseStep::Either(choices) => any(choices),
        PhraseStep::Behind(choices) => {
            let is_there = choices.iter().any(|words| {
                at + words.len() <= within.end
                    && (at..).zip(words).all(|(at, word)| says(line, at, word))
            });
            is_there.then_some(at)
        }
        PhraseStep::Perhaps(choices) => any(choices).or_else(|| ahead(rest, line, within, at)),
        PhraseStep::Gap(most) => {
            (at..=(at + most).min(within.end)).find_map(|next| ahead(rest, line, within, next))
        }
    }
}

fn says(line: &Line<'_>, at: usize, word: &str) -> bool {
    let text = line.text_of(at);
    let is_number = || word == "#" && text.bytes().all(|one| one.is_ascii_digit());
    !line.words[at].is_quoted && (text == word || is_number())
}

/// Divided at blanks outside brackets.
fn parts(written: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, one) in written.char_indices() {
        match one {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ' ' if depth == 0 => {
                parts.push(&written[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&written[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The runs of words that a choice stands for: more than one where a class is in it.
fn written_out(choice: &str, classes: &WordClasses) -> Vec<Vec<String>> {
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    for word in choice.split(' ').filter(|word| !word.is_empty()) {
        let class = word
            .strip_prefix('<')
            .map(|word| word.trim_end_matches('>'));
        let words: Vec<&str> = match class.and_then(|class| classes.get(class)) {
            Some(class) => class.split_whitespace().collect(),
            None => vec![word],
        };
        runs = runs
            .iter()
            .flat_map(|run| {
                words
                    .iter()
                    .map(move |word| [&run[..], &[(*word).to_owned()]].concat())
            })
            .collect();
    }
    runs
}
