//! Archives and workbooks, read in memory and never unpacked. What an entry is called is
//! never said: names of files are often names of people.

use super::row::Stopped;
use calamine::{Data, DataRef, Reader, SheetType, Xlsx, XlsxError};
use csv::Writer;
use std::io::{Cursor, Read, Write};
use zip::ZipArchive;

/// What an archive may hold unpacked, and in how many entries.
const LARGEST: u64 = 1 << 30;
const MOST_ENTRIES: usize = 1000;
/// So many times smaller no table is packed; what holds little may be.
const DENSEST: u64 = 200;
const FEW: u64 = 16 << 20;
/// What a workbook may take unpacked.
const LARGEST_WORKBOOK: u64 = 50 << 20;
/// Nobody's export is wider.
const WIDEST: u32 = 1000;
const LONGEST: u32 = 1 << 20;

/// What the first bytes of a file say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Text,
    Zip,
    /// Packed in a way that is not read.
    Other(&'static str),
}

impl FileKind {
    pub fn of(start: &[u8]) -> Self {
        let known: [(&[u8], Self); 9] = [
            (b"PK\x03\x04", Self::Zip),
            (b"PK\x05\x06", Self::Zip),
            (b"\x1f\x8b", Self::Other("a gzip archive")),
            (b"7z\xbc\xaf", Self::Other("a 7z archive")),
            (b"Rar!", Self::Other("a rar archive")),
            (b"BZh", Self::Other("a bzip2 archive")),
            (b"\xfd7zXZ", Self::Other("an xz archive")),
            (b"%PDF", Self::Other("a PDF")),
            (
                b"\xd0\xcf\x11\xe0",
                Self::Other("a workbook of before 2007, or an encrypted one"),
            ),
        ];
        let found = known.iter().find(|(mark, _)| start.starts_with(mark));
        found.map_or(Self::Text, |(_, kind)| *kind)
    }
}

/// The texts in an archive, or the one sheet of a workbook as a table.
///
/// # Errors
/// Where it is broken, too large, encrypted, or holds what is not read.
pub fn texts(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Vec<u8>>, Stopped> {
    let mut archive = opened(bytes)?;
    let is_workbook = archive.index_for_name("xl/workbook.xml").is_some();
    let mut size = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| broken())?;
        size = size.saturating_add(entry.size());
    }
    if is_workbook && size > LARGEST_WORKBOOK {
        let what = "the workbook takes more than 50 MB unpacked";
        return Err(Stopped::new(what, "save its sheet as CSV UTF-8"));
    }
    if size > LARGEST {
        let what = "the archive holds more than 1 GiB";
        return Err(Stopped::new(what, "export fewer applications at a time"));
    }
    if size > FEW && size / DENSEST > bytes.len() as u64 {
        let what = format!(
            "the archive unpacks to more than {DENSEST} times its size, which no table does"
        );
        return Err(Stopped::new(what, "unpack it first, and give the file"));
    }
    if !is_workbook {
        return entries(&mut archive);
    }
    for index in 0..archive.len() {
        unpack(&mut archive, index, &mut std::io::sink())?;
    }
    workbook(bytes, sheet).map(|table| vec![table])
}

/// What an entry says of its size is not believed: where it holds more, it is read no further.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    into: &mut impl Write,
) -> Result<(), Stopped> {
    let entry = archive.by_index(index).map_err(|_| broken())?;
    let size = entry.size();
    match std::io::copy(&mut entry.take(size.saturating_add(1)), into) {
        Ok(read) if read == size => Ok(()),
        _ => Err(broken()),
    }
}

fn opened(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Stopped> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_ENTRIES {
        return Err(Stopped::new(
            "the archive has more than 1,000 entries",
            "give the files of the export alone",
        ));
    }
    Ok(archive)
}

