//! What was understood of a sentence, field by field, as a person is shown it.

use super::step::Step;
use crate::model::{Day, Fact, Key, PostMortem, Value};
use crate::sentence::Understood;

/// A field, and what it says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenRow {
    /// The key on the keyboard that opens it.
    pub letter: char,
    pub step: Step,
    pub label: &'static str,
    /// Empty where nothing is said.
    pub value: String,
}

/// The fields that a sentence may fill, in the order in which they are shown. What a
/// party owns and drops belongs to whoever speaks.
pub fn spoken_rows(
    understood: &Understood,
    post_mortem: &PostMortem,
    today: Day,
) -> Vec<SpokenRow> {
    let head = [
        ('o', Fact::Outcome),
        ('s', Fact::Stage),
        ('d', Fact::Date),
        ('r', Fact::Role),
        ('t', Fact::Team),
        ('w', Fact::Wanted),
        ('p', Fact::Pitched),
        ('l', Fact::Tldr),
    ];
    let row = |letter, step: Step, value: String| SpokenRow {
        letter,
        step,
        label: step.key().map_or("as", |key| key.fact.name()),
        value,
    };
    let said = |key: Key| match key.get(post_mortem) {
        Some(Value::Text(text)) => text.to_owned(),
        Some(Value::List(list)) => list.join(", "),
        Some(Value::Day(day)) if day == today && !understood.says(key) => {
            format!("{day}, today, as no other is understood")
        }
        Some(Value::Day(day)) => format!("{day}, {}", day.weekday()),
        None => String::new(),
    };
    let head = head.map(|(letter, fact)| row(letter, Step::Fact(fact), said(Key::head(fact))));
    let mut rows = Vec::from(head);
    let writer = understood.writer.map(|party| party.as_str().to_owned());
    rows.push(row('a', Step::Writer, writer.unwrap_or_default()));
    if let Some(party) = understood.writer {
        for (letter, fact) in [('n', Fact::Owned), ('b', Fact::Dropped), ('x', Fact::Next)] {
            let key = Key {
                party: Some(party),
                fact,
            };
            rows.push(row(letter, Step::Part(party, fact), said(key)));
        }
    }
    rows
}
