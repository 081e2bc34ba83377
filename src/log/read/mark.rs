//! The mark that an import leaves in each file it writes, as a comment.

use std::borrow::Cow;

/// How the comment begins that says which application a file was made of.
pub const MARK: &str = "# import: ";
/// How the one begins that keeps what an import wrote, as words and a number.
pub const AS_IMPORTED: &str = "as imported: ";
/// And how the one that says of which system it was, and in which import.
const FROM: &str = "# imported from ";
const NUMBER: &str = "import ";
/// And which import changed it since.
const CHANGED: &str = "changed by import ";

/// What the comments of an import say of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOrigin {
    /// The application, and further ones that somebody found to be the same.
    pub marks: Vec<String>,
    pub system: String,
    /// Which import of the log it was; older ones do not say.
    pub number: Option<u32>,
    /// The last import that changed it.
    pub changed: Option<u32>,
}

impl ImportOrigin {
    /// Text of two bytes a letter is searched without its zeros.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let plain = match memchr::memchr(0, bytes) {
            Some(_) => Cow::Owned(bytes.iter().copied().filter(|byte| *byte != 0).collect()),
            None => Cow::Borrowed(bytes),
        };
        let marks: Vec<_> = comments(&plain, MARK).map(str::to_owned).collect();
        if marks.is_empty() {
            return None;
        }
        let from = comments(&plain, FROM).next().unwrap_or_default();
        let mut words = from.split([',', ';']).map(str::trim);
        Some(Self {
            marks,
            system: words.next().unwrap_or_default().to_owned(),
            number: words
                .clone()
                .find_map(|word| word.strip_prefix(NUMBER)?.parse().ok()),
            changed: words.find_map(|word| word.strip_prefix(CHANGED)?.parse().ok()),
        })
    }

    /// The last import that wrote or changed it.
    pub fn last(&self) -> Option<u32> {
        self.changed.max(self.number)
    }

    /// The text of a file, with the number of the import that changes it.
    pub fn changed_by(text: &str, number: u32) -> String {
        let mut lines = text.split_inclusive('\n');
        let Some(line) = lines.find(|line| line.starts_with(FROM)) else {
            return text.to_owned();
        };
        let before = line.split([';', '\r', '\n']).next().unwrap_or(line);
        let origin = before.split(", ").filter(|word| !word.starts_with(CHANGED));
        let origin = origin.collect::<Vec<_>>().join(", ");
        text.replacen(before, &format!("{origin}, {CHANGED}{number}"), 1)
    }

    /// Which system, and whose import of it.
    pub fn import(&self) -> String {
        let key = self.marks[0].split('-').next().unwrap_or_default();
        format!("{key} {}", self.system)
    }
}

/// What stands behind a word with which lines begin.
fn comments<'t>(text: &'t [u8], word: &str) -> impl Iterator<Item = &'t str> {
    let begins_line = |at: &usize| {
        let before = &text[..*at];
        before.is_empty() || before.ends_with(b"\n") || before.ends_with(b"\r") || is_bom(before)
    };
    let places = memchr::memchr_iter(b'#', text).filter(begins_line);
    places.filter_map(move |at| {
        let rest = text[at..].strip_prefix(word.as_bytes())?;
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        Some(str::from_utf8(&rest[..end]).ok()?.trim())
    })
}

fn is_bom(bytes: &[u8]) -> bool {
    matches!(bytes, b"\xef\xbb\xbf" | b"\xff\xfe" | b"\xfe\xff")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_however_a_file_was_saved_since() {
        let source = "schema = 1\n# import: key 0f\nrole = \"x\"\n";
        let sixteen: Vec<_> = source.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = "# import: key 0f\n";
        for bytes in [
            source.as_bytes(),
            source.replace('\n', "\r\n").as_bytes(),
            source.replace('\n', "\r").as_bytes(),
            first.as_bytes(),
            format!("\u{feff}{first}").as_bytes(),
            &sixteen,
            &[&[0xff, 0xfe][..], &sixteen].concat(),
            &[source.as_bytes(), b"# Zo\xeb"].concat(),
        ] {
            let origin = ImportOrigin::of(bytes);
            assert_eq!(origin.unwrap().marks, ["key 0f"], "{bytes:?}");
        }
        let prose = ImportOrigin::of(b"owned = \"see # import: key 0f\"\n");
        assert_eq!(prose, None);
    }
}
