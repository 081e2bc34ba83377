//! What keeps being dropped, in every form that people and programs read.

mod balls;
mod behind;
mod grouped;
mod json;
mod markdown;
mod page;
mod sheet;

pub use behind::{behind_markdown, behind_page};
pub(super) use grouped::{by, cell, few, group_name};
pub use grouped::{grouped_json, grouped_markdown, grouped_page};
pub use json::{behind_json, patterns_json};
pub(super) use json::{commitment, decision, document, wall};
pub use markdown::patterns_markdown;
pub use page::{Extent, patterns_page};
