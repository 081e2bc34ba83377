//! Texts from files, of a length to lay out: one may be as long as a file.

use crate::talk::{one_line, visible};

const LONGEST_NAME: usize = 80;
const LONGEST_SENTENCE: usize = 280;

/// A name from a file, on one line and of a length to lay out.
pub(super) fn name(text: &str) -> String {
    cut(text, LONGEST_NAME)
}

pub(super) fn prose(text: &str) -> String {
    cut(&one_line(text), LONGEST_SENTENCE)
}

fn cut(text: &str, most: usize) -> String {
    let mut characters = text.trim().chars();
    let mut kept: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    visible(&kept).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_and_what_is_hidden_in_them_is_shown() {
        assert_eq!(name(&"x".repeat(200)).chars().count(), LONGEST_NAME + 1);
        assert_eq!(name(" a\u{202e}b\n"), "a\\u{202e}b");
        assert_eq!(prose("one\n  two"), "one two");
    }
}
