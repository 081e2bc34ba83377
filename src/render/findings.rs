//! Problems in texts, drawn at their place, and errors with what to do next.

use super::style::{Look, Tone};
use super::wrap::wrap;
use crate::diagnostic::{Counter, Diagnostic, Findings, Fix, Severity, line_and_column};
use crate::error::{Error, Kind};
use crate::talk::{Talk, visible, visible_lines};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use std::ops::Range;

/// An error, the texts at fault, and the hints.
pub fn error(error: &Error, look: Look) -> Talk {
    Talk::drawn(drawn_error(error, look))
}

fn drawn_error(error: &Error, look: Look) -> String {
    let mut text = String::new();
    // Who presses Ctrl-C made no mistake.
    if error.kind != Kind::Interrupted {
        text.push_str(&format!("{}: ", look.paint(Tone::Error, "error")));
    }
    text.push_str(&format!("{}\n", visible(&error.to_string())));
    text.push_str(findings(&error.findings, look).as_str());
    for hint in &error.hints {
        text.push_str(&format!(
            "{}: {}\n",
            look.paint(Tone::Heading, "hint"),
            visible(hint)
        ));
    }
    for further in &error.further {
        text.push_str(&drawn_error(further, look));
    }
    text
}

/// Files drawn in full, and findings of each; of more, each problem is one line.
const DRAWN: usize = 3;
const DRAWN_OF_ONE: usize = 60;

/// Every problem of every text.
pub fn findings(all: &[Findings], look: Look) -> Talk {
    let mut text = String::new();
    for (index, one) in all.iter().enumerate() {
        let mut counter = one.source.as_deref().map(Counter::new);
        for (number, diagnostic) in one.diagnostics.iter().enumerate() {
            let is_drawn = index < DRAWN && number < DRAWN_OF_ONE;
            text.push_str(&match &one.source {
                Some(source) if is_drawn && diagnostic.place.is_some() => {
                    drawn(one, source, diagnostic, look)
                }
                _ => one_line(&one.path, place(&mut counter, diagnostic), diagnostic, look),
            });
        }
    }
    Talk::drawn(text)
}

pub(super) fn place(
    counter: &mut Option<Counter<'_>>,
    diagnostic: &Diagnostic,
) -> Option<(usize, usize)> {
    let (counter, place) = (counter.as_mut()?, diagnostic.place.as_ref()?);
    Some(counter.at(place.start))
}

/// `path:line:column: error[code]: message`.
pub(super) fn one_line(
    path: &str,
    place: Option<(usize, usize)>,
    diagnostic: &Diagnostic,
    look: Look,
) -> String {
    let place = place.map(|(line, column)| format!(":{line}:{column}"));
    let tone = match diagnostic.severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Advice => Tone::Quiet,
    };
    let word = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.code);
    let help = diagnostic
        .help
        .as_deref()
        .map(|help| format!("; {}", visible(help)))
        .unwrap_or_default();
    format!(
        "{}{}: {}: {}{help}\n",
        visible(path),
        place.unwrap_or_default(),
        look.paint(tone, word),
        visible(&diagnostic.sentence())
    )
}

pub(super) fn drawn(
    findings: &Findings,
    source: &str,
    diagnostic: &Diagnostic,
    look: Look,
) -> String {
    if diagnostic
        .place
        .as_ref()
        .is_some_and(|place| line_length(source, place.start) > LONGEST)
    {
        let place = place(&mut Some(Counter::new(source)), diagnostic);
        return one_line(&findings.path, place, diagnostic, look);
    }
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let message = diagnostic.sentence();
    let message = visible(&message);
    let path = visible(&findings.path);
    let title = level
        .primary_title(message.as_ref())
        .id(diagnostic.code.as_str());
    let mut group = match &diagnostic.place {
        Some(place) => {
            let (text, marked) = around(source, place.clone());
            let snippet = Snippet::source(text)
                .line_start(line_and_column(source, place.start).0)
                .path(path.as_ref())
                .annotation(AnnotationKind::Primary.span(marked));
            Group::with_title(title).element(snippet)
        }
        None => Group::with_title(title).element(Origin::path(path.as_ref())),
    };
    let laid_out = |text: &String| laid_out(text, look);
    let help = diagnostic.help.as_ref().map(laid_out);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let question = diagnostic.question.as_ref().map(laid_out);
    if let Some(question) = &question {
        group = group.element(Level::HELP.with_name("ask").message(question.as_str()));
    }
    let mut groups = vec![group];
    let what = diagnostic.fix.as_ref().map(|fix| visible(&fix.what));
    if let (Some(fix), Some(what)) = (&diagnostic.fix, &what) {
        let title = Level::HELP.secondary_title(what.as_ref());
        groups.push(match patches(source, fix) {
            Some(snippet) => Group::with_title(title).element(snippet),
            None => Group::with_title(title),
        });
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
    let text = renderer.render(&groups);
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    format!("{}\n\n", lines.join("\n"))
}

/// A longer line is not drawn: nobody would see where in it the place is.
const LONGEST: usize = 4_000;

fn line_length(source: &str, byte: usize) -> usize {
    let before = source[..byte]
        .rfind('\n')
        .map_or(byte, |newline| byte - newline);
    before + source[byte..].find('\n').unwrap_or(source.len() - byte)
}

/// A sentence in the space that a terminal leaves it.
fn laid_out(text: &str, look: Look) -> String {
    let text = visible(text);
    match look.width {
        Some(width) => wrap(&text, width.saturating_sub(12), "", ""),
        None => text.into_owned(),
    }
}

/// The lines that a fix changes, with the change; `None` where something in
/// them would not be shown as it is.
fn patches<'a>(source: &'a str, fix: &'a Fix) -> Option<Snippet<'a, Patch<'a>>> {
    let first = fix.edits.iter().map(|edit| edit.place.start).min()?;
    let last = fix.edits.iter().map(|edit| edit.place.end).max()?;
    let start = source[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let end = source[last..]
        .find('\n')
        .map_or(source.len(), |newline| last + newline);
    let lines = source[start..end].trim_end_matches('\r');
    let shown_as_they_are = |text: &str| visible_lines(text) == text;
    if !shown_as_they_are(lines) || !fix.edits.iter().all(|edit| shown_as_they_are(&edit.text)) {
        return None;
    }
    let patches = fix.edits.iter().map(|edit| {
        let place = edit.place.start - start..edit.place.end - start;
        Patch::new(place, edit.text.as_str())
    });
    let snippet = Snippet::source(lines).line_start(line_and_column(source, start).0);
    Some(snippet.patches(patches))
}

/// The lines a problem touches, at most a few: what is drawn is what is shown,
/// with hidden characters made visible and the place moved along.
fn around(source: &str, place: Range<usize>) -> (String, Range<usize>) {
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
    (format!("{lead}{marked}{tail}"), marked_start..marked_end)
}
