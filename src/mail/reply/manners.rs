//! The words of good manners, from `templates/manners.toml`.

use super::known::words;
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
    let spoken = words(text).join(" ");
    spoken.is_empty() || is_one_of(&spoken, &MANNERS.nothing)
}

/// A word with which a sentence begins, and no name.
pub(super) fn is_starter(word: &str) -> bool {
    is_one_of(&words(word).concat(), &MANNERS.starters)
}

/// One to three capitalised words and no sentence.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim();
    let marked = text.trim_start_matches(['-', '\u{2013}', '\u{2014}', '~', '/', ' ']);
    let signed = marked.len() < text.len();
    let names: Vec<&str> = marked.split_whitespace().collect();
    let in_names = |character: char| {
        character.is_alphabetic() || matches!(character, '.' | '-' | '\'' | '\u{2019}')
    };
    let shaped = |name: &&str| {
        let begins = name.starts_with(char::is_uppercase) || signed && names.len() == 1;
        begins && name.chars().all(in_names)
    };
    let ends = !marked.ends_with('.') || marked.len() <= 3;
    let sentence = names.len() > 1 && names.iter().any(|name| is_starter(name));
    (1..=3).contains(&names.len())
        && names.iter().all(shaped)
        && ends
        && !sentence
        && !is_empty_answer(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

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
