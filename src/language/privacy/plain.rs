//! Digits, dashes and signs that look like those of a keyboard and are others: what word
//! processors, web pages and other scripts make of an address or a number.

use crate::model::is_hidden;
use std::ops::Range;

/// A text in the letters that the detectors know.
pub(super) struct PlainLetters {
    pub text: String,
    /// Where each byte of it stands in what was written, and where that ends.
    places: Vec<usize>,
}

/// How pages and links write the sign of an address.
const ATS: [&str; 2] = ["%40", "&#64;"];

impl PlainLetters {
    /// `None` where the text is plain as it is.
    pub fn of(text: &str) -> Option<Self> {
        let is_other = |letter: char| !letter.is_ascii() && known(letter) != Some(letter);
        let may_hide_at = || memchr::memchr2(b'%', b'&', text.as_bytes()).is_some();
        let hides_at = || may_hide_at() && ATS.iter().any(|at| text.contains(at));
        if (text.is_ascii() || !text.contains(is_other)) && !hides_at() {
            return None;
        }
        let mut plain = Self {
            text: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len() + 1),
        };
        let mut behind = 0;
        for (place, letter) in text.char_indices() {
            if place < behind {
                continue;
            }
            let at = ATS.iter().find(|at| text[place..].starts_with(**at));
            behind = place + at.map_or(letter.len_utf8(), |at| at.len());
            if let Some(letter) = at.map_or_else(|| known(letter), |_| Some('@')) {
                plain.text.push(letter);
                plain.places.resize(plain.text.len(), place);
            }
        }
        plain.places.push(text.len());
        Some(plain)
    }

    /// Where some bytes of it were written.
    pub fn place(&self, words: &Range<usize>) -> Range<usize> {
        self.places[words.start]..self.places[words.end]
    }
}

/// The letter of a keyboard that it stands for, or itself; `None` for one that shows nothing.
fn known(letter: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit(letter as u32 - zero, 10);
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0),
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{966}'..='\u{96f}' => digit(0x966),
        _ if !letter.is_ascii() && is_hidden(letter) => None,
        _ => Some(letter),
    }
}
