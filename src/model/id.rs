//! The short name by which people and commands call a post-mortem.

use std::fmt;

/// Five random characters at the end of a file name, or the whole stem of a
/// file made by hand. Never derived from the title, never a position.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Digits and consonants: no word can come of it. 0 and 1 are left out of new
/// ids, being read aloud and mistyped as o and l; files that have them are fine.
const ALPHABET: &[u8; 28] = b"23456789bcdfghjkmnpqrstvwxyz";
const LENGTH: usize = 5;

impl Id {
    /// An id from random bytes; bytes that would favour some characters are
    /// skipped, so that every id is equally likely. Nothing when `random` runs out.
    pub fn from_random(random: &[u8]) -> Option<Self> {
        let fair = 256 / ALPHABET.len() * ALPHABET.len();
        let id: String = random
            .iter()
            .map(|&byte| usize::from(byte))
            .filter(|&byte| byte < fair)
            .take(LENGTH)
            .map(|byte| char::from(ALPHABET[byte % ALPHABET.len()]))
            .collect();
        (id.len() == LENGTH).then_some(Self(id))
    }

    /// The id of a file called `DATE-SLUG-ID` or `DATE-ID`; any other stem is
    /// an id as a whole.
    pub fn from_stem(stem: &str) -> Self {
        let ending = stem
            .get(..10)
            .filter(|date| super::Day::parse(date).is_some())
            .and_then(|_| stem[10..].rsplit_once('-'))
            .map(|(_, ending)| ending)
            .filter(|ending| ending.len() == LENGTH && ending.bytes().all(is_id_character));
        Self(ending.unwrap_or(stem).to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn is_id_character(byte: u8) -> bool {
    byte.is_ascii_digit()
        || byte.is_ascii_lowercase() && !matches!(byte, b'a' | b'e' | b'i' | b'l' | b'o' | b'u')
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_last_part_of_a_dated_name() {
        for (stem, id) in [
            ("2026-11-20-staff-platform-engineer-k7f3q", "k7f3q"),
            ("2026-11-20-k7f3q", "k7f3q"),
            ("2026-11-20-support-01b0c", "01b0c"),
            ("2026-11-20-platform", "2026-11-20-platform"),
            ("2026-11-20-sales-quiet", "2026-11-20-sales-quiet"),
            ("2026-11-20", "2026-11-20"),
            ("notes-k7f3q", "notes-k7f3q"),
            ("2026-13-20-role-k7f3q", "2026-13-20-role-k7f3q"),
            ("日本語の記録です-k7f3q", "日本語の記録です-k7f3q"),
        ] {
            assert_eq!(Id::from_stem(stem).as_str(), id, "{stem}");
        }
    }

    #[test]
    fn random_bytes_make_an_id_that_a_file_name_gives_back() {
        let id = Id::from_random(&[255, 0, 27, 28, 254, 251, 1, 9]).unwrap();
        assert_eq!(id.as_str(), "2z2z3");
        assert_eq!(Id::from_stem(&format!("2026-11-20-role-{id}")), id);
        assert_eq!(Id::from_random(&[255; 64]), None);
    }
}
