//! From words of a value back to the bytes that stand for them: through
//! escapes, line ends and the layout of text in triple quotes.

use std::ops::Range;

/// A TOML string as it stands in a file, line by line beside its value as the reader gives
/// it (see [`crate::log::prose()`]).
pub(in crate::log) struct Literal {
    /// What stands between the quotes; all of it where there are none.
    inside: Range<usize>,
    /// Of each line of the value where it begins there, and in the file where it stands there
    /// letter by letter: one with escapes does not.
    lines: Vec<(usize, Option<usize>)>,
}

impl Literal {
    pub fn new(literal: &str, value: &str) -> Self {
        let quotes = if literal.starts_with("\"\"\"") || literal.starts_with("'''") {
            3
        } else {
            1
        };
        let inside = literal.get(quotes..).unwrap_or_default();
        // The line end behind the quotes is layout.
        let text = inside.strip_prefix("\r\n").or(inside.strip_prefix('\n'));
        let mut there = literal.len() - text.unwrap_or(inside).len();
        let mut at = 0;
        let mut lines = Vec::new();
        let written = literal
            .get(there..)
            .unwrap_or_default()
            .split_inclusive('\n');
        for (line, written) in value.split_inclusive('\n').zip(written) {
            let is_same = written.starts_with(line.trim_end_matches('\n'));
            lines.push((at, is_same.then_some(there)));
            at += line.len();
            there += written.len();
        }
        let end = literal.len().saturating_sub(quotes);
        let inside = match literal.starts_with(['"', '\'']) && quotes < end {
            true => quotes..end,
            false => 0..literal.len(),
        };
        Self { inside, lines }
    }

    /// The bytes that stand for a part of the value; all between the quotes where that cannot
    /// be known.
    pub fn words(&self, words: &Range<usize>) -> Range<usize> {
        let place = |byte: usize| {
            let line = self.lines.partition_point(|(start, _)| *start <= byte);
            let (start, there) = self.lines.get(line.checked_sub(1)?)?;
            Some((*there)? + byte - start)
        };
        match (place(words.start), place(words.end.saturating_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => first..last + 1,
            _ => self.inside.clone(),
        }
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
        &literal[Literal::new(literal, &value).words(&(start..start + sought.len()))]
    }

    #[test]
    fn words_are_found_where_they_stand_letter_by_letter() {
        for (literal, sought, bytes) in [
            (r#""plain words here""#, "words", "words"),
            (r"'plain \n words'", "words", "words"),
            (r#"'a "quoted" word'"#, "quoted", "quoted"),
            // A line with escapes is not taken apart.
            (r#""a \"quoted\" word""#, "quoted", r#"a \"quoted\" word"#),
            ("\"\"\"\ncaf\\u00e9\nplain words\"\"\"", "words", "words"),
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
                "one \\\n   two words",
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
        for literal in ["2026-11-20", "\"\"", "\""] {
            assert_eq!(Literal::new(literal, "").words(&(0..1)), 0..literal.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

        #[test]
        fn any_line_is_found_again_or_the_text_as_a_whole(text in any::<String>(), many_lines: bool) {
            let builder = toml_writer::TomlStringBuilder::new(&text);
            let written = if many_lines { builder.as_ml_basic() } else { builder.as_basic() };
            let literal = toml_writer::ToTomlValue::to_toml_value(&written);
            for line in prose(&text).lines().filter(|line| !line.is_empty()) {
                let words = found(&literal, line);
                let is_whole = literal.contains('\\') && literal.contains(words);
                prop_assert!(words == line || is_whole, "{words}");
            }
        }
    }
}
