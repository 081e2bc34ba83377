//! Values -> TOML. Every quote comes from the TOML library: nothing here puts
//! text between quotes by itself.

use crate::log::conflict::is_conflict_marker;
use crate::model::{Value, ValueKind};
use toml_writer::{ToTomlValue, TomlStringBuilder};

/// Whether a text may stand on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProseLines<'a> {
    /// As inside braces.
    One,
    /// Each ends like this.
    Many(&'a str),
}

/// Prose longer than this moves to lines of its own.
const LINE: usize = 90;

/// What stands after the equals sign of a key of this kind; a blank where it says nothing.
pub(super) fn written(kind: ValueKind, value: Option<Value<'_>>, lines: ProseLines<'_>) -> String {
    match value {
        Some(Value::Day(day)) => day.to_string(),
        Some(Value::Text(text)) if kind == ValueKind::Prose => prose(text, lines),
        Some(Value::Text(text)) => quoted(text),
        Some(Value::List(words)) => list(words),
        None if matches!(kind, ValueKind::List(_)) => list::<&str>(&[]),
        None => quoted(""),
    }
}

pub(super) fn list<W: AsRef<str>>(words: &[W]) -> String {
    let words: Vec<_> = words.iter().map(|word| quoted(word.as_ref())).collect();
    format!("[{}]", words.join(", "))
}

pub(super) fn prose(prose: &str, lines: ProseLines<'_>) -> String {
    let is_long = prose.contains('\n') || prose.chars().count() > LINE;
    // Such a line would be taken for what a merge left behind.
    let is_hazard = prose.split('\n').any(is_conflict_marker);
    match lines {
        ProseLines::Many(line_end) if is_long && !is_hazard => {
            let ending_in_newline = format!("{prose}\n");
            let text = TomlStringBuilder::new(&ending_in_newline)
                .as_ml_basic()
                .to_toml_value();
            visible(&text).replace('\n', line_end)
        }
        _ => quoted(prose),
    }
}

pub(super) fn quoted(text: &str) -> String {
    let builder = TomlStringBuilder::new(text);
    match builder.as_literal() {
        // Backslashes and quotes read better raw, where nothing needs hiding.
        Some(literal) if builder.as_basic_pretty().is_none() && !text.contains(is_obeyed) => {
            literal.to_toml_value()
        }
        _ => visible(&builder.as_basic().to_toml_value()),
    }
}

/// Characters that make a line of a diff read otherwise than it is stored are
/// written as escapes; the value stays the same.
fn visible(toml: &str) -> String {
    spelt_out(toml, is_obeyed, |code| format!("\\u{code:04X}"))
}

/// The text with some characters spelt out.
pub(super) fn spelt_out(
    text: &str,
    is_meant: impl Fn(char) -> bool,
    spelt: impl Fn(u32) -> String,
) -> String {
    let one = |character: char| match is_meant(character) {
        true => spelt(character.into()),
        false => character.to_string(),
    };
    match text.contains(&is_meant) {
        true => text.chars().map(one).collect(),
        false => text.to_owned(),
    }
}

/// What a terminal or a text renderer obeys: the old second set of control
/// characters, and the embedding, override and isolate controls of bidirectional
/// text. The plain marks that Hebrew and Arabic need are not among them.
pub(super) const fn is_obeyed(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
