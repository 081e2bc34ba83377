//! What only words can tell: `templates/manners.toml`, and what a sentence that answers
//! nothing is instead.

use super::line::{spoken, words};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manners {
    pub greetings: Phrases,
    pub starters: Phrases,
    pub first_person: Phrases,
    pub polite: Phrases,
    pub polite_whole: Phrases,
    pub closings: Phrases,
    pub devices: Phrases,
    pub banners: Phrases,
    pub nothing: Phrases,
    pub next_time: Phrases,
    pub next_anywhere: Phrases,
    pub intentions: Phrases,
    pub next_labels: Phrases,
    pub own_labels: Phrases,
    pub dropped_labels: Phrases,
    pub negations: Phrases,
    notices: Phrases,
    relays: Phrases,
    absent: Signs,
    call: Signs,
    later: Signs,
    astray: Signs,
}

/// Phrases in lower case, by their first word.
#[derive(Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(HashMap<String, Vec<String>>);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let mut by_word: HashMap<String, Vec<String>> = HashMap::new();
        for phrase in phrases {
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            by_word.entry(first).or_default().push(phrase);
        }
        Self(by_word)
    }
}

impl Phrases {
    fn starting(&self, said: &str) -> &[String] {
        let first = said.split(' ').next().unwrap_or_default();
        self.0.get(first).map_or(&[], Vec::as_slice)
    }

    /// These words are one of them.
    pub fn has(&self, said: &str) -> bool {
        self.starting(said).iter().any(|known| known == said)
    }

    /// The text is one of them, and nothing else.
    pub fn is(&self, text: &str) -> bool {
        self.has(&spoken(text, LONGEST_PHRASE + 1))
    }

    /// The words begin with those of one of them.
    pub fn begin(&self, said: &str) -> bool {
        let begins = |known: &String| {
            said.strip_prefix(known.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.starting(said).iter().any(begins)
    }

    /// One of them is somewhere among the words; in a script without spaces, anywhere.
    pub fn within(&self, said: &str) -> bool {
        let starts = std::iter::once(0).chain(said.match_indices(' ').map(|(space, _)| space + 1));
        let dense = || {
            self.0
                .keys()
                .filter(|key| !key.is_ascii() && key.chars().all(|one| u32::from(one) > 0x2e80))
        };
        starts.into_iter().any(|start| self.begin(&said[start..]))
            || (!said.is_ascii() && dense().any(|key| said.contains(key.as_str())))
    }

    /// What stands behind the phrase with which a text begins, the longest of them.
    pub fn behind<'a>(&self, text: &'a str) -> Option<&'a str> {
        let first: Vec<(String, usize)> = words(text).take(LONGEST_PHRASE).collect();
        (1..=first.len()).rev().find_map(|count| {
            let said: Vec<&str> = first[..count]
                .iter()
                .map(|(word, _)| word.as_str())
                .collect();
            self.has(&said.join(" "))
                .then(|| &text[first[count - 1].1..])
        })
    }
}

/// How a sentence of a kind begins, or what it holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    begins: Phrases,
    holds: Phrases,
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and every test of a reply reads it"
)]
pub(super) static MANNERS: LazyLock<Manners> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../templates/manners.toml"))
        .expect("templates/manners.toml is valid")
});

/// What a sentence or a reply is that answers nothing; the more telling later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NonAnswer {
    /// Nothing at all, or a sign.
    Empty,
    Polite,
    Later,
    Question,
    Call,
    Astray,
    /// Nobody was there: an automatic reply.
    Absent,
}

/// More words than any phrase of the lists has.
const LONGEST_PHRASE: usize = 8;
/// A longer sentence says something beside its politeness.
const LONGEST_TALK: usize = 14;

/// What a sentence is that answers nothing.
pub(super) fn non_answer(sentence: &str) -> Option<NonAnswer> {
    let said = spoken(sentence, 60);
    let is_short = said.split(' ').count() <= LONGEST_TALK;
    let manners = &*MANNERS;
    let is = |signs: &Signs| signs.begins.begin(&said) || signs.holds.within(&said);
    Some(match () {
        () if said.is_empty() => NonAnswer::Empty,
        () if is(&manners.absent) && !said.contains("was out of") => NonAnswer::Absent,
        () if is(&manners.astray) => NonAnswer::Astray,
        () if is(&manners.call) => NonAnswer::Call,
        () if sentence
            .trim_end_matches(['"', ')', ' ', '*', '_'])
            .ends_with(['?', '\u{ff1f}']) =>
        {
            NonAnswer::Question
        }
        () if is_short && is(&manners.later) => NonAnswer::Later,
        () if is_short
            && (manners.polite.begin(&said) || manners.relays.within(&said))
            && !said.starts_with("thanks to") =>
        {
            NonAnswer::Polite
        }
        () if manners.polite_whole.has(&said) => NonAnswer::Polite,
        () => return None,
    })
}

