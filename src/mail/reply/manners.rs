//! What only words and shapes can tell: `templates/reply.toml`; and what a sentence that
//! answers nothing is instead.

use super::line::{each_sentence, spoken, words};
use crate::model::read_template;
use regex::Regex;
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::ops::Deref;
use std::sync::LazyLock;

/// Names for what stands in the file.
macro_rules! names {
    ($(#[$doc:meta])* $kind:ident: $($name:ident)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(in crate::mail) enum $kind { $($name),* }
    };
}

names! {
    /// What a phrase says.
    Phrasing: Greeting Starter FirstPerson Polite Closing Device Banner Nothing Next Intention
    NextLabel OwnLabel DroppedLabel Notice Told Negation Yes All Filler Beside Lead Article Prefix
    ShortPrefix Counted One Two Three Four Five Absent Call Declined Later Astray Question Claim Blank
    Excuse Hours
}

names! {
    /// The shape of a line: it is the regular expression of that name.
    LineShape: SentMessage Boundary QuotedPrintable Base64 Tag Entity LineEnd Space Unseen
    Struck Header Dated Moment Ago Alone ChatStamp ChatName ChatSaid ChatTimed Furniture Rule Dashes
    Name Titled Day Address Page Phone Postscript AnswerMark Quoted Bullet Ticked OpenBox Greeted Called
    Letter Lettered Listed Kissed Reason First Second Month Joint Initial Labelled Mentioned Edited
    Digits DigitsNamed DigitsPrefixed Ordinal
}

impl Deref for LineShape {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        &MANNERS.shapes[self]
    }
}

impl LineShape {
    /// The part of a text that its first group caught.
    pub fn part(self, text: &str) -> Option<&str> {
        self.captures(text)?.get(1).map(|part| part.as_str())
    }
}

#[derive(Deserialize)]
struct ReplyWords {
    shapes: HashMap<LineShape, String>,
    #[serde(flatten)]
    languages: HashMap<String, HashMap<Phrasing, Vec<String>>>,
}

struct Manners {
    shapes: HashMap<LineShape, Regex>,
    /// The phrases of all languages, and where a sentence says one of them.
    phrases: HashMap<Phrasing, (HashSet<String>, Regex)>,
}

impl Manners {
    fn read() -> Result<Self, Box<dyn Error>> {
        let file: ReplyWords = read_template(include_str!("../../../templates/reply.toml"));
        let (mut shapes, mut phrases) = (HashMap::new(), HashMap::new());
        let mut said: HashMap<Phrasing, Vec<String>> = HashMap::new();
        for (kind, list) in file.languages.into_values().flatten() {
            said.entry(kind).or_default().extend(list);
        }
        for list in said.values_mut() {
            list.sort_by_key(|phrase| (Reverse(phrase.len()), phrase.clone()));
        }
        for (shape, mut pattern) in file.shapes {
            // `{Prefix}` is any of these words.
            for (kind, list) in &said {
                let any = || format!("(?:{})", list.join("|").replace(' ', r"[\s-]"));
                let name = format!("{{{kind:?}}}");
                if pattern.contains(&name) {
                    pattern = pattern.replace(&name, &any());
                }
            }
            shapes.insert(shape, Regex::new(&pattern)?);
        }
        for (kind, list) in said {
            let told: Vec<String> = list.iter().map(|phrase| told(phrase)).collect();
            let plain = list.iter().map(|phrase| plain(phrase).to_owned());
            phrases.insert(kind, (plain.collect(), Regex::new(&told.join("|"))?));
        }
        Ok(Self { shapes, phrases })
    }
}

fn plain(phrase: &str) -> &str {
    phrase.trim_start_matches(['*', '=']).trim_start()
}

