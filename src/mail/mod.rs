//! Asking a party by mail or chat: the letter with its questions, and the reply, read back
//! into a section. Text in, text out: no disk, no terminal.

mod decode;
mod forms;
mod issue;
mod mark;
mod message;
mod page;
mod reply;
mod several;

pub use decode::decoded;
pub use forms::{LONGEST_LINK, Letters};
pub use issue::{GITHUB_FORM, GITLAB_FORM, github_form, gitlab_template};
pub use mark::Mark;
pub use message::{LetterLength, Message};
pub use page::page_message;
pub use reply::{Misread, NonAnswer, Reply, read_reply};
pub use several::{Mixed, Piece, pieces};
