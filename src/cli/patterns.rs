//! What may be typed behind `hirelog patterns`.

use super::reference::query;
use crate::flags::groupings;
use crate::model::Grouping;
use clap::{Args, ValueEnum};

/// What keeps being dropped, and who has not been looked at
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = PATTERNS)]
pub struct PatternsFlags {
    /// Which post-mortems, all of the window if left out; with the slug of a dropped ball
    /// first, those behind it
    #[arg(value_name = "SLUG | QUERY")]
    pub query: Vec<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: PatternsFormat,
    /// Every dropped ball in a table as well, not only what asks for a talk
    #[arg(long)]
    pub all: bool,
    /// Counted apart for each of these, side by side
    #[arg(long, value_name = "GROUP", value_parser = groupings(), conflicts_with = "all")]
    pub by: Option<Grouping>,
    /// Exit with 1 where a ball recurs
    #[arg(long)]
    pub exit_code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PatternsFormat {
    Table,
    Json,
    /// Markdown, for a chat message or a pull request
    Md,
}

const PATTERNS: &str = "\
Examples:
  hirelog patterns                          the page for the weekly meeting
  hirelog patterns role:engineer since:6m   some of the log, over other days
  hirelog patterns feedback-late            what is behind one ball, and its promises
  hirelog patterns --by team                each ball, team beside team
  hirelog patterns --format md              to paste into a chat or a pull request
  hirelog patterns -q --exit-code           for cron: 1 where a ball recurs

The window is the last 90 days (`window` in hirelog.toml), or what since: and until: ask
for; the window before is as long. `3 of 9` means: 3 post-mortems in which that party's
section drops the ball, of 9 in which it could have: somebody said which balls that
section drops, and the process got as far as the ball's earliest stage. What is written
and not sorted counts nowhere: `hirelog sort` lists it.
A ball recurs from 3 post-mortems up (`threshold`) if that is at least one in twenty; from
2 it is on watch.

More often and less often are said since a month, of all that came before it, by a test
that may be read on any day: where nothing changes, a false one comes once in five years
or less often on average, over all balls together. A promise (`next`) is about the balls
in next_for, or the one its section drops; the latest about a ball is judged by the
chances since and those of two windows before, without those that led to it: of promises
that change nothing at most one in five is ever called less, of those that halve the odds
at most one in five no less, however often the page is read. A run is three or more losses
in a row among those who reached a stage; a wall is one that chance alone makes once in
fifty windows or less often. Of a part that a query chose, other than by role and team,
no run is told.
A `?` marks a word the vocabulary does not have.
Run `hirelog list --help` for the query.";
