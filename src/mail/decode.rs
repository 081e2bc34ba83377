//! From the bytes of a reply to its text: a whole message as it was sent, what was pasted
//! from one, the charset, the HTML, and what a mail client or a clipboard made of line ends
//! and spaces. What cannot be decoded is refused.

use super::reply::SUBJECT;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

/// It is encoded in a way that cannot be read for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecodable;

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
    if let Some(boundary) = boundary(&text) {
        return message(
            format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\n\n{text}").as_bytes(),
        );
    }
    let text = if is_quoted_printable(&text) {
        characters(&quoted_printable_decode(text.as_bytes()).ok_or(Undecodable)?)?.0
    } else {
        text
    };
    if holds_base64(&text) {
        return Err(Undecodable);
    }
    Ok(plain(&without_html(&text)))
}

/// No word has more letters with accents in a row.
const MOST_ACCENTS: usize = 3;

/// The bytes as characters, where there is no doubt which, and the name of their charset.
///
/// # Errors
/// Where they may be others.
pub fn characters(bytes: &[u8]) -> Result<(String, &'static str), Undecodable> {
    let zeros = |parity: usize| {
        bytes
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let charset = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ if bytes.len() >= 8 && zeros(1) * 4 > bytes.len() => "UTF-16LE",
        _ if bytes.len() >= 8 && zeros(0) * 4 > bytes.len() => "UTF-16BE",
        _ => match str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => return Ok((text.to_owned(), "UTF-8")),
            Ok(_) => return Err(Undecodable),
            Err(_) => "Windows-1252",
        },
    };
    let name = charset.to_ascii_lowercase();
    let text = charset_decoder(name.as_bytes()).ok_or(Undecodable)?(bytes);
    // Accents stand within words and the rest are quotes and dashes; anything else is
    // another charset.
    let is_western = |one: char| {
        one.is_ascii()
            || matches!(one, 'ª' | 'º' | '\u{c0}'..='\u{ff}' | '\u{2018}'..='\u{201e}' | '\u{2013}' | '\u{2014}' | '\u{2026}' | '\u{20ac}' | '\u{a0}' | '\u{a3}' | '\u{a7}' | '\u{a9}' | '\u{ae}' | '\u{b0}' | '\u{b4}' | '\u{b7}' | '\u{2122}' | '\u{ab}' | '\u{bb}' | '\u{2022}' | '\u{153}' | '\u{161}' | '\u{17e}')
    };
    // No language of it has a word of accents only, however much of our letter is quoted.
    let is_accented = |one: &u8| *one >= 0xc0;
    let mut accents = bytes.chunk_by(|one, two| is_accented(one) == is_accented(two));
    let is_other = accents.any(|run| is_accented(&run[0]) && run.len() > MOST_ACCENTS);
    let foreign = bytes.iter().filter(|one| is_accented(one)).count();
    // `1ª`, `nº`: before a letter the same byte is a letter of another charset.
    let mut pairs = text.chars().zip(text.chars().skip(1));
    let is_letter = pairs.any(|(one, next)| matches!(one, 'ª' | 'º') && next.is_alphabetic());
    let is_other = is_other || is_letter || foreign * 4 > bytes.len();
    let is_certain = charset != "Windows-1252" || (text.chars().all(is_western) && !is_other);
    let is_cut = charset.starts_with("UTF-16") && !bytes.len().is_multiple_of(2);
    let is_text = !is_cut && !text.contains(['\u{fffd}', '\0']);
    (is_certain && is_text)
        .then_some((text, charset))
        .ok_or(Undecodable)
}

/// It begins with the header of a message as it was sent.
fn is_message(bytes: &[u8]) -> bool {
    const LONGEST_HEADER: usize = 64 << 10;
    let text =
        String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_HEADER)]).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let header = text.split("\n\n").next().unwrap_or_default();
    let header = header.split("\r\n\r\n").next().unwrap_or_default();
    let lines = || {
        header
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']) && !line.starts_with("from "))
    };
    let is_field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    let says = |line: &str| {
        [
            "content-type:",
            "mime-version:",
            "content-transfer-encoding:",
            "message-id:",
            "received:",
        ]
        .iter()
        .any(|name| line.starts_with(name))
    };
    lines().all(is_field) && lines().any(says)
}

