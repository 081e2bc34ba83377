//! Text from files is shown, never obeyed: control, escape, bidirectional and
//! zero-width characters appear as what they are. A colleague's branch may hold
//! a sequence that clears the screen or makes a line read backwards.

use crate::model::is_hidden;
use std::borrow::Cow;

/// Text in which every character that is not one to look at is spelt out, as
/// `\u{1b}`. Newlines and tabs become spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, ' ')
}

/// The words of a text with one blank between, however its lines were broken.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, with newlines left for the page to lay out.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, '\n')
}

fn escape(text: &str, newline: char) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = is_joiner(character)
            && is_joined(previous)
            && characters.peek().copied().is_some_and(is_joined);
        match character {
            '\n' => shown.push(newline),
            '\t' => shown.push(' '),
            _ if joins || !is_hidden(character) => shown.push(character),
            _ => shown.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
        }
        previous = character;
    }
    Cow::Owned(shown)
}

/// Joiners hold emoji, Persian and Indic letters together, and mean it.
const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

const fn is_joined(character: char) -> bool {
    !character.is_ascii() && !is_hidden(character)
}

/// Text for a chat, in which nothing that people wrote calls anybody or links anywhere:
/// Slack's three signs are escaped, and behind an `@` stands no name.
pub fn for_chat(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('@', "@\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_obeyed_is_shown_instead() {
        for (text, shown) in [
            ("plain 'quoted' [text]", "plain 'quoted' [text]"),
            ("\u{1b}[2Jgone", "\\u{1b}[2Jgone"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("user\u{202e}gnp.exe", "user\\u{202e}gnp.exe"),
            ("a\u{200b}b", "a\\u{200b}b"),
            ("a\u{200d}b", "a\\u{200d}b"),
            ("bell\u{7}", "bell\\u{7}"),
            ("one\ttwo\nthree", "one two three"),
            ("👩\u{200d}🚀 עברית", "👩\u{200d}🚀 עברית"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible_lines("one\ntwo\u{1b}"), "one\ntwo\\u{1b}");
    }
}
