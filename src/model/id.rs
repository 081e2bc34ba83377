//! The short name by which people and commands call a post-mortem.

use super::Day;
use super::name::same_name;
use std::borrow::Cow;
use std::fmt;

/// Five random characters at the end of a file name, or the whole stem of a
/// file made by hand. Never derived from the title, never a position.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// an id as a whole. A copy that a sync client or a file manager made of a file has
    /// the id of that.
    pub fn from_stem(stem: &str) -> Self {
        let id = ending(stem).unwrap_or_else(|| copied(stem).unwrap_or(stem));
        Self(id.to_owned())
    }

    /// Whether a stem is one that hirelog gives.
    pub fn is_ours(stem: &str) -> bool {
        ending(stem).is_some()
    }

    /// Whether a stem is what somebody else makes of the name of a file, not to lose
    /// either of two.
    pub fn is_of_copy(stem: &str) -> bool {
        ending(stem).is_none() && copied(stem).is_some()
    }

    /// Whether of two files that say the same the first is a copy: it has no name that
    /// hirelog gives, and the other has one, or it is named after the other. Of two with
    /// names of ours nobody knows; two candidates can have had the same day.
    pub fn is_copy_of(stem: &str, other: &str) -> bool {
        let (stem, other) = (same_name(stem), same_name(other));
        let is_joined = |rest: &str, sign: Option<char>| {
            !rest.is_empty() && !sign.is_some_and(char::is_alphanumeric)
        };
        let is_named_after = || {
            let behind = stem.strip_prefix(&other);
            let before = stem.strip_suffix(&other);
            behind.is_some_and(|rest| is_joined(rest, rest.chars().next()))
                || before.is_some_and(|rest| is_joined(rest, rest.chars().next_back()))
        };
        ending(&stem).is_none() && (ending(&other).is_some() || is_named_after())
    }

    /// The same for all spellings of one id: a disk may take no notice of letter case,
    /// and put letters together in its own way.
    pub fn folded(&self) -> String {
        self.as_folded().into_owned()
    }

    /// The same, which most ids are as they stand.
    pub fn as_folded(&self) -> Cow<'_, str> {
        match self.0.bytes().all(is_lower) {
            true => Cow::Borrowed(&self.0),
            false => Cow::Owned(same_name(&self.0)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The day that a file is named after, where its name begins with one.
pub fn named_day(stem: &str) -> Option<Day> {
    stem.get(..10).and_then(Day::parse)
}

/// The id behind a date.
fn ending(stem: &str) -> Option<&str> {
    named_day(stem)?;
    let (_, ending) = stem[10..].rsplit_once('-')?;
    // In capitals it is the same, as a disk may take no notice of letter case.
    let mut bytes = ending.bytes().map(|byte| byte.to_ascii_lowercase());
    let is_id = ending.len() == LENGTH && bytes.all(is_id_character);
    is_id.then_some(ending)
}

/// The id of what this is a copy of. Behind one of our own names anything may follow that
/// no name of ours has, such as ` (1)`, `.sync-conflict-…`, `_conflict-…`, `-LAPTOP`;
/// behind any other it has to look like a machine's: a conflict, or a day in brackets.
fn copied(stem: &str) -> Option<&str> {
    let end = stem.bytes().position(|byte| !is_lower(byte))?;
    let own = stem[..end].trim_end_matches('-');
    if let Some(id) = ending(own) {
        return Some(id);
    }
    let begins = |(at, _): &(usize, &str)| {
        let tail = stem[*at..].to_lowercase();
        let digits = tail.bytes().filter(u8::is_ascii_digit).count();
        let says_so = tail.contains("conflict") || tail.starts_with(" (") && digits >= 8;
        *at > 0 && says_so
    };
    let mut marks = stem.match_indices([' ', '.', '_', '(']);
    let (at, _) = marks.find(|mark| {
        let tail = &stem[mark.0..];
        let opens = [" (", ".sync-conflict", ".conflict", "_conflict"];
        opens.iter().any(|open| tail.starts_with(open)) && begins(mark)
    })?;
    Some(&stem[..at])
}

/// What names of ours consist of.
const fn is_lower(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
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
            ("2026-11-20-support-K7F3Q", "K7F3Q"),
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
    fn a_copy_has_the_id_of_what_it_was_made_of() {
        let ours = "2026-11-20-dev-k7f3q";
        for tail in [
            ".sync-conflict-20261120-101112-ABCDEFG",
            " (Conflicted copy laptop 202611201129)",
            " (in Konflikt stehende Kopie von Robin 2026-11-20)",
            "_conflict-20261120-101112",
            " (SFConflict robin@example.com 2026-11-20-10-11-12)",
            " (1)",
            "(1)",
            " 2",
            " - Copy",
            "-LAPTOP",
            "_BASE_1234",
        ] {
            let stem = format!("{ours}{tail}");
            assert_eq!(Id::from_stem(&stem).as_str(), "k7f3q", "{stem}");
            assert!(Id::is_of_copy(&stem), "{stem}");
        }
        for (stem, id) in [
            ("quotes.sync-conflict-20261120-101112-ABCDEFG", "quotes"),
            ("Berlin (Robin's conflicted copy 2026-11-20)", "Berlin"),
            ("Berlin (2)", "Berlin (2)"),
            ("Backend (Berlin)", "Backend (Berlin)"),
            ("conflict of interest", "conflict of interest"),
            ("2026-11-20-sales (Berlin)", "2026-11-20-sales (Berlin)"),
        ] {
            assert_eq!(Id::from_stem(stem).as_str(), id, "{stem}");
            assert_eq!(Id::is_of_copy(stem), stem != id, "{stem}");
        }
        assert_eq!(Id::from_stem("Cafe\u{301}").folded(), "caf\u{e9}");
    }

    #[test]
    fn random_bytes_make_an_id_that_a_file_name_gives_back() {
        let id = Id::from_random(&[255, 0, 27, 28, 254, 251, 1, 9]).unwrap();
        assert_eq!(id.as_str(), "2z2z3");
        assert_eq!(Id::from_stem(&format!("2026-11-20-role-{id}")), id);
        assert_eq!(Id::from_random(&[255; 64]), None);
    }
}
