//! The objects of a JSON export, one at a time: an array, one object a line,
//! pages of `{"results": […]}` one after the other, or one document of them.
//!
//! Of each object only the named keys are kept; what stands under any other is
//! passed over by the parser and never held.

use super::metered::{LARGEST_ROW, Metered};
use super::record::{PRIVATE, is_of_applications, is_private, stream};
use super::row::{ExportSummary, RowPlace, Stopped, unreadable};
use super::table;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

type Each<'a> = &'a mut dyn FnMut(RowPlace, Result<Value, String>) -> ControlFlow<()>;

/// Hands every object to `each`, until it breaks off. Keys and envelopes are words.
pub(super) fn objects(
    mut input: impl BufRead,
    keys: &'static str,
    envelopes: &'static str,
    each: Each<'_>,
) -> Result<ExportSummary, Stopped> {
    table::begin(&mut input)?;
    let lines = is_lines(input.fill_buf().map_err(|error| unreadable(&error))?);
    let taken = Cell::new(0);
    let mut reading = ObjectReader {
        keys: keys.split(' ').collect(),
        envelopes: envelopes.split(' ').collect(),
        each,
        taken: &taken,
        broken_off: false,
        more_pages: false,
        line: None,
        document: 1,
        records: 0,
        other_records: 0,
    };
    let metered = Metered {
        input,
        taken: &taken,
    };
    if lines {
        by_lines(metered, &mut reading)?;
    } else {
        document(metered, &mut reading)?;
    }
    Ok(ExportSummary {
        more_pages: reading.more_pages,
        other_records: reading.other_records,
        ..ExportSummary::default()
    })
}

/// Whether the text seems to hold one object a line: then a broken line costs no
/// more than itself.
fn is_lines(start: &[u8]) -> bool {
    let Some(end) = start.iter().position(|byte| *byte == b'\n') else {
        return false;
    };
    let first = start[..end].trim_ascii();
    let next = start[end + 1..].first();
    first.starts_with(b"{") && (first.ends_with(b"}") || next == Some(&b'{'))
}

struct ObjectReader<'a> {
    keys: Vec<&'static str>,
    envelopes: Vec<&'static str>,
    each: Each<'a>,
    /// Bytes taken since the last object.
    taken: &'a Cell<u64>,
    broken_off: bool,
    more_pages: bool,
    /// The line that is read, if every object has one of its own.
    line: Option<u64>,
    /// Which document of the file: pages may stand one after the other.
    document: usize,
    /// How many were handed over.
    records: usize,
    other_records: usize,
}

fn by_lines(
    mut input: Metered<'_, impl BufRead>,
    reading: &mut ObjectReader<'_>,
) -> Result<(), Stopped> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        input.taken.set(0);
        let mut limited = (&mut input.input).take(LARGEST_ROW);
        let read = limited.read_until(b'\n', &mut line);
        if read.map_err(|error| unreadable(&error))? == 0 {
            break;
        }
        if line.len() as u64 == LARGEST_ROW {
            return Err(too_large(&format!("line {number}")));
        }
        let text = line.trim_ascii();
        if text.is_empty() {
            continue;
        }
        if stream(text).is_some_and(|stream| !is_of_applications(&stream)) {
            reading.other_records += 1;
            continue;
        }
        reading.line = Some(number);
        let mut parser = serde_json::Deserializer::from_slice(text);
        let read = reading.node(String::new()).deserialize(&mut parser);
        let read = read.and_then(|()| parser.end());
        if reading.broken_off {
            break;
        }
        if let Err(error) = read {
            if error.is_eof() && !line.ends_with(b"\n") {
                return Err(Stopped::new(
                    format!("the file ends in the middle of line {number}"),
                    "nothing was imported; was it copied whole?",
                ));
            }
            let what = if error.is_eof() {
                "it ends in the middle of an object".to_owned()
            } else {
                format!("not JSON: {}", without_place(&error))
            };
            if (reading.each)(RowPlace::Line(number), Err(what)).is_break() {
                break;
            }
        }
    }
    Ok(())
}

fn document(
    input: Metered<'_, impl BufRead>,
    reading: &mut ObjectReader<'_>,
) -> Result<(), Stopped> {
    let taken = input.taken;
    let mut parser = serde_json::Deserializer::from_reader(input);
    loop {
        taken.set(0);
        match parser.end() {
            Ok(()) => return Ok(()),
            Err(error) if error.is_io() => return Err(stopped(&error, taken)),
            Err(_) => {}
        }
        let read = reading.node(String::new()).deserialize(&mut parser);
        if reading.broken_off {
            return Ok(());
        }
        read.map_err(|error| stopped(&error, taken))?;
        reading.document += 1;
    }
}

fn stopped(error: &serde_json::Error, taken: &Cell<u64>) -> Stopped {
    if error.is_io() && taken.get() > LARGEST_ROW {
        return too_large(&format!("line {}", error.line()));
    }
    let place = match error.line() {
        0 => String::new(),
        line => format!(" at line {line}, column {}", error.column()),
    };
    let what = if error.is_eof() && error.line() <= 1 && error.column() == 0 {
        "the file is empty".to_owned()
    } else if error.is_eof() {
        format!("the file ends in the middle{place}: was it copied whole?")
    } else {
        format!("it is no JSON{place}: {}", without_place(error))
    };
    Stopped { what, hint: None }
}

