//! What is wrong with a text, and where: plain data. The reader of files and
//! the rules push diagnostics; render draws them; nothing here prints.

mod code;
mod fix;
mod nearest;
mod pointed;

pub use code::{Code, Family, Rule, Severity};
pub use fix::{Edit, Fix, Switch};
pub use nearest::nearest;
pub use pointed::{Pointed, Remedy};

use crate::model::{Day, Id};
use std::borrow::Cow;
use std::fmt::Display;
use std::ops::Range;

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// Bytes of the text; nothing when the problem is the text as a whole.
    pub place: Option<Range<usize>>,
    pub message: String,
    /// What becomes of it as long as nobody does anything.
    pub note: Option<&'static str>,
    /// What to do about it.
    pub help: Option<String>,
    /// A question to try instead of the words found.
    pub question: Option<String>,
    /// The key at fault, such as `manager.owned` or `recruiter.dropped[1]`.
    pub field: Option<String>,
    /// The words found, as they were read.
    pub words: Option<String>,
    /// What would put it right, where that is certain.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A problem that weighs what the table says, its place not yet known.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            place: None,
            message: message.into(),
            note: None,
            help: None,
            question: None,
            field: None,
            words: None,
            fix: None,
        }
    }

    pub fn error(code: Code, place: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            place: Some(place),
            ..Self::new(code, message)
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

    /// A day that is still to come also where colleagues are a day ahead: a post-mortem looks
    /// back.
    pub fn in_future(date: Day, today: Day) -> Option<Self> {
        if date <= today.plus_days(1) {
            return None;
        }
        let message = format!("{date} is in the future; today is {today}");
        let help = "a post-mortem looks back: write the day of the outcome";
        Some(Self::new(Code::Future, message).help(help))
    }

    /// A file whose name says one day, and its date another.
    pub fn of_another_day(id: &Id, named: Day, date: Day) -> Self {
        let message = format!("the file is named after {named}, and counted on {date}");
        Self::new(Code::FileDate, message).help(format!(
            "if {date} is right: hirelog edit {id} --date {date} renames the file"
        ))
    }

    #[must_use]
    pub fn at(mut self, place: Range<usize>) -> Self {
        self.place = Some(place);
        self
    }

    #[must_use]
    pub const fn note(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The message and the note, as one sentence.
    pub fn sentence(&self) -> Cow<'_, str> {
        match self.note {
            Some(note) => Cow::Owned(format!("{}; {note}", self.message)),
            None => Cow::Borrowed(&self.message),
        }
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

impl Findings {
    /// What was found in a text.
    pub fn of(path: impl Display, source: &str, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            path: path.to_string(),
            source: Some(source.to_owned()),
            diagnostics,
        }
    }

    /// The one problem of a file that is no text, or is one as a whole.
    pub fn of_file(path: impl Display, problem: Diagnostic) -> Self {
        Self {
            path: path.to_string(),
            source: None,
            diagnostics: vec![problem],
        }
    }
}

/// Counts lines and columns of places that come in order, passing over the text
/// once.
#[derive(Debug, Clone)]
pub struct Counter<'a> {
    source: &'a str,
    byte: usize,
    line: usize,
    column: usize,
}

impl<'a> Counter<'a> {
    pub fn new(source: &'a str) -> Self {
        let byte = source.len() - source.trim_start_matches('\u{feff}').len();
        Self {
            source,
            byte,
            line: 1,
            column: 1,
        }
    }

    /// As [`line_and_column`].
    pub fn at(&mut self, byte: usize) -> (usize, usize) {
        if byte < self.byte {
            *self = Self::new(self.source);
        }
        for character in self.source[self.byte..].chars() {
            let next = self.byte + character.len_utf8();
            if next > byte {
                break;
            }
            self.byte = next;
            self.column += 1;
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            }
        }
        (self.line, self.column)
    }

    /// Where a place begins, and where it ends.
    pub fn span(&mut self, place: &Range<usize>) -> ((usize, usize), (usize, usize)) {
        let start = self.at(place.start);
        (start, self.clone().at(place.end))
    }
}

/// One-based line and column (in characters) of a byte of the text.
pub fn line_and_column(source: &str, byte: usize) -> (usize, usize) {
    Counter::new(source).at(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_on_is_counting_anew() {
        for source in ["a = 1\r\nrôle = 2\n", "\u{feff}a\n\nb", "", "日本\n"] {
            let mut counter = Counter::new(source);
            for byte in (0..source.len() + 2).chain([0, 2, 1]) {
                assert_eq!(
                    counter.at(byte),
                    line_and_column(source, byte),
                    "{source:?} {byte}"
                );
            }
        }
    }

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
