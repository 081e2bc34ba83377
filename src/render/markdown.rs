//! Text from files inside Markdown: shown as it is, on one line. It makes no
//! table cell, no link, no HTML, and mentions nobody.

use crate::talk::visible;

/// The text, with every character that Markdown, HTML or a chat would take for
/// something else escaped or made harmless.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let text = visible(text);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                shown.push('\\');
                shown.push(character);
            }
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            _ => shown.push(character),
        }
        // A zero-width space keeps hosts from telling whoever is called so, and from
        // linking addresses and numbers.
        let next = rest.peek().copied().unwrap_or(' ');
        let linked = match character {
            '@' => true,
            '#' => next.is_ascii_digit(),
            ':' => next == '/',
            'w' | 'W' => next == '.' && shown.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if linked {
            shown.push('\u{200b}');
        }
    }
    // Only at the start of a line do these mean anything.
    let starts_a_list = shown.starts_with(['-', '+', '=', '#']) || {
        let digits = shown.trim_start_matches(|digit: char| digit.is_ascii_digit());
        digits.len() < shown.len() && digits.starts_with(['.', ')'])
    };
    if starts_a_list {
        let digits = shown.bytes().take_while(u8::is_ascii_digit).count();
        shown.insert(digits, '\\');
    }
    shown
}

/// A word to type, as code: fenced by more backticks than it holds in a row.
pub(super) fn code(word: &str) -> String {
    let word = visible(word);
    let runs = word.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    if word.starts_with('`') || word.ends_with('`') {
        format!("{fence} {word} {fence}")
    } else {
        format!("{fence}{word}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_is_and_does_nothing() {
        for (text, shown) in [
            ("feedback-late", "feedback-late"),
            ("Said: yes (twice), 50%.", "Said: yes (twice), 50%."),
            ("a|b", "a\\|b"),
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("[x](javascript:1)", "\\[x\\](javascript:1)"),
            ("ask @team about #12", "ask @\u{200b}team about #\u{200b}12"),
            ("http://a.b www.a.b", "http:\u{200b}//a.b www\u{200b}.a.b"),
            (
                "`code` *bold* _it_ ~s~ $m$",
                "\\`code\\` \\*bold\\* \\_it\\_ \\~s\\~ \\$m\\$",
            ),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("# no heading", "\\# no heading"),
            ("2026", "2026"),
            ("two\nlines\u{1b}", "two lines\\\\u{1b}"),
        ] {
            assert_eq!(escaped(text), shown, "{text}");
        }
    }

    #[test]
    fn code_holds_any_word() {
        assert_eq!(code("feedback-late"), "`feedback-late`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
    }
}