fn too_large(place: &str) -> Stopped {
    Stopped::new(
        format!("{place}: one row takes more than 4 MiB, and no application does"),
        "is this the export of applications, and is it whole?",
    )
}

/// What is wrong, without the numbers that `RowPlace` gives.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

impl<'a> ObjectReader<'a> {
    fn node<'r>(&'r mut self, path: String) -> Node<'r, 'a> {
        Node {
            reading: self,
            path,
            is_enveloped: false,
        }
    }

    fn enveloped<'r>(&'r mut self, path: String) -> Node<'r, 'a> {
        Node {
            is_enveloped: true,
            ..self.node(path)
        }
    }

    fn hand_over(&mut self, path: &str, object: Result<Value, String>) -> ControlFlow<()> {
        self.taken.set(0);
        self.records += 1;
        let place = match self.line {
            Some(line) if !path.contains('[') => RowPlace::Line(line),
            line => {
                let dot = if path.starts_with('.') { "" } else { "." };
                let page = match (line, self.document) {
                    (None | Some(1), 1) => String::new(),
                    (Some(line), _) => format!("line {line}, "),
                    (None, page) => format!("page {page}, "),
                };
                RowPlace::Record(self.records, format!("{page}{dot}{path}"))
            }
        };
        let flow = (self.each)(place, object);
        self.broken_off |= flow.is_break();
        flow
    }
}

/// One value: an object to hand over, an array of them, or an envelope.
struct Node<'r, 'a> {
    reading: &'r mut ObjectReader<'a>,
    path: String,
    /// Rows stand in it, or nothing that matters.
    is_enveloped: bool,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Node<'_, '_> {
    fn no_object<E: Error>(self, what: &str) -> Result<(), E> {
        if self.is_enveloped {
            return Err(E::custom("a list of applications belongs there"));
        }
        let problem = Err(format!("{what}, not an application"));
        match self.reading.hand_over(&self.path, problem) {
            ControlFlow::Break(()) => Err(E::custom("broken off")),
            ControlFlow::Continue(()) => Ok(()),
        }
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("applications")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let mut index = 0;
        loop {
            let path = format!("{}[{index}]", self.path);
            match elements.next_element_seed(self.reading.node(path))? {
                Some(()) => index += 1,
                None => return Ok(()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let mut object = Map::new();
        let (mut is_envelope, mut is_error) = (false, false);
        let is_row = self.path.contains('[') || self.reading.line.is_some();
        let mut held = None;
        while let Some(key) = entries.next_key::<String>()? {
            if key == "applications" && is_row && self.reading.envelopes.contains(&"applications") {
                // Whether their candidate is private may be said behind them.
                held = Some(entries.next_value::<Value>()?);
            } else if self.reading.envelopes.contains(&key.as_str()) {
                is_envelope = true;
                let path = format!("{}.{key}", self.path);
                entries.next_value_seed(self.reading.enveloped(path))?;
            } else if matches!(key.as_str(), "moreDataAvailable" | "hasNext") {
                let more: Value = entries.next_value()?;
                self.reading.more_pages = more == Value::Bool(true);
            } else if key == "type" && !self.reading.keys.contains(&"type") {
                // What Singer and Airbyte say between records.
                let kind: Value = entries.next_value()?;
                is_envelope |= ["SCHEMA", "STATE", "LOG", "TRACE", "ACTIVATE_VERSION"]
                    .iter()
                    .any(|known| kind == *known);
            } else if let Some(key) = self.reading.keys.iter().find(|known| **known == key) {
                object.insert((*key).to_owned(), entries.next_value()?);
            } else {
                is_error |= matches!(key.as_str(), "message" | "error" | "errors" | "code");
                entries.next_value::<IgnoredAny>()?;
            }
        }
        let is_empty = object.is_empty();
        let object = Value::Object(object);
        if let Some(mut applications) = held {
            if is_private(&object) {
                let each = applications.as_array_mut().into_iter().flatten();
                for one in each.filter_map(Value::as_object_mut) {
                    one.insert(PRIVATE[0].to_owned(), Value::Bool(true));
                }
            }
            let path = format!("{}.applications", self.path);
            let read = self.reading.enveloped(path).deserialize(applications);
            return read.map_err(A::Error::custom);
        }
        if is_envelope {
            return Ok(());
        }
        let object = match is_empty && is_error {
            true => Err("it is an answer that tells of an error, not an application".to_owned()),
            false => Ok(object),
        };
        match self.reading.hand_over(&self.path, object) {
            ControlFlow::Break(()) => Err(A::Error::custom("broken off")),
            ControlFlow::Continue(()) => Ok(()),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        if self.is_enveloped {
            return Ok(());
        }
        self.no_object("null")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.no_object("true or false")
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.no_object("a number")
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.no_object("a number")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.no_object("a number")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.no_object("text")
    }
}
