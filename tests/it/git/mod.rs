//! What git makes of the files, and what hirelog asks of git.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

mod commits;
mod merges;
mod refusals;
mod repositories;
mod team;
