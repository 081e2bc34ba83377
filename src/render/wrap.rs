//! Lines for a width.

use textwrap::{WordSeparator, WordSplitter};

/// Lines of at most `width` columns, broken at spaces only: a slug keeps its
/// hyphens together.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width.max(rest.len() + 10))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::AsciiSpace);
    textwrap::fill(text, options)
}
