//! Asking a party by mail or chat: the letter with its questions, and the reply, read back
//! into a section. Text in, text out: no disk, no terminal.

mod decode;
mod mark;
mod message;
mod reply;

pub use decode::decoded;
pub use message::{Length, Message};
pub use reply::{Courtesy, Misread, Reply, read_reply};
