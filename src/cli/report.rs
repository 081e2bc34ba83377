//! What may be typed behind `hirelog report`.

use super::reference::query;
use crate::flags::groupings;
use crate::model::Grouping;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The page for the weekly meeting, as Markdown or as one HTML file with charts
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = HELP)]
pub struct Report {
    /// Which post-mortems; all of the window if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How to write it; what the name of -o says, or else Markdown
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// Begin with what is new since Monday of last week, or the first of last month
    #[arg(long, value_name = "PERIOD")]
    pub since_last: Option<ReportPeriod>,
    /// Also each dropped ball counted apart for each of these, side by side
    #[arg(long, value_name = "GROUP", value_parser = groupings())]
    pub by: Option<Grouping>,
    /// Write it to a file instead of standard output; an older one is replaced
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write it as HTML and open it in the browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Markdown, for a pull request or a chat
    Md,
    /// One file that loads nothing and runs nothing
    Html,
    Json,
    /// The head of the page, for a channel of Slack
    Slack,
    /// A message with the page in it, which mail programs open as a draft
    Mail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportPeriod {
    Week,
    Month,
}

impl ReportPeriod {
    /// The word of the query that means the same.
    pub const fn as_query(self) -> &'static str {
        match self {
            Self::Week => "last-week",
            Self::Month => "last-month",
        }
    }
}

const HELP: &str = "\
Examples:
  hirelog report                            Markdown, to paste or to commit
  hirelog report --open                     the page with charts, in the browser
  hirelog report -o report.html             the same page, in a file
  hirelog report -o report.eml              a message with that page, for a mail program
  hirelog report --by team                  with each ball, team beside team
  hirelog report --since-last week          with what is new since last Monday week
  hirelog report team:platform since:2026-Q3 --format json

The window is the last 90 days (`window` in hirelog.toml), or what since: and until: ask
for; --since-last leaves it as it is, for a week is too short to call anything. What to
talk about comes first, each with a question to begin with; then the charts; then whose
part nobody has looked at yet. `3 of 9` counts as in `hirelog patterns`. The JSON is that
of `hirelog patterns` (with `by`), and `series`, `stage_by_outcome`, `commitments`, `new` and
`signoff`.

In hirelog.toml, [report] signoff is the team's own closing line, and template a file in
the log, .html or .md, that takes the place of our page: a Jinja template, in which `page`
is what our page shows and `report` what --format json prints. It may build on ours:
{% extends \"hirelog/report.html\" %}. Run `hirelog list --help` for the query.";
