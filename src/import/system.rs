//! The systems whose exports are read.

use crate::model::spelled;
use clap::ValueEnum;

spelled! {
    /// Where an export comes from.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
    pub enum System {
        Greenhouse = "greenhouse",
        Lever = "lever",
        Ashby = "ashby",
        Csv = "csv",
    }
}
