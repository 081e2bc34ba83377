//! What is wrong with a text, and where: plain data. The reader of files and
//! the rules push diagnostics; render draws them; nothing here prints.

mod code;
mod nearest;

pub use code::Code;
pub use nearest::nearest;

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The text cannot be used as it is.
    Error,
    /// It can, but something in it will surprise.
    Warning,
    /// Something to think about; nobody has to do anything.
    Advice,
}

impl Severity {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// Bytes of the text; nothing when the problem is the text as a whole.
    pub place: Option<Range<usize>>,
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn error(code: Code, place: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place: Some(place),
            message: message.into(),
            help: None,
        }
    }

    pub fn warning(code: Code, place: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// A problem of the file as a whole.
    pub fn of_file(code: Code, message: impl Into<String>) -> Self {
        Self {
            place: None,
            ..Self::error(code, 0..0, message)
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A text with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The file, as the reader should name it.
    pub path: String,
    /// Its text, where it is text.
    pub source: Option<String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// One-based line and column (in characters) of a byte of the text.
pub fn line_and_column(source: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..]
        .trim_start_matches('\u{feff}')
        .chars()
        .count()
        + 1;
    (before.matches('\n').count() + 1, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_lines_and_characters() {
        let source = "a = 1\r\nrôle = 2\n";
        assert_eq!(line_and_column(source, 0), (1, 1));
        assert_eq!(line_and_column(source, source.find('=').unwrap()), (1, 3));
        assert_eq!(line_and_column(source, source.rfind('2').unwrap()), (2, 8));
        assert_eq!(line_and_column(source, 9), (2, 2), "inside a character");
        assert_eq!(line_and_column(source, 999), (3, 1));
        assert_eq!(
            line_and_column("\u{feff}x", 3),
            (1, 1),
            "a byte order mark takes no column"
        );
    }
}
