//! What may be typed behind `hirelog check`.

use crate::diagnostic::Family;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Every problem in every file, with its place and its remedy
#[derive(Debug, Args)]
#[command(after_long_help = CHECK)]
pub struct Check {
    /// Files or folders, or - for standard input; the whole log if left out
    #[arg(value_name = "PATH", conflicts_with_all = ["staged", "explain"])]
    pub paths: Vec<PathBuf>,
    /// Look at what is staged in git, not at the working tree
    #[arg(long, conflicts_with_all = ["fix", "explain"])]
    pub staged: bool,
    /// Try whether the git hook refuses what may not be committed
    #[arg(long, conflicts_with_all = ["paths", "staged", "fix", "explain", "deny"])]
    pub hook: bool,
    /// Put right what can be put right for certain
    #[arg(long)]
    pub fix: bool,
    /// With --fix: print the changes as a diff and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Say what a code means and what to do; without one, list them all
    #[arg(
        long,
        value_name = "CODE",
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with_all = ["fix", "deny"]
    )]
    pub explain: Option<String>,
    /// End with 1 on any finding of this family too; `all` for any finding
    #[arg(long, value_name = "FAMILY", value_parser = denied())]
    pub deny: Vec<Denied>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: CheckFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Table,
    Json,
    /// `path:line:column: severity[CODE]: message`, one line each
    Short,
    /// Annotations in a GitHub workflow
    Github,
    /// Static Analysis Results Interchange Format, 2.1.0
    Sarif,
}

/// What a run does not let pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    All,
    Family(Family),
}

fn denied() -> impl TypedValueParser<Value = Denied> {
    let words = Family::ALL.map(Family::as_str).into_iter().chain(["all"]);
    PossibleValuesParser::new(words).map(|word| match Family::parse(&word) {
        Some(family) => Denied::Family(family),
        None => Denied::All,
    })
}

const CHECK: &str = "\
Examples:
  hirelog check                          the whole log, and hirelog.toml
  hirelog check logs/2026                one folder
  hirelog check --staged                 what the next commit would hold
  hirelog check --hook                   whether the hook of this clone refuses what it has to
  hirelog check --fix --dry-run          what --fix would change
  hirelog check --explain HL301          what a code means
  hirelog check --deny blame             findings of that family end with 1 as well

A file that is named or staged is checked by the log that it lies in, then by -C; HIRELOG_DIR
has no say there.

An error makes counts wrong or is not safe to share; a warning will surprise somebody;
advice is something to think about. The families: format, vocabulary, completeness, blame,
privacy, protected, commitment, merge.

--staged also looks for contact data in other text files below the folders of the log, and
refuses what it cannot look into there: a link, another repository, a picture; and a commit
after which no log would have what was a post-mortem.

--hook plants a leak of every kind in an index of its own, which is thrown away, and runs our
hooks on it and no others. It ends with 1 where one is let through, where a hook refuses
everything, where an older hirelog wrote it, and where there is none.

Exit codes: 0 without an error; 1 with one, or with a finding of a denied family; a file
that cannot be read is a finding like any other. 2 when it could not be done.

Switching off: a comment behind the value, or on the line above the key, names the code and
says why:
  owned = \"I ignored what the debrief called a red flag.\"   # hirelog: allow HL301 a quotation
For a whole log, in hirelog.toml: [check] ignore = [\"HL215\"] by code or family, and
allow = [\"single point of failure\"] for words that no rule should flag. A switch that
switches nothing off is named.";
