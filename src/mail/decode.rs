//! From the bytes of a reply to its text: a whole message as it was sent, what was pasted
//! from one, the HTML, and what a mail client or a clipboard made of line ends
//! and spaces. What cannot be decoded is refused.

use super::reply::{LineShape, SUBJECT};
use crate::model::{Undecodable, characters};
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

/// The text of a reply, one `\n` a line.
///
/// # Errors
/// Where some of it is encoded in a way that cannot be read for certain.
pub fn decoded(bytes: &[u8]) -> Result<String, Undecodable> {
    if is_message(bytes) {
        return message(bytes);
    }
    let text = characters(bytes)?
        .0
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    // Parts that were pasted without the header above them.
    if let Some(boundary) = LineShape::Boundary.part(&text) {
        return message(
            format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\n\n{text}").as_bytes(),
        );
    }
    let text = if LineShape::QuotedPrintable.is_match(&text) {
        characters(&quoted_printable_decode(text.as_bytes()).ok_or(Undecodable)?)?.0
    } else {
        text
    };
    if LineShape::Base64.is_match(&text) {
        return Err(Undecodable);
    }
    Ok(plain(&without_html(&text)))
}

/// It begins with the header of a message as it was sent.
fn is_message(bytes: &[u8]) -> bool {
    const LONGEST_HEADER: usize = 64 << 10;
    let head = &bytes[..bytes.len().min(LONGEST_HEADER)];
    LineShape::SentMessage.is_match(&String::from_utf8_lossy(head))
}

/// The text of a message, its plain part first.
fn message(bytes: &[u8]) -> Result<String, Undecodable> {
    let is_mark = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte);
    let start = bytes.iter().position(|byte| !is_mark(byte));
    let message = MessageParser::default()
        .parse(&bytes[start.unwrap_or(0)..])
        .ok_or(Undecodable)?;
    let mut text = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(body) = &part.body {
            text += readable(part, body)?;
            text.push('\n');
        }
    }
    if text.trim().is_empty() {
        for part in message.html_bodies() {
            if let PartType::Html(body) = &part.body {
                text += &without_html(readable(part, body)?);
            }
        }
    }
    // What asks for no automatic answer, as Exchange writes on people's mail too, is none itself.
    let is_automatic = ["Auto-Submitted", "X-Autoreply"].iter().any(|name| {
        let value = message.header_raw(*name);
        value.is_some_and(|value| !value.trim().eq_ignore_ascii_case("no"))
    });
    if text.trim().is_empty() || LineShape::Base64.is_match(&text) {
        return Err(Undecodable);
    }
    let said = if is_automatic {
        "Automatic reply:"
    } else {
        message.subject().unwrap_or_default()
    };
    Ok(plain(&format!(
        "{SUBJECT}{}\n\n{text}",
        said.replace('\n', " ")
    )))
}

/// The body of a part, where its charset and its encoding are known.
fn readable<'b>(part: &MessagePart<'_>, body: &'b str) -> Result<&'b str, Undecodable> {
    let charset = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    let is_known = charset.is_none_or(|charset| {
        charset.eq_ignore_ascii_case("utf-8")
            || charset.eq_ignore_ascii_case("us-ascii")
            || charset_decoder(charset.as_bytes()).is_some()
    });
    (is_known && !part.is_encoding_problem && !body.contains('\u{fffd}'))
        .then_some(body)
        .ok_or(Undecodable)
}

/// The text of what was left of HTML. Only known tags are; anything else in angle brackets
/// is somebody's text.
fn without_html(text: &str) -> String {
    let tags = || LineShape::Tag.captures_iter(text);
    if tags().next().is_none() && !LineShape::Entity.is_match(text) {
        return text.to_owned();
    }
    let is_page = tags().any(|tag| tag.name("paragraph").is_some() || &tag["name"] == "div");
    let mut html = String::with_capacity(text.len());
    // Struck out or never shown; the items of a list that is numbered.
    let (mut is_hidden, mut counted, mut from) = (false, None, 0);
    for tag in tags().map(Some).chain([None]) {
        let place = tag.as_ref().and_then(|tag| tag.get(0));
        let said = &text[from..place.map_or(text.len(), |place| place.start())];
        if !is_hidden && is_page {
            html += &said.replace('\n', " ");
        } else if !is_hidden {
            html += said;
        }
        let (Some(tag), Some(place)) = (tag, place) else {
            break;
        };
        from = place.end();
        let is_end = !tag["end"].is_empty();
        let name = tag["name"].to_ascii_lowercase();
        if matches!(name.as_str(), "ol" | "ul") {
            counted = (name == "ol" && !is_end).then_some(0_usize);
        }
        if tag.name("hidden").is_some() {
            is_hidden = !is_end;
        } else if tag.name("paragraph").is_some() {
            html += "\n\n";
        } else if tag.name("line").is_some() && (name == "br" || !is_end) {
            html.push('\n');
            counted = counted.map(|count| count + usize::from(name == "li"));
            html += &match counted {
                _ if name != "li" => String::new(),
                Some(count) => format!("{count}. "),
                None => "- ".to_owned(),
            };
        } else if name.starts_with('t') {
            html.push(' ');
        }
    }
    let mut plain = String::with_capacity(html.len());
    for line in html.split('\n') {
        let line = html_to_text(&line.replace('<', "&lt;"));
        if !line.trim().is_empty() || !plain.ends_with("\n\n") {
            plain += line.trim();
            plain.push('\n');
        }
    }
    plain
}

/// One kind of line end, one kind of space, and nothing that is struck out or not seen.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (shape, plain) in [
        (LineShape::LineEnd, "\n"),
        (LineShape::Space, " "),
        (LineShape::Unseen, ""),
        (LineShape::Struck, ""),
    ] {
        text = shape.replace_all(&text, plain).into_owned();
    }
    text
}

#[cfg(test)]
mod tests;
