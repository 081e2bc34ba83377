//! TOML as values of any shape that serde knows: the texts of `templates/`, and what a
//! draft remembers. Read by the reader of post-mortems, which takes a quarter of the time
//! that another takes; every command begins with the vocabulary.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::mem::MaybeUninit;
use toml_spanner::{Arena, Item, Table, Value};

/// What a text says.
///
/// # Errors
/// Where it is no TOML, or not of this shape.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let arena = Arena::new();
    let document = toml_spanner::parse(text, &arena).map_err(Error::custom)?;
    T::deserialize(MapDeserializer::new(entries(document.table())))
}

fn entries<'a>(table: &'a Table<'a>) -> impl Iterator<Item = (&'a str, TemplateItem<'a>)> {
    let entries = table.entries().iter();
    entries.map(|(key, item)| (key.as_str(), TemplateItem(item)))
}

/// One value of the text.
struct TemplateItem<'a>(&'a Item<'a>);

impl<'de> Deserializer<'de> for TemplateItem<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.value() {
            Value::String(text) => visitor.visit_str(text),
            Value::Integer(number) => match number.as_i64() {
                Some(number) => visitor.visit_i64(number),
                None => Err(Error::custom(format!("{number} is too large"))),
            },
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(is) => visitor.visit_bool(*is),
            Value::DateTime(when) => visitor.visit_str(when.format(&mut MaybeUninit::uninit())),
            Value::Array(list) => {
                visitor.visit_seq(SeqDeserializer::new(list.iter().map(TemplateItem)))
            }
            Value::Table(table) => visitor.visit_map(MapDeserializer::new(entries(table))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.as_str().unwrap_or_default().into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for TemplateItem<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
