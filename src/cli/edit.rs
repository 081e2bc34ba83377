//! What may be typed behind `hirelog edit`.

use crate::flags::{Content, Saving};
use clap::Args;
use std::path::PathBuf;

/// Fill in or correct a post-mortem; what you do not name stays as it is
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog edit k7f3q --as manager       asks, on a terminal
  hirelog edit k7f3q --as manager --owned 'I led with equity.' --dropped priorities-not-heard
  hirelog edit @latest --stage offer --date 'last friday'
  hirelog edit k7f3q --wanted +growth,-equity   adds one, takes one away
  hirelog edit k7f3q --team ''          empties a field
  hirelog edit k7f3q --editor
  hirelog edit k7f3q --as candidate --reply answer.txt --dry-run
  hirelog edit --reply mail.eml         the mark in it says which, and whose

--reply takes what came back on `hirelog ask`: answers under the quoted questions or above
them, numbered or not, as a whole message or pasted. Greetings, signatures and quoted mail
are left out; what was understood is shown. One paste may hold several replies: those that
can be are written, and a refused one is named. A section that says something already is
not touched; --append adds what is new.

Every byte that is not part of the change stays: comments, order, unknown keys.

There is no command that deletes or moves a post-mortem: `git rm FILE` and `git mv FILE
ELSEWHERE` do (below the folder of the logs it is found by the id in its name).

--commit commits the file as it then is, and leaves whatever else is staged or changed
alone. Where git cannot commit now, the change is saved all the same; one line says why,
and the exit code is 2. The same goes for a file that holds what `hirelog check` calls an
error, such as an address of somebody: on a terminal you are asked before it is saved, and
no commit is made of it.")]
pub struct EditFlags {
    /// The beginning of an id or a file name, or @latest
    #[arg(value_name = "ID", required_unless_present = "reply")]
    pub id: Option<String>,
    #[command(flatten)]
    pub content: Content,
    /// Take the section from a reply, in a file or on standard input with -
    #[arg(long, value_name = "FILE", conflicts_with = "editor")]
    pub reply: Option<PathBuf>,
    /// Add what a reply says to what the section says already
    #[arg(long, requires = "reply")]
    pub append: bool,
    /// Open it in an editor
    #[arg(short, long)]
    pub editor: bool,
    #[command(flatten)]
    pub saving: Saving,
}
