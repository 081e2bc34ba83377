//! The texts of `templates/` that are TOML, read into what they say. Every command reads
//! some of them first.

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use toml_spanner::{Arena, Item, Key, Table, Value};

/// What a text of `templates/` says.
#[expect(clippy::expect_used, reason = "the text is part of the program")]
pub fn read_template<T: DeserializeOwned>(text: &str) -> T {
    let arena = Arena::new();
    let document = toml_spanner::parse(text, &arena).expect(VALID);
    T::deserialize(map(document.table())).expect(VALID)
}

/// The same, with its words where they stand: for what is read once a run, as the text and
/// what was found in it are kept for as long as that lasts.
#[expect(clippy::expect_used, reason = "the text is part of the program")]
pub fn keep_template<T: Deserialize<'static>>(text: &'static str) -> T {
    let arena: &'static Arena = Box::leak(Box::default());
    let document = toml_spanner::parse(text, arena).expect(VALID);
    let document = Box::leak(Box::new(document));
    T::deserialize(map(document.table())).expect(VALID)
}

const VALID: &str = "every text of templates/ is valid, and a test reads it on every change";

type Entries<'a, 'd> =
    Box<dyn Iterator<Item = (BorrowedStrDeserializer<'a, Error>, TemplateValue<'a, 'd>)> + 'a>;

fn map<'a, 'd>(table: &'a Table<'d>) -> MapDeserializer<'a, Entries<'a, 'd>, Error> {
    let entry = |(key, item): &'a (Key<'d>, Item<'d>)| {
        (
            BorrowedStrDeserializer::new(key.as_str()),
            TemplateValue(item),
        )
    };
    MapDeserializer::new(Box::new(table.entries().iter().map(entry)))
}

/// A value of a template, on its way into what it is read as.
#[derive(Clone, Copy)]
struct TemplateValue<'a, 'd>(&'a Item<'d>);

impl<'a> IntoDeserializer<'a, Error> for TemplateValue<'a, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'a> Deserializer<'a> for TemplateValue<'a, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
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

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// By its name alone.
    fn deserialize_enum<V: Visitor<'a>>(
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
        <V: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
