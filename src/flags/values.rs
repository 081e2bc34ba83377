//! What a value on the command line may be, before any log is looked at.

use crate::model::{DayOrder, Grouping, Party};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Prose may begin with a hyphen; a flag in its place means that it is missing.
///
/// # Errors
/// Where a flag stands in its place.
pub fn sentence(text: &str) -> Result<String, String> {
    if text.starts_with("--") && !text.contains(char::is_whitespace) {
        return Err(
            "a flag stands where the text belongs; put the text behind it, in quotes".to_owned(),
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

pub fn day_orders() -> impl TypedValueParser<Value = DayOrder> {
    PossibleValuesParser::new(DayOrder::WORDS)
        .try_map(|word| DayOrder::parse(&word).ok_or("no such order"))
}
