//! The commands that hand out what belongs to hirelog itself: what a shell, a
//! reader of manuals or an editor wants to know about it.

use clap::{Args, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

/// Completions for your shell: commands, flags, ids, dropped balls, roles, queries
#[derive(Debug, Args)]
#[command(after_long_help = COMPLETIONS)]
pub struct Completions {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
    /// What a shell hands over: the words so far. Prints what may stand for the last
    #[arg(last = true, value_name = "WORDS", hide = true)]
    pub words: Vec<OsString>,
    /// At which characters bash begins a new word
    #[arg(
        long,
        value_name = "CHARACTERS",
        hide = true,
        allow_hyphen_values = true
    )]
    pub word_breaks: Option<String>,
    /// An empty word follows, which PowerShell would not hand over
    #[arg(long, hide = true)]
    pub blank: bool,
}

/// The manual: one page, or a file for each command
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  hirelog man | man -l -         reads it
  hirelog man edit | man -l -    what `edit` does
  hirelog man --to ~/.local/share/man/man1
                                 puts it where man looks: then `man hirelog-edit`")]
pub struct Man {
    /// The command whose page it is; hirelog itself if left out
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write a file for each command into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

const COMPLETIONS: &str = "\
Examples:
  bash        echo 'source <(hirelog completions bash)' >> ~/.bashrc
  zsh         echo 'source <(hirelog completions zsh)' >> ~/.zshrc
  fish        hirelog completions fish > ~/.config/fish/completions/hirelog.fish
  powershell  add to $PROFILE: hirelog completions powershell | Out-String | Invoke-Expression
  elvish      add to rc.elv: eval (hirelog completions elvish | slurp)

Then `hirelog edit <TAB>` offers ids, with date, role and outcome where the shell shows
them, `hirelog list stage:of<TAB>` the values of a field, and `--dropped a,b<TAB>` the words
of the vocabulary and of your log. Only the log is read, and nothing is ever written.";

/// A JSON Schema of the files, for editors that know TOML
#[derive(Debug, Args)]
#[command(after_long_help = SCHEMA)]
pub struct Schema {
    /// Which file it describes
    #[arg(value_name = "FILE", default_value = "post-mortem")]
    pub file: SchemaFile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaFile {
    /// A post-mortem
    #[value(name = "post-mortem")]
    PostMortem,
    /// What holds for the team
    #[value(name = "hirelog.toml")]
    Team,
    /// What is yours alone
    #[value(name = "config.toml")]
    User,
}

const SCHEMA: &str = "\
Examples:
  hirelog schema > post-mortem.schema.json           beside hirelog.toml
  hirelog schema hirelog.toml > team.schema.json     name it in the first line of
                                                     hirelog.toml: #:schema team.schema.json

An editor that knows TOML (by Taplo: Even Better TOML, for one) then completes keys and
words, says what they mean, and marks what hirelog could not read. With this in
hirelog.toml, each new post-mortem says in its first line where its schema is:

  [new]
  schema = \"post-mortem.schema.json\"

The words of the log are among those suggested; no word is refused.";
