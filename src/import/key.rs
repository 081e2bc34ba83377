//! How a row is known again without its id being written down: a keyed digest.
//!
//! Ids in these systems are short numbers. Whoever has a digest and its key can try
//! every number within seconds, so a salt beside the digests would hide nothing.
//! The key is therefore never in the log: it is kept by whoever imports. Without
//! it a digest tells nothing, not even whether two logs speak of the same person.

use super::system::System;
use siphasher::sip128::{Hasher128, SipHasher24};
use std::fmt;
use std::hash::Hasher;

/// A secret of the people who import, and the name by which digests refer to it.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportKey {
    pub name: String,
    secret: [u8; 16],
}

/// What stands in a file for the id of its application.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportMark {
    /// The name of the key it was made with.
    pub key: String,
    pub digest: u128,
}

const HEAD: &str = "hirelog-import-key";
const SECRET_DIGITS: usize = 32;

impl ImportKey {
    /// A new key of random bytes.
    pub fn new(name: impl Into<String>, secret: [u8; 16]) -> Self {
        Self {
            name: name.into(),
            secret,
        }
    }

    /// Reads what `to_text` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let (head, name, digits) = (words.next()?, words.next()?, words.next()?);
        let is_key = head == HEAD && is_name(name) && digits.len() == SECRET_DIGITS;
        if !is_key || words.next().is_some() {
            return None;
        }
        let secret = u128::from_str_radix(digits, 16).ok()?;
        Some(Self::new(name, secret.to_be_bytes()))
    }

    /// One line, for a file of its own.
    pub fn to_text(&self) -> String {
        let secret = u128::from_be_bytes(self.secret);
        format!("{HEAD} {} {secret:032x}\n", self.name)
    }

    /// The mark of an application. The system is part of it: two systems may
    /// use the same number.
    pub fn mark(&self, system: System, source: &str) -> ImportMark {
        // A keyed hash made to be unforgeable on short input; a plain hash of
        // key and number together would be no worse, this one is made for it.
        let mut hasher = SipHasher24::new_with_key(&self.secret);
        hasher.write(system.as_str().as_bytes());
        hasher.write(&[0]);
        hasher.write(source.as_bytes());
        ImportMark {
            key: self.name.clone(),
            digest: hasher.finish128().as_u128(),
        }
    }
}

impl fmt::Debug for ImportKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ImportKey({})", self.name)
    }
}

impl ImportMark {
    /// Reads what `Display` wrote; behind it may stand of which system it is.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, digits) = text.split_whitespace().next()?.split_once('-')?;
        let is_mark = is_name(key) && digits.len() == SECRET_DIGITS;
        Some(Self {
            key: key.to_owned(),
            digest: u128::from_str_radix(digits, 16).ok().filter(|_| is_mark)?,
        })
    }
}

impl fmt::Display for ImportMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{:032x}", self.key, self.digest)
    }
}

/// It becomes a file name, and part of a line: five plain characters.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
    name.len() == 5 && name.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_depends_on_key_system_and_id_and_reads_back() {
        let key = ImportKey::new("k7f3q", *b"0123456789abcdef");
        let mark = key.mark(System::Greenhouse, "985314");
        assert_eq!(mark, key.mark(System::Greenhouse, "985314"));
        assert_eq!(ImportMark::parse(&mark.to_string()), Some(mark.clone()));
        for other in [
            key.mark(System::Lever, "985314"),
            key.mark(System::Greenhouse, "985315"),
            ImportKey::new("k7f3q", *b"0123456789abcdeg").mark(System::Greenhouse, "985314"),
        ] {
            assert_ne!(other, mark);
        }
        assert_eq!(ImportKey::parse(&key.to_text()), Some(key.clone()));
        assert!(
            !format!("{key:?}").contains("30"),
            "never shown by accident"
        );
        for wrong in [
            "",
            "hirelog-import-key k7f3q 00",
            "hirelog-import-key ../x 30313233343536373839616263646566",
            "hirelog-import-key k7f3q +0313233343536373839616263646566 x",
        ] {
            assert_eq!(ImportKey::parse(wrong), None, "{wrong}");
        }
        assert_eq!(ImportMark::parse("k7f3q-zz"), None);
    }
}
