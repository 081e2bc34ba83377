//! One post-mortem on its way into its file, whichever door it came through: flags, a
//! file, standard input, an editor, a conversation, a reply. Each door reads what was
//! meant; from there all go the same way: it is checked, written, and the person is told
//! what the log now knows.

pub mod commit;
pub mod compose;
pub mod content;
pub mod deciding;
pub mod destination;
pub mod ending;
pub mod finish;
pub mod guard;
mod guidance;
pub mod guided;
pub mod keeper;
pub mod letter;
pub mod meant;
pub mod proof;
pub mod reply;
pub mod section;
pub mod sentence;
pub mod sorting;
pub mod words;
