//! Filling a template. Whatever comes out of the log is escaped for the form it
//! goes into, in our template and in a team's own; a team's template may take
//! ours for its base. It can read nothing, run nothing and not run for ever.

use super::super::markdown;
use super::slack;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior};
use serde_json::{Value as Json, json};
use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Markdown,
    Html,
    /// Its head, for a channel of Slack.
    Slack,
}

/// A template of the team's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// As the team's file names it.
    pub path: String,
    pub source: String,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Whether it is the team's own template, and not one of ours.
    pub path: String,
    /// One-based; `None` where the mistake has no place.
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub what: String,
}

/// By the names under which a team's template may use them.
const OURS: [(&str, &str); 4] = [
    (
        "hirelog/report.html",
        include_str!("../../../templates/report.html"),
    ),
    (
        "hirelog/report.css",
        include_str!("../../../templates/report.css"),
    ),
    (
        "hirelog/report.md",
        include_str!("../../../templates/report.md"),
    ),
    (
        "hirelog/report.slack",
        include_str!("../../../templates/report.slack"),
    ),
];

/// Instructions; the page of a thousand post-mortems takes about a hundredth.
const FUEL: u64 = 10_000_000;
/// Bytes of a page that somebody could still open.
const LARGEST: usize = 16 << 20;
/// Bytes of a template. Each may be a step deeper, which takes up to some hundred bytes of
/// the stack.
const LARGEST_TEMPLATE: usize = 256 << 10;
const STACK: usize = 512 << 20;
const PATIENCE: Duration = Duration::from_secs(30);
const TOO_LONG: &str = "it runs too long";

/// What a template sees: `report` is what `--format json` prints, `page` what
/// our own templates lay out.
pub(super) fn fill(
    form: Form,
    own: Option<&OwnTemplate>,
    page: &Json,
    report: &Json,
) -> Result<String, Flaw> {
    let input = Value::from(Serde(json!({ "page": page, "report": report })));
    match own {
        None => filled(form, None, input),
        Some(own) => filled_aside(form, own.clone(), input),
    }
}

/// A team's own template may be put together so that it never ends, or goes deeper than a
/// stack: it is filled on a thread of its own, which is given up after a while.
fn filled_aside(form: Form, own: OwnTemplate, input: Value) -> Result<String, Flaw> {
    let path = own.path.clone();
    let flaw = |what: &str| Flaw {
        path: path.clone(),
        line: None,
        column: None,
        what: what.to_owned(),
    };
    if own.source.len() > LARGEST_TEMPLATE {
        return Err(flaw(
            "it is larger than 256 KiB, which no template has to be",
        ));
    }
    let (send, filling) = mpsc::channel();
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            // Nobody waits any more where that fails.
            let _ = send.send(filled(form, Some(&own), input));
        })
        .map_err(|_| flaw("it needs a thread of its own, and the system gives none"))?;
    match filling.recv_timeout(PATIENCE) {
        Ok(page) => page,
        Err(RecvTimeoutError::Timeout) => Err(flaw(TOO_LONG)),
        Err(RecvTimeoutError::Disconnected) => Err(flaw("it cannot be filled")),
    }
}

fn filled(form: Form, own: Option<&OwnTemplate>, input: Value) -> Result<String, Flaw> {
    let built_in = match form {
        Form::Markdown => "hirelog/report.md",
        Form::Html => "hirelog/report.html",
        Form::Slack => "hirelog/report.slack",
    };
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(escaping);
    templates.set_formatter(write_value);
    templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    templates.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()
            .map_err(|error| flaw(&error, built_in))?,
    );
    templates.set_debug(true);
    templates.set_fuel(Some(FUEL));
    let name = own.map_or(built_in, |own| own.path.as_str());
    let all = OURS.iter().map(|(name, source)| (*name, *source));
    for (name, source) in all.chain(own.map(|own| (own.path.as_str(), own.source.as_str()))) {
        templates
            .add_template(name, source)
            .map_err(|error| flaw(&error, name))?;
    }
    let template = templates
        .get_template(name)
        .map_err(|error| flaw(&error, name))?;
    let mut text = Bounded(Vec::new());
    template
        .render_captured_to(input, &mut text)
        .map_err(|error| flaw(&error, name))?;
    Ok(String::from_utf8_lossy(&text.0).into_owned())
}

