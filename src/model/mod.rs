//! What a hiring post-mortem is: an outcome, how far it got, and one section a
//! party on where that party can take responsibility. This room knows no file,
//! no TOML and no terminal; every other room speaks in its types.

mod day;
mod entry;
mod id;
mod party;
mod post_mortem;
mod slug;
mod terms;

pub use day::{Day, Span, month};
pub use entry::Entry;
pub use id::Id;
pub use party::Party;
pub use post_mortem::{Fit, MOST_PRIORITIES, PostMortem, REDACTED, SCHEMA, Section};
pub use slug::{file_slug, slug};
pub use terms::{Asks, DroppedBall, Outcome, Priority, Question, Stage};
