//! Writing the page out.

use super::super::json::pretty;
use super::document::document;
use super::head;
use super::meeting::Meeting;
use super::page::page;
use super::slack::fitted;
use super::template::{Flaw, Form, OwnTemplate, fill};

/// The page, laid out by our template, or by the team's own where it has one for
/// this form.
///
/// # Errors
///
/// A template with a mistake in it, or one that runs too long.
pub fn report(
    meeting: &Meeting<'_>,
    form: Form,
    own: Option<&OwnTemplate>,
) -> Result<String, Flaw> {
    let text = fill(form, own, &page(meeting), &document(meeting))?;
    Ok(match form {
        Form::Slack => fitted(&text),
        Form::Markdown | Form::Html => text,
    })
}

/// The same for programs: what `patterns` gives and what the page adds to it.
pub fn report_json(meeting: &Meeting<'_>) -> String {
    pretty(&document(meeting))
}

/// The first thing the page says.
pub fn heading(meeting: &Meeting<'_>) -> String {
    head::heading(meeting)
}
