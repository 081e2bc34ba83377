//! A case that is somebody's name instead of a reference.

use super::given::is_common;
use super::titled::{PARTICLES, is_called};
use crate::language::listing::listed;
use std::ops::Range;

/// Words that stand in references and not in names.
const REFERENCE: [&str; 66] = listed(
    "case candidate req requisition role offer loop team final round batch search pipeline hire \
    opening post ref reference file ticket q1 q2 q3 q4 senior staff lead engineer manager \
    designer analyst sales platform backend frontend data product internal external test \
    spring summer autumn winter blue red green north south east west alpha beta gamma delta \
    project unknown none the second first third january march june october",
);

/// A longer text is no name.
const LONGEST: usize = 80;

pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let range = start..start + trimmed.len();
    if trimmed.len() > LONGEST {
        return None;
    }
    let flat = trimmed.replace(',', " ");
    let words: Vec<&str> = flat.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if lower
        .iter()
        .any(|word| REFERENCE.contains(&word.trim_matches('.')))
    {
        return None;
    }
    let first = lower.first().map(|word| word.trim_end_matches('.'));
    let titled = first.is_some_and(is_called);
    let letters = |word: &str| {
        word.chars().next().is_some_and(char::is_alphabetic)
            && word
                .chars()
                .all(|character| character.is_alphabetic() || "'’-.".contains(character))
    };
    let all = words.iter().all(|word| letters(word));
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_uppercase)
    };
    let particle = |word: &str| PARTICLES.contains(&word);
    let names = words
        .iter()
        .zip(&lower)
        .all(|(word, lower)| capital(word) || particle(lower));
    let shouted = words
        .iter()
        .all(|word| word.chars().all(|character| !character.is_lowercase()))
        && words.iter().all(|word| word.chars().count() <= 3);
    let several = (2..=5).contains(&words.len()) && names && !shouted;
    // jane.doe, jane_doe, "jane doe", "jane d."
    let joined: Vec<&str> = trimmed
        .split(['.', '_', ' ', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let first_name = joined.first().is_some_and(|first| is_common(first));
    let last_name = joined.iter().skip(1).any(|one| is_common(one));
    // j. whitfield
    let initial = words.len() == 2
        && words[0].len() == 2
        && words[0].ends_with('.')
        && words[1].chars().count() > 3
        && letters(words[1])
        && !words[1].contains('.');
    let plain = initial
        || (1..=4).contains(&joined.len())
            && joined.iter().all(|part| letters(part))
            && (first_name || last_name && joined.len() == 2);
    (all && (titled && words.len() >= 2 || several) || plain).then_some(range)
}
