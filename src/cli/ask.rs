//! What may be typed behind `hirelog ask`.

use crate::flags::parties;
use crate::model::Party;
use clap::{Args, ValueEnum};

/// A party's questions, as a message to paste into mail or chat
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog ask k7f3q --as candidate
  hirelog ask @latest --as manager | pbcopy
  hirelog edit k7f3q --as candidate --reply -     when the answer is there: paste it

Two or three questions fitted to the outcome, the stage and what the others dropped, then
what they would own and what they will do next time. A team adds its own as [[question]]
in hirelog.toml, and leaves one out by its slug in `hide`. The last line of the message
says which post-mortem a reply belongs to. Nothing is sent.")]
pub struct Ask {
    /// The beginning of an id or a file name, or @latest
    #[arg(value_name = "ID")]
    pub id: String,
    /// Whom to ask
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub party: Party,
    /// Ask all the questions, not just what was theirs and what comes next
    #[arg(long)]
    pub full: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AskFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskFormat {
    Text,
    Json,
}
