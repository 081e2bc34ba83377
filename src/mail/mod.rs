//! Asking a party by mail or chat: the message with its questions, and the reply,
//! read back into a section. Text in, text out: no disk, no terminal.

mod message;
mod reply;

pub use message::Message;
pub use reply::{Misread, Reply, read_reply};
