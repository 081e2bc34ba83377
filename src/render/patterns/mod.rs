//! What keeps being dropped, in every form that people and programs read.

mod json;
mod markdown;
mod page;
mod words;

pub(super) use json::document;
pub use json::patterns_json;
pub use markdown::patterns_markdown;
pub use page::patterns_page;
