//! Sentences in a file: how much of them is read, and what in them is layout.

/// Whether sentences are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Prose {
    #[default]
    Whole,
    /// Only whether there is any, as its first character: enough to count and to
    /// list, and three quarters of what a log holds need not be kept.
    Hinted,
    /// Whole where they are so few that what they hold has room; hinted where they are
    /// more, and are read again a part at a time.
    WholeOfFew,
}

/// A log with more files is not held with its sentences: these take about forty megabytes.
const FEW: usize = 10_000;

impl Prose {
    /// What is read of so many files.
    pub const fn of(self, files: usize) -> Self {
        match self {
            Self::WholeOfFew if files <= FEW => Self::Whole,
            Self::WholeOfFew => Self::Hinted,
            Self::Whole | Self::Hinted => self,
        }
    }
}

/// Prose as people mean it: line ends are one newline, and the newline before
/// a closing `"""` is layout.
pub fn prose(text: &str) -> String {
    let text = text.trim_end_matches(['\n', '\r']);
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text.to_owned();
    }
    let mut prose = String::with_capacity(text.len());
    let mut returns = 0;
    for character in text.chars() {
        match character {
            '\r' => returns += 1,
            _ => {
                // Before a newline they belong to it; elsewhere they are text.
                let kept = if character == '\n' { 0 } else { returns };
                prose.extend(std::iter::repeat_n('\r', kept));
                prose.push(character);
                returns = 0;
            }
        }
    }
    prose
}
