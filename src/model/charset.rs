//! The bytes of a text as characters, where there is no doubt which: replies and exports come
//! from programs that do not say.

use mail_parser::decoders::charsets::map::charset_decoder;

/// It is encoded in a way that cannot be read for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecodable;

/// The bytes as characters, and the name of their charset.
///
/// # Errors
/// Where they may be others.
pub fn characters(bytes: &[u8]) -> Result<(String, &'static str), Undecodable> {
    let is_wide = |zero: usize| {
        let pairs = bytes.chunks_exact(2);
        bytes.len() >= 8 && pairs.filter(|pair| pair[zero] == 0).count() * 4 > bytes.len()
    };
    let charset = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ if is_wide(1) => "UTF-16LE",
        _ if is_wide(0) => "UTF-16BE",
        _ => match str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => return Ok((text.to_owned(), "UTF-8")),
            Ok(_) => return Err(Undecodable),
            Err(_) => "Windows-1252",
        },
    };
    let name = charset.to_ascii_lowercase();
    let text = charset_decoder(name.as_bytes()).ok_or(Undecodable)?(bytes);
    let is_certain = if charset == "Windows-1252" {
        // No language of it is mostly accents, however much of our letter is quoted.
        let accents = bytes.iter().filter(|byte| **byte >= 0xc0).count();
        accents * 4 <= bytes.len() && is_western(&text)
    } else {
        bytes.len().is_multiple_of(2)
    };
    (is_certain && !text.contains(['\u{fffd}', '\0']))
        .then_some((text, charset))
        .ok_or(Undecodable)
}

/// Nothing but accents within words, quotes and dashes: no word has four accents in a row, and
/// `1ª` stands behind a number. Else the bytes are of another charset than the western one.
fn is_western(text: &str) -> bool {
    const SIGNS: &str = "ªº‘’‚“”„–—…€\u{a0}£§©®°´·™«»•œšž";
    let is_accent = |one: char| ('À'..='ÿ').contains(&one);
    let mut accents = 0;
    let mut letters = text.chars().peekable();
    while let Some(one) = letters.next() {
        accents = if is_accent(one) { accents + 1 } else { 0 };
        let is_known = one.is_ascii() || is_accent(one) || SIGNS.contains(one);
        let is_ordinal = matches!(one, 'ª' | 'º');
        let goes_on = letters.peek().is_some_and(|next| next.is_alphabetic());
        if accents == 4 || !is_known || (is_ordinal && goes_on) {
            return false;
        }
    }
    true
}
