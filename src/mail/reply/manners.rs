//! What only words and shapes can tell: `templates/reply.toml`; and what a sentence that
//! answers nothing is instead.

use super::line::{spoken, words};
use regex::{Captures, Regex};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Phrasing {
    Greeting,
    Starter,
    FirstPerson,
    Polite,
    Closing,
    Device,
    Banner,
    Nothing,
    Next,
    Intention,
    NextLabel,
    OwnLabel,
    DroppedLabel,
    Notice,
    Negation,
    Yes,
    All,
    Filler,
    Beside,
    Prefix,
    ShortPrefix,
    One,
    Two,
    Three,
    Four,
    Five,
    Absent,
    Call,
    Declined,
    Later,
    Astray,
    Question,
}

/// The shape of a line, and the characters of which it has at least one.
#[derive(Deserialize)]
#[serde(try_from = "(String, String)")]
pub(super) struct LineShape(Vec<char>, Regex);

impl TryFrom<(String, String)> for LineShape {
    type Error = regex::Error;

    fn try_from((needs, pattern): (String, String)) -> Result<Self, Self::Error> {
        Ok(Self(needs.chars().collect(), Regex::new(&pattern)?))
    }
}

impl LineShape {
    fn may_be(&self, text: &str) -> bool {
        self.0.is_empty() || text.contains(self.0.as_slice())
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.may_be(text) && self.1.is_match(text)
    }

    /// The byte behind it.
    pub fn end(&self, text: &str) -> Option<usize> {
        let found = self.may_be(text).then(|| self.1.find(text)).flatten()?;
        Some(found.end())
    }

    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.is_match(text).then(|| self.1.captures(text)).flatten()
    }

    pub fn without<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.1.replace_all(text, "")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineShapes {
    pub header: LineShape,
    pub dated: LineShape,
    pub chat_line: LineShape,
    pub chat_dashed: LineShape,
    pub bare_time: LineShape,
    pub dated_heading: LineShape,
    pub chat_stamp: LineShape,
    pub chat_name: LineShape,
    pub chat_said: LineShape,
    pub furniture: LineShape,
    pub rule: LineShape,
    pub dashes: LineShape,
    name: LineShape,
    titled: LineShape,
    day: LineShape,
    page: LineShape,
    pub postscript: LineShape,
    pub answer_mark: LineShape,
    pub bracketed: LineShape,
    pub bullet: LineShape,
    pub ticked: LineShape,
    pub open_box: LineShape,
}

/// Where in a sentence a phrase says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PhrasePlace {
    Beginning,
    Anywhere,
    Whole,
}

/// The phrases of a kind in all languages, by their first word.
#[derive(Default)]
struct Phrases {
    by_word: HashMap<String, Vec<(String, PhrasePlace)>>,
    /// In scripts without spaces.
    dense: Vec<String>,
    says_anywhere: bool,
}

impl Phrases {
    fn add(&mut self, phrase: &str) {
        let (place, phrase) = match phrase.split_at_checked(2) {
            Some(("* ", phrase)) => (PhrasePlace::Anywhere, phrase),
            Some(("= ", phrase)) => (PhrasePlace::Whole, phrase),
            _ => (PhrasePlace::Beginning, phrase),
        };
        self.says_anywhere |= place == PhrasePlace::Anywhere;
        if place == PhrasePlace::Anywhere && phrase.chars().any(|one| u32::from(one) > 0x2e80) {
            self.dense.push(phrase.to_owned());
        }
        let first = phrase.split(' ').next().unwrap_or_default().to_owned();
        let phrases = self.by_word.entry(first).or_default();
        phrases.push((phrase.to_owned(), place));
    }

    fn starting(&self, said: &str) -> &[(String, PhrasePlace)] {
        let first = said.split(' ').next().unwrap_or_default();
        self.by_word.get(first).map_or(&[], Vec::as_slice)
    }
}

#[derive(Deserialize)]
struct ReplyWords {
    shapes: LineShapes,
    #[serde(flatten)]
    languages: HashMap<String, HashMap<Phrasing, Vec<String>>>,
}

struct Manners {
    shapes: LineShapes,
    phrases: HashMap<Phrasing, Phrases>,
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and every test of a reply reads it"
)]
static MANNERS: LazyLock<Manners> = LazyLock::new(|| {
    let file: ReplyWords = toml::from_str(include_str!("../../../templates/reply.toml"))
        .expect("templates/reply.toml is valid");
    let mut phrases: HashMap<Phrasing, Phrases> = HashMap::new();
    for (kind, list) in file.languages.into_values().flatten() {
        let all = phrases.entry(kind).or_default();
        list.iter().for_each(|phrase| all.add(phrase));
    }
    Manners {
        shapes: file.shapes,
        phrases,
    }
});
static NO_PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::default);

pub(super) fn shapes() -> &'static LineShapes {
    &MANNERS.shapes
}

/// More words than any phrase of the lists has.
const LONGEST_PHRASE: usize = 8;
/// A longer sentence says something beside its politeness.
const LONGEST_TALK: usize = 14;

