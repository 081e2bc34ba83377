//! What may be typed: clap types and nothing else.

mod brief;
mod check;
mod content;
mod export;
mod import;
mod itself;
mod one;
pub mod reference;
mod report;

pub use brief::{Brief, BriefFormat};
pub use check::{Check, CheckFormat, Denied};
pub use content::Content;
pub use export::{Export, ExportFormat, Rows};
pub use import::{Import, Included};
pub use itself::{Completions, Man, Schema, SchemaFile, Shell};
pub use one::{Redact, Show};
pub use report::{Period, Report, ReportFormat};

use crate::context::Color;
use crate::model::Party;
use crate::query::MINUS;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use content::parties;
use reference::query;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(
    name = "hirelog",
    version,
    about = "After a hiring outcome: where can each of the three parties take responsibility?",
    after_long_help = reference::after_help(),
    disable_help_subcommand = true,
    infer_long_args = false,
    propagate_version = false
)]
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Parses what was typed.
    pub fn read(typed: impl Iterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(as_read(typed))
    }
}

/// A term such as `-stage:offer` would be taken for flags, so its hyphen becomes
/// a minus sign, which the query reads alike; behind `--` everything stays as it is.
pub fn as_read(typed: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut flags_end = false;
    typed.map(move |word| {
        flags_end |= word == "--";
        match word.to_str().and_then(negated_term) {
            Some(term) if !flags_end => OsString::from(term),
            _ => word,
        }
    })
}

fn negated_term(word: &str) -> Option<String> {
    let term = word.strip_prefix('-')?;
    let (field, _) = term.split_once(':')?;
    let is_field = field.len() > 1 && field.bytes().all(|byte| byte.is_ascii_lowercase());
    is_field.then(|| format!("{MINUS}{term}"))
}

#[derive(Debug, Default, Args)]
pub struct Globals {
    /// Use the log in this folder
    #[arg(
        short = 'C',
        long,
        value_name = "DIR",
        value_hint = ValueHint::DirPath,
        global = true,
        help_heading = "Everywhere"
    )]
    pub log: Option<PathBuf>,
    /// When to colour
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Everywhere")]
    pub color: Option<Color>,
    /// Say nothing but results and errors
    #[arg(short, long, global = true, help_heading = "Everywhere")]
    pub quiet: bool,
    /// Never ask and never open an editor
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub no_input: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    New(New),
    Edit(Edit),
    Ask(Ask),
    List(List),
    Show(Show),
    Patterns(Patterns),
    Brief(Brief),
    Report(Report),
    Vocab(Vocab),
    Check(Check),
    Import(Import),
    Export(Export),
    Redact(Redact),
    Where(Where),
    Completions(Completions),
    Man(Man),
    Schema(Schema),
}

/// Make a log: hirelog.toml, logs/, a README for the team, .gitattributes
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog init              in the folder you are in
  hirelog init hiring-log   in a folder of its own
  hirelog init --hook       git checks what is about to be committed, in this clone
  hirelog init --ci         GitHub checks every change, for everybody

What is there already is never overwritten. A hook of another kind keeps every byte and runs
after the check; where husky or lefthook write the hooks, you are told what to add to their own
file. Where hirelog cannot be found, the hook refuses a commit of the log. For the pre-commit
framework there is also a hook called hirelog-check in the repository of hirelog itself.")]
pub struct Init {
    /// Where; the working folder if left out
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// Add a git hook that runs `hirelog check --staged` before each commit
    #[arg(long)]
    pub hook: bool,
    /// Add a GitHub workflow that runs `hirelog check` on each change
    #[arg(long)]
    pub ci: bool,
}

/// Write a post-mortem; only the outcome is required
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog new                 asks, on a terminal; Enter skips, Esc goes back
  hirelog new --resume        goes on where you left off
  hirelog new --outcome offer-declined --stage offer --role 'Staff Platform Engineer'
  hirelog new --outcome withdrew --as recruiter --dropped candidate-not-prepped \\
      --owned 'I sent the calendar link and nothing else.'
  hirelog new --from answers.json

Without an outcome it asks, except for what other flags say already. What is typed is kept
in a draft until it is saved, whatever happens meanwhile. The path of the new file is
printed on standard output, everything else on standard error. Parties are manager,
candidate and recruiter.

