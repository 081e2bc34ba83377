//! The conversation with a party, question after question. What is asked and what
//! becomes of an answer touches neither disk nor terminal: a [`Person`] answers,
//! who may sit at a terminal (`terminal`), or be played by a script.

mod conversation;
mod memory;
mod offers;
mod person;
mod step;
pub mod terminal;

pub use conversation::{Conversation, Ended, Nudge, Part, Said, Scope, Setting, State};
pub use memory::Memory;
pub use person::{Answer, Ask, Heard, Kind, Offer, Person};
pub use step::Step;
