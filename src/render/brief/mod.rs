//! What to keep in mind on the way into the room, in every form.

mod json;
mod markdown;
mod page;
mod parts;

pub use json::brief_json;
pub use markdown::brief_markdown;
pub use page::brief_page;

#[cfg(test)]
mod tests;
