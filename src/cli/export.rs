//! What may be typed behind `hirelog export`.

use super::reference::query;
use clap::{Args, ValueEnum};

/// The whole log, or what a query picks, for other tools
#[derive(Debug, Args)]
#[command(after_help = query(), after_long_help = EXAMPLES)]
pub struct Export {
    /// Which post-mortems; all if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How to print them
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "jsonl",
        default_value_if("excel", "true", "csv")
    )]
    pub format: ExportFormat,
    /// A CSV that Excel opens right, wherever it is installed
    #[arg(long)]
    pub excel: bool,
    /// One row each of what
    #[arg(long, value_name = "ROWS", default_value = "post-mortem")]
    pub by: Rows,
    /// Leave out every sentence, and `case`
    #[arg(long)]
    pub redact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object a line
    Jsonl,
    /// One JSON document
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    PostMortem,
    /// A dropped ball of a party's section
    Ball,
    /// A post-mortem and a ball that it could have dropped
    Chance,
}

const EXAMPLES: &str = "\
Examples:
  hirelog export > log.jsonl
  hirelog export since:2026-Q3 --format csv > quarter.csv
  hirelog export --by ball --format csv > balls.csv
  hirelog export --by chance --format csv > chances.csv
  hirelog export --redact --format csv > to-share.csv
  hirelog export --excel > log.csv

By post-mortem, the keys are those of `hirelog list --format json`; lists in a CSV are joined
by semicolons. By ball there are date, id, path, outcome, stage, role, team, party (whose
section names it), slug, declared (the vocabulary has it for that party) and own_voice (the
party wrote the section itself); a ball counts once a section, under its slug.

By chance there are date, id, team, role, stage, party, slug and dropped, one row for each
post-mortem and ball of the vocabulary that could have been dropped in it: somebody said which
balls that party's section drops, and it got far enough. The mean of dropped in any group is
the rate that `hirelog patterns` says.

--redact leaves out what people wrote: tldr, owned, next, hold; and case, which leads to a
person elsewhere. Where a party had written something it says [redacted], so that it still
counts as looked at, and its promise as made. Role and team stay, as counts are made of them.

What a spreadsheet would run as a formula has an apostrophe before it, in a CSV: where a cell
begins, and behind a semicolon or a line break in it, as some spreadsheets begin a cell there.

--excel says in the file which letters and which separator it uses: UTF-16 with its mark, and
a first line `sep=,`. Other programs read the plain CSV, which is UTF-8.

Run `hirelog list --help` for the query.";
