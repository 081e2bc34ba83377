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
    let mut prose = text.trim_end_matches(['\n', '\r']).to_owned();
    if memchr::memchr(b'\r', prose.as_bytes()).is_some() {
        while prose.contains("\r\n") {
            prose = prose.replace("\r\n", "\n");
        }
    }
    prose
}
