//! Problems in texts, drawn at their place, and errors with what to do next.

use super::style::{Look, Tone};
use super::visible;
use crate::diagnostic::{Diagnostic, Findings, Severity, line_and_column};
use crate::error::Error;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::borrow::Cow;

/// An error, the texts at fault, and the hints.
pub fn error(error: &Error, look: Look) -> String {
    let mut text = format!(
        "{}: {}\n",
        look.paint(Tone::Loud, "error"),
        visible(&error.to_string())
    );
    text.push_str(&findings(&error.findings, look));
    for hint in &error.hints {
        text.push_str(&format!(
            "{}: {}\n",
            look.paint(Tone::Heading, "hint"),
            visible(hint)
        ));
    }
    for further in &error.further {
        text.push_str(&self::error(further, look));
    }
    text
}

/// Files drawn in full; of more, each problem is one line.
const DRAWN: usize = 3;

/// Every problem of every text.
pub fn findings(all: &[Findings], look: Look) -> String {
    let mut text = String::new();
    for (index, one) in all.iter().enumerate() {
        for diagnostic in &one.diagnostics {
            text.push_str(&match &one.source {
                Some(source) if index < DRAWN => drawn(one, source, diagnostic, look),
                _ => line(one, diagnostic, look),
            });
        }
    }
    text
}

/// `path:line:column: error: message [code]`.
fn line(findings: &Findings, diagnostic: &Diagnostic, look: Look) -> String {
    let mut place = visible(&findings.path).into_owned();
    if let (Some(source), Some(bytes)) = (&findings.source, &diagnostic.place) {
        let (line, column) = line_and_column(source, bytes.start);
        place += &format!(":{line}:{column}");
    }
    let tone = match diagnostic.severity {
        Severity::Error => Tone::Loud,
        Severity::Warning => Tone::Watch,
        Severity::Advice => Tone::Quiet,
    };
    let word = diagnostic.severity.as_str();
    let help = diagnostic
        .help
        .as_deref()
        .map(|help| format!("; {}", visible(help)))
        .unwrap_or_default();
    format!(
        "{place}: {}: {}{help} [{}]\n",
        look.paint(tone, word),
        visible(&diagnostic.message),
        diagnostic.code
    )
}

fn drawn(findings: &Findings, source: &str, diagnostic: &Diagnostic, look: Look) -> String {
    let Some(place) = &diagnostic.place else {
        return line(findings, diagnostic, look);
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let (source, place) = around(source, place.clone());
    let message = visible(&diagnostic.message);
    let path = visible(&findings.path);
    let snippet = Snippet::source(source.text.as_ref())
        .line_start(source.first_line)
        .path(path.as_ref())
        .annotation(AnnotationKind::Primary.span(place));
    let help = diagnostic.help.as_deref().map(visible);
    let mut group = Group::with_title(
        level
            .primary_title(message.as_ref())
            .id(diagnostic.code.as_str()),
    )
    .element(snippet);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let decor = if look.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    };
    let renderer = renderer
        .decor_style(decor)
        .term_width(look.width.unwrap_or(140));
    format!("{}\n\n", renderer.render(&[group]))
}

struct Excerpt<'a> {
    text: Cow<'a, str>,
    first_line: usize,
}

/// The lines a problem touches, at most a few: what is drawn is what is shown,
/// with hidden characters made visible and the place moved along.
fn around(source: &str, place: std::ops::Range<usize>) -> (Excerpt<'_>, std::ops::Range<usize>) {
    let start = source[..place.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    // A text that is not closed runs to the end of the file; its first line is enough.
    let line_end = source[place.start..]
        .find('\n')
        .map_or(source.len(), |newline| place.start + newline);
    let end = place.end.clamp(place.start, line_end);
    let lead = visible(source[start..place.start].trim_start_matches('\u{feff}'));
    let marked = visible(&source[place.start..end]);
    let tail = visible(source[end..line_end].trim_end_matches('\r'));
    let marked_start = lead.len();
    let marked_end = marked_start + marked.trim_end().len();
    let text: Cow<'_, str> = Cow::Owned(format!("{lead}{marked}{tail}"));
    let first_line = line_and_column(source, start).0;
    (Excerpt { text, first_line }, marked_start..marked_end)
}
