//! What may be typed behind `hirelog man`.

use clap::{Args, ValueHint};
use std::path::PathBuf;

/// The manual: one page, or a file for each command
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog man                    reads it
  hirelog man edit               what `edit` does
  hirelog man edit > edit.1      the page itself, as it is for another program
  hirelog man --to ~/.local/share/man/man1
                                 puts it where man looks: then `man hirelog-edit`")]
pub struct Man {
    /// The command whose page it is; hirelog itself if left out
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write a file for each command into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub to: Option<PathBuf>,
}
