//! The conversation with a party: question after question at the terminal, or all
//! of them as a letter to send, whose reply is read back into a section. What is
//! asked and what becomes of it touches neither disk nor terminal; `drawn` and
//! `plain` are two ways of putting the questions to somebody at a terminal.

mod conversation;
mod drawn;
mod field;
mod frame;
mod line_editor;
mod memory;
mod message;
mod offers;
mod person;
mod plain;
mod reply;
mod step;

pub use conversation::{Conversation, Ended, Nudge, Part, Said, Scope, Setting, State};
pub use drawn::{Drawn, EditText};
pub use memory::Memory;
pub use message::Message;
pub use person::{Answer, Ask, By, Heard, Kind, Offer, Offers, Person, Progress};
pub use plain::{Lines, Plain};
pub use reply::{Misread, Reply, read_reply};
pub use step::Step;
