//! From words of a value back to the bytes that stand for them: through
//! escapes, line ends and the layout of text in triple quotes.

use std::ops::Range;

/// A TOML string as it stands in a file, taken apart.
pub(in crate::log) struct Literal {
    length: usize,
    /// Of each character of the value as the reader gives it (see
    /// [`crate::log::prose()`]): where it begins there, and its bytes.
    characters: Vec<(usize, Range<usize>)>,
}

impl Literal {
    pub fn new(literal: &str) -> Self {
        let pieces = pieces(literal).unwrap_or_default();
        // A carriage return before a newline is layout: the value has none.
        let mut layout = vec![false; pieces.len()];
        let mut before_newline = false;
        for (piece, layout) in pieces.iter().zip(&mut layout).rev() {
            *layout = piece.value == '\r' && before_newline;
            before_newline = piece.value == '\n' || *layout;
        }
        let mut at = 0;
        let mut characters = Vec::with_capacity(pieces.len());
        for (piece, _) in pieces.into_iter().zip(layout).filter(|(_, layout)| !layout) {
            characters.push((at, piece.bytes));
            at += piece.value.len_utf8();
        }
        let length = literal.len();
        Self { length, characters }
    }

    /// The bytes that stand for a part of the value; the whole string where
    /// that cannot be known.
    pub fn words(&self, words: &Range<usize>) -> Range<usize> {
        let position = |byte| {
            let after = self.characters.partition_point(|(start, _)| *start <= byte);
            Some(&self.characters.get(after.checked_sub(1)?)?.1)
        };
        match (position(words.start), position(words.end.saturating_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => first.start..last.end,
            _ => 0..self.length,
        }
    }
}

/// One character of the value, and the bytes that stand for it.
struct LiteralPiece {
    value: char,
    bytes: Range<usize>,
}

/// `None` where the text is no string.
fn pieces(literal: &str) -> Option<Vec<LiteralPiece>> {
    let quote = literal
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    let triple = if quote == '"' { "\"\"\"" } else { "'''" };
    let (marks, many_lines) = if literal.len() >= 6 && literal.starts_with(triple) {
        (3, true)
    } else {
        (1, false)
    };
    let mut at = marks;
    let end = literal.len().checked_sub(marks).filter(|end| *end >= at)?;
    if many_lines {
        let body = literal.get(at..end)?;
        at += if body.starts_with("\r\n") {
            2
        } else {
            usize::from(body.starts_with('\n'))
        };
    }
    let mut pieces = Vec::with_capacity(end - at);
    while at < end {
        let rest = literal.get(at..end)?;
        let character = rest.chars().next()?;
        if quote == '\'' || character != '\\' {
            let bytes = at..at + character.len_utf8();
            at = bytes.end;
            pieces.push(LiteralPiece {
                value: character,
                bytes,
            });
            continue;
        }
        let (value, length) = escape(rest)?;
        if let Some(value) = value {
            let bytes = at..at + length;
            pieces.push(LiteralPiece { value, bytes });
        }
        at += length;
    }
    Some(pieces)
}

/// What an escape stands for, and how long it is; a line that ends in a
/// backslash stands for nothing, up to the next word.
fn escape(rest: &str) -> Option<(Option<char>, usize)> {
    let letter = rest[1..].chars().next()?;
    let plain = |value: char| Some((Some(value), 2));
    let digits = |count: usize| {
        let digits = rest.get(2..2 + count)?;
        let value = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        Some((Some(value), 2 + count))
    };
    match letter {
        'b' => plain('\u{8}'),
        't' => plain('\t'),
        'n' => plain('\n'),
        'f' => plain('\u{c}'),
        'r' => plain('\r'),
        'e' => plain('\u{1b}'),
        '"' => plain('"'),
        '\\' => plain('\\'),
        'x' => digits(2),
        'u' => digits(4),
        'U' => digits(8),
        ' ' | '\t' | '\r' | '\n' => {
            let word = rest[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            Some((None, rest.len() - word.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::prose;
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence::WithSource;
    use toml_spanner::Arena;

    /// The bytes for the words, where the value is read as the reader does.
    fn found<'a>(literal: &'a str, sought: &str) -> &'a str {
        let source = format!("x = {literal}");
        let arena = Arena::new();
        let document = toml_spanner::parse(&source, &arena).unwrap();
        let value = prose(document.table().get("x").unwrap().as_str().unwrap());
        let start = value.find(sought).unwrap();
        &literal[Literal::new(literal).words(&(start..start + sought.len()))]
    }

    #[test]
    fn words_are_found_through_escapes_and_layout() {
        for (literal, sought, bytes) in [
            (r#""plain words here""#, "words", "words"),
            (r"'plain \n words'", "words", "words"),
            (r#""a \"quoted\" word""#, "quoted", "quoted"),
            (r#""a \"quoted\" word""#, "\"quoted\"", r#"\"quoted\""#),
            (
                r#""caf\u00e9 words \U0001F680""#,
                "é words",
                r"\u00e9 words",
            ),
            ("\"\"\"\nfirst\nsecond words\n\"\"\"", "second", "second"),
            (
                "\"\"\"\r\nfirst\r\nsecond words\r\n\"\"\"",
                "second",
                "second",
            ),
            (
                "\"\"\"\r\nfirst\r\nsecond\r\n\"\"\"",
                "first\nsecond",
                "first\r\nsecond",
            ),
            (
                "\"\"\"one \\\n   two words\"\"\"",
                "one two",
                "one \\\n   two",
            ),
            ("'''\nit's \"so\"\n'''", "it's", "it's"),
            ("\"\"\"ends in a quote\"\"\"\"", "quote\"", "quote\""),
            (r#""naïve 日本 words""#, "words", "words"),
        ] {
            assert_eq!(found(literal, sought), bytes, "{literal}");
        }
    }

    #[test]
    fn what_is_no_string_is_taken_whole() {
        for literal in ["2026-11-20", "\"\"", "\"", "\"\\q\""] {
            assert_eq!(Literal::new(literal).words(&(0..1)), 0..literal.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

        #[test]
        fn any_text_is_found_again(text in any::<String>(), many_lines: bool) {
            let builder = toml_writer::TomlStringBuilder::new(&text);
            let written = if many_lines { builder.as_ml_basic() } else { builder.as_basic() };
            let literal = toml_writer::ToTomlValue::to_toml_value(&written);
            let value: String = pieces(&literal).unwrap().iter().map(|piece| piece.value).collect();
            prop_assert_eq!(value, text);
        }
    }
}
