//! The flags that every command has, or most: the ways to print, and what becomes of one file
//! that a command writes; and what a value on the command line may be, before any log is
//! looked at.

use crate::context::Color;
use crate::model::{DayOrder, Grouping, Party};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

#[derive(Debug, Default, Args)]
pub struct Globals {
    /// Use the log in this folder; what only reads takes several
    #[arg(
        short = 'C',
        long,
        value_name = "DIR",
        value_hint = ValueHint::DirPath,
        global = true,
        help_heading = "Everywhere"
    )]
    pub log: Vec<PathBuf>,
    /// When to colour
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Everywhere")]
    pub color: Option<Color>,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, help_heading = "Everywhere")]
    pub quiet: bool,
    /// Never ask and never open an editor
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub no_input: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, Args)]
pub struct Saving {
    /// Print the file and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Commit that one file to git, and nothing else
    #[arg(long, conflicts_with = "dry_run")]
    pub commit: bool,
    /// Save it, and commit it, whatever `hirelog check` finds in it
    #[arg(long)]
    pub allow_findings: bool,
}

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
    let named = |party: Party| PossibleValue::new(party.as_str()).aliases(party.aliases());
    PossibleValuesParser::new(Party::ALL.map(named))
        .try_map(|word| Party::called(&word).ok_or("no such party"))
}

pub fn day_orders() -> impl TypedValueParser<Value = DayOrder> {
    PossibleValuesParser::new(DayOrder::WORDS)
        .try_map(|word| DayOrder::parse(&word).ok_or("no such order"))
}
