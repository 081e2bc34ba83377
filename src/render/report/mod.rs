//! The page for the weekly meeting, as Markdown, HTML or JSON. What is said and
//! drawn is worked out here, as plain values; how it is laid out is a template's
//! business, ours or the team's own.

mod charts;
mod document;
mod dots;
mod page;
mod promises;
mod telling;
mod template;

pub use template::{Flaw, Template};

use crate::report::Report;
use crate::vocabulary::Questions;
use page::Page;

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Markdown,
    Html,
}

/// What a page says beside the counts.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Which post-mortems, where not all were meant.
    pub query: &'a str,
    /// The team's own closing line.
    pub signoff: Option<&'a str>,
}

/// The page, laid out by our template, or by the team's own where it has one for
/// this form.
pub fn report(
    report: &Report,
    questions: &Questions<'_>,
    occasion: Occasion<'_>,
    form: Form,
    own: Option<&Template>,
) -> Result<String, Flaw> {
    let page = Page::of(report, questions, occasion);
    let document = document::document(report, questions, occasion.signoff);
    template::fill(form, own, &page, &document)
}

/// The same for programs: what `patterns` gives and what the page adds to it.
pub fn report_json(report: &Report, questions: &Questions<'_>, signoff: Option<&str>) -> String {
    super::json::pretty(&document::document(report, questions, signoff))
}