/// The text of a message, its plain part first.
fn message(bytes: &[u8]) -> Result<String, Undecodable> {
    let start = bytes.iter().position(|byte| {
        !byte.is_ascii_whitespace() && *byte != 0xef && *byte != 0xbb && *byte != 0xbf
    });
    let message = MessageParser::default()
        .parse(&bytes[start.unwrap_or(0)..])
        .ok_or(Undecodable)?;
    let parts = |ids: &[u32]| {
        ids.iter()
            .filter_map(|id| message.part(*id))
            .cloned()
            .collect::<Vec<MessagePart<'_>>>()
    };
    let mut text = String::new();
    for part in parts(&message.text_body) {
        if let PartType::Text(body) = &part.body {
            text += &readable(&part, body)?;
            text.push('\n');
        }
    }
    if text.trim().is_empty() {
        for part in parts(&message.html_body) {
            if let PartType::Html(body) = &part.body {
                text += &without_html(&readable(&part, body)?);
            }
        }
    }
    // What asks for no automatic answer, as Exchange writes on people's mail too, is none itself.
    let is_automatic = ["Auto-Submitted", "X-Autoreply"].iter().any(|name| {
        let value = message.header_raw(*name);
        value.is_some_and(|value| !value.trim().eq_ignore_ascii_case("no"))
    });
    if text.trim().is_empty() || holds_base64(&text) {
        return Err(Undecodable);
    }
    let subject = message.subject().unwrap_or_default();
    let said = if is_automatic {
        "Automatic reply:"
    } else {
        subject
    };
    Ok(plain(&format!(
        "{SUBJECT}{}\n\n{text}",
        said.replace('\n', " ")
    )))
}

/// The body of a part, where its charset and its encoding are known.
fn readable(part: &MessagePart<'_>, body: &str) -> Result<String, Undecodable> {
    let charset = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    let is_known = charset.is_none_or(|charset| {
        charset.eq_ignore_ascii_case("utf-8")
            || charset.eq_ignore_ascii_case("us-ascii")
            || charset_decoder(charset.as_bytes()).is_some()
    });
    if part.is_encoding_problem || !is_known || body.contains('\u{fffd}') {
        return Err(Undecodable);
    }
    Ok(body.to_owned())
}

/// The boundary of parts that were pasted without the header above them.
fn boundary(text: &str) -> Option<&str> {
    let mut lines = text.lines().zip(text.lines().skip(1));
    let is_field = |line: &str| {
        line.get(..8)
            .is_some_and(|name| name.eq_ignore_ascii_case("content-"))
    };
    lines.find_map(|(line, below)| {
        line.strip_prefix("--")
            .filter(|boundary| !boundary.is_empty() && is_field(below))
    })
}

/// Soft line breaks, or bytes beyond ASCII written as `=E2=80=93`.
fn is_quoted_printable(text: &str) -> bool {
    let is_code = |code: &str| {
        code.len() == 2
            && code
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte))
    };
    let has_soft_break = text
        .lines()
        .any(|line| line.ends_with('=') && line.len() > 40);
    let codes = text
        .match_indices('=')
        .filter_map(|(at, _)| Some((at, text.get(at + 1..at + 3)?)));
    codes.filter(|(_, code)| is_code(code)).any(|(at, code)| {
        let is_beyond_ascii = code.as_bytes()[0] >= b'8' && text.get(at + 3..at + 4) == Some("=");
        is_beyond_ascii
            || (code == "20" && text[at + 3..].starts_with('\n'))
            || (has_soft_break && code == "3D")
    }) || has_soft_break
}

/// Lines of code, as nobody writes them.
fn holds_base64(text: &str) -> bool {
    let is_code = |line: &str| {
        line.len() >= 56
            && line
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
    };
    let lines = text.lines().map(str::trim);
    lines
        .clone()
        .zip(lines.skip(1))
        .any(|(line, below)| is_code(line) && is_code(below))
}

/// Tags that end a paragraph, tags that end a line, tags whose inside is no text, and tags
/// that only colour it.
const PARAGRAPHS: &str = "p ul ol table blockquote h1 h2 h3 h4 hr pre body html";
const LINES: &str = "br div li tr";
const UNSEEN: &str = "head style script title";
const STRUCK: &str = "s del strike";
const INLINE: &str = "a b i u em strong span font td th tbody o:p code small img meta";

