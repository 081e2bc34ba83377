//! Texts from outside the log: a file a person names, a post-mortem as JSON,
//! the person's own configuration.

use super::settings::{self, UserSettings};
use super::{is_missing, read, settings_of};
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The whole of a file as text, refused where it is larger than any post-mortem.
pub fn read_text(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let limit = read::LARGEST as u64;
    fs::File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| Error::io("read", path, error))?;
    text_of(&path.display().to_string(), &bytes)
}

/// Bytes that came from `name` as text.
pub fn text_of(name: &str, bytes: &[u8]) -> Result<String, Error> {
    let refused = |findings| Error::findings(format!("{name} cannot be read"), vec![findings]);
    if bytes.len() >= read::LARGEST {
        return Err(refused(read::too_large(name)));
    }
    read::text(bytes).map(str::to_owned).map_err(|problem| {
        refused(Findings {
            path: name.to_owned(),
            source: None,
            diagnostics: vec![problem],
        })
    })
}

/// The person's own settings; the built-in ones where there is no such file.
pub fn read_user_settings(path: &Path) -> Result<(UserSettings, Option<Findings>), Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if is_missing(&error) => {
            return Ok(Default::default());
        }
        Err(error) => return Err(Error::io("read", path, error)),
    };
    let (source, (settings, diagnostics)) = settings_of(path, &bytes, settings::user)?;
    let odd = (!diagnostics.is_empty()).then(|| Findings {
        path: path.display().to_string(),
        source: Some(source),
        diagnostics,
    });
    Ok((settings, odd))
}

/// A post-mortem in JSON, as `list`, `show` and `export` print it, as the TOML
/// it stands for. `null` says nothing; `id` and `path` are given anew.
pub fn from_json(source: &str) -> Result<String, Diagnostic> {
    let problem = |what: String| {
        Diagnostic::of_file(crate::diagnostic::Code::Syntax, what)
            .help("the shape is that of `hirelog show ID --format json`")
    };
    let value: Value =
        serde_json::from_str(source).map_err(|error| problem(format!("not JSON: {error}")))?;
    let Value::Object(object) = value else {
        return Err(problem("not a JSON object".to_owned()));
    };
    let mut table = toml::Table::new();
    for (key, value) in object {
        if matches!(key.as_str(), "id" | "path") {
            continue;
        }
        let value = match value {
            Value::String(text) if key == "date" => text
                .parse()
                .map(toml::Value::Datetime)
                .unwrap_or(toml::Value::String(text)),
            value => match toml::Value::try_from(without_nulls(value)) {
                Ok(value) => value,
                Err(_) => continue,
            },
        };
        table.insert(key, value);
    }
    toml::to_string(&table).map_err(|error| problem(format!("no post-mortem: {error}")))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => object
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        Value::Array(array) => array
            .into_iter()
            .filter(|value| !value.is_null())
            .map(without_nulls)
            .collect(),
        value => value,
    }
}