/// A style sheet of ours is no text from a log.
fn escaping(name: &str) -> AutoEscape {
    match name.rsplit('.').next() {
        Some("md") => AutoEscape::Custom("markdown".into()),
        Some("slack") => AutoEscape::Custom("slack".into()),
        Some("css") => AutoEscape::None,
        _ => AutoEscape::Html,
    }
}

fn write_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    // Lists of lists hold little and say much: that is found out before they are drawn.
    if matches!(
        value.kind(),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable
    ) {
        write!(SpaceLeft(LARGEST), "{value}").map_err(|error| {
            minijinja::Error::new(ErrorKind::WriteFailure, "too large").with_source(error)
        })?;
    }
    match state.auto_escape() {
        AutoEscape::Custom(form) if value.kind() == ValueKind::String && !value.is_safe() => {
            let text = value.as_str().unwrap_or_default();
            let text = match form.as_ref() {
                "slack" => slack::words(text),
                _ => markdown::escaped(text),
            };
            out.write_str(&text).map_err(minijinja::Error::from)
        }
        AutoEscape::Custom(_) => write!(out, "{value}").map_err(minijinja::Error::from),
        _ => match value
            .as_str()
            .filter(|text| !value.is_safe() && text.contains(runs_left))
        {
            Some(text) => {
                let value = Value::from(isolated(text));
                minijinja::escape_formatter(out, state, &value)
            }
            None => minijinja::escape_formatter(out, state, value),
        },
    }
}

/// A letter of a script that runs from right to left.
fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Words that run from right to left apart from what stands beside them, whose figures
/// would else be read with them.
fn isolated(text: &str) -> String {
    let is_other = |letter: char| letter.is_alphanumeric() && !runs_left(letter);
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(runs_left) {
        let run = &rest[start..];
        let run = &run[..run.find(is_other).unwrap_or(run.len())];
        let end = run.rfind(runs_left).unwrap_or(0);
        let end = end + run[end..].chars().next().map_or(0, char::len_utf8);
        shown += &format!("{}\u{2068}{}\u{2069}", &rest[..start], &run[..end]);
        rest = &rest[start + end..];
    }
    shown + rest
}

fn flaw(error: &minijinja::Error, name: &str) -> Flaw {
    let path = error.name().unwrap_or(name).to_owned();
    let column = error
        .template_source()
        .zip(error.range())
        .map(|(source, range)| {
            let before = &source.as_bytes()[..range.start.min(source.len())];
            let line = before
                .rsplit(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            String::from_utf8_lossy(line).chars().count() + 1
        });
    let what = match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => TOO_LONG.to_owned(),
        (ErrorKind::WriteFailure, _) => "the page grows too large".to_owned(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
        (kind, None) => kind.to_string(),
    };
    Flaw {
        path,
        line: error.line(),
        column,
        what,
    }
}

/// So many bytes that something may say.
struct SpaceLeft(usize);

impl fmt::Write for SpaceLeft {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Takes as much as a page may hold.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST {
            return Err(io::Error::other("too large"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_from_right_to_left_takes_no_figures_with_it() {
        let role = "\u{5de}\u{5d4} \u{5ea}";
        let text = format!("{role} (B2B): 3 losses at {role}");
        let apart = format!("\u{2068}{role}\u{2069}");
        assert_eq!(
            isolated(&text),
            format!("{apart} (B2B): 3 losses at {apart}")
        );
        assert_eq!(isolated("Größe"), "Größe");
    }
}
