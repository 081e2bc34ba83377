//! What may be typed behind `hirelog init`.

use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Make a log: hirelog.toml, logs/, a README for the team, .gitattributes
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog init              in the folder you are in
  hirelog init hiring-log   in a folder of its own
  hirelog init --mine       a log of your own, as a candidate
  hirelog init --hook       git checks what is about to be committed, in this clone
  hirelog init --ci         GitHub checks every change, takes answers as issues, and
                            makes the page each Friday
  hirelog init --ci --weekly pull-request     the page as a pull request a week

What is there already is never overwritten. A hook of another kind keeps every byte and runs
before the check; where husky or lefthook write the hooks, you are told what to add to their own
file. The form of an issue has a box for each dropped ball that the vocabulary has by then; a
filled-in one, in a private repository and by somebody who may write to it, becomes a branch
with the section written. The page of each Friday is a comment below one issue, one a week, in
repositories that are not public. GitHub Pages are public, also those of a private repository:
whoever has the address reads them. GitLab gets a template of the same form, where its files are there.
Where hirelog cannot be found, the hook refuses a commit of the log. What a rebase, a cherry-pick
or a revert commits by itself runs no hook of git's; with --ci it is checked once it is pushed. For the pre-commit
framework there is also a hook called hirelog-check in the repository of hirelog itself.")]
pub struct Init {
    /// Where; the working folder if left out
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// A log of your own, for a search of yours: every page speaks to you, and nobody else's
    /// part is ever unfinished
    #[arg(long)]
    pub mine: bool,
    /// Add git hooks that run `hirelog check --staged` before each commit, merge and patch
    #[arg(long)]
    pub hook: bool,
    /// Add GitHub workflows: one runs `hirelog check` on each change, one writes what a party
    /// answered in the form of an issue, which is added too, one makes the page each Friday
    #[arg(long)]
    pub ci: bool,
    /// Where --ci puts the page of each Friday [default: issue]
    #[arg(long, value_name = "PLACE", requires = "ci")]
    pub weekly: Option<Weekly>,
    /// Put it on GitHub Pages, which are public; in a public repository it is refused
    #[arg(long, requires = "ci", conflicts_with = "weekly")]
    pub pages: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Weekly {
    /// One comment a week below one issue
    Issue,
    /// One pull request a week, with the page as a file
    PullRequest,
    /// A file of the run, with the charts
    Artifact,
    /// Nowhere; no page is made
    None,
}
