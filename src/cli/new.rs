//! What may be typed behind `hirelog new`.

use crate::flags::{Content, Saving};
use clap::Args;
use std::path::PathBuf;

/// Write a post-mortem; only the outcome is required
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog new                 asks, on a terminal; Enter goes on, Esc goes back
  hirelog new --resume        goes on where you left off
  hirelog new offer declined yesterday, platform eng, they wanted benefits, i never asked
  hirelog new \"no show today, i didn't confirm the time\" --as recruiter --yes
  hirelog new --outcome offer-declined --stage offer --role 'Staff Platform Engineer'
  hirelog new --outcome withdrew --as recruiter --dropped candidate-not-prepped \\
      --owned 'I sent the calendar link and nothing else.'
  hirelog new --from answers.json

A sentence is read by the words of the vocabulary and by the roles and teams of the log.
What was understood is shown before it is saved, field by field: a letter changes a field,
Backspace takes the last one back, Enter saves. What was not understood stays as you wrote
it, and \"I\" is the party of --as, of your config, or one that the sentence names. Words
in double quotes are taken as they are. A shell wants quotes around an apostrophe; - reads
the sentence from standard input. Without a terminal --dry-run shows the file and what was
understood, and --yes saves it.

Without an outcome it asks, except for what other flags say already. What is typed is kept
in a draft until it is saved, whatever happens meanwhile. The path of the new file is
printed on standard output, everything else on standard error.

Outcomes: accepted, offer-declined, withdrew, rejected, unresponsive, reneged, left-early,
role-closed. Stages: sourcing, screen, first-interview, final-loop, offer, pre-start,
onboarding, unless hirelog.toml names others. Parties: manager, candidate, recruiter.
What people call them is understood too, such as \"ghosted\" or \"phone screen\".

--commit commits the new file and leaves whatever else is staged or changed as it is.
Where git cannot commit now, the file is saved and its path printed all the same; one
line says why, and the exit code is 2: do not run it again, commit the file. The same goes
for a file that holds what `hirelog check` calls an error, such as an address of somebody:
on a terminal you are asked before it is saved, and no commit is made of it.")]
pub struct New {
    #[command(flatten)]
    pub content: Content,
    /// What happened, in one sentence; - takes it from standard input
    #[arg(value_name = "WORDS", conflicts_with_all = ["from", "editor", "resume"])]
    pub words: Vec<String>,
    /// Take it from a file in TOML or JSON, or from standard input with -
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Open it in an editor before it is saved
    #[arg(short, long)]
    pub editor: bool,
    /// Go on with the one you left
    #[arg(long, conflicts_with_all = ["from", "editor"])]
    pub resume: bool,
    /// Save without asking: what was understood of a sentence, or what the flags say
    #[arg(long, conflicts_with_all = ["dry_run", "editor", "resume"])]
    pub yes: bool,
    #[command(flatten)]
    pub saving: Saving,
}
