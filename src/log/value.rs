//! Values -> TOML. Every quote comes from the TOML library: nothing here puts
//! text between quotes by itself.

use super::conflict::is_conflict_marker;
use crate::model::{Day, Party};
use toml_writer::{ToTomlValue, TomlStringBuilder};

/// What a key is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    Day(Day),
    /// One line as a rule: a slug, a role.
    Word(&'a str),
    /// Sentences, perhaps many lines.
    Prose(&'a str),
    List(&'a [String]),
    Party(Option<Party>),
}

/// Prose longer than this moves to lines of its own.
const LINE: usize = 90;

impl Value<'_> {
    /// As it stands after the equals sign. `one_line` where line breaks are not
    /// allowed: inside braces.
    pub fn to_toml(&self, one_line: bool, line_end: &str) -> String {
        match self {
            Value::Day(day) => day.to_string(),
            Value::Party(by) => quoted(by.map_or("", Party::as_str)),
            Value::Word(word) => quoted(word),
            Value::List(words) => {
                let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
                format!("[{}]", words.join(", "))
            }
            Value::Prose(prose) => {
                let many_lines = prose.contains('\n') || prose.chars().count() > LINE;
                // Such a line would be taken for what a merge left behind.
                let hazard = prose.split('\n').any(is_conflict_marker);
                if one_line || !many_lines || hazard {
                    return quoted(prose);
                }
                let ending_in_newline = format!("{prose}\n");
                let text = TomlStringBuilder::new(&ending_in_newline)
                    .as_ml_basic()
                    .to_toml_value();
                visible(&text).replace('\n', line_end)
            }
        }
    }
}

fn quoted(text: &str) -> String {
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
    if !toml.contains(is_obeyed) {
        return toml.to_owned();
    }
    let mut visible = String::with_capacity(toml.len() + 16);
    for character in toml.chars() {
        if is_obeyed(character) {
            visible.push_str(&format!("\\u{:04X}", u32::from(character)));
        } else {
            visible.push(character);
        }
    }
    visible
}

/// What a terminal or a text renderer obeys: the old second set of control
/// characters, and the embedding, override and isolate controls of bidirectional
/// text. The plain marks that Hebrew and Arabic need are not among them.
pub(super) const fn is_obeyed(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
