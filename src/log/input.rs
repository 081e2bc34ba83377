//! Texts from outside the log: a file a person names, a post-mortem as JSON,
//! the person's own configuration.

use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::error::Error;
use crate::log::read::text;
use crate::log::settings::{self, UserSettings};
use crate::model::{Day, Fact, IMPORTED, SORTED, ValueKind};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// A file that a person names, to be read from its beginning, and its length.
///
/// # Errors
/// Where the file cannot be opened, or is none.
pub fn open(path: &Path) -> Result<(fs::File, u64), Error> {
    let mut options = fs::OpenOptions::new();
    // A pipe that nobody writes to yet is opened all the same, so that whoever reads it can
    // see that it is time to go.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let opened = options.read(true).open(path).and_then(|file| {
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        Ok((file, about.len()))
    });
    opened.map_err(|error| Error::io("read", path, error))
}

/// The files in a folder that a person names, without what lies in its own folders;
/// `None` where it is no folder. Links are not followed.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn files_in(folder: &Path) -> Result<Option<Vec<PathBuf>>, Error> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let listed = || -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if entry.file_type()?.is_file() && !is_hidden {
                files.push(entry.path());
            }
        }
        files.sort_unstable();
        Ok(files)
    };
    let files = listed().map_err(|error| Error::io("list", folder, error))?;
    Ok(Some(files))
}

/// The whole of a file that a person names.
///
/// # Errors
/// Where the file cannot be read or is too long.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    text::bytes(path).map_err(|error| Error::io("read", path, error))
}

/// The person's own settings; the built-in ones where there is no such file.
///
/// # Errors
/// Where the file cannot be read, or something in it is wrong.
pub fn read_user_settings(path: &Path) -> Result<(UserSettings, Option<Findings>), Error> {
    match text::whole_if_there(path)? {
        Some(source) => settings::usable(path, &source, settings::user),
        None => Ok(Default::default()),
    }
}

/// A post-mortem in JSON, as `list`, `show` and `export` print it, as the TOML
/// it stands for. `null` says nothing; `id` and `path` are given anew.
///
/// # Errors
/// What of it is no post-mortem, with its place.
pub fn from_json(source: &str) -> Result<String, Box<Diagnostic>> {
    let value: Value =
        serde_json::from_str(source).map_err(|error| problem(format!("not JSON: {error}")))?;
    if let Some(key) = twice(source) {
        return Err(problem(format!("`{key}` is said twice")));
    }
    let object = match value {
        Value::Object(object) => object,
        Value::Array(_) => {
            return Err(problem(
                "a list; `new` writes one post-mortem at a time".to_owned(),
            ));
        }
        _ => return Err(problem("not a JSON object".to_owned())),
    };
    let (mut head, mut sections) = (String::new(), String::new());
    for (key, value) in object {
        match value {
            _ if matches!(key.as_str(), "id" | "path" | IMPORTED) => {}
            Value::Null => {}
            Value::Object(section) => {
                sections += &format!("[{}]\n", toml_key(&key));
                // A list is always there; whether somebody said so stands beside it.
                let is_sorted = section.get(SORTED).and_then(Value::as_bool);
                let said = section.into_iter().filter(|(key, value)| {
                    let is_empty = value.as_array().is_some_and(Vec::is_empty);
                    let is_said = match Fact::find(Fact::SECTION, key) {
                        Some(Fact::Dropped) => is_sorted != Some(false) || !is_empty,
                        Some(Fact::NextFor) => !is_empty,
                        _ => key != SORTED,
                    };
                    is_said && !value.is_null()
                });
                for (key, value) in said {
                    sections += &line(Fact::SECTION, &key, &value)?;
                }
            }
            value => head += &line(Fact::HEAD, &key, &value)?,
        }
    }
    Ok(head + &sections)
}