/// Whether a program wrote this and no person: `Accepted: …`, `Liked “…”`.
pub(super) fn is_notice(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default().trim();
    let label = first.split_once(':').map_or("", |(label, _)| label);
    let is_quote = |one: char| matches!(one, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    let reacts = first.split_once(' ').is_some_and(|(word, rest)| {
        word.chars().all(char::is_alphabetic)
            && rest.starts_with(is_quote)
            && rest.ends_with(is_quote)
    });
    MANNERS.notices.is(label) || reacts
}

/// `n/a`, `nothing`, `-`: an answer that says there is none.
pub(super) fn is_empty_answer(text: &str) -> bool {
    let said = spoken(text, LONGEST_PHRASE + 1);
    said.is_empty() || MANNERS.nothing.has(&said)
}

/// Somebody speaks of their own part.
pub(super) fn speaks_of_oneself(text: &str) -> bool {
    words(text).any(|(word, _)| MANNERS.first_person.has(&word))
}

/// A word with which a sentence begins, and no name.
pub(super) fn is_starter(word: &str) -> bool {
    MANNERS.starters.is(word)
}

/// One to three capitalised words and no sentence.
pub(super) fn is_name(text: &str) -> bool {
    const MOST_NAMES: usize = 3;
    let text = text.trim();
    let unmarked = text.trim_start_matches(['-', '\u{2013}', '\u{2014}', '~', '/', ' ']);
    let is_signed = unmarked.len() < text.len();
    let unmarked = unmarked.trim_end_matches(|one: char| !one.is_alphanumeric() && one != '.');
    let unmarked = unmarked.split(" (").next().unwrap_or_default();
    let names: Vec<&str> = unmarked.split_whitespace().take(MOST_NAMES + 1).collect();
    let in_names = |one: char| one.is_alphabetic() || matches!(one, '.' | '-' | '\'' | '\u{2019}');
    // `~sam`: the mark makes up for the capital; other scripts have none.
    let may_be_small = is_signed && names.len() == 1;
    let is_shaped = |name: &&str| {
        let first = name.chars().next().unwrap_or_default();
        let is_tall = first.is_uppercase() || (!first.is_lowercase() && name.chars().count() <= 6);
        (may_be_small
            || is_tall
            || matches!(*name, "de" | "van" | "von" | "da" | "del" | "dos" | "der"))
            && name.chars().all(in_names)
    };
    let is_initial = unmarked.len() <= 3;
    let ends_as_sentence = unmarked.ends_with(['.', '\u{3002}']) && !is_initial;
    let opens_sentence = names.len() > 1 && names.iter().any(|name| is_starter(name));
    (1..=MOST_NAMES + usize::from(names.contains(&"de"))).contains(&names.len())
        && names.iter().all(is_shaped)
        && !ends_as_sentence
        && !opens_sentence
        && !is_empty_answer(unmarked)
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
            "佐藤",
            "Sanne de Wit",
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

    #[test]
    fn what_answers_nothing_is_told_from_answers() {
        for (sentence, kind) in [
            ("Which candidate was this again?", NonAnswer::Question),
            ("Ring me on +49 151 5550 9876.", NonAnswer::Call),
            ("Will do Monday", NonAnswer::Later),
            ("Thanks Robin!", NonAnswer::Polite),
            ("I am out of office until 7 December.", NonAnswer::Absent),
            ("\u{1f44d}", NonAnswer::Empty),
        ] {
            assert_eq!(non_answer(sentence), Some(kind), "{sentence}");
        }
        for sentence in [
            "I was out of the office for a week, and nobody had my key.",
            "I told them to call me and then did not pick up.",
            "Thanks to the brief I knew.",
            "Will call next time",
        ] {
            assert_eq!(non_answer(sentence), None, "{sentence}");
        }
    }
}