/// Where a sentence says the phrase: anywhere, as all of it, or at its beginning.
fn told(phrase: &str) -> String {
    let is_dense = phrase.chars().any(|one| u32::from(one) > 0x2e80);
    let (before, behind) = match phrase.as_bytes().first() {
        Some(b'*') if is_dense => ("", ""),
        Some(b'*') => ("(?:^| )", "(?: |$)"),
        Some(b'=') => ("^", "$"),
        _ => ("^", "(?: |$)"),
    };
    format!("{before}{}{behind}", plain(phrase))
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and every test of a reply reads it"
)]
static MANNERS: LazyLock<Manners> =
    LazyLock::new(|| Manners::read().expect("templates/reply.toml is valid"));

/// More words than any phrase of the lists has.
const LONGEST_PHRASE: usize = 8;
/// A longer sentence says something beside its politeness.
const LONGEST_TALK: usize = 14;

impl Phrasing {
    /// These words, in lower case, are one of its phrases.
    pub fn has(self, said: &str) -> bool {
        MANNERS.phrases[&self].0.contains(said)
    }

    /// The text is one of them, and nothing else.
    pub fn is(self, text: &str) -> bool {
        self.has(&spoken(text, LONGEST_PHRASE + 1))
    }

    /// A sentence of these words says so.
    pub fn tells(self, said: &str) -> bool {
        MANNERS.phrases[&self].1.is_match(said)
    }

