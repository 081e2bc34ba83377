//! The texts of `templates/` that are TOML, read into what they say. Every command reads
//! some of them first, so the reader is the fast one that post-mortems are read by.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml_spanner::Arena;

/// What a text of `templates/` says.
#[expect(clippy::expect_used, reason = "the text is part of the program")]
pub fn read_template<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(value(text)).expect(VALID)
}

/// The same, with its words where they stand: for what is read once a run, as what was found
/// in the text is kept for as long as that lasts.
#[expect(clippy::expect_used, reason = "the text is part of the program")]
pub fn keep_template<T: Deserialize<'static>>(text: &str) -> T {
    T::deserialize(&*Box::leak(Box::new(value(text)))).expect(VALID)
}

const VALID: &str = "every text of templates/ is valid, and a test reads it on every change";

#[expect(clippy::expect_used, reason = "the text is part of the program")]
fn value(text: &str) -> Value {
    let arena = Arena::new();
    let document = toml_spanner::parse(text, &arena).expect(VALID);
    serde_json::to_value(document.table()).expect(VALID)
}
