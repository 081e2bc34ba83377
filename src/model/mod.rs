//! What a hiring post-mortem is: an outcome, how far it got, and one section a
//! party on where that party can take responsibility. This room knows no file,
//! no TOML and no terminal; every other room speaks in its types.

mod about;
mod charset;
mod choices;
mod coming_day;
mod day;
mod entry;
mod fact;
mod figures;
mod id;
mod key;
mod name;
mod party;
mod path_text;
mod post_mortem;
mod prose;
mod rough_day;
mod said_day;
mod spelled;
mod template;
mod terms;
mod text;
mod value;

pub use about::{About, Emptied, Need, Redaction, ValueKind, Words};
pub use charset::{Undecodable, characters};
pub use choices::{Fit, Grouping, RestsOn};
pub use coming_day::{COMING_DAYS, coming_day};
pub use day::{Day, Span, month, weekday};
pub use entry::{DecisionEntry, Entry};
pub use fact::{Decision, Fact, PostMortem, Section};
pub use figures::{DayInFigures, DayOrder, DayOrders};
pub use id::{Id, named_day};
pub use key::Key;
pub use name::{
    can_name, file_slug, folded_words, is_hidden, same_name, says_none, says_something, slug,
};
pub use party::Party;
pub use path_text::{any_length, path_text, plain_path, unportable};
pub use post_mortem::{IMPORTED, MOST_PRIORITIES, REDACTED, SCHEMA, SORTED};
pub use prose::{is_shortened, sentence_ends, sentences};
pub use said_day::{DAYS_IN_WORDS, SaidDay, day_in_words, last_day_called, said_day, whole_day};
pub use template::{keep_template, read_template};
pub use terms::{Asks, DroppedBall, EndedBy, Outcome, Question, Term};
pub use text::{Text, TextList};
pub use value::{NewValue, Response, Value, trimmed_lines};

pub(crate) use spelled::spelled;
