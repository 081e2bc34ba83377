//! The conversation with a party: the questions as a letter to send, and the
//! reply to it read back into a section. Nothing here sends, asks or writes;
//! words come in and words go out.

mod message;
mod reply;

pub use message::Message;
pub use reply::{Misread, Reply, read_reply};
