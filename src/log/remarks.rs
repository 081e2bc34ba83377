//! What a file says outside of the keys of the format: comments that somebody wrote, and
//! keys that nobody knows, with their texts. They are kept, and git keeps them too.

use super::edit::encode::BLANK;
use super::read::comments::comments;
use super::read::decode::{SCHEMA_KEY, head_names};
use super::read::mark::{AS_IMPORTED, MARK};
use crate::model::{Fact, Party};
use std::ops::Range;
use std::sync::LazyLock;
use toml_spanner::{Arena, Item, Table};

/// The comments of a new file.
static HEADINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| BLANK.lines().filter(|line| line.starts_with('#')).collect());

/// Comments that somebody wrote. `#:schema …` is for editors, the mark of an import says
/// nothing by itself, and neither do the headings of a new file.
pub(super) fn spoken_comments(source: &str) -> impl Iterator<Item = Range<usize>> {
    comments(source).into_iter().filter(|comment| {
        let text = source[comment.clone()].trim_end();
        let says_nothing = text.starts_with("#:schema ") || text.starts_with(MARK);
        !says_nothing && !HEADINGS.contains(&text)
    })
}

/// What an import wrote of its own file: a day, two slugs and a number, in whose letters
/// nobody says anything.
fn is_digest(comment: &str) -> bool {
    let said = comment.trim_start_matches(['#', ' ']).trim_end();
    let number = said
        .strip_suffix(')')
        .and_then(|said| said.rsplit_once(" ("));
    said.starts_with(AS_IMPORTED)
        && number.is_some_and(|(words, number)| {
            number.len() == 16
                && number.bytes().all(|byte| byte.is_ascii_hexdigit())
                && words.split(", ").count() == 3
        })
}

/// All of it, by its place; nothing of a text that cannot be read.
pub fn remarks(source: &str) -> Vec<Range<usize>> {
    let is_party = |name: &str| Party::parse(name).is_some();
    beside(source, &|name| {
        is_party(name) || head_names().any(|known| known == name)
    })
}

/// The same of a decision.
pub fn decision_remarks(source: &str) -> Vec<Range<usize>> {
    beside(source, &is_of_decision)
}

pub(super) fn is_of_decision(name: &str) -> bool {
    name == SCHEMA_KEY || Fact::find(Fact::DECISION, name).is_some()
}

fn beside(source: &str, is_known: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let arena = Arena::new();
    let Ok(document) = toml_spanner::parse(source, &arena) else {
        return Vec::new();
    };
    let said = spoken_comments(source).filter(|comment| !is_digest(&source[comment.clone()]));
    let mut remarks: Vec<_> = said.collect();
    let root = document.table();
    gather(root, is_known, &mut remarks);
    for party in Party::ALL
        .into_iter()
        .filter(|party| is_known(party.as_str()))
    {
        if let Some(section) = root.get(party.as_str()).and_then(Item::as_table) {
            let is_known = |name: &str| Fact::find(Fact::SECTION, name).is_some();
            gather(section, &is_known, &mut remarks);
        }
    }
    remarks
}

fn gather(table: &Table<'_>, is_known: &dyn Fn(&str) -> bool, remarks: &mut Vec<Range<usize>>) {
    for (key, item) in table.entries() {
        if !is_known(key.as_str()) {
            remarks.push(key.span.range());
            texts(item, remarks);
        }
    }
}

fn texts(item: &Item<'_>, remarks: &mut Vec<Range<usize>>) {
    if let Some(table) = item.as_table() {
        gather(table, &|_| false, remarks);
    }
    item.as_array()
        .into_iter()
        .flatten()
        .for_each(|item| texts(item, remarks));
    if item.as_str().is_some() {
        remarks.push(item.span().range());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_an_import_says_nothing_and_what_is_added_to_it_does() {
        let digest = "as imported: 2026-10-07, offer-declined, offer (afd3c938135e2a5d)";
        assert!(is_digest(&format!("# {digest}")));
        for other in [
            "# as imported: 2026-10-07, offer-declined, offer",
            "# as imported: Jo, 2026-10-07, offer-declined, offer (afd3c938135e2a5d)",
            "# as imported: 2026-10-07, offer-declined, offer (afd3c938135e2a5d) Jo",
        ] {
            assert!(!is_digest(other), "{other}");
        }
    }
}
