//! What a mail client or a clipboard made of a text, undone: line ends,
//! unusual spaces, invisible characters, and the HTML that was left behind.

use std::borrow::Cow;

pub(super) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = if is_quoted_printable(&text) {
        from_quoted_printable(&text)
    } else {
        text
    };
    let text = if text.contains(['<', '&']) {
        without_tags(&decoded(&without_tags(&text)))
    } else {
        text
    };
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                plain.push(' ');
            }
            '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            _ if character.is_control() => {}
            _ => plain.push(character),
        }
    }
    plain
}

/// A message as it was sent, piped from a mail program.
fn is_quoted_printable(text: &str) -> bool {
    let headers = text.split("\n\n").next().unwrap_or_default();
    let headers = headers.to_ascii_lowercase();
    headers.contains("content-transfer-encoding: quoted-printable")
}

fn from_quoted_printable(text: &str) -> String {
    let text = text.replace("=\n", "");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'=');
        let code = code.and_then(|code| u8::from_str_radix(str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Tags that end a line; others only colour the text.
const BLOCKS: &str = "br p div li ul ol tr table blockquote h1 h2 h3 h4 hr pre body html head";
const INLINE: &str = "a b i u em strong span font td tbody o:p code small img meta";

/// Known tags are taken out; anything else in angle brackets is somebody's text.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let after = &rest[1..];
        let Some(name) = tag_name(after) else {
            kept.push('<');
            rest = after;
            continue;
        };
        let Some(end) = after.find('>') else {
            break;
        };
        rest = &after[end + 1..];
        let opens = !after.starts_with('/');
        if opens && matches!(name.as_str(), "style" | "script") {
            rest = from_end_tag(rest, &name);
        } else if is_one_of(&name, BLOCKS) {
            kept.push('\n');
            if opens && name == "li" {
                kept.push_str("- ");
            }
        }
    }
    kept + rest
}

/// The name of a known tag that begins behind `<`.
fn tag_name(after: &str) -> Option<String> {
    let inside = after.trim_start_matches('/');
    let is_in_name = |character: char| character.is_ascii_alphanumeric() || character == ':';
    let length = inside.find(|character| !is_in_name(character))?;
    let (name, behind) = inside.split_at(length);
    let name = name.to_ascii_lowercase();
    let is_known = is_one_of(&name, BLOCKS)
        || is_one_of(&name, INLINE)
        || matches!(name.as_str(), "style" | "script");
    (is_known && behind.starts_with([' ', '/', '\n', '>'])).then_some(name)
}

/// What begins with the end tag of this name; empty where it never ends.
fn from_end_tag<'a>(text: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        let behind = text[at + 2..].get(..name.len());
        behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
    };
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(is_end).map_or("", |at| &text[at..])
}

fn is_one_of(name: &str, list: &str) -> bool {
    list.split(' ').any(|known| known == name)
}

/// Character references as the characters they stand for.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let end = after.bytes().take(9).position(|byte| byte == b';');
        let end = end.and_then(|end| Some((end, reference(&after[..end])?)));
        match end {
            Some((end, character)) => {
                decoded.push_str(&character);
                rest = &after[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded + rest
}

fn reference(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).map(|character| character.to_string().into());
    }
    let character = match name {
        "nbsp" => " ",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "rsquo" | "lsquo" => "\u{2019}",
        "ldquo" => "\u{201c}",
        "rdquo" => "\u{201d}",
        "ndash" => "\u{2013}",
        "mdash" => "\u{2014}",
        "hellip" => "\u{2026}",
        "bull" => "\u{2022}",
        "auml" => "ä",
        "ouml" => "ö",
        "uuml" => "ü",
        "szlig" => "ß",
        "eacute" => "é",
        _ => return None,
    };
    Some(character.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_leave_behind_is_undone() {
        for (text, expected) in [
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\u{a0}b\u{200b}c\u{feff}", "a bc"),
            (
                "one<br>two<BR />three&nbsp;&amp; four",
                "one\ntwo\nthree & four",
            ),
            ("<p class=\"x\">one</p><b>two</b>", "\none\ntwo"),
            ("<ul><li>one</li></ul>", "\n\n- one\n\n"),
            ("&gt; quoted &lt;br&gt; more", "> quoted \n more"),
            (
                "a < b, c > d, <robin@example.com>, R&D; x",
                "a < b, c > d, <robin@example.com>, R&D; x",
            ),
            ("<style>p { color: red }</style>text", "text"),
            (
                "it&#8217;s &#x27;so&#x27; &unknown;",
                "it\u{2019}s 'so' &unknown;",
            ),
            ("<unclosed", "<unclosed"),
            ("bell\u{7}", "bell"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
