//! The flags that every command has.

use crate::context::Color;
use clap::{Args, ValueHint};
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
