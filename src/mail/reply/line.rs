//! One line of a reply, and its words: in lower case, whatever stands between them.

use crate::model::sentence_ends;
use std::ops::Range;

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
    /// Who says it in a chat, where that stands in front of it.
    pub speaker: Option<String>,
}

impl ReplyLine {
    pub fn new(raw: &str) -> Self {
        let (mut depth, mut rest) = (0, raw);
        while let Some(quoted) = behind_quote(rest) {
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
            speaker: None,
        }
    }

    pub fn with(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..self.clone()
        }
    }

    pub fn is_blank(&self) -> bool {
        !self
            .text
            .contains(|one: char| !one.is_whitespace() && !matches!(one, '|' | '*' | '_' | '#'))
    }
}

/// Behind `>`, `bq. ` or a bar that quotes; two bars and more are a table.
fn behind_quote(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let bar = text.strip_prefix(['|', '\u{2502}', '\u{2503}']);
    bar.filter(|rest| !rest.contains('|'))
        .or_else(|| text.strip_prefix('>'))
        .or_else(|| text.strip_prefix("bq. "))
}

/// The first word from a byte on, in lower case, where it begins and where it ends.
/// Apostrophes come in many shapes and count for nothing.
pub(super) fn word_at(text: &str, from: usize) -> Option<(String, usize, usize)> {
    let mut word = String::new();
    let (mut start, mut end) = (from, from);
    for (offset, character) in text[from..].char_indices() {
        // `b` before a script without spaces is a word of its own.
        let last = word.chars().last();
        let turns = last.is_some_and(|last| is_dense(last) != is_dense(character));
        if character.is_alphanumeric() && !turns {
            if word.is_empty() {
                start = from + offset;
            }
            word.extend(character.to_lowercase());
            end = from + offset + character.len_utf8();
        } else if !word.is_empty()
            && !matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '\u{5f3}')
        {
            break;
        }
    }
    (!word.is_empty()).then_some((word, start, end))
}

/// The words with the byte behind each.
pub(super) fn words(text: &str) -> impl Iterator<Item = (String, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (word, _, end) = word_at(text, from)?;
        from = end;
        Some((word, end))
    })
}

/// The words with one space between them, at most so many.
pub(super) fn spoken(text: &str, most: usize) -> String {
    let words: Vec<String> = words(text).map(|(word, _)| word).take(most).collect();
    words.join(" ")
}

/// Of a script without spaces.
fn is_dense(one: char) -> bool {
    u32::from(one) > 0x2e80
}

/// How many words it has; in a script without spaces two characters are one.
pub(super) fn word_count(text: &str) -> usize {
    let dense = text.chars().filter(|one| is_dense(*one)).count();
    text.split_whitespace().count() + dense / 2
}

/// The sentences of a text, each with the byte at which it begins; one without a letter is
/// part of the next.
pub(super) fn sentences(text: &str) -> Vec<(usize, &str)> {
    let (mut all, mut start, mut end) = (Vec::new(), 0, 0);
    // What a mail program wrapped is one line by now.
    for line in text.split_inclusive('\n') {
        let line_start = end;
        for line_end in sentence_ends(line) {
            let said = &text[end..line_start + line_end];
            end += said.len();
            if said.contains(char::is_alphanumeric) {
                all.push(start..end);
                start = end;
            }
        }
    }
    if all.is_empty() || !text[start..].trim().is_empty() {
        all.push(start..text.len());
    }
    let sentence = |at: Range<usize>| {
        let said = text[at.clone()].trim_start();
        (at.end - said.len(), said.trim_end())
    };
    all.into_iter().map(sentence).collect()
}

pub(super) fn each_sentence(text: &str) -> impl Iterator<Item = &str> {
    let said = sentences(text).into_iter().map(|(_, said)| said);
    said.filter(|said| !said.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_whatever_stands_between_them() {
        assert_eq!(
            spoken("*I didn\u{2019}t* -- ask: (Yes)!", 9),
            "i didnt ask yes"
        );
        assert_eq!(spoken("\u{130}s ...", 9), "i\u{307}s");
        assert_eq!(spoken(" ... ", 9), "");
    }

    #[test]
    fn sentences_end_at_stops_of_any_script() {
        assert_eq!(
            each_sentence("One. Two? ... three").collect::<Vec<_>>(),
            ["One.", "Two?", "... three"]
        );
        assert_eq!(
            each_sentence("一。二。").collect::<Vec<_>>(),
            ["一。", "二。"]
        );
        assert_eq!(
            each_sentence("I told Dr. Meier at approx. nine. Then not").collect::<Vec<_>>(),
            ["I told Dr. Meier at approx. nine.", "Then not"]
        );
    }
}
