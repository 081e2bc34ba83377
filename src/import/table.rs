//! Opening a table of text: which character separates its cells, where its
//! header begins, and whether it is UTF-8 at all.

use super::row::{Stopped, unreadable};
use std::io::BufRead;

/// What a header line says about the table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub separator: u8,
    /// Lines before the header.
    pub skipped: u64,
}

const SEPARATORS: [u8; 4] = *b",;\t|";

/// What people take for a table, by how it begins.
const NOT_TEXT: [(&[u8], &str, &str); 4] = [
    (
        b"PK\x03\x04",
        "a workbook, or a zip",
        "open it, and save the sheet as CSV UTF-8",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old workbook",
        "open it, and save the sheet as CSV UTF-8",
    ),
    (b"\x1f\x8b", "compressed", "unpack it first: gunzip"),
    (b"%PDF", "a PDF", "export the table itself, as CSV UTF-8"),
];

/// Looks at the beginning and takes off what is no part of the table: a byte
/// order mark, and the line that names the separator to a spreadsheet.
pub(super) fn open(input: &mut impl BufRead) -> Result<Shape, Stopped> {
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    if let Some((_, what, hint)) = NOT_TEXT.iter().find(|(head, ..)| start.starts_with(head)) {
        return Err(Stopped {
            what: format!("the file is {what}, and no table of text"),
            hint: Some((*hint).to_owned()),
        });
    }
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(Stopped {
            what: "the file is UTF-16, as spreadsheets save \"Unicode text\"".to_owned(),
            hint: Some("save it as CSV UTF-8, or convert it: iconv -f UTF-16 -t UTF-8".to_owned()),
        });
    }
    if start.contains(&0) {
        return Err(Stopped {
            what: "the file holds bytes that no text has".to_owned(),
            hint: Some("save it as CSV UTF-8".to_owned()),
        });
    }
    if start.starts_with("\u{feff}".as_bytes()) {
        input.consume("\u{feff}".len());
    }
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    if start.trim_ascii().is_empty() {
        return Err(Stopped {
            what: "the file is empty".to_owned(),
            hint: None,
        });
    }
    let named = start
        .strip_prefix(b"sep=")
        .and_then(|rest| Some((*rest.first()?, rest.iter().position(|byte| *byte == b'\n')?)));
    if let Some((separator, end)) = named {
        input.consume("sep=".len() + end + 1);
        return Ok(Shape {
            separator,
            skipped: 1,
        });
    }
    Ok(Shape {
        separator: separator(start),
        skipped: 0,
    })
}

/// The one that the header has most often, outside of quotes.
fn separator(start: &[u8]) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => {
                if let Some(position) = SEPARATORS.iter().position(|known| known == byte) {
                    counts[position] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let position = counts.iter().position(|count| *count == most);
    position.map_or(b',', |position| SEPARATORS[position])
}

/// Why a cell is no text.
pub(super) fn not_utf8(cell: &[u8], header: &str) -> String {
    let at = str::from_utf8(cell).map_or_else(|error| error.valid_up_to(), |text| text.len());
    let byte = cell.get(at).copied().unwrap_or(0);
    format!("`{header}` is not UTF-8 (byte {byte:#04x}), it looks like Windows-1252")
}

/// What to do about it.
pub(super) const CONVERT: &str = "convert the file first: iconv -f WINDOWS-1252 -t UTF-8 FILE > FILE.utf8, or save it as CSV UTF-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_read_off_the_header() {
        for (start, expected) in [
            ("Date,Stage,Outcome\n1;2;3", b','),
            ("Date;Stage;\"Outcome, as of today, or so, maybe\"\n", b';'),
            ("Date\tStage\n", b'\t'),
            ("Date\n", b','),
            ("", b','),
        ] {
            assert_eq!(separator(start.as_bytes()), expected, "{start}");
        }
        let mut table = "\u{feff}sep=;\r\nDate;Stage".as_bytes();
        let shape = open(&mut table).unwrap();
        assert_eq!((shape.separator, table), (b';', "Date;Stage".as_bytes()));
        assert!(open(&mut [0xff, 0xfe, 0x44].as_slice()).is_err());
        assert!(open(&mut "\u{feff} \n".as_bytes()).is_err());
        for (start, says) in [
            (&b"PK\x03\x04\0"[..], "a workbook"),
            (b"\x1f\x8b\x08", "compressed"),
            (b"a,b\0", "no text"),
        ] {
            let what = open(&mut &*start).unwrap_err().what;
            assert!(what.contains(says), "{what}");
        }
    }
}
