//! The page for the weekly meeting, as Markdown, HTML, JSON or a message. What is said and
//! drawn is worked out here, as plain values; how it is laid out is a template's
//! business, ours or the team's own.

mod charts;
mod document;
mod dots;
mod fitted;
mod groups;
mod head;
mod meeting;
mod monthly;
mod page;
mod promises;
mod slack;
mod template;
mod topics;
mod written;

pub use meeting::Meeting;
pub use template::{Flaw, Form, OwnTemplate};
pub use written::{heading, report, report_json};
