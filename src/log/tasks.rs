//! What is done to a log as a whole, each task in a file of its own.

pub(super) mod hook;
pub(super) mod init;
pub(super) mod marks;
pub(super) mod redact;
pub(super) mod rename;
pub(super) mod schema;
pub(super) mod strays;
