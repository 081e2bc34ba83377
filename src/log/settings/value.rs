//! One value of a configuration file, read as the list of keys says.

use crate::diagnostic::{Code, Diagnostic};
use crate::log::read::fields::Problems;
use crate::log::read::text::prose;
use crate::log::settings::shape::{SettingKey, Takes};
use crate::model::{Day, NewValue, SCHEMA, slug};
use toml_spanner::{Item, Table};

/// What stands there, as far as it can be used.
#[derive(Default)]
pub(super) struct SettingValue {
    pub text: Option<String>,
    pub list: Vec<String>,
    pub number: Option<u32>,
    /// Names elsewhere, and what each is here.
    pub names: Vec<(String, String)>,
}

/// `name` is what messages call it.
pub(super) fn read(
    takes: Takes,
    name: &str,
    item: &Item<'_>,
    problems: &mut Problems,
) -> SettingValue {
    let mut value = SettingValue::default();
    match takes {
        Takes::Kind(kind) => match problems.value(kind, name, item) {
            Some(NewValue::Text(text)) => value.text = Some(prose(&text).into_owned()),
            Some(NewValue::List(list)) => {
                value.list = list.iter().map(|text| prose(text).into_owned()).collect();
            }
            Some(NewValue::Day(_)) | None => {}
        },
        Takes::ThisSchema => schema(item, problems),
        Takes::Threshold => value.number = threshold(name, item, problems),
        Takes::Names(_) => value.names = names(name, item, problems),
        Takes::Length => value.text = tested(length, name, item, problems),
        Takes::Folder => value.text = tested(folder, name, item, problems),
        Takes::Template => value.text = tested(template, name, item, problems),
        Takes::Address => value.text = tested(address, name, item, problems),
        Takes::Slug => value.text = tested(own_slug, name, item, problems),
        // Read by those who know what is in them.
        Takes::Section(_) | Takes::Blocks(_) => {}
    }
    value
}

/// What stands in a table at the keys that it knows; the others are named.
pub(super) fn known<'t, 'd>(
    table: &'t Table<'d>,
    keys: &'static [SettingKey],
    owner: &str,
    problems: &mut Problems,
) -> Vec<(&'static SettingKey, &'t Item<'d>)> {
    let mut all = Vec::new();
    for (key, item) in table.entries() {
        match keys.iter().find(|known| known.name == key.as_str()) {
            Some(known) => all.push((known, item)),
            None => problems.unknown_key(key, owner, keys.iter().map(|known| known.name)),
        }
    }
    all
}

/// In the order of the file; a name may be any text.
fn names(name: &str, item: &Item<'_>, problems: &mut Problems) -> Vec<(String, String)> {
    let Some(table) = problems.table(name, item) else {
        return Vec::new();
    };
    let names = table.entries().iter().filter_map(|(there, here)| {
        let here = problems.string(&format!("{name}.\"{}\"", there.as_str()), here)?;
        Some((there.as_str().to_owned(), here.trim().to_owned()))
    });
    names.collect()
}

fn refuse(item: &Item<'_>, (what, help): (String, String), problems: &mut Problems) {
    let place = item.span().range();
    problems.push(Diagnostic::error(Code::NotAllowed, place, what).help(help));
}

fn schema(item: &Item<'_>, problems: &mut Problems) {
    if let Some(schema) = problems
        .integer("schema", item)
        .filter(|schema| *schema != SCHEMA)
    {
        problems.push(
            Diagnostic::error(
                Code::NewerSchema,
                item.span().range(),
                format!("this hirelog knows format {SCHEMA}, not {schema}"),
            )
            .help("update hirelog, or write schema = 1"),
        );
    }
}

fn threshold(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    let number = problems.integer(name, item)?;
    let threshold = u32::try_from(number)
        .ok()
        .filter(|threshold| *threshold >= 2);
    if threshold.is_none() {
        let help = "once is no pattern: write 2 or more".to_owned();
        refuse(
            item,
            (format!("`{name}` cannot be {number}"), help),
            problems,
        );
    }
    threshold
}

/// A text as it is used, or what is wrong with it and what to write instead.
type Tested = Result<String, (String, String)>;

fn tested(
    test: fn(&str, &str) -> Tested,
    name: &str,
    item: &Item<'_>,
    problems: &mut Problems,
) -> Option<String> {
    match test(name, &problems.filled(name, item)?) {
        Ok(text) => Some(text),
        Err(refused) => {
            refuse(item, refused, problems);
            None
        }
    }
}

fn length(name: &str, length: &str) -> Tested {
    let help = "write days, weeks or months, such as \"90d\", \"12w\" or \"6m\"";
    match Day::LAST.first_of_last(length) {
        Some(_) => Ok(length.to_owned()),
        None => Err((format!("`{name}` is not a length of time"), help.to_owned())),
    }
}

/// A folder below the team file and nowhere else.
fn folder(name: &str, path: &str) -> Tested {
    // Beside the file itself it would be read as a post-mortem.
    let below = below(path).filter(|below| !below.is_empty());
    below.ok_or_else(|| {
        let what = format!("`{name}` must be a folder below this file");
        (what, "write a relative path, such as \"logs\"".to_owned())
    })
}

/// A file below the team's own, and of a form that a report has.
fn template(name: &str, path: &str) -> Tested {
    let (what, help) = match below(path) {
        Some(path) if path.ends_with(".html") || path.ends_with(".md") => return Ok(path),
        None => (
            "be a file below this one",
            "write a relative path, such as \"report.html\"",
        ),
        Some(_) => (
            "end in .html or .md",
            "a template is used for the form of report that its name says",
        ),
    };
    Err((format!("`{name}` must {what}"), help.to_owned()))
}

/// A relative path that stays below, with forward slashes.
fn below(path: &str) -> Option<String> {
    let parts: Vec<_> = path
        .split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    let leaves = path.starts_with(['/', '\\']) || path.contains(':') || parts.contains(&"..");
    (!leaves).then(|| parts.join("/"))
}

/// It becomes a line of every new file, and must not become two.
fn address(name: &str, address: &str) -> Tested {
    let help = "write a path, such as \"post-mortem.schema.json\", or an address";
    match address.contains(char::is_control) {
        false => Ok(address.trim().to_owned()),
        true => Err((format!("`{name}` must be one line"), help.to_owned())),
    }
}

fn own_slug(_: &str, text: &str) -> Tested {
    let plain = slug(text);
    if plain == text {
        return Ok(plain);
    }
    let help = format!("lower-case words joined by hyphens: \"{plain}\"");
    Err((format!("\"{text}\" is not a slug"), help))
}
