//! hirelog: after a hiring outcome, where can each of the three parties take
//! responsibility?
//!
//! The rooms, in the order in which a post-mortem passes through them:
//!
//! - [`cli`] is what may be typed, with `flags` that several commands share, and [`context`] the world it is typed in;
//! - [`log`] finds the folder of files, reads it and changes it;
//! - [`model`] is what a post-mortem consists of;
//! - [`vocabulary`] knows the words: stages, outcomes, dropped balls, priorities, and
//!   the questions about them;
//! - `interview` asks a party about its part at the terminal, [`mail`] in a letter,
//!   whose reply it reads;
//! - `import` reads what applicant tracking systems export;
//! - [`language`] tells responsibility from blame, and sees what may not be kept;
//! - [`query`] picks post-mortems, and [`patterns`] counts what keeps being dropped
//!   and decides what is said of it;
//! - [`check`] says what is wrong with what was written, beyond its syntax;
//! - [`render`] turns any of it into text;
//! - `session` is what every command starts from, and `writing` brings a post-mortem
//!   from where it was said into its file;
//! - [`cmd`] has one file a command and ties the others together;
//! - [`diagnostic`] says what is wrong with a text, [`error`] what stopped a command.
//!
//! Imports run one way, from `cmd` down to `model`; `tests/it/structure.rs` holds
//! them to it, and `.clippy.toml` keeps disk, clock, environment and terminal in
//! the rooms they belong to.

pub mod check;
pub mod cli;
pub mod cmd;
pub mod context;
pub mod diagnostic;
pub mod error;
mod flags;
mod import;
mod interview;
pub mod language;
pub mod log;
pub mod mail;
pub mod model;
pub mod patterns;
pub mod query;
pub mod render;
mod session;
pub mod vocabulary;
mod writing;
