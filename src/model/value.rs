//! What a key of a post-mortem says, whichever key it is: so that whoever goes
//! through all of them need not know each.

use super::text::{Text, TextList};
use super::{Day, Fit, Party, RestsOn};
use serde::Deserialize;

/// What a key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    Day(Day),
    Text(&'a str),
    List(&'a [Text]),
}

/// What a key is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    Day(Day),
    Text(Text),
    List(TextList),
}

impl<'a> Value<'a> {
    pub fn to_new(self) -> NewValue {
        match self {
            Self::Day(day) => NewValue::Day(day),
            Self::Text(text) => NewValue::Text(text.into()),
            Self::List(list) => NewValue::List(list.iter().collect()),
        }
    }

    /// The text, unless it is another value or blank.
    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text).filter(|text| !text.trim().is_empty()),
            Self::Day(_) | Self::List(_) => None,
        }
    }

    /// The words of a list, or the text; none of a day.
    pub fn words(self) -> impl Iterator<Item = &'a str> {
        let (text, list) = match self {
            Self::Day(_) => (None, &[][..]),
            Self::Text(text) => (Some(text), &[][..]),
            Self::List(list) => (None, list),
        };
        text.into_iter().chain(list.iter().map(Text::as_str))
    }

    /// Whether it says nothing.
    pub fn is_blank(self) -> bool {
        match self {
            Self::Day(_) => false,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(list) => list.is_empty(),
        }
    }

    /// The words of a list; none of another value.
    pub const fn list(self) -> &'a [Text] {
        match self {
            Self::List(list) => list,
            Self::Day(_) | Self::Text(_) => &[],
        }
    }
}

impl NewValue {
    pub fn as_value(&self) -> Value<'_> {
        match self {
            Self::Day(day) => Value::Day(*day),
            Self::Text(text) => Value::Text(text),
            Self::List(list) => Value::List(list),
        }
    }
}

/// Sentences without blanks at the end of a line, which hooks of other tools take away.
pub fn trimmed_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(str::trim_end).collect();
    lines.join("\n")
}

/// What a field of a post-mortem holds, as a value of the table of keys. A field
/// that says nothing gives `None`, and is set to nothing by it; so is one that is
/// set to a value of another form, which the table of keys rules out.
pub(super) trait Held {
    fn get(&self) -> Option<Value<'_>>;
    fn set(&mut self, value: Option<NewValue>);
}

/// A day that is required: `None` leaves it as it is.
impl Held for Day {
    fn get(&self) -> Option<Value<'_>> {
        Some(Value::Day(*self))
    }

    fn set(&mut self, value: Option<NewValue>) {
        if let Some(NewValue::Day(day)) = value {
            *self = day;
        }
    }
}

impl Held for Option<Day> {
    fn get(&self) -> Option<Value<'_>> {
        self.map(Value::Day)
    }

    fn set(&mut self, value: Option<NewValue>) {
        *self = match value {
            Some(NewValue::Day(day)) => Some(day),
            _ => None,
        };
    }
}

impl Held for Text {
    fn get(&self) -> Option<Value<'_>> {
        (!self.is_empty()).then_some(Value::Text(self))
    }

    fn set(&mut self, value: Option<NewValue>) {
        *self = text(value).unwrap_or_default();
    }
}

/// A text that is not there where it is blank.
impl Held for Option<Text> {
    fn get(&self) -> Option<Value<'_>> {
        self.as_deref().map(Value::Text)
    }

    fn set(&mut self, value: Option<NewValue>) {
        *self = text(value).filter(|text| !text.trim().is_empty());
    }
}

/// A list for which empty and absent are the same.
impl Held for TextList {
    fn get(&self) -> Option<Value<'_>> {
        (!self.is_empty()).then_some(Value::List(self))
    }

    fn set(&mut self, value: Option<NewValue>) {
        *self = list(value).unwrap_or_default();
    }
}

/// A list that is absent until somebody says that it is empty.
impl Held for Option<TextList> {
    fn get(&self) -> Option<Value<'_>> {
        self.as_ref().map(|list| Value::List(list))
    }

    fn set(&mut self, value: Option<NewValue>) {
        *self = list(value);
    }
}

macro_rules! held_as_a_word {
    ($($name:ty),+) => {$(
        impl Held for Option<$name> {
            fn get(&self) -> Option<Value<'_>> {
                self.map(|one| Value::Text(one.as_str()))
            }

            fn set(&mut self, value: Option<NewValue>) {
                *self = text(value).as_deref().and_then(<$name>::parse);
            }
        }
    )+};
}

held_as_a_word!(Party, Fit, RestsOn);

/// A party that is required: `None` leaves it as it is.
impl Held for Party {
    fn get(&self) -> Option<Value<'_>> {
        Some(Value::Text(self.as_str()))
    }

    fn set(&mut self, value: Option<NewValue>) {
        if let Some(party) = text(value).as_deref().and_then(Self::parse) {
            *self = party;
        }
    }
}

fn text(value: Option<NewValue>) -> Option<Text> {
    match value {
        Some(NewValue::Text(text)) => Some(text),
        _ => None,
    }
}

fn list(value: Option<NewValue>) -> Option<TextList> {
    match value {
        Some(NewValue::List(list)) => Some(list),
        _ => None,
    }
}

/// What stands in a question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// What was typed, or the slug that was chosen.
    pub text: String,
    /// What was picked, in order.
    pub picked: Vec<String>,
}

impl Response {
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            picked: Vec::new(),
        }
    }

    pub fn picked(picked: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            text: String::new(),
            picked: picked.into_iter().map(Into::into).collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.picked.is_empty()
    }
}