/// A key that an object has twice: whoever reads it as a map takes the last, silently.
fn twice(source: &str) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Below {
        Object(TwiceSaid),
        Other(IgnoredAny),
    }

    struct TwiceSaid(Option<String>);

    struct KeyVisitor;

    impl<'de> Deserialize<'de> for TwiceSaid {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            from.deserialize_map(KeyVisitor)
        }
    }

    impl<'de> Visitor<'de> for KeyVisitor {
        type Value = TwiceSaid;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TwiceSaid, A::Error> {
            let (mut seen, mut found) = (HashSet::new(), None);
            while let Some(key) = map.next_key::<String>()? {
                let below = match map.next_value()? {
                    Below::Object(keys) => keys.0.map(|below| format!("{key}.{below}")),
                    Below::Other(_) => None,
                };
                if !seen.insert(key.clone()) {
                    found = found.or(Some(key));
                }
                found = found.or(below);
            }
            Ok(TwiceSaid(found))
        }
    }
    serde_json::from_str::<TwiceSaid>(source).ok()?.0
}

/// A key and its value; JSON has days in quotes, and TOML has them without.
fn line(keys: &[Fact], key: &str, value: &Value) -> Result<String, Box<Diagnostic>> {
    let is_day = |fact: Fact| fact.about().kind == ValueKind::Day;
    let value = match value {
        Value::String(text) if Fact::find(keys, key).is_some_and(is_day) => {
            let day = Day::parse(text).ok_or_else(|| {
                let day = problem(format!("`{key}` is \"{text}\", which is no day"));
                day.help("write it as \"2026-11-20\"")
            })?;
            day.to_string()
        }
        value => toml_value(value),
    };
    Ok(format!("{} = {value}\n", toml_key(key)))
}

fn problem(what: String) -> Box<Diagnostic> {
    let problem = Diagnostic::of_file(Code::Syntax, what);
    Box::new(problem.help("the shape is that of `hirelog show ID --format json`"))
}

/// A line that sets a key to a text, to be pasted into a TOML file.
pub fn assignment(key: &str, text: &str) -> String {
    let value = TomlStringBuilder::new(text).as_basic().to_toml_value();
    format!(
        "{} = {value}",
        TomlKeyBuilder::new(key).as_basic().to_toml_key()
    )
}

fn toml_key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

/// On one line: text of several lines must not look like anything else.
fn toml_value(value: &Value) -> String {
    match value {
        Value::String(text) => TomlStringBuilder::new(text).as_basic().to_toml_value(),
        Value::Array(items) => {
            let items: Vec<_> = items
                .iter()
                .filter(|item| !item.is_null())
                .map(toml_value)
                .collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(object) => {
            let pairs = object.iter().filter(|(_, value)| !value.is_null());
            let pairs: Vec<_> = pairs
                .map(|(key, value)| format!("{} = {}", toml_key(key), toml_value(value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::decode;
    use crate::model::TextList;

    #[test]
    fn a_day_is_in_quotes_in_json_wherever_it_stands() {
        let json = r#"{"schema": 1, "date": "2026-11-20", "outcome": "rejected", "id": "x",
            "manager": {"owned": null, "scratch_day": "2026-11-21", "scratch_list": []}}"#;
        let it = decode(&from_json(json).unwrap()).post_mortem.unwrap();
        assert_eq!(it.date.to_string(), "2026-11-20");
        assert_eq!(it.sections[0].scratch_day, Day::parse("2026-11-21"));
        assert_eq!(it.sections[0].scratch_list, Some(TextList::default()));
        let wrong = from_json(&json.replace("11-21", "11-31")).unwrap_err();
        assert!(wrong.message.contains("`scratch_day`"), "{wrong:?}");
        for (doubled, key) in [
            (r#"{"stage": "a", "stage": "b"}"#, "`stage`"),
            (
                r#"{"manager": {"owned": "a", "owned": "b"}}"#,
                "`manager.owned`",
            ),
            (r#"{"manager": {}, "x": [1], "manager": {}}"#, "`manager`"),
        ] {
            let twice = from_json(doubled).unwrap_err();
            assert_eq!(twice.message, format!("{key} is said twice"));
        }
    }
}
