//! What people wrote in sentences, read by the language room: each text with
//! the party whose section it stands in, and who wrote it.

use crate::diagnostic::{Diagnostic, Family, Pointed, Rule, Severity};
use crate::language::{self, Language, Passage};
use crate::model::{Fact, Id, Key, PostMortem, REDACTED, Value, named_day, slug};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// How much of what a sentence says is wanted: all of it, or what nobody may commit.
pub(super) type Reads = fn(&LazyLock<Language>, &Passage<'_>) -> Vec<language::Finding>;

/// All of it.
pub(super) fn everything(
    language: &LazyLock<Language>,
    passage: &Passage<'_>,
) -> Vec<language::Finding> {
    language.read(passage)
}

/// What nobody may commit. The rules are read for a text in which there may be something.
pub(super) fn leaking(
    language: &LazyLock<Language>,
    passage: &Passage<'_>,
) -> Vec<language::Finding> {
    match language::may_leak(passage) {
        true => language.leaks(passage),
        false => Vec::new(),
    }
}

pub(super) fn check(
    post_mortem: &PostMortem,
    vocabulary: &Vocabulary,
    language: &LazyLock<Language>,
    read: Reads,
    found: &mut Vec<Pointed>,
) {
    for key in Key::all() {
        let words = key.get(post_mortem).map_or(&[][..], Value::list);
        for (at, word) in words.iter().enumerate() {
            // Words that somebody made up are read as such: `call-me-at-0170-5551234`.
            let is_slug = slug(word) == *word;
            let is_known = vocabulary.ball(word).is_some() || vocabulary.priority(word).is_some();
            let said = match is_slug {
                true if is_known => continue,
                true => word.replace('-', " "),
                false => word.to_string(),
            };
            let findings = leaks(&said, language);
            found.extend(findings.map(|finding| pointed(&format!("{key}[{at}]"), &said, finding)));
        }
    }
    for key in Key::all().filter(|key| key.fact.about().kind.is_written_freely()) {
        let text = key.get(post_mortem).and_then(Value::text);
        let Some(text) = text.filter(|text| !matches!(*text, "" | REDACTED)) else {
            continue;
        };
        let passage = Passage {
            text,
            field: key.fact,
            party: key.party,
            by: key.party.and_then(|party| post_mortem.section(party).by),
        };
        let findings = read(language, &passage).into_iter();
        found.extend(findings.map(|finding| pointed(&key.to_string(), text, finding)));
    }
}

/// A text that is no sentence of a party.
const fn aside(text: &str) -> Passage<'_> {
    Passage {
        text,
        field: Fact::Tldr,
        party: None,
        by: None,
    }
}

/// What nobody may commit, in such a text.
fn leaks(text: &str, language: &LazyLock<Language>) -> impl Iterator<Item = language::Finding> {
    let findings = leaking(language, &aside(text)).into_iter();
    findings.filter(|one| one.severity == Severity::Error)
}

/// A name is warned of in a sentence, where somebody sees it; in a slug nobody does.
fn leads_to_somebody(text: &str, language: &LazyLock<Language>) -> Option<language::Finding> {
    let mut findings = everything(language, &aside(text)).into_iter();
    findings.find(|one| one.code.family() == Family::Privacy)
}

/// What nobody may commit in words that are about to become a slug, in which no rule would
/// see it any more.
pub fn hidden_in_slug(words: &str, language: &LazyLock<Language>) -> Option<Diagnostic> {
    let slug = slug(words);
    if slug == words {
        return None;
    }
    let found = leaks(words, language).next();
    let found = found.or_else(|| leads_to_somebody(words, language))?;
    let is_seen = leaks(&slug.replace('-', " "), language).next().is_some();
    (!is_seen).then(|| pointed("", words, found).diagnostic)
}

