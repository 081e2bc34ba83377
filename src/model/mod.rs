//! What a hiring post-mortem is: an outcome, how far it got, and one section a
//! party on where that party can take responsibility. This room knows no file,
//! no TOML and no terminal; every other room speaks in its types.

mod about;
mod day;
mod decision;
mod entry;
mod fact;
mod figures;
mod file_name;
mod fit;
mod grouping;
mod id;
mod key;
mod name;
mod party;
mod path_text;
mod post_mortem;
mod rests_on;
mod rough_day;
mod said_day;
mod slug;
mod spelled;
mod spoken_length;
mod template;
mod terms;
mod value;

pub use about::{About, Emptied, Need, Redaction, ValueKind, Words};
pub use day::{Day, Span, month, weekday};
pub use decision::DecisionEntry;
pub use entry::Entry;
pub use fact::{Decision, Fact, PostMortem, Section};
pub use figures::{DayInFigures, DayOrder, DayOrders};
pub use file_name::{is_device, unportable};
pub use fit::Fit;
pub use grouping::Grouping;
pub use id::{Id, named_day};
pub use key::Key;
pub use name::{is_hidden, same_name};
pub use party::Party;
pub use path_text::{any_length, path_text, plain_path};
pub use post_mortem::{IMPORTED, MOST_PRIORITIES, REDACTED, SCHEMA, SORTED};
pub use rests_on::RestsOn;
pub use said_day::{DAYS_IN_WORDS, SaidDay, day_in_words, said_day};
pub use slug::{can_name, file_slug, says_none, says_something, slug};
pub use template::{keep_template, read_template};
pub use terms::{Asks, DroppedBall, EndedBy, Outcome, Priority, Question, Stage};
pub use value::{NewValue, Value, trimmed_lines};

pub(crate) use spelled::spelled;
