//! What may be typed: clap types and nothing else.

mod ask;
mod brief;
mod check;
mod completions;
mod edit;
mod export;
mod import;
mod init;
mod list;
mod man;
mod new;
mod patterns;
mod redact;
pub mod reference;
mod report;
mod schema;
mod show;
mod sort;
mod vocab;
mod r#where;

pub use ask::{Ask, AskFormat};
pub use brief::{Brief, BriefFormat};
pub use check::{Check, CheckFormat, Denied};
pub use completions::{Completions, Shell};
pub use edit::Edit;
pub use export::{Export, ExportFormat, Rows};
pub use import::{Import, Included};
pub use init::Init;
pub use list::{List, ListFormat};
pub use man::Man;
pub use new::New;
pub use patterns::{Patterns, PatternsFormat};
pub use redact::Redact;
pub use report::{Report, ReportFormat, ReportPeriod};
pub use schema::{Schema, SchemaFile};
pub use show::Show;
pub use sort::Sort;
pub use vocab::Vocab;
pub use r#where::Where;

use crate::flags::Globals;
use crate::query::MINUS;
use clap::{Parser, Subcommand};
use std::ffi::OsString;

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
    ///
    /// # Errors
    /// What is wrong with it, or the help that was asked for.
    pub fn read(typed: impl Iterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(as_read(typed))
    }
}

/// A term such as `-stage:offer` would be taken for flags, so its hyphen becomes
/// a minus sign, which the query reads alike; behind `--` everything stays as it is.
pub fn as_read(typed: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut flags_end = false;
    behind_the_command(typed).into_iter().map(move |word| {
        flags_end |= word == "--";
        match word.to_str().and_then(negated_term) {
            Some(term) if !flags_end => OsString::from(term),
            _ => word,
        }
    })
}

/// The parser keeps of a flag that stands before and behind the command only what is
/// behind: the logs that are named before move there.
fn behind_the_command(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut typed: Vec<_> = typed.collect();
    let (mut logs, mut at) = (Vec::new(), 1);
    while let Some(word) = typed
        .get(at)
        .map(|word| word.to_string_lossy().into_owned())
    {
        let is_joined = word.starts_with("--log=") || word.starts_with("-C") && word.len() > 2;
        match word.as_str() {
            "-C" | "--log" if at + 1 < typed.len() => logs.extend(typed.drain(at..at + 2)),
            _ if is_joined => logs.push(typed.remove(at)),
            "--color" => at += 2,
            flag if flag.starts_with('-') && flag != "--" => at += 1,
            _ => break,
        }
    }
    let at = if at < typed.len() { at + 1 } else { 1 };
    typed.splice(at..at, logs);
    typed
}

fn negated_term(word: &str) -> Option<String> {
    let term = word.strip_prefix('-')?;
    let (field, _) = term.split_once(':')?;
    let is_field = field.len() > 1 && field.bytes().all(|byte| byte.is_ascii_lowercase());
    is_field.then(|| format!("{MINUS}{term}"))
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    New(New),
    Edit(Edit),
    Sort(Sort),
    Ask(Ask),
    List(List),
    Show(Show),
    Patterns(Patterns),
    Brief(Brief),
    Report(Report),
    Vocab(Vocab),
    Check(Check),
    Import(Box<Import>),
    Export(Export),
    Redact(Redact),
    Where(Where),
    Completions(Completions),
    Man(Man),
    Schema(Schema),
}
