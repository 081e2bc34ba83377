//! What may be typed behind `hirelog patterns`.

use super::reference::query;
use clap::{Args, ValueEnum};

/// What keeps being dropped, and who has not been looked at
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = PATTERNS)]
pub struct Patterns {
    /// Which post-mortems, all of the window if left out; with the slug of a dropped ball
    /// first, those behind it
    #[arg(value_name = "SLUG | QUERY")]
    pub query: Vec<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: PatternsFormat,
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
  hirelog patterns --format md              to paste into a chat or a pull request
  hirelog patterns -q --exit-code           for cron: 1 where a ball recurs

The window is the last 90 days (`window` in hirelog.toml), or what since: and until: ask
for; the window before is as long. `3 of 9` means: 3 post-mortems in which that party's
section drops the ball, of 9 in which it could have: that section is written, and the
process got as far as the ball's earliest stage. A ball recurs from 3 post-mortems up
(`threshold`) if that is at least one in twenty; from 2 it is on watch.

Rising and falling are said where chance is an unlikely reason: Fisher's exact test with
mid-p, each way, for every ball with at least 3 in both windows together, and of all that
is called at most one in ten is expected to be chance (Benjamini-Hochberg). A promise
(`next`) counts for every ball of its section; `holding 4 of 4` means that 4 later
post-mortems could have dropped it and none did. A wall is three or more losses in a row
at one stage, up to the latest. A `?` marks a word the vocabulary does not have.
Run `hirelog list --help` for the query.";
