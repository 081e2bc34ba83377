//! Changing a text and leaving every other byte: single values, one word of a list,
//! and the texts that a person or a new file takes up.

pub(super) mod encode;
pub(super) mod revise;
pub(super) mod reword;
