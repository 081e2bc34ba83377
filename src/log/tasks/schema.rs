//! JSON Schemas of the files of a log, for editors that know TOML: made of the
//! keys that the readers go by, and of the words somebody may want suggested.
//! Draft 7 is what such editors read. What the reader takes, a schema takes: an
//! unknown word or key is suggested against, never refused.

use crate::log::Log;
use crate::log::read::decode::SCHEMA_KEY;
use crate::log::settings::shape::{SettingKey, TEAM, Takes, USER};
use crate::model::{Fact, Need, Party, SCHEMA, ValueKind, Words};
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
    Decision,
    Team,
    User,
}

/// A word to suggest, and what it means.
pub type Suggestion = (String, String);

/// The words to suggest; of balls, those of one party where one is named.
pub type Suggestions<'a> = &'a dyn Fn(Words, Option<Party>) -> Vec<Suggestion>;

/// The schema of a file.
pub fn schema(file: Described, words: Suggestions<'_>) -> String {
    let (title, described) = match file {
        Described::PostMortem => ("A post-mortem of hirelog", post_mortem(words)),
        Described::Decision => (
            "A decision of a meeting",
            object(with_format(
                Fact::DECISION
                    .iter()
                    .map(|fact| property(*fact, None, words)),
            )),
        ),
        Described::Team => (
            "hirelog.toml: what holds for the team",
            settings(TEAM, words),
        ),
        Described::User => ("config.toml: what is yours alone", settings(USER, words)),
    };
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
    });
    add(&mut schema, described);
    format!("{schema:#}\n")
}

/// The keys of another object behind those of one.
fn add(object: &mut Value, other: Value) {
    if let (Value::Object(object), Value::Object(other)) = (object, other) {
        object.extend(other);
    }
}

/// A key as a schema describes it.
struct Property {
    name: &'static str,
    need: Need,
    about: String,
    value: Value,
}

fn post_mortem(words: Suggestions<'_>) -> Value {
    let property = |fact: &Fact, party: Option<Party>| property(*fact, party, words);
    let head = Fact::HEAD.iter().map(|fact| property(fact, None));
    let sections = Party::ALL.into_iter().map(|party| {
        let facts = Fact::SECTION.iter();
        Property {
            name: party.as_str(),
            need: Need::Optional,
            about: format!("where the {} can take responsibility", party.title()),
            value: object(facts.map(|fact| property(fact, Some(party)))),
        }
    });
    object(with_format(head.chain(sections)))
}

/// The key that every file of a log begins with, and the others.
fn with_format(keys: impl Iterator<Item = Property>) -> impl Iterator<Item = Property> {
    let format = Property {
        name: SCHEMA_KEY,
        need: Need::Required,
        about: "the format of the file".to_owned(),
        value: json!({"type": "integer", "minimum": SCHEMA}),
    };
    [format].into_iter().chain(keys)
}

fn property(fact: Fact, party: Option<Party>, words: Suggestions<'_>) -> Property {
    let about = fact.about();
    Property {
        name: about.name,
        need: about.need,
        about: format!("{}{}", about.meaning, about.hint),
        value: kind(about.kind, about.need, &|known| words(known, party)),
    }
}

fn settings(keys: &[SettingKey], words: Suggestions<'_>) -> Value {
    object(keys.iter().map(|key| Property {
        name: key.name,
        need: key.need,
        about: key.about.to_owned(),
        value: setting(key, words),
    }))
}

fn object(keys: impl Iterator<Item = Property>) -> Value {
    let (mut required, mut properties) = (Vec::new(), Map::new());
    for key in keys {
        if key.need == Need::Required {
            required.push(key.name);
        }
        let mut property = json!({"description": key.about});
        add(&mut property, key.value);
        properties.insert(key.name.to_owned(), property);
    }
    let mut object = json!({"type": "object"});
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object["properties"] = Value::Object(properties);
    object
}

fn kind(kind: ValueKind, need: Need, words: &dyn Fn(Words) -> Vec<Suggestion>) -> Value {
    match (kind, need) {
        (ValueKind::Day, _) => json!({"type": "string", "format": "date"}),
        (ValueKind::Prose, Need::Optional) => json!({"type": "string"}),
        (ValueKind::Prose, Need::Required) => json!({"type": "string", "pattern": "\\S"}),
        (ValueKind::Text(known), Need::Optional) => text(words(known), json!({"type": "string"})),
        (ValueKind::Text(known), Need::Required) => {
            text(words(known), json!({"type": "string", "pattern": "\\S"}))
        }
        (ValueKind::List(known), need) => json!({
            "type": "array",
            "minItems": u8::from(need == Need::Required),
            "items": text(words(known), json!({"type": "string"})),
        }),
        (ValueKind::OneOf(allowed), Need::Required) => json!({"enum": allowed}),
        (ValueKind::OneOf(allowed), Need::Optional) => {
            json!({"anyOf": [{"enum": allowed}, blank()]})
        }
    }
}

fn setting(key: &SettingKey, words: Suggestions<'_>) -> Value {
    let known = |known| words(known, None);
    match key.takes {
        Takes::Kind(kind) => self::kind(kind, key.need, &known),
        Takes::ThisSchema => json!({"const": SCHEMA}),
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
        Takes::Names(words) => json!({
            "type": "object",
            "additionalProperties": text(known(words), json!({"type": "string"})),
        }),
        Takes::Section(keys) => settings(keys, words),
        Takes::Blocks(keys) => json!({"type": "array", "items": settings(keys, words)}),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_described_with_the_words_to_suggest() {
        let words = |words, party: Option<Party>| match words {
            Words::Ball => {
                let word = party.map_or("any", Party::as_str).to_owned();
                vec![(word, "a ball".to_owned())]
            }
            _ => Vec::new(),
        };
        let schema: Value = serde_json::from_str(&schema(Described::PostMortem, &words)).unwrap();
        for key in crate::model::Key::all() {
            let mut properties = &schema["properties"];
            if let Some(party) = key.party {
                properties = &properties[party.as_str()]["properties"];
            }
            let property = &properties[key.fact.name()];
            let about = property["description"].as_str().unwrap();
            assert!(
                about.starts_with(key.fact.about().meaning),
                "{key}: {about}"
            );
        }
        let manager = &schema["properties"]["manager"]["properties"];
        assert_eq!(manager["scratch_day"]["format"], "date");
        assert_eq!(
            manager["scratch_list"]["items"]["anyOf"][0]["enum"],
            json!(["manager"])
        );
    }
}