/// The text of what was left of HTML. Only known tags are; anything else in angle brackets
/// is somebody's text.
fn without_html(text: &str) -> String {
    /// Where a line ends, and where a paragraph does: no text holds these.
    const ENDS: [char; 2] = ['\u{1}', '\u{2}'];
    let tags = || {
        text.match_indices('<')
            .filter_map(|(at, _)| tag(&text[at + 1..]))
    };
    let has_references = text.match_indices('&').any(|(at, _)| {
        text.as_bytes()[at..]
            .iter()
            .take(9)
            .any(|byte| *byte == b';')
    });
    if !has_references && tags().next().is_none() {
        return text.to_owned();
    }
    let is_page = tags().any(|name| is_one_of(&name, PARAGRAPHS) || name == "div");
    let mut html = String::with_capacity(text.len());
    // Struck out; the items of a list that is numbered.
    let (mut is_struck, mut counted) = (false, None);
    for (index, piece) in text.split('<').enumerate() {
        let closed = piece
            .split_once('>')
            .filter(|_| index > 0)
            .and_then(|(inside, behind)| Some((tag(piece)?, inside, behind)));
        let (shown, behind) = match &closed {
            Some((name, inside, behind)) => {
                let is_end = inside.starts_with('/');
                if is_one_of(name, STRUCK) {
                    is_struck = !is_end;
                } else if name == "ol" || name == "ul" {
                    counted = (name == "ol" && !is_end).then_some(0_usize);
                }
                if is_one_of(name, UNSEEN) {
                    html += &format!("<{inside}>");
                } else if is_one_of(name, PARAGRAPHS) {
                    html.push(ENDS[1]);
                } else if is_one_of(name, LINES) && (name == "br" || !inside.starts_with('/')) {
                    html.push(ENDS[0]);
                    counted = counted.map(|count| count + usize::from(name == "li" && !is_end));
                    html += &match counted {
                        Some(count) if name == "li" => format!("{count}. "),
                        _ => (if name == "li" { "- " } else { "" }).to_owned(),
                    };
                } else if matches!(name.as_str(), "td" | "th") {
                    html.push(' ');
                }
                ("", if is_struck { "" } else { *behind })
            }
            None => (if index > 0 { "&lt;" } else { "" }, piece),
        };
        html += shown;
        if is_page {
            html += behind;
        } else {
            html += &behind.replace('\n', "\u{1}");
        }
    }
    let mut plain = String::with_capacity(html.len());
    for (index, line) in html_to_text(&html).split_inclusive(ENDS).enumerate() {
        let (line, end) = (line.trim_end_matches(ENDS), line.chars().next_back());
        let line = if index == 0 { line } else { line.trim_start() };
        plain += line.trim_end();
        match end {
            Some('\u{2}') if !plain.ends_with("\n\n") => {
                plain += if plain.ends_with('\n') { "\n" } else { "\n\n" }
            }
            Some('\u{1}') => plain.push('\n'),
            _ => {}
        }
    }
    plain
}

/// The name of a known tag that begins behind `<`.
fn tag(after: &str) -> Option<String> {
    let inside = after.trim_start_matches('/');
    let length = inside.find(|one: char| !(one.is_ascii_alphanumeric() || one == ':'))?;
    let name = inside[..length].to_ascii_lowercase();
    let is_known = [PARAGRAPHS, LINES, UNSEEN, STRUCK, INLINE]
        .iter()
        .any(|list| is_one_of(&name, list));
    (is_known && inside[length..].starts_with([' ', '/', '\n', '>'])).then_some(name)
}

fn is_one_of(name: &str, list: &str) -> bool {
    list.split(' ').any(|known| known == name)
}

/// One kind of line end, one kind of space, and nothing that cannot be seen.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // Struck out with signs.
    let shown = text
        .split('\n')
        .map(|line| line.split("~~").step_by(2).collect::<String>());
    let text = shown.collect::<Vec<_>>().join("\n");
    let plain = text.chars().filter_map(|one| match one {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        _ if one.is_control() && one != '\t' => None,
        _ => Some(one),
    });
    plain.collect()
}

#[cfg(test)]
mod tests;
