//! Comments that switch findings off.
//!
//! A TOML comment cannot stand inside a text of several lines, so it stands
//! where the value ends, or on a line of its own above the key.

use crate::diagnostic::Switch;
use std::ops::Range;
use toml_spanner::{Arena, Item, Table};

const MARK: &str = "hirelog:";

/// Nobody writes more of them into one file, and each is held against every key.
const MOST: usize = 1_000;

/// Every comment of a valid text, from its `#` to the end of its line.
pub(in crate::log) fn comments(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'#', b'"', b'\'', bytes.get(at..).unwrap_or_default())
    {
        at += found;
        at = match bytes[at] {
            b'#' => {
                let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                comments.push(at..end);
                end
            }
            quote => behind_text(bytes, at, quote),
        };
    }
    comments
}

/// Where a text in quotes ends that begins here.
fn behind_text(bytes: &[u8], start: usize, quote: u8) -> usize {
    let many_lines = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if many_lines { 3 } else { 1 };
    while let Some(found) = memchr::memchr2(quote, b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && !many_lines => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => {
                // Up to two more quotes belong to the text.
                let more = bytes[at + 3..].iter().take(2);
                return at + 3 + more.take_while(|byte| **byte == quote).count();
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Every comment that begins with the mark.
pub fn switches(source: &str) -> Vec<Switch> {
    if memchr::memmem::find(source.as_bytes(), MARK.as_bytes()).is_none() {
        return Vec::new();
    }
    let arena = Arena::new();
    let Ok(document) = toml_spanner::parse(source, &arena) else {
        return Vec::new();
    };
    let mut leaves = Vec::new();
    gather(document.table(), DEEPEST, source, &mut leaves);
    let mut switches = Vec::new();
    for (at, _) in source.match_indices(MARK).take(MOST) {
        let line_start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let lead = source[line_start..at].trim_end();
        let Some(hash) = lead
            .strip_suffix('#')
            .map(|before| line_start + before.len())
        else {
            continue;
        };
        if !leaves
            .iter()
            .any(|leaf| leaf.is_text && leaf.value.contains(&hash))
        {
            switches.push(switch(source, line_start, hash, at, &leaves));
        }
    }
    switches
}

/// What the format has: a section, a list, an item.
const DEEPEST: usize = 4;

/// A key with its value, an item of a list, or the heading of a section.
struct Leaf {
    /// Where its key begins.
    start: usize,
    value: Range<usize>,
    is_text: bool,
}

fn gather(table: &Table<'_>, depth: usize, source: &str, leaves: &mut Vec<Leaf>) {
    for (key, item) in table.entries() {
        add(key.span.range().start, item, depth, source, leaves);
    }
}

fn add(start: usize, item: &Item<'_>, depth: usize, source: &str, leaves: &mut Vec<Leaf>) {
    let value = item.span().range();
    if let Some(table) = item.as_table() {
        let line = source[value.start..].lines().next().unwrap_or_default();
        if let (true, Some(end)) = (line.starts_with('['), line.find(']')) {
            leaves.push(Leaf {
                start: value.start,
                value: value.start..value.start + end + 1,
                is_text: false,
            });
        }
        if depth > 0 {
            gather(table, depth - 1, source, leaves);
        }
        return;
    }
    for item in item.as_array().into_iter().flatten() {
        if depth > 0 {
            add(item.span().range().start, item, depth - 1, source, leaves);
        }
    }
    leaves.push(Leaf {
        start: start.min(value.start),
        value,
        is_text: item.as_str().is_some(),
    });
}

fn switch(source: &str, line_start: usize, hash: usize, mark: usize, leaves: &[Leaf]) -> Switch {
    let behind_a_value = !source[line_start..hash].trim().is_empty();
    let spoken_of = if behind_a_value {
        let here = leaves
            .iter()
            .filter(|leaf| line_start < leaf.value.end && leaf.value.end <= hash);
        here.max_by_key(|leaf| (leaf.value.end, std::cmp::Reverse(leaf.start)))
    } else {
        let below = leaves.iter().filter(|leaf| leaf.start > hash);
        below.min_by_key(|leaf| (leaf.start, std::cmp::Reverse(leaf.value.end)))
    };
    let line = source[hash..].lines().next().unwrap_or_default().trim_end();
    let said = line.get(mark + MARK.len() - hash..).unwrap_or_default();
    let (codes, has_reason) = codes(said);
    Switch {
        place: hash..hash + line.len(),
        codes,
        has_reason,
        covers: spoken_of.map_or(hash..hash, |leaf| leaf.start..leaf.value.end),
        covers_file: !leaves.iter().any(|leaf| leaf.start < hash),
    }
}

/// The codes behind `allow`, and whether a word follows them.
fn codes(said: &str) -> (Vec<String>, bool) {
    let mut words = said.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    if words.next() != Some("allow") {
        return (Vec::new(), false);
    }
    let is_code = |word: &&str| {
        let digits = word.trim_end_matches(':').get(2..).unwrap_or_default();
        word.get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("hl"))
            && !digits.is_empty()
            && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let mut codes = Vec::new();
    let mut has_reason = false;
    for word in words {
        if is_code(&word) && !has_reason {
            codes.push(word.trim_end_matches(':').to_owned());
        } else {
            has_reason |= word.chars().any(char::is_alphanumeric);
        }
    }
    (codes, has_reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each switch: what it covers, its codes, and whether it says why.
    fn found(source: &str) -> Vec<(&str, String, bool)> {
        let found = switches(source).into_iter();
        found
            .map(|one| (&source[one.covers], one.codes.join(" "), one.has_reason))
            .collect()
    }

    #[test]
    fn a_comment_speaks_of_the_value_it_ends_or_the_key_below() {
        for (source, covers) in [
            ("a = 1\nb = 'x' # hirelog: allow HL301 so\n", "b = 'x'"),
            (
                "a = 1\n# hirelog: allow HL301 so\n\n# more\nb = 'x'\n",
                "b = 'x'",
            ),
            (
                "a = 1\nb = '''\nx\n''' # hirelog: allow HL301 so\n",
                "b = '''\nx\n'''",
            ),
            ("b = [\n  'x', # hirelog: allow HL301 so\n  'y'\n]\n", "'x'"),
            (
                "b = ['x', 'y'] # hirelog: allow HL301 so\n",
                "b = ['x', 'y']",
            ),
            ("[s] # hirelog: allow HL301 so\nb = 1\n", "[s]"),
            (
                "[s]\r\nb = 1 # hirelog: allow HL301 so\r\nc = 2\r\n",
                "b = 1",
            ),
            ("a = 1\n# hirelog: allow HL301 so", ""),
        ] {
            assert_eq!(
                found(source),
                [(covers, "HL301".to_owned(), true)],
                "{source}"
            );
        }
    }

    #[test]
    fn text_that_looks_like_a_comment_is_text() {
        assert_eq!(found("a = 'x # hirelog: allow HL301 so'\n"), []);
        assert_eq!(found("a = '''\n# hirelog: allow HL301 so\n'''\n"), []);
        assert_eq!(found("a = 1 # see hirelog: allow HL301\n"), []);
        assert_eq!(found("a = # hirelog: allow HL301\n"), []);
    }

    #[test]
    fn codes_come_before_the_reason() {
        for (said, codes, reason) in [
            (" allow HL301 quoting", "HL301", true),
            (" allow HL301, HL305: quoting HL306", "HL301 HL305", true),
            (" allow hl301", "hl301", false),
            (" allow HL301 -- ", "HL301", false),
            (" allow all of it", "", true),
            (" alow HL301 quoting", "", false),
        ] {
            assert_eq!(
                super::codes(said),
                (
                    codes.split_whitespace().map(str::to_owned).collect(),
                    reason
                ),
                "{said}"
            );
        }
    }
}
