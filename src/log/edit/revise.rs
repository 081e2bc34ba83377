//! Changing single values of a text and leaving every other byte.
//!
//! The places come from the parsed document; the text between them is never
//! printed anew. (A mutable document of `toml_edit` was tried first: it drops a
//! byte order mark, turns CRLF into LF outside of strings and puts a new key
//! below the blank lines that end a section.)

use crate::diagnostic::{Code, Diagnostic};
use crate::log::array;
use crate::log::read::comments::comments;
use crate::log::read::decode::{decode, head_names, names};
use crate::log::value::{ProseLines, written};
use crate::model::{Emptied, Fact, Key, Party, PostMortem, Value, ValueKind};
use std::ops::Range;
use toml_spanner::{Arena, ArrayStyle, Item, Table, TableStyle};

/// What stands in the place of `dropped` until somebody says which balls there are,
/// or none. Where the mark in front is taken away, it says none.
pub const NOT_SAID_YET: &str = "# dropped = [] # the balls this party dropped; [] says none";

/// Lists are changed word by word, each on the text that the one before it left. One of
/// more words than anybody writes by hand is written anew, below its comments.
const MOST_STEPS: usize = 200;

/// The text with `old` turned into `new`, read back and compared: what is
/// returned says exactly what was asked, or nothing is returned.
///
/// # Errors
/// Where the text could not be read back as what was asked.
pub fn revise(source: &str, old: &PostMortem, new: &PostMortem) -> Result<String, Vec<Diagnostic>> {
    let revised = apply(source, old.differences(new), new)?;
    let read_back = decode(&revised);
    if read_back.post_mortem.as_ref() == Some(new) {
        return Ok(revised);
    }
    Err(misread(read_back.diagnostics))
}

/// What is wrong with a text that was made, besides what the reader finds.
pub(super) fn misread(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.push(Diagnostic::of_file(
        Code::Syntax,
        "the change would not read back as it was meant, so nothing was written",
    ));
    diagnostics
}

/// Makes the text say of each key what a post-mortem says, one after the other.
///
/// # Errors
/// Where a key cannot be changed in place.
pub fn apply(
    source: &str,
    keys: impl Iterator<Item = Key>,
    post_mortem: &PostMortem,
) -> Result<String, Vec<Diagnostic>> {
    let mut text = source.to_owned();
    for key in keys {
        text = set(&text, key, key.get(post_mortem))?;
    }
    Ok(text)
}

/// Makes the text say of one key what it is to say.
///
/// # Errors
/// Where the key cannot be changed in place.
pub(in crate::log) fn set(
    source: &str,
    key: Key,
    value: Option<Value<'_>>,
) -> Result<String, Vec<Diagnostic>> {
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
    let table = match key.party {
        None => Some(root),
        // A section of which only sub-tables stand there has no header to go below.
        Some(party) => root
            .get(party.as_str())
            .and_then(Item::as_table)
            .filter(|table| table.style() != TableStyle::Implicit),
    };
    let in_braces = table.is_some_and(|table| table.style() == TableStyle::Inline);
    let lines = match in_braces {
        true => ProseLines::One,
        false => ProseLines::Many(line_end),
    };
    let (name, about) = (key.fact.name(), key.fact.about());
    let goes = value.is_none() && about.emptied == Emptied::Goes;
    let entry = table.and_then(|table| table.get_key_value(name));
    let list = entry.and_then(|(_, item)| item.as_array());
    let meant = match value {
        Some(Value::List(words)) => words,
        _ => &[],
    };
    let is_short = list.is_some_and(|list| list.len() + meant.len() <= MOST_STEPS);
    if let (true, false, ValueKind::List(_)) = (is_short, goes, about.kind) {
        return array::in_steps(source, |text, root| {
            let table = match key.party {
                None => root,
                Some(party) => root.get(party.as_str())?.as_table()?,
            };
            array::step(text, table.get(name)?.as_array()?, meant)
        })
        .map_err(|text| decode(&text).diagnostics);
    }
    let value = written(about.kind, value, lines);
    let (place, text) = match (entry, table) {
        (Some((name, item)), Some(table)) if goes => {
            let place = removal(source, table, name, item);
            let kept = comments_inside(source, item, line_end);
            let braces = table.span().range().start;
            let at = match in_braces {
                true => source[..braces].rfind('\n').map_or(0, |end| end + 1),
                false => place.start,
            };
            return Ok([
                &source[..at],
                &kept,
                &source[at..place.start],
                &source[place.end..],
            ]
            .concat());
        }
        (Some((_, item)), _) => {
            let kept = comments_inside(source, item, line_end);
            let value = match (kept.as_str(), value.strip_prefix('[')) {
                ("", _) | (_, None) => value,
                (kept, Some(words)) => format!("[{line_end}{kept}{words}"),
            };
            (item.span().range(), value)
        }
        (None, _) if goes => return Ok(source.to_owned()),
        (None, Some(table)) => match stand_in(source, root, table, key) {
            Some(place) => (place, format!("{name} = {value}")),
            None => {
                let (at, text) = insertion(source, table, key, &value, line_end);
                (at..at, text)
            }
        },
        (None, None) => {
            let gap = if source.is_empty() || source.ends_with('\n') {
                ""
            } else {
                line_end
            };
            let section = key.party.map_or("", Party::as_str);
            let text = format!("{gap}{line_end}[{section}]{line_end}{name} = {value}{line_end}");
            (source.len()..source.len(), text)
        }
    };
    Ok([&source[..place.start], &text, &source[place.end..]].concat())
}

