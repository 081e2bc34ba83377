//! What may be typed behind `hirelog show`.

use crate::flags::Format;
use clap::Args;

/// One post-mortem, readable
#[derive(Debug, Args)]
pub struct Show {
    /// The beginning of an id or a file name, or @latest
    #[arg(
        value_name = "ID",
        required_unless_present = "case",
        conflicts_with = "case"
    )]
    pub id: Option<String>,
    /// Everything that is stored about one case instead: each of its files, whole
    #[arg(long, value_name = "REF")]
    pub case: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}
