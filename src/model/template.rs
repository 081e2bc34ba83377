//! The texts of `templates/` that are TOML, read into what they say. Every command reads
//! some of them first, so their words stay where they are and are not copied.

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use toml_spanner::{Arena, Item, Table, Value};

/// What a text of `templates/` says.
#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and a test reads it on every change"
)]
pub fn read_template<T: Deserialize<'static>>(text: &'static str) -> T {
    // Read once a run and kept for as long as it lasts.
    let arena: &'static Arena = Box::leak(Box::default());
    let document = toml_spanner::parse(text, arena).expect("every text of templates/ is TOML");
    let document = Box::leak(Box::new(document));
    T::deserialize(map(document.table())).expect("every text of templates/ is of its shape")
}

type Entries<'a> =
    Box<dyn Iterator<Item = (BorrowedStrDeserializer<'static, Error>, TemplateValue)> + 'a>;

fn map(table: &'static Table<'static>) -> MapDeserializer<'static, Entries<'static>, Error> {
    let entry = |(key, item): &'static (toml_spanner::Key<'static>, Item<'static>)| {
        (
            BorrowedStrDeserializer::new(key.as_str()),
            TemplateValue(item),
        )
    };
    MapDeserializer::new(Box::new(table.entries().iter().map(entry)))
}

/// A value of a template, on its way into what it is read as.
#[derive(Clone, Copy)]
struct TemplateValue(&'static Item<'static>);

impl IntoDeserializer<'static, Error> for TemplateValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Deserializer<'static> for TemplateValue {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.value() {
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Integer(number) => match number.as_i64() {
                Some(number) => visitor.visit_i64(number),
                None => Err(Error::custom("a number that is too large")),
            },
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(truth) => visitor.visit_bool(*truth),
            Value::DateTime(_) => Err(Error::custom("no template has a day")),
            Value::Table(table) => visitor.visit_map(map(table)),
            Value::Array(list) => {
                let items = list.iter().map(Self);
                visitor.visit_seq(SeqDeserializer::new(items))
            }
        }
    }

    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// By its name alone.
    fn deserialize_enum<V: Visitor<'static>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let name = self.0.as_str();
        let name = name.ok_or_else(|| Error::custom("this is no name"))?;
        visitor.visit_enum(BorrowedStrDeserializer::new(name))
    }

    forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
