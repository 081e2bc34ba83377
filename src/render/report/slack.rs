//! The head of the page as one message for a chat, of a length that one message holds, in
//! which nobody is called and no channel.

use crate::talk::{for_chat, one_line};

/// Characters, as they are sent; a message may have 3,000.
const MOST: usize = 2_900;

/// As many paragraphs as one message holds, and how to see all.
pub(super) fn fitted(whole: &str) -> String {
    let paragraphs = whole.split("\n\n").map(str::trim);
    let mut rest = paragraphs.filter(|one| !one.is_empty()).peekable();
    let mut message = rest.next().unwrap_or_default().to_owned();
    let mut length = message.chars().count();
    while let Some(paragraph) = rest.peek() {
        length += paragraph.chars().count() + 2;
        if length > MOST {
            break;
        }
        message += &format!("\n\n{paragraph}");
        rest.next();
    }
    let more = match rest.count() {
        0 => "The whole page".to_owned(),
        count => format!("{count} more on the page"),
    };
    message + &format!("\n\n{more}: `hirelog report --open`\n")
}

/// On one line, calling nobody and no channel.
pub(super) fn words(text: &str) -> String {
    for_chat(&one_line(text)).replace('#', "#\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_calls_nobody() {
        assert_eq!(words("a\n<@U1> #b"), "a &lt;@\u{2060}U1&gt; #\u{2060}b");
    }

    #[test]
    fn what_no_message_holds_is_counted() {
        let paragraphs = vec![words(&"&".repeat(240)); 40];
        let message = fitted(&format!("*Title*\n\n\n{}", paragraphs.join("\n\n")));
        assert!(message.chars().count() < 3_000, "{message}");
        assert!(message.ends_with("\n\n38 more on the page: `hirelog report --open`\n"));
    }
}