/// The comment of ours that stands where the key will, in this section and in no
/// text of it.
fn stand_in(source: &str, root: &Table<'_>, section: &Table<'_>, key: Key) -> Option<Range<usize>> {
    if key.fact != Fact::Dropped || section.style() != TableStyle::Header {
        return None;
    }
    let start = section.span().range().start;
    let tables = root
        .entries()
        .iter()
        .filter(|(_, item)| begins_a_section(item));
    let starts = tables.map(|(_, item)| item.span().range().start);
    let until = starts.filter(|other| *other > start).min();
    let until = until.unwrap_or(source.len());
    let is_line = |at: usize| {
        let rest = &source[at + NOT_SAID_YET.len()..];
        source[..at].ends_with('\n') && (rest.is_empty() || rest.starts_with(['\r', '\n']))
    };
    let is_text = |at: usize| {
        let items = section.entries().iter();
        items
            .map(|(_, item)| item.span().range())
            .any(|span| span.contains(&at))
    };
    let found = source[start..until].match_indices(NOT_SAID_YET);
    let mut found = found.map(|(at, _)| start + at);
    let at = found.find(|at| is_line(*at) && !is_text(*at))?;
    Some(at..at + NOT_SAID_YET.len())
}

/// The bytes of a key and its value with the line they stand on, or with their
/// comma inside braces. A comment behind them is somebody's, and stays.
fn removal(
    source: &str,
    table: &Table<'_>,
    name: &toml_spanner::Key<'_>,
    item: &Item<'_>,
) -> Range<usize> {
    let (start, end) = (name.span.range().start, item.span().range().end);
    if table.style() == TableStyle::Inline {
        let between = |byte: char| byte == ',' || byte.is_ascii_whitespace();
        let before = source[..start].trim_end_matches(between).len();
        let behind = source[end..].trim_start();
        return match behind.strip_prefix(',') {
            _ if source[before..start].contains(',') => before..end,
            Some(rest) => start..source.len() - rest.trim_start().len(),
            None => start..end,
        };
    }
    let line = source[..start].rfind('\n').map_or_else(
        || source.len() - source.trim_start_matches('\u{feff}').len(),
        |newline| newline + 1,
    );
    let rest = &source[end..];
    let behind = rest.trim_start_matches([' ', '\t']);
    let is_alone = behind.is_empty() || behind.starts_with(['\r', '\n']);
    let until = match rest.find('\n') {
        _ if !is_alone => source.len() - behind.len(),
        Some(newline) => end + newline + 1,
        None => source.len(),
    };
    line..until
}

/// The comments inside a list, as lines of their own.
fn comments_inside(source: &str, item: &Item<'_>, line_end: &str) -> String {
    let span = match item.as_array() {
        Some(_) => item.span().range(),
        None => return String::new(),
    };
    let comments = comments(source).into_iter();
    let inside = comments.filter(|one| span.contains(&one.start));
    inside
        .map(|one| format!("{}{line_end}", source[one].trim_end()))
        .collect()
}

/// Where a missing key goes, and its line: behind the last key that comes before
/// it in the order of the format, or in front of all.
fn insertion(
    source: &str,
    table: &Table<'_>,
    key: Key,
    value: &str,
    line_end: &str,
) -> (usize, String) {
    let rank = |name: &str| match key.party {
        Some(_) => names(Fact::SECTION).position(|known| known == name),
        None if Fact::DECISION.contains(&key.fact) => {
            names(Fact::DECISION).position(|known| known == name)
        }
        None => head_names().position(|known| known == name),
    };
    let own = rank(key.fact.name());
    let earlier = table
        .entries()
        .iter()
        .filter(|(name, item)| {
            let is_before = rank(name.as_str()).is_none_or(|rank| Some(rank) < own);
            is_before && !begins_a_section(item)
        })
        .max_by_key(|(_, item)| item.span().range().end);
    let name = match table.style() {
        TableStyle::Dotted | TableStyle::Implicit => key.to_string(),
        _ => key.fact.name().to_owned(),
    };
    if table.style() == TableStyle::Inline {
        return match earlier {
            Some((_, item)) => (item.span().range().end, format!(", {name} = {value}")),
            None => {
                let at = table.span().range().start + 1;
                let text = if table.is_empty() {
                    format!(" {name} = {value} ")
                } else {
                    format!(" {name} = {value},")
                };
                (at, text)
            }
        };
    }
    let line = format!("{name} = {value}{line_end}");
    let behind = match (earlier, key.party) {
        (Some((_, item)), _) => Some(item.span().range().end),
        (None, Some(_)) if table.style() == TableStyle::Header => {
            Some(table.span().range().start + 1)
        }
        (None, _) => None,
    };
    match behind {
        None if source.starts_with('\u{feff}') => ('\u{feff}'.len_utf8(), line),
        None => (0, line),
        Some(place) => match source[place..].find('\n') {
            Some(newline) => (place + newline + 1, line),
            None => (source.len(), format!("{line_end}{line}")),
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
