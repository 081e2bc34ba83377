//! What may be typed behind `hirelog sort`.

use super::reference::query;
use clap::Args;

/// Go through what is written and not sorted, sentence by sentence
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = HELP)]
pub struct Sort {
    /// Which post-mortems; all if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Also what somebody said drops no ball, where its sentences plainly name one
    #[arg(long)]
    pub recheck: bool,
}

const HELP: &str = "\
Examples:
  hirelog sort                    everything that waits
  hirelog sort since:90d          what the pages of these days leave out
  hirelog sort --recheck          old files and those of editors say none without asking

A section is sorted once somebody said which balls its sentences are, or that they are
none. Until then it counts nowhere: it is no chance, no drop, and proves nothing about a
promise. On a terminal it goes through them sentence by sentence: a number or a word marks one
of the balls it may be, Enter takes it, Esc takes the last answer back and Ctrl-C stops;
a section is saved once its last sentence is answered, and what you answered before that
waits for the next time. Elsewhere, below the sentences
stand balls they may be, a guess by their words, best first, and below those the command
that says which: put in the ball or balls, or '' for none.
Run `hirelog list --help` for the query.";
