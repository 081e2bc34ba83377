//! Changing single values of a text and leaving every other byte.
//!
//! The places come from the parsed document; the text between them is never
//! printed anew. (A mutable document of `toml_edit` was tried first: it drops a
//! byte order mark, turns CRLF into LF outside of strings and puts a new key
//! below the blank lines that end a section.)

use super::decode::decode;
use super::shape::{self, POST_MORTEM, SECTION};
use super::value::Value;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Fit, Party, PostMortem};
use toml_spanner::{Arena, ArrayStyle, Item, Key, Table, TableStyle};

/// One key set to a value; above the sections where no party is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    pub party: Option<Party>,
    pub key: &'static str,
    pub value: Value<'a>,
}

/// What it takes to turn one post-mortem into the other.
pub fn changes<'a>(old: &PostMortem, new: &'a PostMortem) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    let mut set = |party, key, differs: bool, value| {
        if differs {
            changes.push(Change { party, key, value });
        }
    };
    fn word(text: &Option<String>) -> Value<'_> {
        Value::Word(text.as_deref().unwrap_or_default())
    }
    set(None, "date", old.date != new.date, Value::Day(new.date));
    set(
        None,
        "outcome",
        old.outcome != new.outcome,
        Value::Word(&new.outcome),
    );
    set(None, "stage", old.stage != new.stage, word(&new.stage));
    set(None, "role", old.role != new.role, word(&new.role));
    set(None, "team", old.team != new.team, word(&new.team));
    set(None, "case", old.case != new.case, word(&new.case));
    set(
        None,
        "tldr",
        old.tldr != new.tldr,
        Value::Prose(new.tldr.as_deref().unwrap_or_default()),
    );
    set(
        None,
        "fit",
        old.fit != new.fit,
        Value::Word(new.fit.map_or("", Fit::as_str)),
    );
    set(
        None,
        "wanted",
        old.wanted != new.wanted,
        Value::List(&new.wanted),
    );
    set(
        None,
        "pitched",
        old.pitched != new.pitched,
        Value::List(&new.pitched),
    );
    set(None, "hold", old.hold != new.hold, word(&new.hold));
    for party in Party::ALL {
        let (old, new) = (old.section(party), new.section(party));
        let party = Some(party);
        set(party, "by", old.by != new.by, Value::Party(new.by));
        set(
            party,
            "owned",
            old.owned != new.owned,
            Value::Prose(&new.owned),
        );
        set(
            party,
            "dropped",
            old.dropped != new.dropped,
            Value::List(&new.dropped),
        );
        set(party, "next", old.next != new.next, Value::Prose(&new.next));
    }
    changes
}

/// The text with `old` turned into `new`, read back and compared: what is
/// returned says exactly what was asked, or nothing is returned.
pub fn revise(source: &str, old: &PostMortem, new: &PostMortem) -> Result<String, Vec<Diagnostic>> {
    let revised = apply(source, &changes(old, new))?;
    let read_back = decode(&revised);
    if read_back.post_mortem.as_ref() == Some(new) {
        return Ok(revised);
    }
    let mut diagnostics = read_back.diagnostics;
    diagnostics.push(Diagnostic::of_file(
        Code::Syntax,
        "the change would not read back as it was meant, so nothing was written",
    ));
    Err(diagnostics)
}

/// Sets the keys one after the other.
pub fn apply(source: &str, changes: &[Change<'_>]) -> Result<String, Vec<Diagnostic>> {
    let mut text = source.to_owned();
    for change in changes {
        text = apply_one(&text, change)?;
    }
    Ok(text)
}

fn apply_one(source: &str, change: &Change<'_>) -> Result<String, Vec<Diagnostic>> {
    let line_end = if source.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let arena = Arena::new();
    let Ok(document) = toml_spanner::parse(source, &arena) else {
        return Err(decode(source).diagnostics);
    };
    let root = document.table();
    let table = match change.party {
        None => Some(root),
        // A section of which only sub-tables stand there has no header to go below.
        Some(party) => root
            .get(party.as_str())
            .and_then(Item::as_table)
            .filter(|table| table.style() != TableStyle::Implicit),
    };
    let in_braces = table.is_some_and(|table| table.style() == TableStyle::Inline);
    let value = change.value.to_toml(in_braces, line_end);
    let entry = table.and_then(|table| table.get_key_value(change.key));
    let (at, until, text) = match (entry, table, change.party) {
        (Some((_, item)), ..) => {
            let span = item.span().range();
            (span.start, span.end, value)
        }
        (None, Some(table), _) => insertion(source, table, change, &value, line_end),
        (None, None, party) => {
            let gap = if source.is_empty() || source.ends_with('\n') {
                ""
            } else {
                line_end
            };
            let name = party.map_or("", Party::as_str);
            let text = format!(
                "{gap}{line_end}[{name}]{line_end}{} = {value}{line_end}",
                change.key
            );
            (source.len(), source.len(), text)
        }
    };
    Ok([&source[..at], &text, &source[until..]].concat())
}

/// Where a missing key goes: behind the last key that comes before it in the
/// order of the format, or in front of all.
fn insertion(
    source: &str,
    table: &Table<'_>,
    change: &Change<'_>,
    value: &str,
    line_end: &str,
) -> (usize, usize, String) {
    let order = if change.party.is_some() {
        SECTION
    } else {
        POST_MORTEM
    };
    let rank = |key: &str| shape::names(order).position(|known| known == key);
    let own = rank(change.key);
    let earlier: Option<&(Key<'_>, Item<'_>)> = table
        .entries()
        .iter()
        .filter(|(key, item)| {
            let before = rank(key.as_str()).is_none_or(|rank| Some(rank) < own);
            before && !begins_a_section(item)
        })
        .max_by_key(|(_, item)| item.span().range().end);
    let key = match (change.party, table.style()) {
        (Some(party), TableStyle::Dotted | TableStyle::Implicit) => {
            format!("{party}.{}", change.key)
        }
        _ => change.key.to_owned(),
    };
    if table.style() == TableStyle::Inline {
        return match earlier {
            Some((_, item)) => {
                let at = item.span().range().end;
                (at, at, format!(", {key} = {value}"))
            }
            None => {
                let at = table.span().range().start + 1;
                let text = if table.is_empty() {
                    format!(" {key} = {value} ")
                } else {
                    format!(" {key} = {value},")
                };
                (at, at, text)
            }
        };
    }
    let line = format!("{key} = {value}{line_end}");
    let behind = match (earlier, change.party) {
        (Some((_, item)), _) => Some(item.span().range().end),
        (None, Some(_)) if table.style() == TableStyle::Header => {
            Some(table.span().range().start + 1)
        }
        (None, _) => None,
    };
    match behind {
        None => {
            let at = if source.starts_with('\u{feff}') {
                '\u{feff}'.len_utf8()
            } else {
                0
            };
            (at, at, line)
        }
        Some(place) => match source[place..].find('\n') {
            Some(newline) => (place + newline + 1, place + newline + 1, line),
            None => (source.len(), source.len(), format!("{line_end}{line}")),
        },
    }
}

/// A table, or a list of blocks: its parts may stand anywhere in the file.
fn begins_a_section(item: &Item<'_>) -> bool {
    let blocks = item
        .as_array()
        .is_some_and(|array| array.style() == ArrayStyle::Header);
    blocks || item.as_table().is_some()
}

#[cfg(test)]
mod tests;
