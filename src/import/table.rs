//! Opening a table of text: which character separates its cells, where its
//! header begins, and whether it is UTF-8 at all.

use super::row::{Stopped, unreadable};
use super::system::System;
use csv::ByteRecord;
use std::io::BufRead;

/// What a header line says about the table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub separator: u8,
    /// Lines before the header.
    pub skipped: u64,
    /// Whether lines end as Windows ends them.
    pub is_crlf: bool,
}

/// What stands in a cell in place of nothing.
const NOTHING: [&str; 16] = [
    "", "-", "--", "–", "—", "n/a", "#n/a", "na", "null", "(null)", "none", "(none)", "nil", "nan",
    "(blank)", "(empty)",
];

pub(super) fn is_nothing(cell: &str) -> bool {
    cell.len() < 8 && NOTHING.iter().any(|known| known.eq_ignore_ascii_case(cell))
}

const SEPARATORS: [u8; 4] = *b",;\t|";

/// Looks at the beginning and takes off what is no part of the table: a byte
/// order mark, and the line that names the separator to a spreadsheet.
pub(super) fn open(input: &mut impl BufRead) -> Result<Shape, Stopped> {
    begin(input)?;
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    if start.trim_ascii().is_empty() {
        return Err(Stopped::plain("the file is empty"));
    }
    let end = memchr::memchr(b'\n', start);
    let is_crlf = end.is_some_and(|end| start[..end].ends_with(b"\r"));
    let named = start
        .strip_prefix(b"sep=")
        .and_then(|rest| Some((*rest.first()?, rest.iter().position(|byte| *byte == b'\n')?)));
    if let Some((separator, end)) = named {
        input.consume("sep=".len() + end + 1);
        return Ok(Shape {
            separator,
            skipped: 1,
            is_crlf,
        });
    }
    Ok(Shape {
        separator: separator(start),
        skipped: 0,
        is_crlf,
    })
}

/// Passes over a byte order mark.
///
/// # Errors
/// It cannot be read, or is text of a kind that would have been converted were it whole.
pub(super) fn begin(input: &mut impl BufRead) -> Result<(), Stopped> {
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(Stopped::new(
            "the file is UTF-16, and broken: was it copied whole?",
            "export it again, as UTF-8",
        ));
    }
    if start.starts_with("\u{feff}".as_bytes()) {
        input.consume("\u{feff}".len());
    }
    Ok(())
}

/// Whether a file begins as JSON does.
///
/// # Errors
/// It cannot be read.
pub(super) fn is_json(input: &mut impl BufRead) -> Result<bool, Stopped> {
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    if start.trim_ascii().starts_with(b"<") {
        return Err(Stopped::new(
            "it is a web page or XML, not an export",
            "export a table (CSV or Excel), or JSON of one of the systems",
        ));
    }
    Ok(matches!(start.trim_ascii().first(), Some(b'{' | b'[')))
}

/// Keys that the applications of one system have and those of the others do not.
const KEYS: [(System, &str); 3] = [
    (
        System::Greenhouse,
        r#""rejected_at" "current_stage" "candidate_id" "stage_name""#,
    ),
    (
        System::Lever,
        r#""archivedAt":1 "stageChanges" "opportunityId" "confidentiality" "archived""#,
    ),
    (
        System::Ashby,
        r#""currentInterviewStage" "archiveReason" "applicationHistory""#,
    ),
];

/// Whether a text begins with applications of a system.
pub(super) fn has_keys_of(start: &[u8], system: System) -> bool {
    let found = |key: &str| memchr::memmem::find(start, key.as_bytes()).is_some();
    let mut known = KEYS.iter().filter(|(known, _)| *known == system);
    known.any(|(_, keys)| keys.split(' ').any(found))
}

/// Which other system's keys a document begins with, where it has none of this one's.
///
/// # Errors
/// It cannot be read.
pub(super) fn other_system(
    input: &mut impl BufRead,
    system: System,
) -> Result<Option<System>, Stopped> {
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    let has = |system| has_keys_of(start, system);
    if has(system) {
        return Ok(None);
    }
    let mut others = KEYS.iter().map(|(other, _)| *other);
    Ok(others.find(|other| *other != system && has(*other)))
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

/// Whether the first line of a table is a row already.
///
/// # Errors
/// It says so: a table needs the names of its columns.
pub(super) fn refuse_data(record: &ByteRecord, line: u64) -> Result<(), Stopped> {
    let text = |cell: &[u8]| String::from_utf8_lossy(cell).into_owned();
    let is_data = |cell: String| {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        cell.contains('@') || digits >= 6
    };
    let mut cells = record.iter();
    if !cells.any(|cell| is_data(text(cell))) {
        return Ok(());
    }
    Err(Stopped::new(
        format!(
            "line {line} holds data (an address, a number or a day), where the names of the columns belong"
        ),
        "put a line of names above it, such as: Application ID,Job,Stage,Outcome,Date",
    ))
}

/// Why a cell is no text.
pub(super) fn not_utf8(cell: &[u8], position: usize) -> String {
    let at = str::from_utf8(cell).map_or_else(|error| error.valid_up_to(), |text| text.len());
    let byte = cell.get(at).copied().unwrap_or(0);
    format!(
        "column {} is not UTF-8 (byte {byte:#04x}), and nothing says which encoding it is",
        position + 1
    )
}

/// What to do about it.
pub(super) const CONVERT: &str = "choose UTF-8 where it is exported or saved (\"CSV UTF-8\" in Excel); or, if you know its encoding: iconv -f ENCODING -t UTF-8 FILE > FILE.utf8";

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
    }
}
