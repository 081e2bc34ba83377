//! What may be typed behind `hirelog completions`.

use clap::{Args, ValueEnum};
use std::ffi::OsString;

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