/// What nobody may commit, in texts of a file that stand in no key of the format, each
/// with its place. One that is said otherwise than it stands there is pointed at as a whole.
pub fn remarks(
    remarks: &[(Range<usize>, Cow<'_, str>)],
    language: &LazyLock<Language>,
) -> Vec<Diagnostic> {
    let of = |(place, text): &(Range<usize>, Cow<'_, str>)| {
        let found = leaks(text, language).map(|finding| {
            let words = match text {
                Cow::Borrowed(_) => {
                    place.start + finding.words.start..place.start + finding.words.end
                }
                Cow::Owned(_) => place.clone(),
            };
            let mut diagnostic = pointed("", text, finding).diagnostic;
            diagnostic.place = Some(words);
            diagnostic
        });
        found.collect::<Vec<_>>()
    };
    remarks.iter().flat_map(of).collect()
}

/// The same, in the names of a file and of the folders that it lies in.
pub fn in_names(path: &str, language: &LazyLock<Language>) -> Vec<Diagnostic> {
    // The folders of years are hirelog's own.
    let is_year = |name: &&str| name.len() == 4 && name.parse::<u16>().is_ok();
    let names = path.split('/').filter(|name| !is_year(name));
    let names = names.map(said_in_name);
    let tells = |sign: char| sign.is_ascii_digit() || matches!(sign, '@' | '%') || !sign.is_ascii();
    let names = names.filter(|name| name.contains(tells));
    let of = |name: String| {
        let found = leaks(&name, language).map(|finding| {
            let found = pointed("", &name, finding).diagnostic;
            let message = format!("in its name: {}", found.message);
            Diagnostic { message, ..found }.help("rename it before you commit")
        });
        found.collect::<Vec<_>>()
    };
    names.flat_map(of).collect()
}

/// What stands between the day and the letters that hirelog puts around it, in words.
fn said_in_name(name: &str) -> String {
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    let id = Id::from_stem(stem);
    let said = match named_day(stem) {
        Some(_) => stem[10..].strip_suffix(id.as_str()).unwrap_or(&stem[10..]),
        None => stem,
    };
    let signs: Vec<_> = said.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| signs.get(at))
            .is_none_or(|sign| sign.is_alphabetic())
    };
    let word = |(at, sign): (usize, &char)| match sign {
        '_' => ' ',
        '-' if is_letter(at.checked_sub(1)) || is_letter(Some(at + 1)) => ' ',
        sign => *sign,
    };
    signs.iter().enumerate().map(word).collect()
}

fn pointed(key: &str, text: &str, finding: language::Finding) -> Pointed {
    let mut diagnostic = Diagnostic::new(finding.code, finding.message);
    diagnostic.severity = finding.severity;
    diagnostic.question = finding.question;
    diagnostic.words = text.get(finding.words.clone()).map(str::to_owned);
    if matches!(finding.code.family(), Family::Privacy | Family::Protected) {
        diagnostic = diagnostic.help("take it out before you commit");
    }
    if !finding.weighed.is_empty() {
        diagnostic = diagnostic.help(format!("what weighed most: {}", finding.weighed.join(", ")));
    }
    Pointed {
        words: Some(finding.words),
        ..Pointed::at(key, diagnostic)
    }
}

/// The rules of the language room, as the table of all rules lists them.
pub(super) fn rules(language: &Language) -> impl Iterator<Item = Rule> {
    language.rules().iter().map(|rule| Rule {
        code: rule.code,
        severity: rule.severity,
        title: rule.title.clone(),
        explanation: explanation(rule),
    })
}

/// Examples shown of each kind.
const EXAMPLES: usize = 2;

fn explanation(rule: &language::SentenceRule) -> String {
    let mut text = rule.explanation.trim().to_owned();
    if let Some(question) = &rule.question {
        text += &format!("\n\nTo ask instead: {question}");
    }
    let examples = |heading: &str, examples: &[language::Example]| {
        let mut some = examples.iter().take(EXAMPLES).peekable();
        some.peek()?;
        let lines = some.map(|example| {
            let whose = example.party.map(|party| format!("{party}: "));
            format!("{}{}", whose.unwrap_or_default(), example.text)
        });
        let lines: Vec<_> = lines.collect();
        Some(format!(
            "\n\n{heading}\n\n```text\n{}\n```",
            lines.join("\n")
        ))
    };
    text += &examples("Found:", &rule.matches).unwrap_or_default();
    text + &examples("Left alone:", &rule.passes).unwrap_or_default()
}
