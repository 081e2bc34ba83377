//! Flags that several commands have: the keys of a post-mortem, a day, a party, the
//! way to print.

mod content;
mod globals;

pub use content::{Content, KeyFlag, misplaced_list};
pub use globals::{Format, Globals, Saving, day_orders, groupings, parties, sentence};
