//! What may be typed for a brief.

use super::reference::query;
use clap::{Args, ValueEnum};

/// Before a conversation: what this team should not drop again there
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = BRIEF)]
pub struct BriefFlags {
    /// For which role, team, stage; everything if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How to print it; md is for a calendar invite
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: BriefFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    Table,
    Json,
    Md,
}

const BRIEF: &str = "\
Examples:
  hirelog brief role:backend                       before a search
  hirelog brief 'role:Backend Engineer' stage:final-loop
                                                   on the way into the final loop
  hirelog brief team:platform stage:offer --format md

The five balls dropped most often that can be dropped there, with what was promised about
each and what came of it; what else is promised; what candidates wanted and nobody pitched;
losses in a row; one question for each party. `stage:` takes in what got at least that far.

It looks back a year, or over the team's own window where that is longer: one role comes up
only a few times in 90 days. since: and until: ask for other days. Where fewer than five
post-mortems match, it takes in any role, then any team, then any stage, and says so.
Promises are those of any role; wanted and pitched are compared at any stage.
Run `hirelog list --help` for the query.";
