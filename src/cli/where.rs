//! What may be typed behind `hirelog where`.

use crate::flags::Format;
use clap::Args;

/// Which log is used, and the value and origin of every setting
#[derive(Debug, Args)]
pub struct Where {
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}
