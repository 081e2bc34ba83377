//! JSON for programs: one document, stable keys, `"schema": 1`, ISO dates, null
//! and never "". Characters that a terminal would obey are written as escapes,
//! which stand for the same text.

use super::renamed::RenamedPage;
use super::settings::Setting;
use crate::model::{Day, Entry, Id, Party, Question, is_hidden};
use crate::patterns::Usage;
use crate::vocabulary::Near;
use crate::vocabulary::search::Match;
use serde::Serialize;
use serde_json::{Value, json};

pub(super) const SCHEMA: u32 = 1;

pub(super) fn each<T>(all: &[T], value: impl Fn(&T) -> Value) -> Vec<Value> {
    all.iter().map(value).collect()
}

pub(super) fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

pub(super) fn iso(day: Day) -> String {
    day.to_string()
}

/// `ask`.
pub fn questions_json(
    entry: &Entry,
    party: Party,
    questions: &[Question],
    message: &str,
) -> String {
    let questions = each(
        questions,
        |question| json!({ "slug": question.slug, "text": question.text }),
    );
    let mut letter = json!({
        "schema": SCHEMA, "id": entry.id.as_str(), "party": party.as_str(),
        "questions": questions, "message": message,
    });
    if let Some(log) = &entry.log {
        letter["log"] = json!(&**log);
    }
    pretty(&letter)
}

/// `where`.
pub fn settings_json(settings: &[Setting]) -> String {
    pretty(&json!({ "schema": SCHEMA, "settings": settings }))
}

/// `vocab`: the words with their counts, and those that look like another, each
/// with the command that folds it.
pub fn vocabulary_json(usage: &[&Usage<'_>], near: &[(Near<'_>, String)]) -> String {
    let balls = each(usage, |one| {
        json!({
            "slug": one.slug, "party": one.party.as_str(), "declared": one.ball.is_some(),
            "meaning": one.ball.map(|ball| &ball.meaning).filter(|meaning| !meaning.is_empty()),
            "n": one.n, "last": one.last.map(|day| day.to_string()),
        })
    });
    let near = each(near, |(near, command)| {
        json!({
            "slug": near.word.slug, "like": near.like.slug, "party": near.word.party.as_str(),
            "declared": near.like.is_declared, "by": near.likeness.as_str(),
            "n": near.word.n, "like_n": near.like.n, "command": command,
        })
    });
    pretty(&json!({ "schema": SCHEMA, "dropped_balls": balls, "near": near }))
}

/// `vocab WORDS`.
pub fn matches_json(matches: &[Match<'_>], n: impl Fn(&str) -> usize) -> String {
    let matches = each(matches, |one| {
        let ball = one.ball;
        let meaning = Some(&ball.meaning).filter(|meaning| !meaning.is_empty());
        json!({
            "slug": ball.slug, "party": ball.party.as_str(), "meaning": meaning,
            "n": n(&ball.slug), "score": (one.score * 1000.0).round() / 1000.0, "mark": one.mark,
        })
    });
    pretty(&json!({ "schema": SCHEMA, "matches": matches }))
}

/// `vocab rename`: what changes, and whether it was done.
pub fn renamed_json(renamed: &RenamedPage<'_>) -> String {
    pretty(&json!({
        "schema": SCHEMA, "old": renamed.old, "new": renamed.new, "written": renamed.written,
        "post_mortems": renamed.post_mortems, "occurrences": renamed.occurrences, "changes": renamed.lists,
    }))
}

/// On one line.
pub(super) fn line(value: &impl Serialize) -> String {
    shown(serde_json::to_string(value))
}

pub(super) fn pretty(value: &impl Serialize) -> String {
    shown(serde_json::to_string_pretty(value)) + "\n"
}

/// Hidden characters, which stand in texts alone, as escapes that mean the same: none of
/// them may act on a terminal or change what a reader sees.
fn shown(json: serde_json::Result<String>) -> String {
    // Only strings, numbers and lists are written.
    let json = json.unwrap_or_default();
    // Those of ASCII are escapes already, but for one.
    if json.is_ascii() && memchr::memchr(0x7f, json.as_bytes()).is_none() {
        return json;
    }
    let is_shown = |character: char| character < '\u{7f}' || !is_hidden(character);
    let mut shown = String::with_capacity(json.len() + 16);
    let mut units = [0; 2];
    for character in json.chars() {
        if is_shown(character) {
            shown.push(character);
        } else {
            let units = character.encode_utf16(&mut units).iter();
            shown.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escapes_that_mean_the_same() {
        for text in [
            "\u{1b}[2J",
            "a\u{202e}b",
            "\u{7f}\u{9b}",
            "\u{e0041}",
            "👩\u{200d}🚀 \"quoted\" \\ \n",
            "plain",
        ] {
            let json = line(&text);
            assert!(!json.chars().any(is_hidden), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
