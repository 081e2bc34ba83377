//! What a change replaces: each key that said something, with what it says now.

use super::style::Look;
use super::table::cut;
use super::understood::labelled;
use crate::model::{Key, PostMortem, Value, ValueKind};
use crate::talk::one_line;

/// Columns of a text, before and after: enough to see which one it is.
const TEXT: usize = 40;

/// One line a key; what was blank is not told, as nothing is lost.
pub fn changed(before: &PostMortem, after: &PostMortem, look: Look) -> String {
    let rows = before.differences(after).filter_map(|key| {
        let is_blank = |party| !before.section(party).is_written();
        let was = match (key.get(before)?, key.party) {
            // An empty list in a section that nobody wrote says nothing.
            (Value::List([]), Some(party)) if is_blank(party) => return None,
            _ => said(key, before, look)?,
        };
        let is = said(key, after, look).unwrap_or_else(|| "not said".to_owned());
        Some((key.to_string(), format!("{was} {} {is}", look.arrow())))
    });
    let rows: Vec<_> = rows.collect();
    let rows = rows.iter().map(|(key, line)| (key.as_str(), line.as_str()));
    labelled(rows, look)
}

fn said(key: Key, post_mortem: &PostMortem, look: Look) -> Option<String> {
    match key.get(post_mortem)? {
        Value::Day(day) => Some(day.to_string()),
        Value::List([]) => Some("none".to_owned()),
        Value::List(words) => Some(words.join(", ")),
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) if key.fact.about().kind == ValueKind::Prose => {
            Some(format!("\"{}\"", cut(&one_line(text), TEXT, look)))
        }
        Value::Text(text) => Some(text.to_owned()),
    }
}
