//! Reading values out of parsed TOML: each reader takes what it can and notes
//! what is wrong, so that one pass finds every problem of a file.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, nearest};
use crate::log::read::text::Prose;
use crate::log::value::list;
use crate::model::{Day, NewValue, Text, ValueKind};
use std::fmt::Display;
use toml_spanner::{Item, Key, Table};

/// What becomes of a key that the format does not have.
pub(in crate::log) const KEPT: &str = "it is kept and ignored";

/// Of more unknown keys in one text than this, none is a slip of the fingers.
const SLIPS: usize = 100;

/// Where problems are gathered while a text is read.
#[derive(Default)]
pub(in crate::log) struct Problems {
    pub diagnostics: Vec<Diagnostic>,
    /// A newer hirelog wrote the text: what this one does not know is no problem.
    pub newer: bool,
    pub prose: Prose,
}

/// Whether it is a text of nothing but spaces.
pub fn says_nothing(item: &Item<'_>) -> bool {
    item.as_str().is_some_and(|text| text.trim().is_empty())
}

impl Problems {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.newer {
            self.diagnostics.push(diagnostic);
        }
    }

    pub fn wrong_type(
        &mut self,
        name: impl Display + Copy,
        item: &Item<'_>,
        expected: &str,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(
            Code::WrongType,
            item.span().range(),
            format!("`{name}` must be {expected}, not {}", spoken(item.kind())),
        ));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    pub fn unknown_key<'a>(
        &mut self,
        key: &Key<'_>,
        owner: &str,
        known: impl Iterator<Item = &'a str>,
    ) {
        let name = key.as_str();
        let diagnostic = Diagnostic::warning(
            Code::UnknownKey,
            key.span.range(),
            format!("{owner} has no key `{name}`"),
        )
        .note(KEPT);
        let is_slip = self.diagnostics.len() < SLIPS;
        self.push(match is_slip.then(|| nearest(name, known)).flatten() {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }

    /// The value of a key of a post-mortem, as far as it can be read.
    pub fn value(
        &mut self,
        kind: ValueKind,
        name: impl Display + Copy,
        item: &Item<'_>,
    ) -> Option<NewValue> {
        let text = |text: String| NewValue::Text(text.into());
        match kind {
            ValueKind::Day => self.day(name, item).map(NewValue::Day),
            ValueKind::Text(_) => self.filled(name, item).map(text),
            ValueKind::Prose => Some(NewValue::Text(self.prose(name, item))),
            ValueKind::List(_) => Some(NewValue::List(self.strings(name, item).iter().collect())),
            ValueKind::OneOf(allowed) => self.one_of(name, item, allowed).map(text),
        }
    }

    pub fn table<'t, 'd>(
        &mut self,
        name: impl Display + Copy,
        item: &'t Item<'d>,
    ) -> Option<&'t Table<'d>> {
        if item.as_table().is_none() {
            let help = format!("write [{name}] on a line of its own, and its keys below");
            self.typed(name, item, "a section", &help);
        }
        item.as_table()
    }

    pub fn string<'t>(&mut self, name: impl Display + Copy, item: &'t Item<'_>) -> Option<&'t str> {
        if item.as_str().is_none() {
            self.typed(name, item, "text in quotes", "put it in quotes");
        }
        item.as_str()
    }

    /// Sentences, or a hint that there are some.
    fn prose(&mut self, name: impl Display + Copy, item: &Item<'_>) -> Text {
        let wanted = self.prose;
        let text = self.string(name, item);
        text.map_or_else(Text::new, |text| wanted.read(text))
    }

    /// Text; `None` where it is blank.
    pub fn filled(&mut self, name: impl Display + Copy, item: &Item<'_>) -> Option<String> {
        self.string(name, item)
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
    }

    /// One of a closed list; `None` where it is blank.
    pub fn one_of(
        &mut self,
        name: impl Display + Copy,
        item: &Item<'_>,
        allowed: &[&str],
    ) -> Option<String> {
        let word = self.filled(name, item)?;
        if allowed.contains(&word.as_str()) {
            return Some(word);
        }
        let list = allowed.join(", ");
        let help = match nearest(&word, allowed.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"? allowed: {list}"),
            None => format!("allowed: {list}"),
        };
        let what = format!("`{name}` cannot be \"{word}\"");
        self.push(Diagnostic::error(Code::NotAllowed, item.span().range(), what).help(help));
        None
    }

    pub fn strings(&mut self, name: impl Display + Copy, item: &Item<'_>) -> Vec<String> {
        let Some(array) = item.as_array() else {
            let key = last_part(name);
            let example = match item.as_str() {
                Some(text) => format!("write {key} = [\"{text}\"]"),
                None => format!("write {key} = [\"…\", \"…\"]"),
            };
            let certain = item.as_str().filter(|text| !text.trim().is_empty());
            let certain = certain.map(|text| list(&[text.to_owned()]));
            self.typed(name, item, "a list of texts in quotes", &example);
            self.fixed("write a list", item, certain);
            return Vec::new();
        };
        let mut strings = Vec::with_capacity(array.len());
        for (index, element) in array.iter().enumerate() {
            match element.as_str() {
                Some(text) if text.trim().is_empty() => {}
                Some(text) => strings.push(text.to_owned()),
                None => self.typed(
                    format_args!("{name}[{index}]"),
                    element,
                    "text in quotes",
                    "put it in quotes",
                ),
            }
        }
        strings
    }

    pub fn integer(&mut self, name: impl Display + Copy, item: &Item<'_>) -> Option<i64> {
        if item.as_i64().is_none() {
            let help = if item.as_str().is_some() {
                "write it without quotes"
            } else {
                "without a point"
            };
            self.typed(name, item, "a whole number", help);
        }
        item.as_i64()
    }

    pub fn day(&mut self, name: impl Display + Copy, item: &Item<'_>) -> Option<Day> {
        let (when, key) = (item.as_datetime(), last_part(name));
        let date = when.and_then(|when| when.date());
        let day =
            date.and_then(|date| Day::new(date.year.into(), date.month.into(), date.day.into()));
        if day.is_some() && when.is_some_and(|when| when.time().is_none()) {
            return day;
        }
        let quoted = item.as_str().map(|text| Day::parse(text.trim()));
        let help = match (quoted, day) {
            (Some(Some(day)), _) => format!("write it without quotes: {key} = {day}"),
            (Some(None), _) => {
                format!("write year, month and day without quotes, such as {key} = 2026-11-20")
            }
            (None, Some(day)) => format!("write the day only: {key} = {day}"),
            (None, None) => format!("such as {key} = 2026-11-20"),
        };
        let message = match (when, day) {
            (None, _) => {
                self.typed(name, item, "a date", &help);
                let certain = quoted.flatten().map(|day| day.to_string());
                self.fixed("write the day without quotes", item, certain);
                return None;
            }
            (Some(_), Some(_)) => format!("`{name}` has a time, and an outcome has a day"),
            (Some(_), None) => format!("`{name}` must be a date, not a time"),
        };
        self.push(Diagnostic::error(Code::WrongType, item.span().range(), message).help(help));
        None
    }

    /// The last problem has a certain remedy: this text in the place of the item.
    fn fixed(&mut self, what: &str, item: &Item<'_>, text: Option<String>) {
        let (false, Some(text), Some(last)) = (self.newer, text, self.diagnostics.last_mut())
        else {
            return;
        };
        let place = item.span().range();
        let what = what.to_owned();
        let edits = vec![Edit { place, text }];
        last.fix = Some(Box::new(Fix { what, edits }));
    }

    fn typed(&mut self, name: impl Display + Copy, item: &Item<'_>, expected: &str, help: &str) {
        if !self.newer {
            self.wrong_type(name, item, expected).help = Some(help.to_owned());
        }
    }
}

/// The key itself, of its name with the section it stands in.
fn last_part(name: impl Display) -> String {
    let name = name.to_string();
    name.rsplit('.').next().unwrap_or_default().to_owned()
}

fn spoken(kind: toml_spanner::Kind) -> &'static str {
    match kind {
        toml_spanner::Kind::String => "text",
        toml_spanner::Kind::Integer | toml_spanner::Kind::Float => "a number",
        toml_spanner::Kind::Boolean => "true or false",
        toml_spanner::Kind::Array => "a list",
        toml_spanner::Kind::Table => "a table",
        toml_spanner::Kind::DateTime => "a date",
    }
}
