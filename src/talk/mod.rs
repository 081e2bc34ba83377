//! What is said beside the answer, on standard error. Whatever stands in it (a file, a
//! name, what git says) is escaped at one place, when it is added; and commands to be
//! pasted are shell_word at one place.

mod command;
mod visible;

pub use command::{CommandLine, for_this_log, shell_word};
pub use visible::{for_chat, one_line, visible, visible_lines};

use std::fmt;
use std::ops::AddAssign;

/// Lines for a person, in which nothing is left that a terminal would obey, but the
/// colours that we drew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Talk(String);

impl Talk {
    /// What was drawn for a terminal, in which every text from elsewhere was made visible
    /// before it was coloured and laid out.
    pub const fn drawn(text: String) -> Self {
        Self(text)
    }

    /// Several lines as they are; `+=` takes one line, as a name may hold a newline and
    /// must not begin a line that looks like ours.
    pub fn lines(text: &str) -> Self {
        Self(visible_lines(text).into_owned())
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Before what is there.
    pub fn prepend(&mut self, first: &Self) {
        self.0.insert_str(0, &first.0);
    }
}

impl fmt::Display for Talk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One line, which a newline may end.
impl From<&str> for Talk {
    fn from(line: &str) -> Self {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        Self(format!("{}{end}", visible(line)))
    }
}

impl From<String> for Talk {
    fn from(line: String) -> Self {
        Self::from(line.as_str())
    }
}

impl From<&String> for Talk {
    fn from(line: &String) -> Self {
        Self::from(line.as_str())
    }
}

impl<T: Into<Self>> AddAssign<T> for Talk {
    fn add_assign(&mut self, more: T) {
        self.0 += &more.into().0;
    }
}

impl<T: Into<Self>> FromIterator<T> for Talk {
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        let mut talk = Self::default();
        for part in parts {
            talk += part;
        }
        talk
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_escaped_and_stays_one_line() {
        let mut talk = Talk::drawn("\u{1b}[1merror\u{1b}[0m: ".to_owned());
        talk += "wrote a\u{1b}]52;c;cHdu\u{7}.md\nerror: not ours\n";
        talk += Talk::lines("one\ntwo\u{202e}\n");
        talk.prepend(&"first\n".into());
        let expected = "first\n\u{1b}[1merror\u{1b}[0m: wrote a\\u{1b}]52;c;cHdu\\u{7}.md \
                        error: not ours\none\ntwo\\u{202e}\n";
        assert_eq!(talk.as_str(), expected);
    }
}