--commit commits the new file and leaves whatever else is staged or changed as it is.
Where git cannot commit now, the file is saved and its path printed all the same; one
line says why, and the exit code is 2: do not run it again, commit the file.")]
pub struct New {
    #[command(flatten)]
    pub content: Content,
    /// Take it from a file in TOML or JSON, or from standard input with -
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Open it in an editor before it is saved
    #[arg(short, long)]
    pub editor: bool,
    /// Go on with the one you left
    #[arg(long, conflicts_with_all = ["from", "editor"])]
    pub resume: bool,
    /// Print the file and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Commit that one file to git, and nothing else
    #[arg(long, conflicts_with = "dry_run")]
    pub commit: bool,
}

/// Fill in or correct a post-mortem; what you do not name stays as it is
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog edit k7f3q --as manager       asks, on a terminal
  hirelog edit k7f3q --as manager --owned 'I led with equity.' --dropped priorities-not-heard
  hirelog edit @latest --stage offer
  hirelog edit k7f3q --team ''          empties a field
  hirelog edit k7f3q --editor
  hirelog edit k7f3q --as candidate --reply answer.txt --dry-run

--reply takes what came back on `hirelog ask`: answers under the quoted questions or above
them, numbered or not. Greetings, signatures and quoted mail are left out; what was
understood is shown. A section that says something already is not touched.

Every byte that is not part of the change stays: comments, order, unknown keys.

--commit commits the file as it then is, and leaves whatever else is staged or changed
alone. Where git cannot commit now, the change is saved all the same; one line says why,
and the exit code is 2.")]
pub struct Edit {
    /// The beginning of an id or a file name, or @latest
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub content: Content,
    /// Take the section of --as from a reply, in a file or on standard input with -
    #[arg(
        long,
        value_name = "FILE",
        requires = "writer",
        conflicts_with = "editor"
    )]
    pub reply: Option<PathBuf>,
    /// Open it in an editor
    #[arg(short, long)]
    pub editor: bool,
    /// Print the changed file and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Commit that one file to git, and nothing else
    #[arg(long, conflicts_with = "dry_run")]
    pub commit: bool,
}

/// A party's questions, as a message to paste into mail or chat
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog ask k7f3q --as candidate
  hirelog ask @latest --as manager | pbcopy
  hirelog edit k7f3q --as candidate --reply -     when the answer is there: paste it

Two or three questions fitted to the outcome, the stage and what the others dropped, then
what they would own and what they will do next time. A team adds its own as [[question]]
in hirelog.toml, and leaves one out by its slug in `hide`. The last line of the message
says which post-mortem a reply belongs to. Nothing is sent.")]
pub struct Ask {
    /// The beginning of an id or a file name, or @latest
    #[arg(value_name = "ID")]
    pub id: String,
    /// Whom to ask
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub party: Party,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AskFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskFormat {
    Text,
    Json,
}

/// Post-mortems, one line each
#[derive(Debug, Args)]
#[command(after_help = query())]
pub struct List {
    /// Which ones; all if left out
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Table,
    Json,
    /// One JSON object a line
    Jsonl,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
}

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

/// The words for dropped balls: all with their counts, or those that yours may mean
#[derive(Debug, Args)]
#[command(after_long_help = VOCAB)]
pub struct Vocab {
    /// What happened, in your own words; all of the vocabulary if left out;
    /// or `rename OLD NEW`
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Whose ball it is likely to be; without words, only theirs; of a renaming,
    /// only in their sections
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub party: Option<Party>,
    /// How far it got; without words, only what can be dropped there
    #[arg(short, long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Of a renaming, show what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

const VOCAB: &str = "\
Examples:
  hirelog vocab                                        every dropped ball, with its counts
  hirelog vocab didnt send them the prep doc           the closest ones, best first
  hirelog vocab 'went quiet' --as candidate            a hint of whose ball it is
  hirelog vocab took us 9 days --stage final-loop      a hint of how far it got
  hirelog vocab rename slow-feedback feedback-late --dry-run
                                                       one word for what had two

Words are taken for what they mean, not for how they are spelt. Counts are post-mortems of
the whole log that drop the ball; a `?` marks a word the vocabulary does not have. It works
outside a log too, with the built-in words. A team's own words go into hirelog.toml, under
[[dropped_ball]]: what stands in `aliases` is found here, and counts as the ball. Words the
log has grown that look like another are named below the list.

`rename` and exactly two words, quoted where one is several, turn the dropped ball OLD, under
any of its names, into NEW in every post-mortem, and in hirelog.toml where the team declared
it: all files or none, every other byte as it was. Where NEW stands in a list already, OLD
leaves it. Stages, outcomes and priorities are not renamed. With fewer words or more, `rename`
is a word to search for like any other; so it is in quotes: hirelog vocab 'rename a b'.";

/// Which log is used, and the value and origin of every setting
#[derive(Debug, Args)]
pub struct Where {
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}
