//! What may be typed behind `hirelog list`.

use super::reference::query;
use clap::{Args, ValueEnum};

/// Post-mortems, one line each
#[derive(Debug, Args)]
#[command(after_help = query())]
pub struct List {
    /// Which ones; all if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Table,
    Json,
    /// One JSON object a line
    Jsonl,
    Csv,
}
