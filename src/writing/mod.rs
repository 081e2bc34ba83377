//! One post-mortem, from where it was said (flags, a file, an editor, a conversation, a
//! reply) to a saved file.

pub mod commit;
pub mod compose;
pub mod content;
pub mod given;
pub mod guided;
pub mod keeper;
pub mod place;
pub mod reply;
pub mod section;
pub mod words;
