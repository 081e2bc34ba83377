//! hirelog: after a hiring outcome, where can each of the three parties take
//! responsibility?
//!
//! The rooms, in the order in which a post-mortem passes through them:
//!
//! - `cli` is what may be typed, with `flags` that several commands share, and `context` the world it is typed in;
//! - `log` finds the folder of files, reads it and changes it;
//! - `model` is what a post-mortem consists of;
//! - `vocabulary` knows the words: stages, outcomes, dropped balls, priorities, and
//!   the questions about them;
//! - `interview` asks a party about its part at the terminal, `mail` in a letter,
//!   whose reply it reads;
//! - `import` reads what applicant tracking systems export;
//! - `sentence` reads a post-mortem that somebody said in one line;
//! - `language` tells responsibility from blame, and sees what may not be kept;
//! - `query` picks post-mortems, and `patterns` counts what keeps being dropped
//!   and decides what is said of it;
//! - `check` says what is wrong with what was written, beyond its syntax;
//! - `render` turns any of it into text;
//! - `session` is what every command starts from, and `writing` brings a post-mortem
//!   from where it was said into its file;
//! - `cmd` has one file a command and ties the others together;
//! - `talk` is what is said beside the answer, with commands to paste;
//! - `diagnostic` says what is wrong with a text, `error` what stopped a command.
//!
//! Imports run one way, from `cmd` down to `model`; `tests/it/structure.rs` holds
//! them to it, and `.clippy.toml` keeps disk, clock, environment and terminal in
//! the rooms they belong to.

mod check;
mod cli;
mod cmd;
mod context;
mod diagnostic;
mod error;
mod flags;
mod import;
mod interview;
mod language;
mod log;
mod mail;
mod model;
mod patterns;
mod query;
mod render;
mod sentence;
mod session;
mod talk;
mod vocabulary;
mod writing;

pub use cli::Cli;
pub use cmd::{complaint, run};
pub use context::{Context, emit, is_closed_pipe, say_mistakes};
pub use error::Error;

/// What the tests and benchmarks beside the crate look at, and nobody else.
#[doc(hidden)]
pub mod tested {
    pub use crate::check::{Checker, folded, rules};
    pub use crate::diagnostic::{Code, Diagnostic, Family};
    pub use crate::import::{
        ApplicationEnd, Calendar, Columns, ExportReader, ImportWords, OutcomeJudge, SideFile,
        SideFiles, System, TeamLabels, texts as archive_texts,
    };
    pub use crate::interview::{SectionSoFar, balls_by_meaning};
    pub use crate::language::{Language, Passage};
    pub use crate::log::{
        Defaults, Log, Prose, decode, decode_with, encode, encode_decision, name_fields, place,
        prose, read_user_settings, revise, spliced, switches,
    };
    pub use crate::mail::{
        LetterLength, Message, Misread, decoded, pieces as letter_pieces, read_reply,
    };
    pub use crate::model::{
        About, Day, Decision, DecisionEntry, DroppedBall, Emptied, Entry, Fact, Fit, Grouping, Id,
        Key, Need, NewValue, Party, PostMortem, REDACTED, Redaction, RestsOn, Section, Span, Term,
        Text, TextList, Value, ValueKind, Words,
    };
    pub use crate::patterns::{
        Ball, BehindBall, Change, Claim, Digest, Direction, Enders, Logarithms, Patterns, Reached,
        STAKES, Settings, Share, Stake, Verdict, behind, days, grouped, history, months, patterns,
        patterns_since_decisions, recurrences, runs, weigh,
    };
    pub use crate::query::Query;
    pub use crate::render::{
        Extent, Form, Look, Meeting, patterns_json, patterns_page, report, report_json,
    };
    pub use crate::sentence::{SentenceResources, Understood, read as read_sentence};
    pub use crate::vocabulary::search::{Hints, Search};
    pub use crate::vocabulary::{Questions, TeamWords, Vocabulary};
}
