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
  hirelog ask --as manager --format html > questions.html
  hirelog edit --reply -                when the answer is there: paste it

One line of what happened, what they would own, what they will do next time, and three
dropped balls to pick from by their letters; --full asks all the questions that fit the
outcome, the stage and what the others dropped. The candidate is told the role and nothing
else that the team wrote. A team adds its own questions as [[question]] in hirelog.toml, and
leaves one out by its slug in `hide`. The mark in the last line says which post-mortem a
reply belongs to, and what the letters stand for. Nothing is sent.")]
pub struct Ask {
    /// The beginning of an id or a file name, or @latest;
    /// without one, one letter for all that is open for the party
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Whom to ask
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub party: Party,
    /// Ask all the questions, not just what was theirs and what comes next
    #[arg(long)]
    pub full: bool,
    /// To whom it goes, in a mail
    #[arg(long, value_name = "ADDRESS")]
    pub to: Option<String>,
    /// Write down that they were asked today
    #[arg(long)]
    pub sent: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AskFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskFormat {
    Text,
    /// A link that opens a mail program
    Mailto,
    /// A message that mail programs open as a draft
    Eml,
    Markdown,
    Slack,
    /// A page with boxes for the answers, to attach to a mail
    Html,
    Json,
}
