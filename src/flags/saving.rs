//! What becomes of one file that a command writes: the same flags for all of them.

use clap::Args;

#[derive(Debug, Clone, Copy, Args)]
pub struct Saving {
    /// Print the file and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Commit that one file to git, and nothing else
    #[arg(long, conflicts_with = "dry_run")]
    pub commit: bool,
    /// Save it, and commit it, whatever `hirelog check` finds in it
    #[arg(long)]
    pub allow_findings: bool,
}
