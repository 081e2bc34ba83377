//! What may be typed behind `hirelog schema`.

use clap::{Args, ValueEnum};

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
    /// A decision of a meeting
    Decision,
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
