//! What only words and shapes can tell: `templates/reply.toml`; and what a sentence that
//! answers nothing is instead.

use super::line::{spoken, words};
use crate::template;
use regex::Regex;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::ops::Deref;
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

/// The shape of a line.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct LineShape(Regex);

impl TryFrom<String> for LineShape {
    type Error = regex::Error;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        Regex::new(&pattern).map(Self)
    }
}

impl Deref for LineShape {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        &self.0
    }
}

impl LineShape {
    /// What a part of it is, where the text has the shape.
    pub fn part<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        let caught = self.0.captures(text)?;
        caught.name(name).map(|part| part.as_str())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineShapes {
    pub header: LineShape,
    pub dated: LineShape,
    pub chat_heading: LineShape,
    pub bare_time: LineShape,
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
    pub greeted: LineShape,
    pub called: LineShape,
    pub letter: LineShape,
    pub joint: LineShape,
    pub initial: LineShape,
}

/// The phrases of a kind in all languages.
struct Phrases {
    all: HashSet<String>,
    /// Where a sentence says one of them.
    told: Regex,
}

impl Phrases {
    fn new(phrases: &[String]) -> Result<Self, regex::Error> {
        let is_dense = |phrase: &str| phrase.chars().any(|one| u32::from(one) > 0x2e80);
        let (mut all, mut told) = (HashSet::new(), Vec::new());
        for phrase in phrases {
            let (phrase, before, behind) = match phrase.split_at_checked(2) {
                Some(("* ", phrase)) if is_dense(phrase) => (phrase, "", ""),
                Some(("* ", phrase)) => (phrase, "(?:^| )", "(?: |$)"),
                Some(("= ", phrase)) => (phrase, "^", "$"),
                _ => (phrase.as_str(), "^", "(?: |$)"),
            };
            told.push(format!("{before}{phrase}{behind}"));
            all.insert(phrase.to_owned());
        }
        let told = Regex::new(&told.join("|"))?;
        Ok(Self { all, told })
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

impl Manners {
    fn read() -> Result<Self, Box<dyn Error>> {
        let file: ReplyWords = template::read(include_str!("../../../templates/reply.toml"))?;
        let mut all: HashMap<Phrasing, Vec<String>> = HashMap::new();
        for (kind, mut list) in file.languages.into_values().flatten() {
            all.entry(kind).or_default().append(&mut list);
        }
        let phrases = all
            .into_iter()
            .map(|(kind, list)| Ok((kind, Phrases::new(&list)?)));
        Ok(Self {
            shapes: file.shapes,
            phrases: phrases.collect::<Result<_, regex::Error>>()?,
        })
    }
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and every test of a reply reads it"
)]
static MANNERS: LazyLock<Manners> =
    LazyLock::new(|| Manners::read().expect("templates/reply.toml is valid"));

pub(super) fn shapes() -> &'static LineShapes {
    &MANNERS.shapes
}

/// More words than any phrase of the lists has.
const LONGEST_PHRASE: usize = 8;
/// A longer sentence says something beside its politeness.
const LONGEST_TALK: usize = 14;

impl Phrasing {
    /// These words, in lower case, are one of its phrases.
    pub fn has(self, said: &str) -> bool {
        MANNERS.phrases[&self].all.contains(said)
    }

    /// The text is one of them, and nothing else.
    pub fn is(self, text: &str) -> bool {
        self.has(&spoken(text, LONGEST_PHRASE + 1))
    }

    /// A sentence of these words says so.
    pub fn tells(self, said: &str) -> bool {
        MANNERS.phrases[&self].told.is_match(said)
    }

    /// What stands behind the phrase with which a text begins, the longest of them.
    pub fn behind(self, text: &str) -> Option<&str> {
        let mut said = String::new();
        let mut behind = None;
        for (word, end) in words(text).take(LONGEST_PHRASE) {
            said += &word;
            behind = if self.has(&said) {
                Some(&text[end..])
            } else {
                behind
            };
            said.push(' ');
        }
        behind
    }

    /// Its phrases, as a regular expression that matches any of them.
    pub fn pattern(self) -> String {
        let mut all: Vec<&str> = MANNERS.phrases[&self]
            .all
            .iter()
            .map(String::as_str)
            .collect();
        all.sort_by_key(|phrase| (std::cmp::Reverse(phrase.len()), *phrase));
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
    /// More than anybody answers: a text that is something else.
    Long,
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
    let text = text.trim();
    let text = text.split_once(" (").map_or(text, |(name, _)| name);
    let plain = text.trim_matches(|one: char| !one.is_alphanumeric() && one != '.');
    // `B. H.` are initials.
    let last = plain.trim_end_matches('.').rsplit(['.', ' ', '-']).next();
    let is_initial = last.is_some_and(|last| last.chars().count() == 1);
    let ends_as_sentence = (plain.ends_with('.') && plain.len() > 3 && !is_initial)
        || (text.ends_with('\u{3002}') && !text.ends_with("です。"));
    shapes().name.is_match(text)
        && !ends_as_sentence
        && !plain
            .split_whitespace()
            .any(|name| Phrasing::Starter.is(name))
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
    let is_called = digits(line) >= 7 && digits(&shapes().day.replace_all(line, "")) >= 7;
    let is_reached = line.contains('@') || is_called;
    !line.ends_with('.')
        && line.split_whitespace().count() <= 16
        && (shapes().page.is_match(line) || (is_reached && !speaks_of_oneself(line)))
}
