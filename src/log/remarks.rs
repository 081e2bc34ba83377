//! What a file says outside of the keys of the format: comments that somebody wrote, and
//! texts of keys that nobody knows. They are kept, and git keeps them too.

use super::edit::encode::BLANK;
use super::read::comments::comments;
use super::read::decode::{SCHEMA_KEY, head_names};
use super::read::mark::MARK;
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
    let mut remarks: Vec<_> = spoken_comments(source).collect();
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
