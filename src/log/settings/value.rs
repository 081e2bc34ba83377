//! One value of a configuration file, read as the list of keys says.

use crate::diagnostic::{Code, Diagnostic};
use crate::log::read::fields::Problems;
use crate::log::read::prose::prose;
use crate::log::settings::shape::Takes;
use crate::model::{Day, NewValue, SCHEMA, slug};
use toml_spanner::Item;

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
            Some(NewValue::Text(text)) => value.text = Some(prose(&text)),
            Some(NewValue::List(list)) => {
                value.list = list.iter().map(|text| prose(text)).collect();
            }
            Some(NewValue::Day(_)) | None => {}
        },
        Takes::ThisSchema => schema(item, problems),
        Takes::Length => value.text = length(name, item, problems),
        Takes::Threshold => value.number = threshold(name, item, problems),
        Takes::Folder => value.text = folder(name, item, problems),
        Takes::Template => value.text = template(name, item, problems),
        Takes::Address => value.text = address(name, item, problems),
        Takes::Names(_) => value.names = names(name, item, problems),
        Takes::Slug => value.text = own_slug(name, item, problems),
        // Read by those who know what is in them.
        Takes::Section(_) | Takes::Blocks(_) => {}
    }
    value
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

fn refuse(
    item: &Item<'_>,
    what: impl Into<String>,
    help: impl Into<String>,
    problems: &mut Problems,
) {
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

fn length(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let length = problems.filled(name, item)?;
    if Day::LAST.first_of_last(&length).is_none() {
        let help = "write days, weeks or months, such as \"90d\", \"12w\" or \"6m\"";
        refuse(
            item,
            format!("`{name}` is not a length of time"),
            help,
            problems,
        );
        return None;
    }
    Some(length)
}

fn threshold(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    let number = problems.integer(name, item)?;
    let threshold = u32::try_from(number)
        .ok()
        .filter(|threshold| *threshold >= 2);
    if threshold.is_none() {
        let help = "once is no pattern: write 2 or more";
        refuse(item, format!("`{name}` cannot be {number}"), help, problems);
    }
    threshold
}

/// A folder below the team file and nowhere else.
fn folder(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    // Beside the file itself it would be read as a post-mortem.
    let below = below(&problems.filled(name, item)?).filter(|below| !below.is_empty());
    if below.is_none() {
        let what = format!("`{name}` must be a folder below this file");
        refuse(
            item,
            what,
            "write a relative path, such as \"logs\"",
            problems,
        );
    }
    below
}

/// A file below the team's own, and of a form that a report has.
fn template(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let (what, help) = match below(&problems.filled(name, item)?) {
        None => (
            "be a file below this one",
            "write a relative path, such as \"report.html\"",
        ),
        Some(path) if path.ends_with(".html") || path.ends_with(".md") => return Some(path),
        Some(_) => (
            "end in .html or .md",
            "a template is used for the form of report that its name says",
        ),
    };
    refuse(item, format!("`{name}` must {what}"), help, problems);
    None
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
fn address(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let address = problems.filled(name, item)?;
    if address.contains(char::is_control) {
        let help = "write a path, such as \"post-mortem.schema.json\", or an address";
        refuse(item, format!("`{name}` must be one line"), help, problems);
        return None;
    }
    Some(address.trim().to_owned())
}

fn own_slug(name: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let text = problems.filled(name, item)?;
    let plain = slug(&text);
    if plain == text {
        return Some(text);
    }
    let help = format!("lower-case words joined by hyphens: \"{plain}\"");
    refuse(item, format!("\"{text}\" is not a slug"), help, problems);
    None
}
