//! The words of good manners, from `templates/manners.toml`.

use super::line::words;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manners {
    pub greetings: Vec<String>,
    pub starters: Vec<String>,
    pub polite: Vec<String>,
    pub polite_whole: Vec<String>,
    pub thanks: Vec<String>,
    pub closings: Vec<String>,
    pub light_closings: Vec<String>,
    pub devices: Vec<String>,
    pub banners: Vec<String>,
    pub nothing: Vec<String>,
    pub next_time: Vec<String>,
    pub intentions: Vec<String>,
    pub next_labels: Vec<String>,
    pub own_labels: Vec<String>,
    pub separators: Separators,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Separators {
    pub openings: Vec<String>,
    pub wrote: Vec<String>,
    pub between: Vec<String>,
    pub headers: Vec<String>,
    pub further_headers: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and every test of a reply reads it"
)]
pub(super) static MANNERS: LazyLock<Manners> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../templates/manners.toml"))
        .expect("templates/manners.toml is valid")
});

/// More words than any phrase of these lists has.
const LONGEST_PHRASE: usize = 8;

/// As many of the first words as it takes to tell whether a text is one of the
/// phrases of a list, or begins with one.
pub(super) fn opening(text: &str) -> String {
    words(text)
        .take(LONGEST_PHRASE)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text is one of these.
pub(super) fn is_one_of(text: &str, list: &[String]) -> bool {
    list.iter().any(|known| known == text)
}

/// The words begin with those of one of these.
pub(super) fn begins_with(spoken: &str, list: &[String]) -> bool {
    list.iter().any(|known| {
        spoken
            .strip_prefix(known.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// `n/a`, `nothing`, `-`: an answer that says there is none.
pub(super) fn is_empty_answer(text: &str) -> bool {
    let spoken = opening(text);
    spoken.is_empty() || is_one_of(&spoken, &MANNERS.nothing)
}

/// A word with which a sentence begins, and no name.
pub(super) fn is_starter(word: &str) -> bool {
    is_one_of(&words(word).collect::<String>(), &MANNERS.starters)
}

/// One to three capitalised words and no sentence.
pub(super) fn is_name(text: &str) -> bool {
    const MOST_NAMES: usize = 3;
    let text = text.trim();
    let unmarked = text.trim_start_matches(['-', '\u{2013}', '\u{2014}', '~', '/', ' ']);
    let is_signed = unmarked.len() < text.len();
    let names: Vec<&str> = unmarked.split_whitespace().take(MOST_NAMES + 1).collect();
    let in_names = |character: char| {
        character.is_alphabetic() || matches!(character, '.' | '-' | '\'' | '\u{2019}')
    };
    // `~sam`: the mark makes up for the capital.
    let may_be_small = is_signed && names.len() == 1;
    let is_shaped = |name: &&str| {
        (may_be_small || name.starts_with(char::is_uppercase)) && name.chars().all(in_names)
    };
    let is_initial = unmarked.len() <= 3;
    let ends_as_sentence = unmarked.ends_with('.') && !is_initial;
    let opens_sentence = names.len() > 1 && names.iter().any(|name| is_starter(name));
    (1..=MOST_NAMES).contains(&names.len())
        && names.iter().all(is_shaped)
        && !ends_as_sentence
        && !opens_sentence
        && !is_empty_answer(unmarked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_longer_than_what_is_compared() {
        let manners = &*MANNERS;
        for phrase in [
            &manners.greetings,
            &manners.polite,
            &manners.polite_whole,
            &manners.thanks,
            &manners.nothing,
            &manners.next_time,
            &manners.intentions,
            &manners.next_labels,
            &manners.own_labels,
            &manners.separators.between,
        ]
        .into_iter()
        .flatten()
        {
            let count = phrase.split(' ').count();
            assert!(count < LONGEST_PHRASE, "{phrase}");
        }
    }

    #[test]
    fn nothing_is_an_answer() {
        for text in [
            "n/a",
            "N/A.",
            "-",
            "—",
            "nothing",
            "Nothing!",
            "no",
            "None",
            "Not applicable",
            "",
        ] {
            assert!(is_empty_answer(text), "{text}");
        }
        for text in [
            "No, we waited a week.",
            "nothing was written down",
            "I had none ready",
        ] {
            assert!(!is_empty_answer(text), "{text}");
        }
    }

    #[test]
    fn names_are_short_and_capitalised() {
        for text in [
            "Sam",
            "Sam Rivera",
            "- Sam",
            "~sam",
            "S.",
            "Jean-Luc O\u{2019}Neil",
        ] {
            assert!(is_name(text), "{text}");
        }
        for text in [
            "Nothing",
            "sam",
            "Ask earlier",
            "We did.",
            "I Know",
            "Ask. Listen. Read. Write.",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }
}
