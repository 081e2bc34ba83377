//! What a value on the command line may be, before any log is looked at.

use crate::model::{Day, Grouping, Party};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// # Errors
/// Where it is no day of the calendar, with how to write one.
pub fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let is_date = digits == 8 && text.len() == 10 && text.matches('-').count() == 2;
        if is_date {
            "there is no such day".to_owned()
        } else {
            "write it as 2026-11-20".to_owned()
        }
    })
}

/// Prose may begin with a hyphen; a flag in its place means that it is missing.
///
/// # Errors
/// Where a flag stands in its place.
pub fn sentence(text: &str) -> Result<String, String> {
    if text.starts_with("--") && !text.contains(char::is_whitespace) {
        return Err(
            "a flag stands where its value belongs; put the value behind it, in quotes".to_owned(),
        );
    }
    Ok(text.to_owned())
}

pub fn groupings() -> impl TypedValueParser<Value = Grouping> {
    PossibleValuesParser::new(Grouping::WORDS)
        .try_map(|word| Grouping::parse(&word).ok_or("no such group"))
}

pub fn parties() -> impl TypedValueParser<Value = Party> {
    PossibleValuesParser::new(Party::WORDS)
        .try_map(|word| Party::parse(&word).ok_or("no such party"))
}
