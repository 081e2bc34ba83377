//! What a renaming changes, file by file.

use super::style::{Look, Tone};
use super::table::{Cell, Column, table};
use crate::talk::visible;
use serde::Serialize;

/// A renaming, done or not.
pub struct RenamedPage<'a> {
    pub old: &'a str,
    pub new: &'a str,
    pub lists: Vec<RenamedList<'a>>,
    /// Post-mortems among the files.
    pub post_mortems: usize,
    /// Words that change.
    pub occurrences: usize,
    /// Whether the files hold it by now.
    pub written: bool,
}

/// One list of words in one file, before and after.
#[derive(Serialize)]
pub struct RenamedList<'a> {
    /// `None` for the team's file.
    pub id: Option<&'a str>,
    pub path: String,
    /// Such as `manager.dropped`.
    pub key: &'a str,
    pub before: &'a [String],
    pub after: &'a [String],
}

/// One list a line.
pub fn renamed_page(renamed: &RenamedPage<'_>, look: Look) -> String {
    let columns = [
        Column::left("file", 5, 0),
        Column::left("list", 17, 2),
        Column::left("change", 20, 1),
        Column::left("path", 48, 3),
    ];
    let arrow = look.arrow();
    let rows: Vec<_> = renamed
        .lists
        .iter()
        .map(|one| {
            let words = |words: &[String]| visible(&words.join(", ")).into_owned();
            let change = format!("{} {arrow} {}", words(one.before), words(one.after));
            vec![
                Cell::text(Tone::Id, visible(one.id.unwrap_or("-"))),
                Cell::text(Tone::Quiet, one.key),
                Cell::text(Tone::Plain, change),
                Cell::text(Tone::Quiet, visible(&one.path).into_owned()),
            ]
        })
        .collect();
    table(&columns, rows, look)
}
