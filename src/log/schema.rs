//! JSON Schemas of the files of a log, for editors that know TOML: made of the
//! keys that the readers go by, and of the words somebody may want suggested.
//! Draft 7 is what such editors read. What the reader takes, a schema takes: an
//! unknown word or key is suggested against, never refused.

use super::Log;
use super::shape::{Key, Need, POST_MORTEM, TEAM, Takes, USER, Words};
use crate::model::SCHEMA;
use serde_json::{Map, Value, json};
use std::path::Path;

/// What the line begins with that names a schema to an editor.
const SCHEMA_LINE: &str = "#:schema";

impl Log {
    /// The text of a new file, with the line by which an editor finds its
    /// schema where the team asks for one. A relative path starts at the root
    /// of the log, and the new file will be in the folder of a year.
    pub fn with_schema_line(&self, text: &str) -> String {
        let (mark, rest) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", text),
        };
        let Some(schema) = &self.team.schema else {
            return text.to_owned();
        };
        if rest.starts_with(SCHEMA_LINE) {
            return text.to_owned();
        }
        let folders = self.logs().split('/').filter(|part| !part.is_empty());
        let up = match schema.contains("://") || Path::new(schema).is_absolute() {
            true => String::new(),
            false => "../".repeat(folders.count() + 1),
        };
        let end = if rest.contains("\r\n") { "\r\n" } else { "\n" };
        format!("{mark}{SCHEMA_LINE} {up}{schema}{end}{rest}")
    }
}

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Described {
    PostMortem,
    Team,
    User,
}

/// A word to suggest, and what it means.
pub type Suggestion = (String, String);

/// The schema of a file; `words` are those to suggest.
pub fn schema(file: Described, words: &dyn Fn(Words) -> Vec<Suggestion>) -> String {
    let (keys, title) = match file {
        Described::PostMortem => (POST_MORTEM, "A post-mortem of hirelog"),
        Described::Team => (TEAM, "hirelog.toml: what holds for the team"),
        Described::User => (USER, "config.toml: what is yours alone"),
    };
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!(title));
    schema.extend(object(keys, words));
    format!("{:#}\n", Value::Object(schema))
}

fn object(keys: &[Key], words: &dyn Fn(Words) -> Vec<Suggestion>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    let required = keys.iter().filter(|key| key.need == Need::Required);
    let required: Vec<_> = required.map(|key| key.name).collect();
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    let properties = keys.iter().map(|key| {
        let mut property = Map::new();
        property.insert("description".to_owned(), json!(key.about));
        property.extend(value(key, words));
        (key.name.to_owned(), Value::Object(property))
    });
    object.insert("properties".to_owned(), Value::Object(properties.collect()));
    object
}

fn value(key: &Key, words: &dyn Fn(Words) -> Vec<Suggestion>) -> Map<String, Value> {
    let value = match key.takes {
        Takes::Schema => json!({"type": "integer", "minimum": SCHEMA}),
        Takes::ThisSchema => json!({"const": SCHEMA}),
        Takes::Day => json!({"type": "string", "format": "date"}),
        Takes::Prose => json!({"type": "string"}),
        Takes::Word(known) => text(words(known), json!({"type": "string"})),
        Takes::Filled(known) => text(words(known), json!({"type": "string", "pattern": "\\S"})),
        Takes::List(known) => json!({
            "type": "array",
            "items": text(words(known), json!({"type": "string"})),
        }),
        Takes::OneOf(allowed) if key.need == Need::Required => json!({"enum": allowed}),
        Takes::OneOf(allowed) => json!({"anyOf": [{"enum": allowed}, blank()]}),
        Takes::Length => json!({"anyOf": [
            {"type": "string", "pattern": "^0*[1-9][0-9]*[dwm]$"},
            blank(),
        ]}),
        Takes::Threshold => json!({"type": "integer", "minimum": 2, "maximum": u32::MAX}),
        Takes::Folder => json!({"type": "string", "not": {"pattern": LEAVES}}),
        Takes::Template => json!({"anyOf": [
            {"type": "string", "pattern": "\\.(html|md)([/\\\\]\\.?)*$", "not": {"pattern": LEAVES}},
            blank(),
        ]}),
        Takes::Address => json!({"type": "string", "not": {"pattern": CONTROL}}),
        Takes::Slug if key.need == Need::Required => json!({"type": "string", "pattern": SLUG}),
        Takes::Slug => json!({"anyOf": [{"type": "string", "pattern": SLUG}, blank()]}),
        Takes::Names(known) => json!({
            "type": "object",
            "additionalProperties": text(words(known), json!({"type": "string"})),
        }),
        Takes::Section(keys) => return object(keys, words),
        Takes::Blocks(keys) => json!({"type": "array", "items": object(keys, words)}),
    };
    match value {
        Value::Object(map) => map,
        other => [("const".to_owned(), other)].into_iter().collect(),
    }
}

/// A path that leads out of its folder.
const LEAVES: &str = "^[/\\\\]|:|(^|[/\\\\])\\.\\.([/\\\\]|$)";
const CONTROL: &str = "[\\u0000-\\u001f\\u007f]";
/// Neither blanks nor capitals nor punctuation, as far as ASCII goes.
const SLUG: &str = "^[^\\s\\u0021-\\u002f\\u003a-\\u0060\\u007b-\\u007f]+(-[^\\s\\u0021-\\u002f\\u003a-\\u0060\\u007b-\\u007f]+)*$";

/// Counts as left out.
fn blank() -> Value {
    json!({"type": "string", "pattern": "^\\s*$"})
}

/// Any text of a kind, with some to suggest.
fn text(suggestions: Vec<Suggestion>, kind: Value) -> Value {
    if suggestions.is_empty() {
        return kind;
    }
    let (known, meanings): (Vec<_>, Vec<_>) = suggestions.into_iter().unzip();
    json!({"anyOf": [
        {"enum": known, "x-taplo": {"docs": {"enumValues": meanings}}},
        kind,
    ]})
}
