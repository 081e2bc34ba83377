//! The systems whose exports are read.

use clap::ValueEnum;

/// Where an export comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum System {
    Greenhouse,
    Lever,
    Ashby,
    Csv,
}

impl System {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Greenhouse => "greenhouse",
            Self::Lever => "lever",
            Self::Ashby => "ashby",
            Self::Csv => "csv",
        }
    }
}
