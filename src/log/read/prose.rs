//! Sentences in a file: how much of them is read, and what in them is layout.

/// Whether sentences are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Prose {
    #[default]
    Whole,
    /// Only whether there is any, as its first character: enough to count and to
    /// list, and three quarters of what a log holds need not be kept.
    Hinted,
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
