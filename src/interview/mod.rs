//! The conversation with a party, question after question. What is asked and what
//! becomes of an answer touches neither disk nor terminal: a [`Person`] answers,
//! who may sit at a terminal (`terminal`), or be played by a script.

mod chosen;
mod conversation;
mod memory;
mod offers;
mod person;
mod resources;
mod spoken;
mod state;
mod step;
pub mod terminal;

pub use conversation::{Conversation, InterviewEnd, Keep, SentenceReading};
pub use memory::{FRESH_CASE, Memory};
pub use offers::{SectionSoFar, balls_by_meaning, in_a_letter};
pub use person::{By, Heard, Offer, PartProgress, Person, Prompt, PromptKind, Response};
pub use resources::{Nudge, Resources, TypedText};
pub use spoken::spoken_rows;
pub use state::{InterviewState, Occasion};
pub use step::Step;
