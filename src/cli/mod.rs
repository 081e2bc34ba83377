//! What may be typed: clap types and nothing else.

mod ask;
mod brief;
mod check;
mod completions;
mod decide;
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
pub use brief::{BriefFlags, BriefFormat};
pub use check::{Check, CheckFormat, Denied};
pub use completions::{Completions, Shell};
pub use decide::Decide;
pub use edit::EditFlags;
pub use export::{ExportFlags, ExportFormat, Rows};
pub use import::{Import, Included};
pub use init::{Init, Weekly};
pub use list::{List, ListFormat};
pub use man::Man;
pub use new::New;
pub use patterns::{PatternsFlags, PatternsFormat};
pub use redact::Redact;
pub use report::{Report, ReportFormat, ReportPeriod};
pub use schema::{Schema, SchemaFile};
pub use show::Show;
pub use sort::Sort;
pub use vocab::Vocab;
pub use r#where::Where;

use crate::flags::{Globals, misplaced_list};
use crate::query::MINUS;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;

#[derive(Debug, Parser)]
#[command(
    name = "hirelog",
    bin_name = "hirelog",
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
        let typed: Vec<OsString> = typed.collect();
        if let Some(error) = misplaced_list(&typed) {
            return Err(error.format(&mut Self::command()));
        }
        let read = Self::try_parse_from(as_read(asking_for_help(typed.clone()).into_iter()));
        read.map_err(|error| with_what_is_missing(error, &typed))
    }
}

/// Says where an id that is missing is to be had, or what would do; and of the flags in the
/// usage those that are missing, not those that were typed.
fn with_what_is_missing(mut error: clap::Error, typed: &[OsString]) -> clap::Error {
    let missing = match (error.kind(), error.get(ContextKind::InvalidArg)) {
        (ErrorKind::MissingRequiredArgument, Some(ContextValue::Strings(names))) => names.clone(),
        _ => return error,
    };
    let tip = match missing.first().map(String::as_str) {
        Some("<ID>") => "`hirelog list` shows the ids; @latest is the last one",
        Some("--from <SYSTEM>") => {
            "such as: hirelog import applications.json --from greenhouse --dry-run"
        }
        _ => "",
    };
    if !tip.is_empty() {
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(ContextKind::Suggested, tip);
    }
    let mut cli = Cli::command();
    cli.build();
    let mut words = typed.iter().filter_map(|word| word.to_str());
    let name = words.find(|word| cli.find_subcommand(word).is_some());
    if let Some(command) = name.and_then(|name| cli.find_subcommand_mut(name)) {
        let mut usage = command.render_usage().to_string();
        for one in missing {
            let optional = one.replace('<', "[").replace('>', "]");
            usage = match one.starts_with('-') {
                _ if usage.contains(&one) => usage,
                true => usage.replacen("[OPTIONS]", &format!("[OPTIONS] {one}"), 1),
                false => usage.replacen(&optional, &one, 1),
            };
        }
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage.into()));
    }
    error
}

/// `help new` asks what `new --help` does.
fn asking_for_help(mut typed: Vec<OsString>) -> Vec<OsString> {
    if typed.get(1).is_some_and(|word| word == "help") {
        typed.remove(1);
        typed.push("--help".into());
    }
    typed
}

/// A term such as `-stage:offer` or `-accepted` would be taken for flags, so its hyphen
/// becomes a minus sign, which the query reads alike; behind `--` everything stays as it is.
pub fn as_read(typed: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let (mut flags_end, mut takes_a_query) = (false, false);
    behind_the_command(typed).into_iter().map(move |word| {
        flags_end |= word == "--";
        takes_a_query |= word.to_str().is_some_and(|word| QUERYING.contains(&word));
        match word
            .to_str()
            .and_then(|word| negated_term(word, takes_a_query))
        {
            Some(term) if !flags_end => OsString::from(term),
            _ => word,
        }
    })
}

/// The commands behind which words are a query.
const QUERYING: [&str; 7] = [
    "list", "patterns", "brief", "report", "export", "sort", "show",
];

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

fn negated_term(word: &str, takes_a_query: bool) -> Option<String> {
    let term = word.strip_prefix('-')?;
    let is_term = match term.split_once(':') {
        Some((field, _)) => field.len() > 1 && field.bytes().all(|byte| byte.is_ascii_lowercase()),
        None => {
            let mut letters = term.chars();
            takes_a_query
                && term.chars().count() > 1
                && letters.all(|one| one.is_alphanumeric() || one == '-')
                && term.starts_with(char::is_alphabetic)
                && !term.starts_with('C')
        }
    };
    is_term.then(|| format!("{MINUS}{term}"))
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    New(New),
    Edit(EditFlags),
    Sort(Sort),
    Decide(Decide),
    Ask(Ask),
    List(List),
    Show(Show),
    Patterns(PatternsFlags),
    Brief(BriefFlags),
    Report(Report),
    Vocab(Vocab),
    Check(Check),
    Import(Box<Import>),
    Export(ExportFlags),
    Redact(Redact),
    Where(Where),
    Completions(Completions),
    Man(Man),
    Schema(Schema),
}
