//! The one word book: how counts and statements are spoken, on every page. A
//! digest decides what is said; this turns it into words, and what is told apart
//! there is told apart here. Nothing is coloured, escaped or laid out: texts from
//! files pass through what the page shows them with.

mod ball;
mod names;
mod numbers;
mod promise;
mod run;
mod saved;
mod scope;
mod statement;

pub(super) use ball::{NEW_WORD, UNDECLARED, ball, evidence, mirror, trend};
pub(super) use names::{capital, first_sentence, whose};
pub(super) use numbers::{days, figures, nth_time, percent, share, span};
pub use numbers::{plural, times};
pub(super) use promise::{Telling, promise, promise_sentence};
pub(super) use run::{run, wall_of};
pub use saved::recurrences;
pub(super) use scope::{looking_back, matching, of_those, place, source};
pub(super) use statement::{
    UNFINISHED, asked, breath, item, kicker, of_log, priorities, sentence, sentences, title,
    waiting,
};
