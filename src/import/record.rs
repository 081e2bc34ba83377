//! One record of an export: what is kept of it, the text in it, which stream of a connector
//! it is of, and whether few may know of its candidate.

use crate::model::is_hidden;
use serde::Deserialize;
use serde_json::Value;

/// Which stream a record is of, as Singer and Airbyte say it.
pub(super) fn stream(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        stream: Option<String>,
        record: Option<Inner>,
    }
    #[derive(Deserialize)]
    struct Inner {
        stream: Option<String>,
    }
    memchr::memmem::find(line, b"\"stream\"")?;
    let head: Head = serde_json::from_slice(line).ok()?;
    let name = head.stream.or_else(|| head.record?.stream)?;
    Some(compact(&name))
}

pub(super) fn is_of_applications(stream: &str) -> bool {
    let names = [
        "application",
        "applications",
        "opportunity",
        "opportunities",
    ];
    names.iter().any(|name| stream.ends_with(name))
}

/// What says of a candidate that few may know of them.
pub(super) const PRIVATE: [&str; 2] = ["is_private", "private"];

pub(super) fn is_private(row: &Value) -> bool {
    PRIVATE.iter().any(|key| row[*key] == true)
}

/// Text, unless it is blank; numbers are ids written without quotes.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Text that may be a value itself, or stand under one of its keys.
pub(super) fn text_or_below(value: &Value, keys: &[&str]) -> Option<String> {
    text(value).or_else(|| keys.iter().find_map(|key| text(&value[*key])))
}

/// The first of these keys that says something, itself or as an object with an id.
pub(super) fn first(row: &Value, keys: &[&str]) -> Option<String> {
    keys.iter()
        .find_map(|key| text_or_below(&row[*key], &["id"]))
}

/// Without what commands a terminal, or turns round how a text is read. Some scripts need
/// the joiners between their letters.
pub(super) fn visible(text: &str) -> String {
    let is_joiner = |one: char| matches!(one, '\u{200c}' | '\u{200d}');
    let shows = |one: &char| !is_hidden(*one) || is_joiner(*one);
    text.chars().filter(shows).collect()
}

/// The first of two that is there.
pub(super) fn either<'v>(one: &'v Value, other: &'v Value) -> &'v Value {
    if one.is_null() { other } else { one }
}

/// A status or type in the form in which it is compared: `RejectedByOrg`,
/// `rejected_by_org` and `Rejected by org` are one.
pub(super) fn compact(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
