//! What may be typed behind `hirelog decide`.

use crate::flags::{Saving, parties, sentence};
use crate::model::{Party, RestsOn};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Record what a meeting decided about a dropped ball
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog decide                        asked on a terminal
  hirelog decide feedback-late --rests-on default --review 2027-01-15 \\
    --next 'When a loop ends, I will book the debrief before we leave the room.'
  hirelog list is:decision
  hirelog decide q4x7m --review 2027-03-01    looked at; again on that day
  hirelog decide q4x7m --withdraw

A decision is a promise that a meeting makes for a party: it is judged as every promise,
by how often the ball is dropped since and before, and opens the next `hirelog patterns`
and `hirelog report`, until it is no longer meant. One about several balls is judged by
how many drop any of them. What it rests on says what makes it
happen when nobody remembers: memory (nothing yet), list, default (it happens unless
somebody stops it) or gate (the step cannot go on without it). Each is a small file in
the folder `decisions`, beside the post-mortems.")]
pub struct Decide {
    /// The dropped balls it is about; or the id of a decision to change
    #[arg(value_name = "SLUG")]
    pub about: Vec<String>,
    /// Who will do it; the party of the ball if left out
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub party: Option<Party>,
    /// What they will do, and when: "When ..., I will ..."
    #[arg(long, value_name = "TEXT", value_parser = sentence)]
    pub next: Option<String>,
    /// The day to look at it again, such as 2027-01-15, 15 jan or 8w
    #[arg(long, value_name = "DAY")]
    pub review: Option<String>,
    /// What makes it happen when nobody remembers
    #[arg(long, value_name = "WORD", value_parser = resting())]
    pub rests_on: Option<RestsOn>,
    /// It is no longer meant, and judged no more from today on
    #[arg(long, conflicts_with_all = ["next", "party", "review", "rests_on"])]
    pub withdraw: bool,
    #[command(flatten)]
    pub saving: Saving,
}

fn resting() -> impl TypedValueParser<Value = RestsOn> {
    PossibleValuesParser::new(RestsOn::WORDS)
        .try_map(|word| RestsOn::parse(&word).ok_or("no such word"))
}
