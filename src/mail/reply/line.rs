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

/// Behind `>`, `RV>` or a bar that quotes; two bars and more are a table.
fn behind_quote(text: &str) -> Option<&str> {
    const MOST_INITIALS: usize = 3;
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(['|', '\u{2502}', '\u{2503}']) {
        return (!rest.contains('|')).then_some(rest);
    }
    let quote = text
        .bytes()
        .take(MOST_INITIALS + 1)
        .position(|byte| byte == b'>')?;
    let is_quote = text
        .bytes()
        .take(quote)
        .all(|byte| byte.is_ascii_uppercase());
    is_quote.then(|| &text[quote + 1..])
}

/// The first word from a byte on, in lower case, where it begins and where it ends.
/// Apostrophes come in many LineShape and count for nothing.
pub(super) fn word_at(text: &str, from: usize) -> Option<(String, usize, usize)> {
    let mut word = String::new();
    let (mut start, mut end) = (from, from);
    for (offset, character) in text[from..].char_indices() {
        if character.is_alphanumeric() {
            if word.is_empty() {
                start = from + offset;
            }
            word.extend(narrow(character).to_lowercase());
            end = from + offset + character.len_utf8();
        } else if !word.is_empty() && !matches!(character, '\'' | '\u{2019}' | '\u{2018}') {
            break;
        }
    }
    (!word.is_empty()).then_some((word, start, end))
}

/// A letter of full width is the letter.
fn narrow(character: char) -> char {
    let is_wide = matches!(character, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}');
    let narrow = char::from_u32(u32::from(character).wrapping_sub(0xfee0));
    narrow.filter(|_| is_wide).unwrap_or(character)
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

/// How many words it has; in a script without spaces two characters are one.
pub(super) fn word_count(text: &str) -> usize {
    let dense = text.chars().filter(|one| u32::from(*one) > 0x2e80).count();
    text.split_whitespace().count() + dense / 2
}

/// Where the sentences of a text begin; one without a letter is part of the next.
pub(super) fn sentences(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut has_word = false;
    for (index, character) in text.char_indices() {
        has_word |= character.is_alphanumeric();
        let after = &text[index + character.len_utf8()..];
        let is_stop = matches!(character, '.' | '!' | '?') && after.starts_with([' ', '\n']);
        let is_wide = matches!(character, '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\n');
        if has_word && (is_stop || is_wide) && !after.trim().is_empty() {
            starts.push(text.len() - after.trim_start().len());
            has_word = false;
        }
    }
    starts
}

/// The sentences themselves.
pub(super) fn each_sentence(text: &str) -> Vec<&str> {
    let starts = sentences(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let sentences = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| text[*start..end].trim());
    sentences.filter(|sentence| !sentence.is_empty()).collect()
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
            each_sentence("One. Two? ... three"),
            ["One.", "Two?", "... three"]
        );
        assert_eq!(each_sentence("一。二。"), ["一。", "二。"]);
    }
}
