//! What may be typed behind `hirelog redact`.

use clap::Args;

/// Strip the sentences of a post-mortem or a case; keep what counts are made of
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog redact k7f3q --dry-run     what would be left of the file
  hirelog redact c-7f3k              every post-mortem of a case
  hirelog redact --case c-7f3k

The one line, what each party owned and promised, the case, every comment and the text of
unknown keys go; dates, outcomes, stages, roles, teams, priorities and dropped balls stay,
so that counts stay what they were. Where sentences stood, the file says [redacted]. All
files of a case are changed, or none. A post-mortem with a `hold` is refused, and so is a case
while a file cannot be read, which may belong to it. Files that no command reads and that hold
the reference are named, and it ends with 2. The history of git still holds what was written;
that is said, and how to look.")]
pub struct Redact {
    /// The beginning of an id or a file name, or the whole reference of a case
    #[arg(
        value_name = "ID",
        required_unless_present = "case",
        conflicts_with = "case"
    )]
    pub id: Option<String>,
    /// All post-mortems of this case
    #[arg(long, value_name = "REF")]
    pub case: Option<String>,
    /// Print what would be left and write nothing
    #[arg(long)]
    pub dry_run: bool,
}
