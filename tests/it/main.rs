//! What needs more than one function to show itself: whole processes, git, shells,
//! a terminal, an editor, a browser, and the properties of the file format. One
//! program, so that it is linked once; `cargo test --test it editor::` runs a part.
//!
//! Beside it stand `tests/cases.rs`, which runs the pages of `tests/cases`, the
//! second count of the patterns in `tests/recount`, and the figures of the language
//! rules in `tests/language`.

mod archives;
mod capture;
mod check;
mod commits;
mod completions;
mod conversation;
mod corpus;
mod deciding;
mod disks;
mod doors;
mod edges;
mod editor;
mod exports;
mod faults;
mod findings;
mod format;
mod git;
mod guarded;
mod hooks;
mod import;
mod keys;
mod leftovers;
mod letters;
mod limits;
mod linear;
mod look_back;
mod manual;
mod memory;
mod processes;
mod reimport;
mod replies;
mod report;
mod schema;
mod search;
mod sentence;
mod shapes;
mod sorting;
mod staged;
mod structure;
mod support;
mod tables;
mod talk;
mod terminal;
mod twins;
mod waits;
mod weekly;
