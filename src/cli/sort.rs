//! What may be typed behind `hirelog sort`.

use super::reference::query;
use clap::Args;

/// What is written and not sorted, each with the command that sorts it
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = HELP)]
pub struct Sort {
    /// Which post-mortems; all if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
}

const HELP: &str = "\
Examples:
  hirelog sort                    everything that waits
  hirelog sort since:90d          what the pages of these days leave out

A section is sorted once somebody said which balls its sentences are, or that they are
none. Until then it counts nowhere: it is no chance, no drop, and proves nothing about a
promise. Below the sentences stand balls they may be, a guess by their words, best first,
and below those the command that says which: put in the ball or balls, or '' for none.
Run `hirelog list --help` for the query.";