    /// What stands behind the phrase with which a text begins, the longest of them.
    pub fn behind(self, text: &str) -> Option<&str> {
        let (mut said, mut behind) = (String::new(), None);
        for (word, end) in words(text).take(LONGEST_PHRASE) {
            said += &word;
            behind = self.has(&said).then(|| &text[end..]).or(behind);
            said.push(' ');
        }
        behind
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
    /// It stands on some page.
    Elsewhere,
    /// More than anybody answers: a text that is something else.
    Long,
    /// They would rather not answer.
    Declined,
    Astray,
    /// Nobody was there: an automatic reply.
    Absent,
    /// They ask for what the law gives them: that what is known of them goes, or a lawyer.
    Claim,
}

/// What a sentence is that answers nothing.
pub(super) fn non_answer(sentence: &str) -> Option<NonAnswer> {
    let said = spoken(sentence, 60);
    let bare = sentence.trim_end_matches(['"', ')', ' ', '*', '_']);
    let asks = |kind| kind == NonAnswer::Question && bare.ends_with(['?', '\u{ff1f}']);
    let is_short = said.split(' ').count() <= LONGEST_TALK;
    let is_meant = |kind: NonAnswer| match kind {
        NonAnswer::Absent => !said.contains("was out of"),
        NonAnswer::Later => is_short && !Phrasing::Next.tells(&said),
        NonAnswer::Declined => is_short,
        NonAnswer::Polite => {
            is_short && !said.starts_with("thanks to") && behind_manners(sentence).is_none()
        }
        _ => true,
    };
    let kinds = [
        (NonAnswer::Claim, Phrasing::Claim),
        (NonAnswer::Absent, Phrasing::Absent),
        (NonAnswer::Astray, Phrasing::Astray),
        (NonAnswer::Declined, Phrasing::Declined),
        (NonAnswer::Call, Phrasing::Call),
        (NonAnswer::Question, Phrasing::Question),
        (NonAnswer::Empty, Phrasing::Blank),
        (NonAnswer::Later, Phrasing::Later),
        (NonAnswer::Polite, Phrasing::Polite),
        (NonAnswer::Polite, Phrasing::Excuse),
    ];
    let is_said = |(kind, says): &(NonAnswer, Phrasing)| {
        asks(*kind) || (says.tells(&said) && is_meant(*kind))
    };
    let kind = kinds.into_iter().find(is_said).map(|(kind, ..)| kind);
    kind.or_else(|| {
        let is_bare = !sentence.contains(char::is_alphabetic);
        // `30. November` is no sentence, but begins as one.
        let is_counted = sentence.trim_end().ends_with('.') || is_contact(sentence);
        let is_sign = is_bare && (said.is_empty() || !is_counted);
        (is_sign || Phrasing::FirstPerson.has(&said)).then_some(NonAnswer::Empty)
    })
}

/// `Thanks for asking, I did not …`, `FYI I did not …`: what is said behind the politeness.
pub(super) fn behind_manners(text: &str) -> Option<&str> {
    const FEWEST_WORDS: usize = 4;
    let polite = Phrasing::Polite.behind(text)?;
    let near = polite.trim_start_matches(|one: char| !one.is_alphanumeric());
    let clause = Phrasing::Closing
        .behind(text)
        .and_then(|rest| rest.split_once(", "));
    let mut said = std::iter::once(near).chain(clause.map(|(_, rest)| rest));
    said.find(|rest| {
        begins_with_oneself(rest)
            && words(rest).count() >= FEWEST_WORDS
            && non_answer(rest).is_none()
    })
}

/// Every sentence is one that answers nothing.
pub(super) fn is_talk(text: &str) -> bool {
    each_sentence(text).all(|said| non_answer(said).is_some())
}

/// `n/a`, `nothing`, `-`: an answer that says there is none.
pub(super) fn is_empty_answer(text: &str) -> bool {
    let said = spoken(text, LONGEST_PHRASE + 1);
    said.is_empty() || Phrasing::Nothing.has(&said)
}

/// `Next time: ask first`, `own -> I was late`: the label, and what stands behind it.
pub(super) fn labelled(text: &str) -> Option<(&str, &str)> {
    let caught = LineShape::Labelled.captures(text)?;
    let part = |name| caught.name(name).map(|part| part.as_str());
    part("label").zip(part("rest"))
}

/// What stands before an answer, or balls, and says which it is.
pub(super) fn is_label(text: &str) -> bool {
    use Phrasing::{DroppedLabel, NextLabel, OwnLabel};
    [OwnLabel, NextLabel, DroppedLabel]
        .iter()
        .any(|it| it.is(text))
}

/// `a) [x]`, `b) \u{2717}`, `c) x`: the letter in front of a box, and whether that is ticked.
pub(super) fn boxed(text: &str) -> Option<(&str, bool)> {
    let is_box = |text| LineShape::Ticked.is_match(text) || LineShape::OpenBox.is_match(text);
    let letter = LineShape::Letter.find(text).filter(|_| !is_box(text))?;
    let rest = &text[letter.end()..];
    is_box(rest).then(|| (letter.as_str(), LineShape::Ticked.is_match(rest)))
}

/// Somebody speaks of their own part.
pub(super) fn speaks_of_oneself(text: &str) -> bool {
    words(text).any(|(word, _)| Phrasing::FirstPerson.has(&word))
}

pub(super) fn begins_with_oneself(text: &str) -> bool {
    let first = words(text).next();
    first.is_some_and(|(word, _)| Phrasing::FirstPerson.has(&word))
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
    LineShape::Name.is_match(text)
        && !ends_as_sentence
        && !plain
            .split_whitespace()
            .any(|name| Phrasing::Starter.is(name) && !LineShape::Initial.is_match(name))
        && !is_empty_answer(plain)
}

/// `Sam Rivera, Staff Engineer`, `Sam Rivera | Commercial`.
pub(super) fn is_titled(line: &str) -> bool {
    let name = line.split(['|', ',', '\u{b7}']).next().unwrap_or_default();
    LineShape::Titled.is_match(line) && is_name(name.split(" - ").next().unwrap_or_default())
}

/// It holds a number to call.
pub(super) fn holds_number(line: &str) -> bool {
    LineShape::Phone.is_match(&LineShape::Day.replace_all(line, "*"))
}

/// `I'm on 06 39 98 40 12 until six.`: a number to call, and hardly a word more.
pub(super) fn is_number_to_call(sentence: &str) -> bool {
    const MOST_WORDS: usize = 8;
    let words = sentence.split_whitespace();
    let words = words.filter(|word| !word.contains(char::is_numeric));
    holds_number(sentence) && words.count() <= MOST_WORDS
}

/// It holds an address, a page or a number to call.
pub(super) fn is_contact(line: &str) -> bool {
    let is_reached = line.contains('@') || holds_number(line);
    !line.ends_with('.')
        && line.split_whitespace().count() <= 16
        && (LineShape::Page.is_match(line) || (is_reached && !speaks_of_oneself(line)))
}