impl Phrasing {
    fn phrases(self) -> &'static Phrases {
        MANNERS.phrases.get(&self).unwrap_or(&NO_PHRASES)
    }

    /// These words, in lower case, are one of its phrases.
    pub fn has(self, said: &str) -> bool {
        let phrases = self.phrases().starting(said);
        phrases.iter().any(|(known, _)| known == said)
    }

    /// The text is one of them, and nothing else.
    pub fn is(self, text: &str) -> bool {
        self.has(&spoken(text, LONGEST_PHRASE + 1))
    }

    /// A sentence of these words says so.
    pub fn tells(self, said: &str) -> bool {
        let phrases = self.phrases();
        let at = |said: &str, is_first: bool| {
            phrases.starting(said).iter().any(|(known, place)| {
                (is_first || *place == PhrasePlace::Anywhere)
                    && said.strip_prefix(known.as_str()).is_some_and(|rest| {
                        rest.is_empty() || (rest.starts_with(' ') && *place != PhrasePlace::Whole)
                    })
            })
        };
        at(said, true)
            || (phrases.says_anywhere
                && (said
                    .match_indices(' ')
                    .any(|(space, _)| at(&said[space + 1..], false))
                    || (!said.is_ascii()
                        && phrases.dense.iter().any(|known| said.contains(known)))))
    }

    /// What stands behind the phrase with which a text begins, the longest of them.
    pub fn behind(self, text: &str) -> Option<&str> {
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

    /// Its phrases, as a regular expression that matches any of them.
    pub fn pattern(self) -> String {
        let mut all: Vec<String> = self
            .phrases()
            .by_word
            .values()
            .flatten()
            .map(|(phrase, _)| regex::escape(phrase))
            .collect();
        all.sort_by_key(|phrase| (std::cmp::Reverse(phrase.len()), phrase.clone()));
        all.join("|")
    }
}

/// What a sentence or a reply is that answers nothing; the more telling later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NonAnswer {
    /// Nothing at all, or a sign.
    Empty,
    Polite,
    Later,
    Question,
    Call,
    /// They would rather not answer.
    Declined,
    Astray,
    /// Nobody was there: an automatic reply.
    Absent,
}

/// What a sentence is that answers nothing.
pub(super) fn non_answer(sentence: &str) -> Option<NonAnswer> {
    let said = spoken(sentence, 60);
    let is_short = said.split(' ').count() <= LONGEST_TALK;
    let asks = sentence
        .trim_end_matches(['"', ')', ' ', '*', '_'])
        .ends_with(['?', '\u{ff1f}']);
    Some(match () {
        () if said.is_empty() => NonAnswer::Empty,
        () if Phrasing::Absent.tells(&said) && !said.contains("was out of") => NonAnswer::Absent,
        () if Phrasing::Astray.tells(&said) => NonAnswer::Astray,
        () if is_short && Phrasing::Declined.tells(&said) => NonAnswer::Declined,
        () if Phrasing::Call.tells(&said) => NonAnswer::Call,
        () if asks || Phrasing::Question.tells(&said) => NonAnswer::Question,
        () if is_short && Phrasing::Later.tells(&said) => NonAnswer::Later,
        () if is_short && Phrasing::Polite.tells(&said) && !said.starts_with("thanks to") => {
            NonAnswer::Polite
        }
        () => return None,
    })
}

/// Every sentence is one that answers nothing.
pub(super) fn is_talk(text: &str) -> bool {
    super::line::each_sentence(text)
        .iter()
        .all(|sentence| non_answer(sentence).is_some())
}

/// `n/a`, `nothing`, `-`: an answer that says there is none.
pub(super) fn is_empty_answer(text: &str) -> bool {
    let said = spoken(text, LONGEST_PHRASE + 1);
    // `Nothing from me, thanks!`
    let thanks = || {
        Phrasing::Nothing
            .behind(text)
            .filter(|rest| rest.starts_with([',', '.', '!']))
    };
    said.is_empty() || Phrasing::Nothing.has(&said) || thanks().is_some_and(is_talk)
}

/// Somebody speaks of their own part.
pub(super) fn speaks_of_oneself(text: &str) -> bool {
    words(text).any(|(word, _)| Phrasing::FirstPerson.has(&word))
}

/// One to three capitalised words and no sentence.
pub(super) fn is_name(text: &str) -> bool {
    const LONGEST_NAME: usize = 80;
    let text = text.trim();
    let text = text.split_once(" (").map_or(text, |(name, _)| name);
    let plain = text.trim_matches(|one: char| !one.is_alphanumeric() && one != '.');
    let names: Vec<&str> = plain.split_whitespace().take(5).collect();
    let ends_as_sentence = (plain.ends_with('.') && plain.len() > 3)
        || (text.ends_with('\u{3002}') && !text.ends_with("です。"));
    // Nobody is called in small letters, but behind a dash.
    let is_small = text.starts_with(char::is_lowercase);
    text.len() <= LONGEST_NAME
        && (!is_small || names.len() > 1)
        && names.len() <= 4
        && shapes().name.is_match(text)
        && !ends_as_sentence
        && !(names.len() > 1 && names.iter().any(|name| Phrasing::Starter.is(name)))
        && !is_empty_answer(plain)
}

/// `Sam Rivera, Staff Engineer`, `Sam Rivera | Commercial`.
pub(super) fn is_titled(line: &str) -> bool {
    let name = line.split(['|', ',', '\u{b7}']).next().unwrap_or_default();
    shapes().titled.is_match(line) && is_name(name.split(" - ").next().unwrap_or_default())
}

/// It holds an address, a page or a number to call.
pub(super) fn is_contact(line: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let is_called = digits(line) >= 7 && digits(&shapes().day.without(line)) >= 7;
    let is_reached = line.contains('@') || is_called;
    !line.ends_with('.')
        && line.split_whitespace().count() <= 16
        && (shapes().page.is_match(line) || (is_reached && !speaks_of_oneself(line)))
}
