//! Post-mortem -> the text of a new file: the blank one, with values put in.

use super::revise::{self, Change};
use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::model::{Day, PostMortem};

/// A blank post-mortem: the layout of every new file. One idea a line and a
/// heading of its own above each section, so that two people who fill in two
/// sections in two clones change lines that do not touch.
pub const BLANK: &str = include_str!("../../templates/post-mortem.toml");

/// The text of a new file.
pub fn encode(post_mortem: &PostMortem) -> Result<String, Vec<Diagnostic>> {
    let mut changes = revise::changes(&PostMortem::new(Day::FIRST, ""), post_mortem);
    if post_mortem.date == Day::FIRST {
        changes.push(Change {
            party: None,
            key: "date",
            value: Value::Day(Day::FIRST),
        });
    }
    revise::apply(BLANK, &changes)
}
