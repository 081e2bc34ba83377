//! The mark that an import leaves in each file it writes, as a comment.

use std::borrow::Cow;

/// How the comment begins that says which application a file was made of.
pub const MARK: &str = "# import: ";
/// And how the one that says of which system it was.
const FROM: &str = "# imported from ";

/// Which system, and whose import of it, a file was made of.
pub fn import_of(source: &str) -> Option<String> {
    let mark = mark(source.as_bytes())?;
    let key = mark.split('-').next().unwrap_or_default();
    let mut lines = source.lines().filter_map(|line| line.strip_prefix(FROM));
    let system = lines.next().and_then(|rest| rest.split(';').next());
    Some(format!("{key} {}", system.unwrap_or_default()))
}

/// The mark in a file, wherever a line begins with it. Text of two bytes a letter
/// is searched without its zeros.
pub(in crate::log) fn mark(bytes: &[u8]) -> Option<String> {
    let plain = match memchr::memchr(0, bytes) {
        Some(_) => Cow::Owned(bytes.iter().copied().filter(|byte| *byte != 0).collect()),
        None => Cow::Borrowed(bytes),
    };
    let text: &[u8] = &plain;
    let begins_line = |at: &usize| {
        let before = &text[..*at];
        before.is_empty() || before.ends_with(b"\n") || before.ends_with(b"\r") || is_bom(before)
    };
    let at = memchr::memmem::find_iter(text, MARK).find(begins_line)?;
    let rest = &text[at + MARK.len()..];
    let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let mark = str::from_utf8(&rest[..end]).ok()?;
    Some(mark.trim().to_owned())
}

/// Whether an import made the file.
pub(in crate::log) fn is_marked(text: &str) -> bool {
    mark(text.as_bytes()).is_some()
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
            assert_eq!(mark(bytes).as_deref(), Some("key 0f"), "{bytes:?}");
        }
        assert_eq!(mark(b"owned = \"see # import: key 0f\"\n"), None);
    }
}
