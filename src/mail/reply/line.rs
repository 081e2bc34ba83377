//! One line of a reply, and its words: in lower case, whatever stands between them.

/// One line without its quote marks.
#[derive(Debug, Clone, Default)]
pub(super) struct ReplyLine {
    /// How often it was quoted.
    pub depth: usize,
    pub text: String,
    /// It ends in a space: the next line goes on with it.
    pub flowed: bool,
    /// How long it was before anything was taken from it.
    pub width: usize,
    /// Behind a question on the same line, so it is an answer at any depth.
    pub behind_question: bool,
}

impl ReplyLine {
    pub fn new(raw: &str) -> Self {
        let (mut depth, mut rest) = (0, raw);
        while let Some(quoted) = rest.trim_start().strip_prefix('>') {
            depth += 1;
            rest = quoted;
        }
        let text = rest.trim();
        Self {
            depth,
            width: text.chars().count(),
            // `-- ` stands above a signature.
            flowed: rest.ends_with(' ') && !text.is_empty() && text != "--",
            text: text.to_owned(),
            behind_question: false,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// The first word from a byte on, in lower case, and where it ends. Apostrophes
/// come in many shapes and count for nothing.
pub(super) fn word_at(text: &str, from: usize) -> Option<(String, usize)> {
    let mut word = String::new();
    let mut end = from;
    for (offset, character) in text[from..].char_indices() {
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            end = from + offset + character.len_utf8();
        } else if !word.is_empty() && !matches!(character, '\'' | '\u{2019}' | '\u{2018}') {
            break;
        }
    }
    (!word.is_empty()).then_some((word, end))
}

pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (word, end) = word_at(text, from)?;
        from = end;
        Some(word)
    })
}

/// What stands behind a beginning in lower case, however the text writes it. Never
/// by the length of a copy in lower case: `İ` is longer there.
pub(super) fn behind<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    let mut wanted = beginning.chars();
    while let Some(character) = wanted.next() {
        let mut lower = rest.next()?.to_lowercase();
        let same = lower.next() == Some(character) && lower.all(|one| wanted.next() == Some(one));
        if !same {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_beginning_is_cut_from_the_text_itself() {
        for (text, beginning, expected) in [
            ("Best, Sam", "best", Some(", Sam")),
            ("Best, \u{130}\u{130}", "best", Some(", \u{130}\u{130}")),
            ("\u{130}stanbul", "i\u{307}stan", Some("bul")),
            ("\u{130}stanbul", "i", None),
            ("\u{212a}ind regards", "kind", Some(" regards")),
            ("GRÜSSE", "grü", Some("SSE")),
            ("Bes", "best", None),
            ("", "", Some("")),
        ] {
            assert_eq!(behind(text, beginning), expected, "{text}");
        }
    }

    #[test]
    fn words_are_the_same_whatever_stands_between_them() {
        let spoken = |text: &str| words(text).collect::<Vec<_>>().join(" ");
        assert_eq!(
            spoken("*I didn\u{2019}t* -- ask: (Yes)!"),
            "i didnt ask yes"
        );
        assert_eq!(spoken("\u{130}s ..."), "i\u{307}s");
        assert_eq!(spoken(" ... "), "");
    }
}
