//! Two ways of putting the questions of a conversation to somebody at a terminal:
//! drawn in a frame that follows every key, or as plain lines, one below the other.

mod drawn;
mod field;
mod frame;
mod line_editor;
mod plain;
mod reviewed;

pub use drawn::{Drawn, EditText};
pub use plain::Plain;
