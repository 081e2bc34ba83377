//! What a change replaces: each key that said something, with what it says now.
//! The same for a post-mortem and for a decision.

use super::style::Look;
use super::table::cut;
use super::understood::labelled;
use crate::model::{Decision, Fact, PostMortem, Value, ValueKind};
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
            _ => said(key.fact, key.get(before), look)?,
        };
        Some((key.to_string(), was, said(key.fact, key.get(after), look)))
    });
    in_rows(rows, look)
}

/// The same of a decision.
pub fn changed_decision(before: &Decision, after: &Decision, look: Look) -> String {
    let rows = Fact::DECISION.iter().filter_map(|fact| {
        let (was, is) = (fact.of_decision(before), fact.of_decision(after));
        let is_changed = was != is;
        let was = said(*fact, was, look).filter(|_| is_changed)?;
        Some((fact.name().to_owned(), was, said(*fact, is, look)))
    });
    in_rows(rows, look)
}

/// Each with its key, what it was and what it is.
fn in_rows(rows: impl Iterator<Item = (String, String, Option<String>)>, look: Look) -> String {
    let rows = rows.map(|(key, was, is)| {
        let is = is.unwrap_or_else(|| "not said".to_owned());
        (key, format!("{was} {} {is}", look.arrow()))
    });
    let rows: Vec<_> = rows.collect();
    let rows = rows.iter().map(|(key, line)| (key.as_str(), line.as_str()));
    labelled(rows, look)
}

fn said(fact: Fact, value: Option<Value<'_>>, look: Look) -> Option<String> {
    match value? {
        Value::Day(day) => Some(day.to_string()),
        Value::List([]) => Some("none".to_owned()),
        Value::List(words) => Some(words.join(", ")),
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) if fact.about().kind == ValueKind::Prose => {
            Some(format!("\"{}\"", cut(&one_line(text), TEXT, look)))
        }
        Value::Text(text) => Some(text.to_owned()),
    }
}