fn entries(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Vec<u8>>, Stopped> {
    let mut texts = Vec::new();
    for index in 0..archive.len() {
        let raw = archive.by_index_raw(index).map_err(|_| broken())?;
        let refused = |what: &str| {
            let what = format!("entry {} of the archive is {what}", index + 1);
            Err(Stopped::new(what, "unpack it first, and give the folder"))
        };
        if raw.is_dir() {
            continue;
        }
        if raw.encrypted() {
            return refused("encrypted");
        }
        if raw.is_symlink() {
            return refused("a link, which is never followed");
        }
        drop(raw);
        let mut text = Vec::new();
        unpack(archive, index, &mut text)?;
        match FileKind::of(&text) {
            FileKind::Text => texts.push(text),
            FileKind::Zip => return refused("an archive or a workbook itself"),
            FileKind::Other(_) => {}
        }
    }
    Ok(texts)
}

fn workbook(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<u8>, Stopped> {
    let failed = |_: XlsxError| unreadable();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    // A sheet that is a chart holds no cells.
    let sheets = workbook.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<_> = sheets.map(|sheet| sheet.name.clone()).collect();
    let wanted = |name: &&String| sheet.is_none_or(|sheet| sheet == name.as_str());
    let (mut tables, mut filled) = (Vec::new(), Vec::new());
    for name in names.iter().filter(wanted) {
        let table = table(&mut workbook, name)?;
        if !table.is_empty() {
            tables.push(table);
            filled.push(name);
        }
    }
    let count = tables.len();
    match (tables.pop(), count) {
        (Some(table), 1) => Ok(table),
        (None, _) if sheet.is_some() => Err(Stopped::new(
            "the workbook has no such sheet, or it is empty",
            "look at the names below its sheets",
        )),
        (None, _) => Err(Stopped::new(
            "the workbook is empty",
            "is it the right file?",
        )),
        (Some(_), count) => {
            filled.retain(|name| !is_perhaps_somebody(name));
            let mut shown: Vec<_> = filled.iter().map(|name| format!("\"{name}\"")).collect();
            if shown.len() < count {
                shown.push(format!("{} not shown", count - shown.len()));
            }
            let shown = shown.join(", ");
            let what = format!("{count} sheets of the workbook hold something: {shown}");
            Err(Stopped::new(what, "say which to read: --sheet NAME"))
        }
    }
}

/// Two words, each as a name is written.
fn is_perhaps_somebody(sheet: &str) -> bool {
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase) && !word.contains(|one: char| one.is_ascii_digit())
    };
    sheet.split_whitespace().filter(is_name).count() > 1
}

/// A sheet as CSV, cell by cell: a cell far away from the others takes no room.
fn table(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Stopped> {
    let failed = |_: XlsxError| unreadable();
    // Merged below each other; what is merged side by side is a title, and so is what stands
    // first.
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(failed)?;
    if let Some(first) = merged
        .iter()
        .find(|one| one.start.0 > 0 && one.end.0 > one.start.0)
    {
        let (first, last) = (first.start.0 + 1, first.end.0 + 1);
        return Err(Stopped::new(
            format!(
                "cells of the rows {first} to {last} are merged, and hold a value for the first of them alone"
            ),
            "unmerge the cells of the sheet and fill in what each row says, or export it again as CSV UTF-8",
        ));
    }
    let mut cells = workbook.worksheet_cells_reader(name).map_err(failed)?;
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let (mut record, mut row) = (Vec::<String>::new(), 0);
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (at, column) = cell.get_position();
        if column >= WIDEST || at >= LONGEST {
            return Err(Stopped::new(
                "the sheet has more than 1,000 columns, or more rows than a sheet may have",
                "save the table alone as CSV UTF-8",
            ));
        }
        // A row without cells is a line all the same, so that places are those of the sheet.
        while row < at {
            write(&mut writer, &record)?;
            record.clear();
            row += 1;
        }
        record.resize(column as usize, String::new());
        record.push(text(cell.get_value()));
    }
    if !record.is_empty() {
        write(&mut writer, &record)?;
    }
    writer.into_inner().map_err(|_| broken())
}

fn write(writer: &mut Writer<Vec<u8>>, record: &[String]) -> Result<(), Stopped> {
    writer.write_record(record).map_err(|_| broken())
}

fn text(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string(),
    }
}

fn broken() -> Stopped {
    Stopped::new("the archive is broken", "was it copied whole?")
}

fn unreadable() -> Stopped {
    Stopped::new("the workbook cannot be read", "save its sheet as CSV UTF-8")
}
