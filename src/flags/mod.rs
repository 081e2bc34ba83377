//! Flags that several commands have: the keys of a post-mortem, a day, a party, the
//! way to print.

mod content;
mod format;
mod globals;
mod saving;
mod values;

pub use content::{Content, KeyFlag, misplaced_list};
pub use format::Format;
pub use globals::Globals;
pub use saving::Saving;
pub use values::{day_orders, groupings, parties, sentence};
