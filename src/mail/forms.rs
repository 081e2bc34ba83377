//! The forms a letter goes out in: what mail programs, chats, issue trackers and browsers
//! take as it is. Nothing is sent, and nobody is named but whom the caller names.

use super::message::{LetterLength, Message, one_line};
use crate::talk::for_chat;

/// Letters to one party, and whom they go to where somebody says so.
pub struct Letters<'a> {
    pub messages: &'a [Message],
    pub length: LetterLength,
    pub to: Option<&'a str>,
    /// The address at which the form of an issue opens, up to the mark.
    pub issue: Option<&'a str>,
}

/// Mail programs cut longer links.
pub const LONGEST_LINK: usize = 1_800;

impl Letters<'_> {
    pub fn subject(&self) -> String {
        match self.messages {
            [only] => only.subject(self.length),
            several => format!("{} searches: two questions about each", several.len()),
        }
    }

    /// One below the other, each with its own mark.
    pub fn text(&self) -> String {
        let texts: Vec<String> = self
            .messages
            .iter()
            .map(|one| one.text(self.length))
            .collect();
        texts.join("\n")
    }

    /// A link that opens a mail program with the letter in it.
    pub fn mailto(&self) -> String {
        format!(
            "mailto:{}?subject={}&body={}\n",
            encoded(self.to.unwrap_or_default()).replace("%40", "@"),
            encoded(&self.subject()),
            encoded(&self.text().replace('\n', "\r\n"))
        )
    }

    /// A message that mail programs open as a draft.
    pub fn eml(&self) -> String {
        let to = self
            .to
            .map(|to| format!("To: {}\n", one_line(to)))
            .unwrap_or_default();
        let message = format!(
            "X-Unsent: 1\n{to}Subject: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{}",
            in_header(&self.subject()),
            self.text()
        );
        message.replace('\n', "\r\n")
    }

    /// For an issue or a page: what people wrote is no markup there.
    pub fn markdown(&self) -> String {
        let escaped = |line: &str| {
            let is_sign =
                |one: char| one.is_ascii_punctuation() && !".,;:?!'\"()/%&-".contains(one);
            let mut text = String::new();
            for one in line.chars() {
                match one {
                    '<' => text += "&lt;",
                    '&' => text += "&amp;",
                    '@' => text += "@\u{2060}",
                    _ if is_sign(one) => text.extend(['\\', one]),
                    _ => text.push(one),
                }
            }
            text
        };
        let is_ball = |line: &str| line.get(1..3) == Some(") ");
        let text = self.text();
        let form = |mark: &str| match self.issue {
            Some(address) => format!("\n[or fill in the form]({address}{})\n", encoded(mark)),
            None => String::new(),
        };
        let lines = text.lines().map(|line| match line {
            _ if line.starts_with('[') => format!("`{line}`\n{}", form(line)),
            _ if is_ball(line) => format!("- {}\n", escaped(line)),
            _ => format!("{}\n", escaped(line)),
        });
        let body: String = lines.collect();
        // A list begins below a blank line.
        let body = body.replace(":\n- a)", ":\n\n- a)");
        format!("**{}**\n\n{body}", escaped(&self.subject()))
    }

    /// For a chat: nobody is called, and no channel.
    pub fn slack(&self) -> String {
        format!(
            "*{}*\n\n{}",
            for_chat(&self.subject()).replace('*', ""),
            for_chat(&self.text())
        )
    }

    /// A page with boxes for the answers, which makes the text that hirelog reads back.
    pub fn html(&self) -> String {
        let sections: String = self
            .messages
            .iter()
            .enumerate()
            .map(|(index, one)| section(one, index, self.length))
            .collect();
        include_str!("../../templates/letter.html")
            .replace("{{style}}", include_str!("../../templates/letter.css"))
            .replace("{{script}}", include_str!("../../templates/letter.js"))
            .replace("{{longest}}", &LONGEST_LINK.to_string())
            .replace("{{subject}}", &in_html(&self.subject()))
            .replace(
                "{{to}}",
                &in_html(&encoded(self.to.unwrap_or_default()).replace("%40", "@")),
            )
            .replace("{{letters}}", &sections)
    }
}

fn section(message: &Message, index: usize, length: LetterLength) -> String {
    let mut html = format!(
        "<section data-mark=\"{}\">\n<h2>{}</h2>\n<p>{}</p>\n",
        in_html(&message.mark_of(length).to_string()),
        in_html(&message.subject(length)),
        in_html(&message.about(length)),
    );
    for (number, question) in message.asked(length).iter().enumerate() {
        let (id, text) = (format!("q{index}-{number}"), in_html(&question.text));
        html += &format!(
            "<label for=\"{id}\">{}. {text}</label>\n<textarea id=\"{id}\" rows=\"3\" autocomplete=\"off\"></textarea>\n",
            number + 1
        );
    }
    let balls = if length == LetterLength::Short {
        message.balls.as_slice()
    } else {
        &[]
    };
    if !balls.is_empty() {
        html += "<fieldset>\n<legend>If one of these says it, tick it:</legend>\n";
        for (letter, ball) in ('a'..).zip(balls) {
            html += &format!(
                "<label><input type=\"checkbox\" value=\"{letter}\" autocomplete=\"off\"> {}</label>\n",
                in_html(ball)
            );
        }
        html += "</fieldset>\n";
    }
    html + &format!("<p>{}</p>\n</section>\n", in_html(&message.closing()))
}

fn in_html(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text.replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('{', "&#123;")
}

/// Every byte but letters, digits and four signs as `%20`.
fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let bytes = text.bytes().map(|byte| {
        if is_plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    bytes.collect()
}

/// A header line is ASCII and not endless: what is not, or looks like an encoded word,
/// stands in encoded words of at most 75 characters.
pub(super) fn in_header(text: &str) -> String {
    const MOST_CHARACTERS: usize = 15;
    const LONGEST_HEADER: usize = 900;
    let text = one_line(text);
    if text.is_ascii() && text.len() < LONGEST_HEADER && !text.contains("=?") {
        return text;
    }
    let characters: Vec<char> = text.chars().collect();
    let words = characters.chunks(MOST_CHARACTERS).map(|chunk| {
        let chunk: String = chunk.iter().collect();
        let bytes = chunk.bytes().map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("={byte:02X}")
            }
        });
        format!("=?utf-8?Q?{}?=", bytes.collect::<String>())
    });
    words.collect::<Vec<_>>().join("\n ")
}

#[cfg(test)]
mod tests;
